"""x ~ N(0, I), d ≥ 2: H(w) has the eigenvalues α(r) d−1 times and β(r) once, along w, r = |w|, and 0 < β ≤ α ≤ ¼.

α(r) = E[σ'(rZ)], β(r) = E[σ'(rZ)Z²].
Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian.
Assumes: standard normal data, w non-zero (at w = 0 every eigenvalue is ¼). The form uᵀHu is read from the characteristic
function of the independent coordinates, which knows of no eigenvector; α and β are integrals over one coordinate.
Proof: the part of x orthogonal to w is independent of w·x. β ≤ α by association: σ'(rz) decreases in z², which has mean 1.
Equality: r = 0; for the form, the test direction along w (lower) or orthogonal to it (upper).
Rests on: logistic.curvature-bound
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.couplings import put_across, put_at
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import curvature_across, curvature_along, normal_form

_SMALL = {"student": (-3, 3), "direction": (-3, 3)}
DOMAIN = Domain(
    axes=(vector("student", reach=8), vector("direction")),
    sizes={"d": (2, 16)},
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, sizes={"d": (2, 3)}, axes=_SMALL, exponents={"student": (0, 0), "direction": (0, 0)}),
        Regime("small radius", exponents={"student": (-90, -40)}),
        Regime("along", sizes={"d": (2, 4)}, couple=put_at("direction", "student", -2)),
        Regime("across", sizes={"d": (2, 4)}, couple=put_across("direction", "student")),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The student has a direction."""
    return {"student": Positive(num.dot(at.student, at.student))}


def _eigenvalues(num: Arithmetic, at: At) -> tuple[Number, Number]:
    radius = num.norm(at.student)
    return curvature_across(num, radius), curvature_along(num, radius)


def _spectral(num: Arithmetic, at: At, share: Number) -> Agree:
    """The law's form against α|u_⊥|² + share β|u_∥|²."""
    across, along = _eigenvalues(num, at)
    squared, parallel = _parts(num, at)
    form = normal_form(num, at.student, at.direction)
    return Agree(form, across * (squared - parallel) + share * along * parallel, squared)


def _parts(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """|u|² and the squared part of u along w."""
    u, w = at.direction, at.student
    return num.dot(u, u), num.dot(u, w) * num.dot(u, w) / num.dot(w, w)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The order of the eigenvalues; the law's quadratic form by them, between them, and on them where u is an eigenvector."""
    across, along = _eigenvalues(num, at)
    squared, _ = _parts(num, at)
    form = normal_form(num, at.student, at.direction)
    return {
        "form": _spectral(num, at, num.ratio(1, 1)),
        "positive": Below(0, along),
        "order": AtMost(along, across),
        "quarter": Below(across, num.ratio(1, 4)),
        "least": AtMost(along * squared, form, squared),
        "largest": AtMost(form, across * squared, squared),
    }


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """(α − β) times the squared part of the direction across w, or along it."""
    across, along = _eigenvalues(num, at)
    squared, parallel = _parts(num, at)
    return {"least": (across - along) * (squared - parallel), "largest": (across - along) * parallel}


def equality(at: At) -> Collection[str]:
    """The test direction is an eigenvector, decided on inner products."""
    u, w = at.direction, at.student
    uw, uu, ww = np.sum(u * w), np.sum(u * u), np.sum(w * w)
    return ({"least"} if uw * uw == uu * ww else set()) | ({"largest"} if uw == 0 else set())


def _closer(num: Arithmetic, at: At) -> Mapping[str, object]:
    across, along = _eigenvalues(num, at)
    return {"order": AtMost(along, num.ratio(999, 1000) * across)}


def _lower_ceiling(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"quarter": Below(_eigenvalues(num, at)[0], num.ratio(2499, 10_000))}


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"form": _spectral(num, at, num.ratio(1001, 1000))}


def _higher_least(num: Arithmetic, at: At) -> Mapping[str, object]:
    least = num.ratio(1001, 1000) * _eigenvalues(num, at)[1] * _parts(num, at)[0]
    return {"least": AtMost(least, normal_form(num, at.student, at.direction))}


def _exchanged(num: Arithmetic, at: At) -> Mapping[str, object]:
    squared, _ = _parts(num, at)
    return {"largest": AtMost(normal_form(num, at.student, at.direction), _eigenvalues(num, at)[1] * squared)}


_SMALL_STUDENT = {"student": [2**-8, 0], "direction": [1, 0]}
MUTANTS = (
    Mutant("order-0.999", "β ≤ 0.999 α", _SMALL_STUDENT, sides=_closer, near=True),
    Mutant("quarter-0.2499", "α < 0.2499", _SMALL_STUDENT, sides=_lower_ceiling, near=True),
    Mutant("along-1.001", "1.001 β along w", {"student": [1, 0], "direction": [1, 1]}, sides=_scaled, near=True),
    Mutant("least-1.001", "1.001 β is the least", {"student": [1, 0], "direction": [1, 0]}, sides=_higher_least, near=True),
    Mutant("exchanged", "the largest eigenvalue is β", {"student": [1, 0], "direction": [0, 1]}, sides=_exchanged),
)

CLAIM = Claim(
    id="hessian.gaussian-spectrum",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    margin=margin,
    equality=equality,
    kind="spectrum",
    tags=("K2",),
    quota=0.25,
    rests_on=("logistic.curvature-bound",),
    mutants=MUTANTS,
    doc=__doc__,
)
