"""Elliptical law, d ≥ 2, Σw ≠ 0: H = S[A(I − uuᵀ) + B uuᵀ]Sᵀ, u = Sᵀw/r, r = |Sᵀw|, and B ≤ A.

B = E[σ'(r z₁)z₁²], A = E[σ'(r z₁)(|z|² − z₁²)]/(d − 1).
Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian: under an elliptical law it has two eigenvalues, whitened.
Assumes: x = Sz, z spherical, E[zzᵀ] = I. The form is compared with the mean over a circle's angle (every spherical law of
the plane
mixes circles); B ≤ A on the radial laws of the domain, d = 2 … 6.
Proof: given z₁ the rest of z is spherical. B ≤ A: on each sphere σ'(r z₁) decreases in z₁² (Chebyshev's association).
Equality: B = A exactly at r = 0.
Fails: a law that is not centred, x ~ N(μ, I) with μ = (1, 2) and w = (1, 0) (the mutant not-centred).
Not checked: the form for d > 2 (the same symmetry); radial laws that are not in the domain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import RADIAL_AXES
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.couplings import double_a_row
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Radial, ShiftedGaussian, Sphere, circle_mean, radial_law
from w2s_verify.quantities import CURVATURE


def _along(fields: Fields) -> Fields:
    return {**fields, "direction": fields["student"], "factor": np.broadcast_to(np.eye(2), fields["factor"].shape)}


DOMAIN = Domain(
    axes=(
        Axis("student", -64, 64, (2,), exponent=(-10, -2)),
        Axis("direction", -64, 64, (2,), exponent=(-10, -2)),
        Axis("factor", -8, 8, (2, 2), exponent=(-3, 0)),
        Axis("radial", 0, 2),
        Axis("dimension", 2, 6),
        Axis("radius", 0, 2**10, exponent=(-14, -4)),
        *RADIAL_AXES[1:2],
    ),
    regimes=(
        Regime("generic", share=5),
        Regime("singular", share=2, couple=double_a_row),
        Regime("along", couple=_along),
        Regime("heavy tails", axes={"radial": (3, 4)}),
        Regime("radius zero", axes={"radius": (0, 0)}),
        Regime("small radius", axes={"radius": (1, 3)}, exponents={"radius": (-24, -16)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Σw ≠ 0."""
    pulled = num.combine(at.student, at.factor)
    return {"student": Positive(num.dot(pulled, pulled))}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """eᵀHe over the circle's angle against the form with the circle's A and B."""
    return {"form": _form(num, at, num.ratio(1, 1))}


def _form(num: Arithmetic, at: At, share: Number) -> Agree:
    circle = Sphere(2)
    pulled, other = num.combine(at.student, at.factor), num.combine(at.direction, at.factor)
    radius = num.norm(pulled)
    along = num.dot(other, pulled) * num.dot(other, pulled) / num.dot(pulled, pulled)
    whole = num.dot(other, other)
    across = circle.moment_across(num, CURVATURE, radius)
    form = across * (whole - along) + share * circle.moment(num, CURVATURE, radius, 2) * along
    return Agree(circle_mean(num, at.factor, CURVATURE, at.student, at.direction, 2), form, whole)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """B ≤ A ≤ ¼ on the radial law, in dimension d."""
    along, across = _eigenvalues(num, at)
    return {"order": AtMost(along, across), "quarter": AtMost(across, num.ratio(1, 4))}


def _eigenvalues(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """(B, A)."""
    radial: Radial = radial_law(at.radial, round(float(at.dimension)))
    return radial.moment(num, CURVATURE, at.radius, 2), radial.moment_across(num, CURVATURE, at.radius)


def equality(at: At) -> Collection[str]:
    """r = 0."""
    return {"order", "quarter"} if at.radius == 0 else set()


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"form": _form(num, at, num.ratio(1001, 1000))}


def _order_with_room(num: Arithmetic, at: At) -> Mapping[str, object]:
    """B ≤ 0.9995 A."""
    along, across = _eigenvalues(num, at)
    return {"order": AtMost(along, num.ratio(9995, 10_000) * across)}


def _not_centred(num: Arithmetic, at: At) -> Mapping[str, object]:
    """H keeps w and its Σ-conjugate t apart (wᵀHt = 0, as the form has it) for x ~ N(μ, SSᵀ), μ = direction."""
    law = ShiftedGaussian(at.direction, at.factor)
    turned = num.matvec(num.exact(np.array([[0.0, -1.0], [1.0, 0.0]])), at.student)
    squared, shared = (law.second_form(num, at.student, other) for other in (at.student, turned))
    conjugate = num.times(squared, turned) - num.times(shared, at.student)
    plus, minus = (law.ridge_form(num, CURVATURE, at.student, at.student + sign * conjugate) for sign in (1, -1))
    return {"form": Agree(plus, minus)}


_AT = {
    "student": [1, 0],
    "direction": [1, 1],
    "factor": [[1, 0], [0, 1]],
    "radial": 0,
    "dimension": 2,
    "radius": 1,
    "law_scale": 1,
}
MUTANTS = (
    Mutant("along-1.001", "1.001 B along w", _AT, sides=_scaled, near=True),
    Mutant("order-0.9995", "B ≤ 0.9995 A", {**_AT, "radius": 2**-8}, sides=_order_with_room, near=True),
    Mutant("not-centred", "the form for x ~ N(μ, SSᵀ), Σ its second moment", {**_AT, "direction": [1, 2]}, sides=_not_centred),
)

CLAIM = Claim(
    id="hessian.elliptical",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="expectation",
    quota=0.25,
    tags=("K2",),
    mutants=MUTANTS,
    doc=__doc__,
)
