"""Hard labels on two atoms of one length with one answer: the direction goes to the maximum-margin separator, not to v.

x₁,₂ = m ± e, m ⊥ e, and v·x₁, v·x₂ > 0: m̂ has the largest margin min x_i·u/|u|, and it is |m|. With M = m·w and E = e·w the
flow pulls E towards 0, so E keeps its sign and |E_t| ≤ |E₀|, while M → ∞: e^N + N rises by at least |m|²t for N = M + |E₀|
and by at most |m|²t for N = M − |E₀|. So w_t/|w_t| → m̂, for every teacher with these answers.
Standing: derived here.
Source: A1 and L1: what becomes of a student that trains for ever, where the law is not elliptical.
Assumes: two atoms of equal weight in the plane, hard labels without noise. The flow is integrated from the law's expectations
with a proved error.
Proof: M' = ½|m|²(σ(−s₁) + σ(−s₂)) and E' = ½|e|²(σ(−s₁) − σ(−s₂)), s₁,₂ = M ± E: E' has the sign of −E, and M' is between
|m|²σ(−M − |E|) and |m|²σ(−M + |E|). For N' = |m|²σ(−N): (e^N + N)' = |m|². min(s₁, s₂) ≤ M ≤ |m||w|.
Equality: E₀ = 0, where the path is a ray; there nothing is integrated. The margin: v along m.
Not checked: more atoms, other weights (Soudry et al. 2018 have the limit for every separable set).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent, law_flow


def _facing(fields: Fields) -> Fields:
    """The teacher turned round where it answers 0 at the middle."""
    sign = np.where(np.vecdot(fields["middle"], fields["teacher"]) < 0, -1.0, 1.0)
    return {**fields, "teacher": sign[..., None] * fields["teacher"]}


DOMAIN = Domain(
    axes=(
        Axis("middle", -4, 4, (2,), exponent=(-2, 0)),
        Axis("tilt", 0, 2**5, exponent=-3),
        *(Axis(name, -(2**6), 2**6, (2,), exponent=(-14, -4)) for name in ("student", "teacher")),
        Axis("time", 1, 2**7, exponent=-4),
    ),
    regimes=(
        Regime("generic", share=3, exponents={"student": (-5, -4), "teacher": (-5, -4)}),
        Regime("small start", share=3, axes={"tilt": (1, 4)}, exponents={"student": (-14, -12)}),
        Regime("short", axes={"time": (1, 2)}),
        Regime("one atom", axes={"tilt": (0, 0)}),
    ),
    couple=_facing,
)


def _turned(num: Arithmetic, at: At) -> Number:
    """e: the middle turned by a right angle, times ``tilt``."""
    return num.times(at.tilt, num.vector(-at.middle[..., 1], at.middle[..., 0]))


def _atoms(num: Arithmetic, at: At) -> tuple[Number, Number]:
    turned = _turned(num, at)
    return at.middle + turned, at.middle - turned


def _margin(num: Arithmetic, at: At) -> Number:
    """min v·x_i."""
    first, second = _atoms(num, at)
    return num.minimum(num.dot(first, at.teacher), num.dot(second, at.teacher))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The teacher answers 1 at both atoms."""
    return {"same answers": Positive(_margin(num, at)), "time": Positive(at.time)}


def _largest_margin(numerator: int) -> Sides:
    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        """The teacher's margin is at most |m|, that of m̂."""
        reach = num.norm(at.middle) * num.norm(at.teacher)
        return {"largest margin": AtMost(_margin(num, at), num.ratio(numerator, 1000) * reach, reach)}

    return sides


sides = _largest_margin(1000)


def _law(num: Arithmetic, at: At) -> Discrete:
    return Discrete(np.stack(_atoms(num, at)), num.exact(np.ones(2)))


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """E is pulled to 0 at the start; at time t of the flow it has come nearer, and M has grown between its bounds."""
    one, turned = num.ratio(1, 1), _turned(num, at)
    velocity = descent(num, _law(num, at), at.student, at.teacher, one, num.ratio(0, 1))
    across = num.dot(turned, at.student)
    size = num.dot(turned, turned) * num.norm(at.student) * num.norm(turned)
    return {"pulled back": AtMost(across * num.dot(turned, velocity), 0, size), **_reached(num, at, one, one)}


def _reached(num: Arithmetic, at: At, kept: Number, growth: Number) -> Mapping[str, object]:
    """At time t: E against ``kept`` times its start, e^N + N against ``growth`` times |m|²t above its start."""
    across, along = (num.dot(vector, at.student) for vector in (_turned(num, at), at.middle))
    if across == 0:
        return {}
    end = law_flow(num, _law(num, at), at.student, at.teacher, float(at.time), num.ratio(1, 1), num.ratio(0, 1)).end
    across_end, along_end = (num.dot(vector, end) for vector in (_turned(num, at), at.middle))
    room, rise = num.absolute(across), num.dot(at.middle, at.middle) * at.time
    return {
        "one side": Below(0, across * across_end),
        "nearer": Below(num.absolute(across_end), kept * room),
        "grows at least": Below(_clock(num, along + room) + growth * rise, _clock(num, along_end + room)),
        "grows at most": Below(_clock(num, along_end - room), _clock(num, along - room) + rise),
    }


def _clock(num: Arithmetic, along: Number) -> Number:
    """e^N + N."""
    return num.exp(along) + along


def equality(at: At) -> Collection[str]:
    """v along m, or one atom twice; E₀ = 0."""
    quarter = np.array([-at.middle[1], at.middle[0]])
    aligned = np.sum(quarter * at.teacher) == 0
    still = at.tilt * np.sum(quarter * at.student) == 0
    return ({"largest margin"} if aligned else set()) | ({"pulled back"} if still else set())


def _nearer(num: Arithmetic, at: At) -> Mapping[str, object]:
    """|E_t| ≤ 0.9995 |E₀| at every time."""
    return _reached(num, at, num.ratio(9995, 10_000), num.ratio(1, 1)) or {"nearer": AtMost(0, num.ratio(0, 1))}


def _faster(num: Arithmetic, at: At) -> Mapping[str, object]:
    """e^N + N rises by 1.001 |m|²t."""
    return _reached(num, at, num.ratio(1, 1), num.ratio(1001, 1000)) or {"nearer": AtMost(0, num.ratio(0, 1))}


_AT = {"middle": [1, 0], "tilt": 0.125, "student": [0, 2**-10], "teacher": [2, 1], "time": 1}
MUTANTS = (
    Mutant("margin-0.999", "margins are at most 0.999 |m|", {**_AT, "teacher": [1, 0]}, sides=_largest_margin(999), near=True),
    Mutant("nearer-0.9995", "|E_t| ≤ 0.9995 |E₀|", {**_AT, "time": 0.0625}, sides=_nearer, near=True),
    Mutant("faster-1.001", "e^N + N rises by 1.001 |m|²t", _AT, sides=_faster, near=True),
    Mutant("two-answers", "also where v tells the atoms apart", {**_AT, "teacher": [0, 1]}, drop="same answers"),
)

CLAIM = Claim(
    id="path.transient-two-atoms",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    quota=0.25,
    tags=("A1", "L1"),
    mutants=MUTANTS,
    doc=__doc__,
)
