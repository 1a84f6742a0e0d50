"""P(gain) strictly increases in d and in k for 0 < k < 1; a teacher uniform on the whole sphere gives ½, as does k → 0.

Standing: derived here.
Source: A2: nearly inevitable needs k√d large.
Assumes: as inevitable.probability, d ≥ 3.
Proof: κ² ~ Beta(½, (d − 2)/2) decreases stochastically in d. A uniform teacher and its negative have opposite rates.
Equality: none for 0 < k < 1.
Rests on: inevitable.probability
Not checked: dimensions beyond 1,000; non-integer d.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import Agree, Below, Claim, Mutant, Positive, Sides, directions
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, answer_slope, loss_probability
from w2s_verify.quantities import CENTRED_SIGMOID, cosine_gradient

DOMAIN = Domain(
    axes=(
        Axis("dimension", 3, 1000),
        Axis("more", 1, 100),
        Axis("ratio", 1, 2**20 - 2, exponent=-20),
        Axis("wider", 1, 2**10, exponent=-10),
        *(Axis(name, -9, 9, (3,), exponent=-2) for name in ("student", "teacher", "truth")),
    ),
    regimes=(
        Regime("generic"),
        Regime("next dimension", share=2, axes={"more": (1, 1), "dimension": (3, 40)}),
        Regime("small ratios", axes={"ratio": (1, 2**8)}),
        Regime("close ratios", axes={"wider": (1, 1)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """d ≥ 3, 0 < k < 1, three directions."""
    vectors = directions(num, w=at.student, v=at.teacher, truth=at.truth)
    return {"d": at.dimension - 3, "k": Positive(at.ratio), "weaker": Positive(1 - at.ratio), **vectors}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """P(no gain) falls in d and in k, below ½; the rates under v and −v add up to 0 on the law."""
    loss = loss_probability(num, at.dimension, at.ratio)
    larger = at.ratio + (1 - at.ratio) * at.wider / 2
    return {
        "in d": Below(loss_probability(num, at.dimension + at.more, at.ratio), loss),
        "in k": Below(loss_probability(num, at.dimension, larger), loss),
        "more than half": Below(loss, num.ratio(1, 2)),
    }


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


def _halved(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Halved by 100 more dimensions."""
    loss = loss_probability(num, at.dimension, at.ratio)
    return {"in d": Below(loss_probability(num, at.dimension + 100, at.ratio), loss / 2)}


_ONE = {"more": 1, "wider": 1, "student": [1, 0, 0], "teacher": [0, 1, 0], "truth": [1, 1, 0]}
_SMALL = {**_ONE, "dimension": 100, "ratio": 2**-10}
MUTANTS = (
    Mutant("by-0.0005", "smaller by a factor 0.9995 at least", _SMALL, sides=_slack(9995), near=True),
    Mutant("halved", "100 more dimensions halve P(no gain)", _SMALL, sides=_halved),
)

CLAIM = Claim(
    id="inevitable.dimension",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="inequality",
    tags=("A2",),
    quota=0.25,
    rests_on=("inevitable.probability",),
    mutants=MUTANTS,
    doc=__doc__,
)
