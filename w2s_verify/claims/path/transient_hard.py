"""Hard labels, isotropic law: the direction goes to the teacher's and the norm to infinity, each at a stated rate.

With θ the angle of w to v, θ₀ that of w₀, cot θ − cot θ₀ = q|v|/(|w₀| sin θ₀) for w ∝ w₀ + q v; along the flow it exceeds
sE|z₁|t/(2|w₀| sin θ₀) and stays below (2E|z₁|/(s|w₀| sin θ₀))(e^{s²t/4} − 1). The part u = w·v̂ grows for ever:
s t D(s√(max(|u₀|, u_t)² + |w₀|² sin² θ₀)) < u_t − u₀ < s t E|z₁|, where D(r) = E[|z₁|/(1 + e^{r|z₁|})] > 0 decreases; if u
stayed bounded, the left side would not.
Standing: derived here.
Source: A1 and A4: the improvement is transient; a student that trains for ever takes its teacher's direction.
Assumes: Σ = s²I, the radial laws of the domain, hard labels without noise, w₀ and v not parallel. The flow is integrated from
the law's expectations with a proved error.
Proof: path.plane with ĝ(v) = E|z₁|/(2s|v|) and norm.clock. u' = s(½E|z₁| − m(s|w|) u/|w|), m(r) = E[(σ(rz₁) − ½)z₁], so
s D(s|w|) ≤ u' < sE|z₁| with D = ½E|z₁| − m; |w|² ≤ u² + |w₀|² sin² θ₀ and u increases.
Equality: none along the flow; the first is an identity.
Rests on: path.plane, norm.clock, gradient.elliptical
Not checked: other elliptical laws (see path.transient-elliptical); for a finite support see boundary.finite-support-direction.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FLOW_AXES, FLOW_EXPONENTS, FRAME_AXES, RADIAL_AXES, RAY_AXES, TIME_AXIS
from w2s_verify.claims.claim import Agree, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.frame import frame_flow, frame_gram, frame_point, frame_premises, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import isotropic_law
from w2s_verify.quantities import CENTRED_SIGMOID

_RAY = {"kept": (1, 30), "learned": (0, 30)}
_FLOW = {**FLOW_AXES, **_RAY}
DOMAIN = Domain(
    axes=(
        *FRAME_AXES,
        *RAY_AXES,
        *(axis for axis in RADIAL_AXES if axis.name not in ("hard", "noise")),
        Axis("hard", 1, 1),
        Axis("noise", 0, 0),
        TIME_AXIS,
    ),
    regimes=(
        Regime("flow", share=3, axes=_FLOW, exponents=FLOW_EXPONENTS),
        Regime("away from the teacher", axes={**_FLOW, "p": (-4, -1), "q": (-1, 1)}, exponents=FLOW_EXPONENTS),
        Regime("long", axes={**_FLOW, "time": (2**10, 2**11)}, exponents=FLOW_EXPONENTS),
        Regime("short", share=5, axes={**_FLOW, "time": (1, 4), "law_scale": (8, 12)}, exponents=FLOW_EXPONENTS),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, a time, a point of the cone (the domain holds the labels hard and without noise)."""
    return {
        **frame_premises(num, at),
        "time": Positive(at.time),
        "kept": Positive(at.kept),
        "learned": at.learned,
    }


def _cotangent(num: Arithmetic, weights: Number, teacher: Number) -> Number:
    """cot of the angle between them."""
    along = num.dot(weights, teacher)
    return along / num.sqrt(num.dot(weights, weights) * num.dot(teacher, teacher) - along * along)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The cotangent of the angle to the teacher is linear in q."""
    student, teacher, _ = frame_triple(num, at)
    gram = frame_gram(at)
    start, rise = _cotangent(num, student, teacher), at.learned / at.kept * gram.tt / num.sqrt(gram.area)
    found = _cotangent(num, frame_point(num, at), teacher)
    return {"linear": Agree(found, start + rise, num.sqrt(gram.ss * gram.tt / gram.area) + rise)}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Angle and length of the flow's end, each between its two bounds."""
    return _bounds(num, at, num.ratio(1, 1), num.ratio(1, 1))


def _bounds(num: Arithmetic, at: At, turn: Number, growth: Number) -> Mapping[str, object]:
    """The lower bounds times ``turn`` and ``growth``."""
    student, teacher, _ = frame_triple(num, at)
    gram, end = frame_gram(at), frame_flow(num, at)
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    length, sharp = num.sqrt(gram.tt), law.radial.mean_absolute(num)
    across = num.sqrt(gram.area / gram.tt)
    turned = _cotangent(num, end, teacher) - _cotangent(num, student, teacher)
    start, reached = gram.st / length, num.dot(end, teacher) / length
    far = num.maximum(num.absolute(start), reached)
    radius = at.law_scale * num.sqrt(far * far + across * across)
    slowest = sharp / 2 - law.radial.moment(num, CENTRED_SIGMOID, radius, 1)
    clock = num.expm1(at.law_scale * at.law_scale * at.time / 4)
    return {
        "turns at least": Below(turn * at.law_scale * sharp * at.time / (2 * across), turned),
        "turns at most": Below(turned, 2 * sharp * clock / (at.law_scale * across)),
        "grows at least": Below(growth * at.law_scale * at.time * slowest, reached - start),
        "grows at most": Below(reached - start, at.law_scale * at.time * sharp),
    }


def _faster_turn(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _bounds(num, at, num.ratio(1001, 1000), num.ratio(1, 1))


def _faster_growth(num: Arithmetic, at: At) -> Mapping[str, object]:
    """u_t − u₀ exceeds twice the bound."""
    return _bounds(num, at, num.ratio(1, 1), num.ratio(2, 1))


_AT = {"a": 1, "b": 1, "p": 1, "q": -1, "r": 1, "kept": 1, "learned": 1, "radial": 1, "law_scale": 0.125, "hard": 1, "noise": 0}
MUTANTS = (
    Mutant("turn-1.001", "it turns 1.001 times as fast", {**_AT, "time": 0.0625}, sides=_faster_turn, near=True),
    Mutant("growth-2", "it grows twice as fast", {**_AT, "time": 0.0625}, sides=_faster_growth),
)

CLAIM = Claim(
    id="path.transient-hard",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    quota=0.15,
    tags=("A1", "A4"),
    rests_on=("path.plane", "norm.clock", "gradient.elliptical"),
    mutants=MUTANTS,
    doc=__doc__,
)
