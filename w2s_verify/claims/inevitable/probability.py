"""Isotropic law, d ≥ 3, 0 ≤ k = tan φ_S/tan φ_T ≤ 1: P(gain) = 1 − ½ I_{1−k²}((d − 2)/2, ½), the regularised incomplete beta.

Standing: derived here.
Source: A2: gain happens for most student-teacher pairs; it is almost inevitable.
Assumes: 0 < φ_S, φ_T < π/2, the teacher's error direction uniform on the sphere orthogonal to w★.
Proof: gain starts ⇔ κ < k (gain.criterion); κ is one coordinate of a uniform point of S^{d−2}, with density proportional to
(1 − κ²)^{(d−4)/2}: integrate from k to 1, with κ = sin θ. For k ≥ 1 the probability is 1.
Equality: an identity.
Rests on: gain.criterion
Not checked: the link from the law of the pair to κ, see inevitable.link.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import Agree, Claim, Mutant, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import cap_mass, loss_probability

DOMAIN = Domain(
    axes=(Axis("dimension", 3, 1000), Axis("ratio", 0, 2**20, exponent=-20)),
    regimes=(
        Regime("generic"),
        Regime("small dimensions", share=2, axes={"dimension": (3, 12)}),
        Regime("middle dimensions", axes={"dimension": (13, 100)}),
        Regime("small ratios", axes={"ratio": (0, 2**10), "dimension": (3, 100)}),
        Regime("large ratios", axes={"ratio": (3 * 2**18, 2**20 - 1), "dimension": (3, 100)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """d ≥ 3 and 0 ≤ k ≤ 1."""
    return {"d": at.dimension - 3, "k": at.ratio, "k at most 1": 1 - at.ratio}


def _dimension(at: At) -> int:
    return int(float(at.dimension))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The integral of the density against the closed form."""
    return {"P(gain)": Agree(1 - cap_mass(num, _dimension(at), at.ratio), 1 - loss_probability(num, at.dimension, at.ratio), 1)}


def _degrees(extra: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        return {"P": Agree(cap_mass(num, _dimension(at), at.ratio), loss_probability(num, at.dimension + extra, at.ratio))}

    return sides_with


def _factor(num: Arithmetic, at: At) -> Mapping[str, object]:
    loss = num.ratio(1001, 1000) * loss_probability(num, at.dimension, at.ratio)
    return {"P": Agree(cap_mass(num, _dimension(at), at.ratio), loss)}


MUTANTS = (
    Mutant("degree-of-freedom", "one degree of freedom too many", {"dimension": 3, "ratio": 0.5}, sides=_degrees(1)),
    Mutant("factor-1.001", "P(no gain) larger by 1.001", {"dimension": 5, "ratio": 0.5}, sides=_factor, near=True),
)

CLAIM = Claim(
    id="inevitable.probability",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="identity",
    tags=("A2",),
    quota=0.25,
    rests_on=("gain.criterion",),
    mutants=MUTANTS,
    doc=__doc__,
)
