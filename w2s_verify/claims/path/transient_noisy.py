"""Hard labels flipped with probability 0 < p < ½, elliptical law, Σ ≻ 0: the flow goes to one finite limit u = c v, c > 0.

c solves c g(cv) = ĝ(v), that is (½ − p)E|z₁| = m(|Sᵀu|), m(r) = E[(σ(rz₁) − ½)z₁]: every p has one c and every c one p. For
every w: ∇L(w)·(w − u) ≥ D(r) (w − u)ᵀΣ(w − u), D(r) = E[σ'(rz₁)z₁²], r = max(|Sᵀu|, |Sᵀw|). So |w_t − u| ≤ |w₀ − u|e^{−μt},
μ = D(R) λ_min(Σ), R = |Sᵀu| + λ_max(Σ)^½|w₀ − u|.
Standing: derived here.
Source: A1 and A4: the improvement is transient; a student that trains for ever takes its teacher's direction.
Assumes: x = Sz, S diagonal (every elliptical law up to rotation), z Gaussian, on spheres or uniform in a ball. c is the
instance's and p follows from it. The flow is integrated from the law's expectations with a proved error.
Proof: −∇L(cv) = Σv(ĝ(v) − c g(cv)) = 0, m increases from 0 to ½E|z₁|, and L is convex. ∇L(w) = H̄(w − u) with H ⪰ D(|Sᵀw|)Σ
by hessian.elliptical; D decreases, |Sᵀ·| is at most r on the segment, and |w_t − u| falls.
Equality: w = u. On the flow none for w₀ ≠ u.
Rests on: gradient.elliptical, hessian.elliptical
Not checked: the limit t → ∞ itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import RADIAL_AXES
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, directions
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import GAUSSIAN, Elliptical, Radial, descent, law_flow, radial_law
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE


def _at_the_limit(fields: Fields) -> Fields:
    """The point := u."""
    return {**fields, "point": fields["level"][..., None] * fields["teacher"]}


_VECTORS = ("student", "teacher", "point")
_SMALL = dict.fromkeys(_VECTORS, (-4, 4))
_UNIT = dict.fromkeys((*_VECTORS, "level"), (-2, 0))
DOMAIN = Domain(
    axes=(
        *(Axis(name, -(2**6), 2**6, (3,), exponent=(-12, 0)) for name in _VECTORS),
        Axis("stretch", 1, 8, (3,), exponent=-3),
        *(axis for axis in RADIAL_AXES if axis.name == "radial"),
        Axis("level", 1, 2**6, exponent=(-6, 0)),
        Axis("time", 1, 2**6, exponent=-3),
    ),
    regimes=(
        Regime("small", share=3, axes={**_SMALL, "level": (1, 4)}, exponents=_UNIT),
        Regime("round", share=3, axes={**_SMALL, "stretch": (1, 1)}, exponents=dict.fromkeys(_VECTORS, (-8, -6))),
        Regime("at the limit", axes={**_SMALL, "level": (1, 4), "time": (1, 4)}, exponents=_UNIT, couple=_at_the_limit),
        Regime("generic", share=2, exponents=dict.fromkeys((*_VECTORS, "level"), (-5, -3))),
    ),
)


def _limit(num: Arithmetic, at: At) -> Number:
    """u = c v."""
    return num.times(at.level, at.teacher)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A teacher; a start other than the limit; a time; a level c > 0."""
    far = at.student - _limit(num, at)
    return {
        **directions(num, teacher=at.teacher, student=at.student),
        "start": Positive(num.dot(far, far)),
        "time": Positive(at.time),
        "level": Positive(at.level),
    }


def _noise(num: Arithmetic, at: At, radial: Radial) -> Number:
    """p = ½ − m(|Sᵀu|)/E|z₁|."""
    moment = radial.moment(num, CENTRED_SIGMOID, num.norm(at.stretch * _limit(num, at)), 1)
    return num.ratio(1, 2) - moment / radial.mean_absolute(num)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """p is between 0 and ½, for Gaussian data."""
    noise = _noise(num, at, GAUSSIAN)
    return {"a probability": Below(0, noise), "below one half": Below(noise, num.ratio(1, 2))}


def _law(num: Arithmetic, at: At) -> Elliptical:
    return Elliptical(radial_law(at.radial, 3), num.exact(np.eye(3)) * at.stretch)


def _pull(num: Arithmetic, at: At, share: Number) -> AtMost:
    """share·D(r) (w − u)ᵀΣ(w − u) ≤ ∇L(w)·(w − u)."""
    law = _law(num, at)
    away = at.point - _limit(num, at)
    gradient = -descent(num, law, at.point, at.teacher, num.ratio(1, 1), _noise(num, at, law.radial))
    radius = num.maximum(law.radius(num, _limit(num, at)), law.radius(num, at.point))
    slope = share * law.radial.moment(num, CURVATURE, radius, 2)
    return AtMost(slope * law.second_form(num, away, away), num.dot(gradient, away), num.norm(at.stretch * away))


def _arrival(num: Arithmetic, at: At, share: Number) -> Below:
    """|w_t − u| < |w₀ − u|e^{−share·μt}."""
    law, limit = _law(num, at), _limit(num, at)
    end = law_flow(num, law, at.student, at.teacher, float(at.time), num.ratio(1, 1), _noise(num, at, law.radial)).end
    far, least = num.norm(at.student - limit), -num.largest(-at.stretch)
    radius = law.radius(num, limit) + num.largest(at.stretch) * far
    slope = share * law.radial.moment(num, CURVATURE, radius, 2)
    return Below(num.norm(end - limit), far * num.exp(-slope * least * least * at.time))


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The gradient is 0 at u; off the ray it pulls to u; the flow is so near to u at time t."""
    law = _law(num, at)
    rest = descent(num, law, _limit(num, at), at.teacher, num.ratio(1, 1), _noise(num, at, law.radial))
    one = num.ratio(1, 1)
    return {
        "stationary": Agree(num.largest(num.absolute(rest)), 0, num.largest(at.stretch)),
        "pull": _pull(num, at, one),
        "arrives": _arrival(num, at, one),
    }


def equality(at: At) -> Collection[str]:
    """w = u."""
    return {"pull"} if np.all(at.point == at.level * at.teacher) else set()


def _steeper(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"pull": _pull(num, at, num.ratio(1001, 1000))}


def _sooner(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"arrives": _arrival(num, at, num.ratio(1001, 1000))}


def _another_limit(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The gradient is 0 at 1.001 u."""
    law, aim = _law(num, at), num.times(num.ratio(1001, 1000), _limit(num, at))
    rest = descent(num, law, aim, at.teacher, num.ratio(1, 1), _noise(num, at, law.radial))
    return {"stationary": Agree(num.largest(num.absolute(rest)), 0, num.largest(at.stretch))}


_AT = {"student": [2**-5, 0, 0], "point": [0, 2**-6, 0], "teacher": [2**-6, 2**-6, 0], "level": 1, "time": 8, "radial": 1}
_AT |= {"stretch": [0.125, 0.125, 0.125]}
_FAR = {"student": [1, 1, 0], "point": [1, 0, 0], "teacher": [1, -1, 1], "stretch": [1, 0.5, 0.25], "radial": 1, "level": 1}
MUTANTS = (
    Mutant("pull-1.001", "∇L·(w − u) ≥ 1.001 D(r) (w − u)ᵀΣ(w − u)", _AT, sides=_steeper, near=True),
    Mutant("sooner-1.001", "|w_t − u| ≤ |w₀ − u|e^{−1.001 μt}", _AT, sides=_sooner, near=True),
    Mutant("limit-1.001", "the limit is 1.001 c v", {**_FAR, "time": 1}, sides=_another_limit, near=True),
)

CLAIM = Claim(
    id="path.transient-noisy",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    quota=0.1,
    tags=("A1", "A4"),
    rests_on=("gradient.elliptical", "hessian.elliptical"),
    mutants=MUTANTS,
    doc=__doc__,
)
