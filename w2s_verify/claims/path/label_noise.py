"""Isotropic law: labels flipped with probability p leave curve, peak and window as they are; the clock runs at (1 − 2p) ĝ(v).

p > ½ replaces v by −v, so gain starts ⇔ c_T < ρ c_S; at p = ½ it does not start.
Standing: derived here.
Source: A1: how weak a supervisor may be and still help.
Assumes: w₀, v not parallel; Σ = s²I; the radial laws of the domain, soft and hard labels.
Proof: the expected answer minus ½ is (1 − 2p) times that of p = 0, and a soft or hard answer is odd in v.
Equality: p = ½ or X = 0, decided in integers.
Rests on: gain.criterion, path.plane
Not checked: noise that depends on x (the criterion then fails in general).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES, RADIAL_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.frame import frame_gram, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Reading, isotropic_law, read_law
from w2s_verify.quantities import arc_of_gram

DOMAIN = Domain(
    axes=(*FRAME_AXES, *RADIAL_AXES),
    regimes=(
        Regime("generic", share=3, axes={"noise": (0, 64)}),
        Regime("small", share=3, axes={**SMALL_FRAME, "noise": (0, 64)}),
        Regime("coins", axes={**SMALL_FRAME, "noise": (32, 32)}),
        Regime("nearly coins", axes={**SMALL_FRAME, "noise": (31, 33)}),
        Regime("contrary", axes={**SMALL_FRAME, "noise": (33, 64)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, and p is a probability."""
    return {"plane": Positive(frame_gram(at).area), "p ≥ 0": at.noise, "p ≤ 1": 1 - at.noise}


def _readings(num: Arithmetic, at: At) -> tuple[Reading, Reading, Reading]:
    """At the start: with noise p; without; with noise 1 − p under −v."""
    student, teacher, truth = frame_triple(num, at)
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    scale = at.law_scale
    return (
        read_law(num, law, scale, student, teacher, truth, at.hard, at.noise),
        read_law(num, law, scale, student, teacher, truth, at.hard, num.ratio(0, 1)),
        read_law(num, law, scale, student, -teacher, truth, at.hard, 1 - at.noise),
    )


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The reversed teacher turns the sign of X: its cosines with truth and student change sign together."""
    gram = frame_gram(at)
    turned = _reversed_excess(at)
    size = num.absolute(gram.tu) * gram.ss + num.absolute(gram.st * gram.su)
    return {"reversed": Agree(turned, -gram.excess_teacher, size)}


def _reversed_excess(at: At) -> Number:
    """X' with −v in place of v."""
    return -at.p * (at.a * at.a + at.b * at.b) - (-at.a * at.p - at.b * at.q) * at.a


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate is (1 − 2p) times the clean one, that of −v under 1 − p, and has the sign of (1 − 2p) X."""
    noisy, clean, turned = _readings(num, at)
    arc = arc_of_gram(num, frame_gram(at))
    lean = 1 - 2 * at.noise
    return {
        "clock": Agree(noisy.rate, lean * clean.rate, clean.size),
        "contrary teacher": Agree(noisy.rate, turned.rate, clean.size),
        "sign": AtMost(0, noisy.rate * lean * arc.x, 2 * clean.size),
    }


def equality(at: At) -> Collection[str]:
    """p = ½ or X = 0."""
    silent = at.noise * 2 == 1 or frame_gram(at).excess_teacher == 0
    return {"sign"} if silent else set()


def _single_loss(num: Arithmetic, at: At) -> Mapping[str, object]:
    """1 − 2.001p."""
    noisy, clean, _ = _readings(num, at)
    return {"clock": Agree(noisy.rate, (1 - num.ratio(2001, 1000) * at.noise) * clean.rate, clean.size)}


def _same_sign(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The criterion of p < ½ at every p."""
    noisy, *_ = _readings(num, at)
    return {"sign": AtMost(0, noisy.rate * arc_of_gram(num, frame_gram(at)).x)}


_AT = {"a": 2, "b": 1, "p": 1, "q": -1, "r": 1, "radial": 2, "law_scale": 1, "hard": 1, "noise": 0.25}
MUTANTS = (
    Mutant("factor-2.001", "the clock runs at (1 − 2.001p) ĝ(v)", _AT, sides=_single_loss, near=True),
    Mutant("any-noise", "gain starts ⇔ c_T > ρ c_S at every p", {**_AT, "noise": 0.75}, sides=_same_sign),
)

CLAIM = Claim(
    id="path.label-noise",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    quota=0.25,
    tags=("A1", "A3"),
    rests_on=("gain.criterion", "path.plane"),
    mutants=MUTANTS,
    doc=__doc__,
)
