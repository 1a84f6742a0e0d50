"""Hard labels, elliptical law, Σ ≻ 0: the direction goes to the teacher's and the norm to infinity, for every Σ.

For every t > 0 and c > 0: (log 2/π) angle_Σ(w_t, v) ≤ L(w_t) and log(1 + e^{−E|z₁||Sᵀw_t|}) ≤ L(w_t), while
L(w_t) ≤ L(cv) + |w₀ − cv|²/(2t). L(cv) = E log(1 + e^{−c|v·x|}) → 0 as c → ∞, so the left sides go to 0 with t.
Standing: derived here.
Source: A1 and A4: the improvement is transient; a student that trains for ever takes its teacher's direction.
Assumes: x = Sz, S diagonal (every elliptical law up to rotation), z Gaussian, on spheres or uniform in a ball; hard labels
without noise. The flow is integrated from the law's expectations with a proved error; L is an expectation under the law.
Proof: a wrong answer costs at least log 2, and wrong answers have probability angle_Σ/π; log(1 + e^{−s}) is convex (Jensen).
L is convex: d/dt |w − u|²/2 ≤ L(u) − L(w), and L falls along the flow. L(cv) ≤ L(c'v) for c ≥ c'.
Equality: none for finite w with w ∦ v; Jensen's is one only for a score that is constant.
Rests on: gain.accuracy, gradient.elliptical
Not checked: nothing is proved between the sampled points; the rate is an upper bound (for Σ = s²I see path.transient-hard).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import RADIAL_AXES
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import GAUSSIAN, Elliptical, Radial, hard_risk, law_flow, mean_loss, radial_law
from w2s_verify.quantities import wedge_squared

_SMALL = {"student": (-4, 4), "teacher": (-4, 4)}
DOMAIN = Domain(
    axes=(
        *(Axis(name, -(2**6), 2**6, (3,), exponent=(-4, 0)) for name in ("student", "teacher")),
        Axis("stretch", 1, 8, (3,), exponent=-3),
        *(axis for axis in RADIAL_AXES if axis.name == "radial"),
        Axis("level", 1, 2**6, exponent=-2),
        Axis("time", 1, 2**6, exponent=-3),
    ),
    regimes=(
        Regime("small", share=3, axes=_SMALL, exponents=dict.fromkeys(_SMALL, (0, 0))),
        Regime("nearly flat", share=2, axes={**_SMALL, "stretch": (1, 2)}, exponents=dict.fromkeys(_SMALL, (0, 0))),
        Regime("generic", share=2, exponents=dict.fromkeys(_SMALL, (-4, -3))),
        Regime("short", axes={**_SMALL, "time": (1, 4)}, exponents=dict.fromkeys(_SMALL, (0, 0))),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher are not parallel; a time; a level."""
    wedge = wedge_squared(num, at.stretch * at.student, at.stretch * at.teacher)
    return {"plane": Positive(wedge), "time": Positive(at.time), "level": Positive(at.level)}


def _angle(num: Arithmetic, first: Number, second: Number) -> Number:
    return num.atan2(num.sqrt(wedge_squared(num, first, second)), num.dot(first, second))


def _bounds(num: Arithmetic, at: At, radial: Radial, weights: Number, share: Number) -> Mapping[str, object]:
    """The angle (times ``share``) and the length of w against E log(1 + e^{−|w·x|}) + what wrong answers cost."""
    own, taught = at.stretch * weights, at.stretch * at.teacher
    radius, sharp = num.norm(own), radial.mean_absolute(num)
    loss = mean_loss(num, radial, radius)
    risk = loss + sharp / 2 * (radius - num.dot(own, taught) / num.norm(taught))
    return {
        "angle": Below(share * num.log(num.ratio(2, 1)) * _angle(num, own, taught) / num.pi(), risk),
        "length": Below(num.log1p(num.exp(-sharp * radius)), loss),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both lower bounds of the risk at the start, for Gaussian data."""
    return _bounds(num, at, GAUSSIAN, at.student, num.ratio(1, 1))


def _law(num: Arithmetic, at: At) -> Elliptical:
    return Elliptical(radial_law(at.radial, 3), num.exact(np.eye(3)) * at.stretch)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The risk at the end of the flow, against its lower and upper bounds."""
    law = _law(num, at)
    end = law_flow(num, law, at.student, at.teacher, float(at.time), num.ratio(1, 1), num.ratio(0, 1)).end
    risk = hard_risk(num, law, end, at.teacher)
    lower = {f"{name} of the flow": part for name, part in _bounds(num, at, law.radial, end, num.ratio(1, 1)).items()}
    return {**lower, "falls": AtMost(risk, _ceiling(num, at, law, num.ratio(1, 2)))}


def _ceiling(num: Arithmetic, at: At, law: Elliptical, share: Number) -> Number:
    """L(cv) + share·|w₀ − cv|²/t."""
    aim = num.times(at.level, at.teacher)
    away = at.student - aim
    return hard_risk(num, law, aim, at.teacher) + share * num.dot(away, away) / at.time


def _dearer(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A wrong answer costs at least twice log 2."""
    return _bounds(num, at, GAUSSIAN, at.student, num.ratio(2, 1))


def _at_once(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The risk is at most L(cv) + |w₀ − cv|²/(200 t)."""
    law = _law(num, at)
    end = law_flow(num, law, at.student, at.teacher, float(at.time), num.ratio(1, 1), num.ratio(0, 1)).end
    return {"falls": AtMost(hard_risk(num, law, end, at.teacher), _ceiling(num, at, law, num.ratio(1, 200)))}


_AT = {"student": [1, 1, 0], "teacher": [1, -1, 1], "stretch": [1, 0.5, 0.25], "radial": 1, "level": 4, "time": 1}
MUTANTS = (
    Mutant("dearer", "a wrong answer costs at least 2 log 2", {**_AT, "student": [-0.25, 0.25, -0.125]}, sides=_dearer),
    Mutant("at-once", "L(w_t) ≤ L(cv) + |w₀ − cv|²/(200 t)", {**_AT, "level": 1, "time": 4}, sides=_at_once),
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
