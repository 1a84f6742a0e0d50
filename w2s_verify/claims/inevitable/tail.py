"""Isotropic law, d ≥ 3, k = tan φ_S/tan φ_T in [0, 1]: P(no gain) ≤ ½(1 − k²)^{(d−2)/2} and P(no gain) ≤ ½ e^{−(d−1)k²/2}.

P(no gain) = ½ I_{1−k²}((d − 2)/2, ½) is the mass of κ ≥ k, κ one coordinate of a uniform point of the sphere S^{d−2}.
Standing: derived here.
Source: A2: gain happens for most student-teacher pairs; it is almost inevitable.
Assumes: 0 < φ_S, φ_T < π/2, the teacher's error direction uniform on the sphere orthogonal to w★.
Proof: Beta(a, ½) dominates Beta(a, 1), whose distribution function is xᵃ: the first tail. The second: both sides are ½ at
k = 0, so it is enough that −(log P)′ ≥ (d − 1)k, with m = (d − 4)/2: J(k) = ∫ₖ¹(1 − t²)ᵐ dt ≤ G(k) = (1 − k²)ᵐ/((d − 1)k).
d ≥ 5: J(1) = G(1) = 0, and −G′ ≥ (1 − k²)ᵐ = −J′ says (d − 5)k² + 1 ≥ (d − 1)k²(1 − k²), that is 1 − 4k² + (d − 1)k⁴ ≥ 0, a
quadratic in k² with discriminant 16 − 4(d − 1) ≤ 0. d = 4: J = 1 − k, and 3k(1 − k) ≤ ¾. d = 3: J = θ and G = 1/sin 2θ with
k = cos θ, and θ sin 2θ ≤ 1: x = 2θ has tan x = −x where x sin x is largest, so x < 2.19 (there tan x + x is already positive)
and x sin x = x²/√(1 + x²) < 2.
Equality: k = 0 (both are ½), and k = 1 in the first.
Rests on: inevitable.probability, gain.criterion
Not checked: k > 1, where P(no gain) = 0.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import loss_probability

DOMAIN = Domain(
    axes=(Axis("dimension", 3, 1000), Axis("ratio", 0, 2**20, exponent=-20)),
    regimes=(
        Regime("generic", share=3),
        Regime("small dimensions", share=2, axes={"dimension": (3, 10)}),
        Regime("three dimensions", axes={"dimension": (3, 3), "ratio": (2**19, 2**20)}),
        Regime("small ratios", axes={"ratio": (0, 2**10)}),
        Regime("ratios near 1", axes={"ratio": (2**20 - 2**10, 2**20)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0 ≤ k ≤ 1, d ≥ 3."""
    return {"d": at.dimension - 3, "k": at.ratio, "k at most 1": 1 - at.ratio}


def _power(num: Arithmetic, at: At, exponent: Number) -> Number:
    """(1 − k²)^exponent, 0 at k = 1."""
    closed = 1 - num.step(1 - at.ratio)
    return (1 - closed) * num.exp(exponent * num.log((1 - at.ratio) * (1 + at.ratio) + closed))


def sides(num: Arithmetic, at: At) -> Mapping[str, AtMost]:
    """Both tails against the exact probability."""
    loss = loss_probability(num, at.dimension, at.ratio)
    return {
        "power": AtMost(loss, _power(num, at, (at.dimension - 2) / 2) / 2),
        "exponential": AtMost(loss, num.exp(-(at.dimension - 1) * at.ratio * at.ratio / 2) / 2),
    }


def equality(at: At) -> Collection[str]:
    """k = 0; k = 1 in the first."""
    return {"power", "exponential"} if at.ratio == 0 else {"power"} if at.ratio == 1 else set()


def _constant(part: str, numerator: int) -> Sides:
    """Another constant in place of ½ in one of the bounds."""

    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        loss, bound, _ = sides(num, at)[part]
        return {part: AtMost(loss, num.ratio(numerator, 5_000) * bound)}

    return sides_with


def _one_more_dimension(num: Arithmetic, at: At) -> Mapping[str, object]:
    loss = loss_probability(num, at.dimension, at.ratio)
    return {"power": AtMost(loss, _power(num, at, (at.dimension - 1) / 2) / 2)}


def _decay(factor: Callable[[Number], Number]) -> Sides:
    """½ e^{−factor(d) k²/2} in place of ½ e^{−(d−1)k²/2}."""

    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        bound = num.exp(-factor(at.dimension) * at.ratio * at.ratio / 2) / 2
        return {"exponential": AtMost(loss_probability(num, at.dimension, at.ratio), bound)}

    return sides_with


_FLAT = {"dimension": 3, "ratio": 0}
MUTANTS = (
    Mutant("constant-0.4998", "0.4998 e^{−(d−1)k²/2}", _FLAT, sides=_constant("exponential", 4998), near=True),
    Mutant("power-0.4998", "0.4998 (1 − k²)^{(d−2)/2}", _FLAT, sides=_constant("power", 4998), near=True),
    Mutant("dimension-one-more", "(1 − k²)^{(d−1)/2}", {"dimension": 3, "ratio": 0.96875}, sides=_one_more_dimension),
    Mutant("decay-one-more", "e^{−d k²/2}", {"dimension": 3, "ratio": 0.75}, sides=_decay(lambda d: d)),
    Mutant("decay-twice", "e^{−(d+1)k²}", {"dimension": 3, "ratio": 0.75}, sides=_decay(lambda d: 2 * (d + 1))),
)

CLAIM = Claim(
    id="inevitable.tail",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="upper",
    tags=("A2",),
    quota=0.25,
    rests_on=("inevitable.probability", "gain.criterion"),
    mutants=MUTANTS,
    doc=__doc__,
)
