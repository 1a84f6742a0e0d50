"""The means behind neighbour.variance, by integrals: E tr W⁻¹ = d_w E[1/χ²_{n−d_w+1}] = d_w/(n − d_w − 1) for a teacher, and
[d_sw + (d_w − d_sw) d_s/(N − d_s − 1)]/(n − d_w − 1) for its student.

Standing: derived here; made exact from Dong et al. (2502.05075).
Source: A3 and A4, beside a neighbour: what the student need not copy of its teacher's errors.
Assumes: W Wishart of size d_w and freedom n > d_w + 1 (its inverse has 1/χ²_{n−d_w+1} on the diagonal), so too the student's.
Proof: integrate by parts in the density of χ: E[1/χ²_k] = 1/(k − 2).
Equality: identities.
Not checked: the reduction from features to Wishart matrices (neighbour.variance, by sampling).
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Agree, Claim, Mutant, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import inverse_chi_square_mean

DOMAIN = Domain(
    axes=(
        Axis("taught", 1, 100),
        Axis("spare", 2, 99),
        Axis("own", 1, 100),
        Axis("own_spare", 2, 99),
        Axis("overlap", 0, 2**10, exponent=-10),
    ),
    regimes=(
        Regime("generic", share=2),
        Regime("small", share=2, axes=dict.fromkeys(("taught", "own"), (1, 8)) | dict.fromkeys(("spare", "own_spare"), (2, 9))),
        Regime("barely enough examples", axes={"spare": (2, 2), "own_spare": (2, 2)}),
        Regime("no overlap", axes={"overlap": (0, 0)}),
    ),
)
"""spare = n − d_w, own_spare = N − d_s; overlap = d_sw/d_w."""


def _means(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """E tr W⁻¹ of the teacher, and the student's, by integrals."""
    first, second = (inverse_chi_square_mean(num, spare + 1) for spare in (at.spare, at.own_spare))
    share = at.overlap + (1 - at.overlap) * at.own * second
    return at.taught * first, at.taught * first * share


def _stated(num: Arithmetic, at: At, spared: Number) -> tuple[Number, Number]:
    """The closed forms with ``spared`` degrees of freedom less."""
    teacher = at.taught / (at.spare - spared)
    return teacher, teacher * (at.overlap + (1 - at.overlap) * at.own / (at.own_spare - spared))


def _against(numerator: int, denominator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        found, stated = _means(num, at), _stated(num, at, num.ratio(numerator, denominator))
        return {name: Agree(*pair) for name, pair in zip(("teacher", "student"), zip(found, stated, strict=True), strict=True)}

    return sides_with


sides = _against(1, 1)
"""Integrals against closed forms."""

_FEW = {"taught": 2, "spare": 3, "own": 2, "own_spare": 3, "overlap": 0.5}
MUTANTS = (
    Mutant("one-0.9995", "0.9995 degrees of freedom less", _FEW, sides=_against(9995, 10_000), near=True),
    Mutant("freedom-kept", "n − d_w and N − d_s in the divisors", _FEW, sides=_against(0, 1)),
)

CLAIM = Claim(
    id="neighbour.variance-by-integrals",
    domain=DOMAIN,
    sides=sides,
    kind="identity",
    tags=("A3", "A4"),
    quota=0.25,
    mutants=MUTANTS,
    doc=__doc__,
)
