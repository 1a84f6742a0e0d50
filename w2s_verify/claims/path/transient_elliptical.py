"""Hard labels, elliptical law, Σ ≻ 0: the direction goes to the teacher's and the norm to infinity, for every Σ.

For every t > 0 and c > 0: (log 2/π) angle_Σ(w_t, v) ≤ L(w_t) and log(1 + e^{−E|z₁||Sᵀw_t|}) ≤ L(w_t), while
L(w_t) + |w_t − cv|²/(2t) + ½t|∇L(w_t)|² ≤ L(cv) + |w₀ − cv|²/(2t). L(cv) = E log(1 + e^{−c|v·x|}) → 0 as c → ∞, so the left
sides go to 0 with t.
Standing: derived here.
Source: A1 and A4: the improvement is transient; a student that trains for ever takes its teacher's direction.
Assumes: x = Sz, S diagonal (every elliptical law up to rotation), z Gaussian, on spheres or uniform in a ball; hard labels
without noise. The flow is integrated from the law's expectations with a proved error; L is an expectation under the law.
Proof: a wrong answer costs at least log 2, and wrong answers have probability angle_Σ/π; log(1 + e^{−s}) is convex (Jensen).
L is convex: d/dt |w − u|²/2 ≤ L(u) − L(w), and L falls along the flow, by |∇L|², which falls too: t(L(w) − L(u)) + ½|w − u|² +
½t²|∇L|² never grows. L(cv) ≤ L(c'v) for c ≥ c'.
Equality: none for finite w with w ∦ v; all are sharp, the first two as w → 0 (the angle's near −v), the last as tΣ → 0.
Rests on: gain.accuracy, gradient.elliptical
Not checked: certified at the sampled points only; the rate is an upper bound (for Σ = s²I see path.transient-hard).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import RADIAL_AXES
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import GAUSSIAN, Elliptical, Radial, descent, hard_risk, law_flow, mean_loss, radial_law
from w2s_verify.quantities import wedge_squared


def _turned_away(fields: Fields) -> Fields:
    """The student 2⁻¹² of the teacher's opposite, and 2⁻²⁴ of itself."""
    return {**fields, "student": np.ldexp(fields["student"], -24) - np.ldexp(fields["teacher"], -12)}


_SMALL = {"student": (-4, 4), "teacher": (-4, 4)}
_UNIT = dict.fromkeys(_SMALL, (0, 0))
DOMAIN = Domain(
    axes=(
        *(Axis(name, -(2**6), 2**6, (3,), exponent=(-4, 0)) for name in ("student", "teacher")),
        Axis("stretch", 1, 8, (3,), exponent=-3),
        *(axis for axis in RADIAL_AXES if axis.name == "radial"),
        Axis("level", 1, 2**6, exponent=-2),
        Axis("time", 1, 2**6, exponent=-3),
    ),
    regimes=(
        Regime("small", share=3, axes=_SMALL, exponents=_UNIT),
        Regime("nearly flat", share=2, axes={**_SMALL, "stretch": (1, 2)}, exponents=_UNIT),
        Regime("generic", share=2, exponents=dict.fromkeys(_SMALL, (-4, -3))),
        Regime("short", axes={**_SMALL, "time": (1, 4)}, exponents=_UNIT),
        Regime("short and flat", share=2, axes={**_SMALL, "time": (1, 1), "stretch": (1, 2), "level": (1, 4)}, exponents=_UNIT),
        Regime("turned away", axes={**_SMALL, "time": (1, 4)}, exponents=_UNIT, couple=_turned_away),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher are not parallel; a time; a level."""
    wedge = wedge_squared(num, at.stretch * at.student, at.stretch * at.teacher)
    return {"plane": Positive(wedge), "time": Positive(at.time), "level": Positive(at.level)}


def _angle(num: Arithmetic, first: Number, second: Number) -> Number:
    return num.atan2(num.sqrt(wedge_squared(num, first, second)), num.dot(first, second))


def _bounds(num: Arithmetic, at: At, radial: Radial, weights: Number, turned: Number, steep: Number) -> Mapping[str, object]:
    """The angle (times ``turned``) and the length of w (times ``steep``) against what right and wrong answers cost."""
    own, taught = at.stretch * weights, at.stretch * at.teacher
    radius, sharp = num.norm(own), radial.mean_absolute(num)
    loss = mean_loss(num, radial, radius)
    risk = loss + sharp / 2 * (radius - num.dot(own, taught) / num.norm(taught))
    return {
        "angle": Below(turned * num.log(num.ratio(2, 1)) * _angle(num, own, taught) / num.pi(), risk),
        "length": Below(num.log1p(num.exp(-steep * sharp * radius)), loss),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both lower bounds of the risk at the start, for Gaussian data."""
    return _bounds(num, at, GAUSSIAN, at.student, num.ratio(1, 1), num.ratio(1, 1))


def _law(num: Arithmetic, at: At) -> Elliptical:
    return Elliptical(radial_law(at.radial, 3), num.exact(np.eye(3)) * at.stretch)


def _end(num: Arithmetic, at: At, law: Elliptical) -> Number:
    return law_flow(num, law, at.student, at.teacher, float(at.time), num.ratio(1, 1), num.ratio(0, 1)).end


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The risk at the end of the flow, against its lower and upper bounds."""
    law, one = _law(num, at), num.ratio(1, 1)
    end = _end(num, at, law)
    lower = {f"{name} of the flow": part for name, part in _bounds(num, at, law.radial, end, one, one).items()}
    return {**lower, "falls": _fall(num, at, law, end, one)}


def _fall(num: Arithmetic, at: At, law: Elliptical, end: Number, share: Number) -> AtMost:
    """L(w_t) + |w_t − cv|²/(2t) + ½t|∇L(w_t)|² ≤ L(cv) + share·|w₀ − cv|²/(2t)."""
    aim = num.times(at.level, at.teacher)
    slope = descent(num, law, end, at.teacher, num.ratio(1, 1), num.ratio(0, 1))
    near, far = (num.dot(weights - aim, weights - aim) / (2 * at.time) for weights in (end, at.student))
    reached = hard_risk(num, law, end, at.teacher) + near + at.time * num.dot(slope, slope) / 2
    return AtMost(reached, hard_risk(num, law, aim, at.teacher) + share * far)


def _dearer(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A wrong answer costs at least 1.001 log 2."""
    return _bounds(num, at, GAUSSIAN, at.student, num.ratio(1001, 1000), num.ratio(1, 1))


def _shorter(num: Arithmetic, at: At) -> Mapping[str, object]:
    """log(1 + e^{−0.999 E|z₁||Sᵀw|}) is at most the risk."""
    return _bounds(num, at, GAUSSIAN, at.student, num.ratio(1, 1), num.ratio(999, 1000))


def _sooner(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0.999 |w₀ − cv|²/(2t)."""
    law = _law(num, at)
    return {"falls": _fall(num, at, law, _end(num, at, law), num.ratio(999, 1000))}


_AT = {"student": [1, 1, 0], "teacher": [1, -1, 1], "stretch": [0.125, 0.125, 0.125], "radial": 1, "level": 1, "time": 0.125}
_AWAY = {**_AT, "student": [2**-24 - 2**-12, 2**-12, -(2**-12)]}
MUTANTS = (
    Mutant("dearer", "a wrong answer costs at least 1.001 log 2", _AWAY, sides=_dearer, near=True),
    Mutant("shorter", "log(1 + e^{−0.999 E|z₁||Sᵀw|}) ≤ L(w)", _AWAY, sides=_shorter, near=True),
    Mutant("sooner", "0.999 |w₀ − cv|²/(2t)", _AT, sides=_sooner, near=True),
)

CLAIM = Claim(
    id="path.transient-elliptical",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    quota=0.15,
    tags=("A1", "A4"),
    rests_on=("gain.accuracy", "gradient.elliptical"),
    mutants=MUTANTS,
    doc=__doc__,
)
