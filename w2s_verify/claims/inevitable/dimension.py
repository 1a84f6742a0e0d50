"""P(gain) strictly increases in d and in k for 0 < k < 1; → 1 as k√d → ∞, → ½ as k√d → 0; a teacher uniform on the whole
sphere gives ½.

Both limits with their rates: 1 − P(gain) ≤ ½ e^{−(d−1)k²/2} is inevitable.tail; P(gain) ≤ ½ + k√((d − 2)/(2π)) for d ≥ 4, and
P(gain) = ½ + arcsin(k)/π at d = 3, which is the least over all d.
Standing: derived here.
Source: A2: nearly inevitable needs k√d large.
Assumes: as inevitable.probability, d ≥ 3.
Proof: κ² ~ Beta(½, (d − 2)/2) decreases stochastically in d. P(gain) − ½ is the mass of 0 < κ < k, and the density of κ is
c(1 − κ²)^{(d−4)/2}, c = Γ(a + ½)/(√π Γ(a)), a = (d − 2)/2: at most c for d ≥ 4, and Γ(a + ½) ≤ √a Γ(a) as log Γ is convex
(Γ(a + ½)² ≤ Γ(a)Γ(a + 1)). At d = 3 it is 1/(π√(1 − κ²)). A uniform teacher and its negative have opposite rates.
Equality: none for 0 < k < 1, but both bounds at d = 3.
Rests on: inevitable.probability, inevitable.tail
Not checked: dimensions beyond 1,000; non-integer d.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, Sides, directions
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, answer_slope, loss_probability
from w2s_verify.quantities import CENTRED_SIGMOID, cosine_gradient

DOMAIN = Domain(
    axes=(
        Axis("dimension", 3, 1000),
        Axis("more", 1, 100),
        Axis("ratio", 0, 2**20, exponent=-20),
        Axis("wider", 1, 2**10, exponent=-10),
        *(Axis(name, -9, 9, (3,), exponent=-2) for name in ("student", "teacher", "truth")),
    ),
    regimes=(
        Regime("generic"),
        Regime("next dimension", share=2, axes={"more": (1, 1), "dimension": (3, 40)}),
        Regime("small ratios", axes={"ratio": (0, 2**8)}),
        Regime("close ratios", axes={"wider": (1, 1)}),
        Regime("nearly as strong", axes={"ratio": (2**20 - 4, 2**20)}),
        Regime("circle", axes={"dimension": (3, 3), "ratio": (2**19, 2**20)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """d ≥ 3, 0 < k < 1, three directions."""
    vectors = directions(num, student=at.student, teacher=at.teacher, truth=at.truth)
    return {"d": at.dimension - 3, "k": Positive(at.ratio), "weaker": Positive(1 - at.ratio), **vectors}


def _arc(num: Arithmetic, at: At) -> Number:
    """arcsin(k)/π."""
    return num.atan2(at.ratio, num.sqrt((1 - at.ratio) * (1 + at.ratio))) / num.pi()


def _chord(num: Arithmetic, at: At) -> Number:
    """k√((d − 2)/(2π))."""
    return at.ratio * num.sqrt((at.dimension - 2) / (2 * num.pi()))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """P(no gain) falls in d and in k, below ½; P(gain) − ½ between arcsin(k)/π and the bound that tends to 0 with k√d."""
    loss = loss_probability(num, at.dimension, at.ratio)
    larger = at.ratio + (1 - at.ratio) * at.wider / 2
    higher, arc = num.step(at.dimension - 3), _arc(num, at)
    return {
        "in d": Below(loss_probability(num, at.dimension + at.more, at.ratio), loss),
        "in k": Below(loss_probability(num, at.dimension, larger), loss),
        "more than half": Below(loss, num.ratio(1, 2)),
        "at least the arc": AtMost(arc, num.ratio(1, 2) - loss, num.ratio(1, 1)),
        "small k√d": AtMost(num.ratio(1, 2) - loss, higher * _chord(num, at) + (1 - higher) * arc, num.ratio(1, 1)),
    }


def equality(at: At) -> Collection[str]:
    """d = 3."""
    return {"at least the arc", "small k√d"} if at.dimension == 3 else set()


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Control: −v pulls as far back as v pulls on, so a teacher uniform on the sphere gains with probability ½."""
    law, gradient = IsotropicGaussian(1), cosine_gradient(num, at.student, at.truth)
    own = law.ridge_vector(num, CENTRED_SIGMOID, at.student)
    rates = [num.dot(gradient, law.answer_vector(num, sign * at.teacher, 0, 0) - own) for sign in (1, -1)]
    size = answer_slope(num, num.norm(at.teacher)) * num.norm(at.teacher) / num.norm(at.student)
    return {"opposite": Agree(rates[0] + rates[1], 0, 2 * size + 2)}


def _slack(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        loss = loss_probability(num, at.dimension, at.ratio)
        return {"in d": Below(loss_probability(num, at.dimension + at.more, at.ratio), num.ratio(numerator, 10_000) * loss)}

    return sides_with


def _slack_in_k(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        loss, larger = loss_probability(num, at.dimension, at.ratio), at.ratio + (1 - at.ratio) * at.wider / 2
        return {"in k": Below(loss_probability(num, at.dimension, larger), num.ratio(numerator, 10_000) * loss)}

    return sides_with


def _chord_times(numerator: int) -> Sides:
    """P(gain) − ½ below a share of the chord, at d = 3 too."""

    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        loss = loss_probability(num, at.dimension, at.ratio)
        return {"small k√d": AtMost(num.ratio(1, 2) - loss, num.ratio(numerator, 10_000) * _chord(num, at))}

    return sides_with


def _longer_arc(num: Arithmetic, at: At) -> Mapping[str, object]:
    loss = loss_probability(num, at.dimension, at.ratio)
    return {"at least the arc": AtMost(num.ratio(10_005, 10_000) * _arc(num, at), num.ratio(1, 2) - loss)}


def _halved(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Halved by 100 more dimensions."""
    loss = loss_probability(num, at.dimension, at.ratio)
    return {"in d": Below(loss_probability(num, at.dimension + 100, at.ratio), loss / 2)}


_ONE = {"more": 1, "wider": 1, "student": [1, 0, 0], "teacher": [0, 1, 0], "truth": [1, 1, 0]}
_SMALL = {**_ONE, "dimension": 100, "ratio": 2**-10}
_NARROW = {**_ONE, "dimension": 3, "ratio": 0.5, "wider": 2**-10}
MUTANTS = (
    Mutant("by-0.0005", "smaller by a factor 0.9995 at least", _SMALL, sides=_slack(9995), near=True),
    Mutant("in-k-by-0.0005", "smaller by a factor 0.9995 for every larger k", _NARROW, sides=_slack_in_k(9995), near=True),
    Mutant("chord-0.9995", "0.9995 k√((d − 2)/(2π))", {**_SMALL, "dimension": 1000}, sides=_chord_times(9995), near=True),
    Mutant("chord-at-3", "k√((d − 2)/(2π)) at d = 3 too", {**_NARROW, "ratio": 0.96875}, sides=_chord_times(10_000)),
    Mutant("arc-1.0005", "at least 1.0005 arcsin(k)/π", {**_SMALL, "dimension": 3}, sides=_longer_arc, near=True),
    Mutant("k-dropped", "strictly also at k = 0", {**_SMALL, "ratio": 0}, drop="k"),
    Mutant("weaker-dropped", "strictly also at k = 1", {**_SMALL, "ratio": 1}, drop="weaker"),
    Mutant("halved", "100 more dimensions halve P(no gain)", _SMALL, sides=_halved),
)

CLAIM = Claim(
    id="inevitable.dimension",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="inequality",
    tags=("A2",),
    quota=0.25,
    rests_on=("inevitable.probability", "inevitable.tail"),
    mutants=MUTANTS,
    doc=__doc__,
)
