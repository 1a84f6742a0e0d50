"""Isotropic law: w_t = A(t)w₀ + B(t)v with 0 < A ≤ 1, B ≥ 0 and q = B/A increasing; the curve b ↦ cos depends on (c_S, c_T,
ρ) alone.

cos(w_t, w★) = (c_S + b c_T)/√(1 + b² + 2bρ), b = q|v|/|w₀|: norms, label kind and radial law set only the clock b(t).
Standing: derived here.
Source: A1 and A3: the student moves in the plane of itself and its teacher, whatever the law's radius.
Assumes: w₀, v not parallel; Σ = s²I; the radial laws of the domain, soft, hard and noisy labels, p < ½. The law is read twice:
as the flow's velocity at a point A w₀ + B v, and, in the flow's regime, as the flow itself up to a time t, integrated from the
law's expectations with a proved error, whose end has 0 < A < 1, B > 0 and s²ĝ(v)t < B/A < 4ĝ(v)(e^{s²t/4} − 1).
Proof: −∇L = s²(ĝ(v)v − g(w)w), so A' = −s²g(w)A and B' = s²ĝ(v) − s²g(w)B; (B/A)' = s²ĝ(v)/A > 0. 0 < g ≤ ¼, so
e^{−s²t/4} ≤ A ≤ 1.
Equality: an identity; A' = −s²A/4 only in the limit of a score that vanishes.
Rests on: gradient.elliptical
Not checked: that the flow stays in the plane for ever (its velocity does, and solutions are unique: textbook).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FLOW_AXES, FLOW_EXPONENTS, FRAME_AXES, RADIAL_AXES, RAY_AXES, SMALL_FRAME, TIME_AXIS
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.frame import cone_premises, flows, frame_flow, frame_gram, frame_point, frame_reading, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Elliptical, descent, radial_law
from w2s_verify.quantities import arc_of_gram, cosine, plane_coordinates

_ANY = {"kept": (1, 30), "learned": (0, 30)}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RAY_AXES, *RADIAL_AXES, TIME_AXIS),
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, axes={**SMALL_FRAME, **_ANY}),
        Regime("start", axes={**SMALL_FRAME, "kept": (1, 1), "learned": (0, 0)}),
        Regime("all learned", axes={**SMALL_FRAME, "kept": (1, 1), "learned": (2**15, 2**20)}),
        Regime("small scores", axes={**SMALL_FRAME, **_ANY}, exponents={"law_scale": (-24, -20)}),
        Regime("flow", share=3, axes={**FLOW_AXES, **_ANY}, exponents=FLOW_EXPONENTS),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, labels better than coins, a point of the cone."""
    return cone_premises(num, at)


def _curve(num: Arithmetic, at: At, share: Number) -> tuple[Number, Number, Number]:
    """cos of the point, the formula with ``share``·2bρ, and the size of the formula's terms."""
    gram = frame_gram(at)
    arc = arc_of_gram(num, gram)
    b = at.learned * num.sqrt(gram.tt) / (at.kept * num.sqrt(gram.ss))
    squared = 1 + b * b + share * b * arc.shared
    truth = frame_triple(num, at)[2]
    return cosine(num, frame_point(num, at), truth), (arc.own + b * arc.taught) / num.sqrt(squared), (1 + b) / num.sqrt(squared)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The curve, from the point itself and from the three cosines."""
    found, formula, size = _curve(num, at, num.ratio(2, 1))
    return {"curve": Agree(found, formula, size)}


def _velocity(num: Arithmetic, at: At) -> tuple[Number, Number, Number, Number]:
    """(A', B', part out of the plane, size) of the law's descent at the point."""
    student, teacher, _ = frame_triple(num, at)
    reading = frame_reading(num, at)
    kept, learned = plane_coordinates(num, student, teacher, reading.velocity)
    inside = num.times(kept, student) + num.times(learned, teacher)
    outside = reading.velocity - inside
    return (
        kept,
        learned,
        num.largest(num.absolute(outside)),
        num.norm(teacher) * reading.pull + num.norm(student) * reading.fade,
    )


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The velocity stays in the plane, A falls at most at the rate s²/4, B grows from 0, and q = B/A grows at s²ĝ(v)/A.

    Where the flow runs: its end lies in the cone, with the clock's bounds on B/A.
    """
    kept, learned, outside, size = _velocity(num, at)
    gram, reading = frame_gram(at), frame_reading(num, at)
    tilt = gram.ss * gram.tt / gram.area
    return {
        "in the plane": Agree(outside, 0, size * (at.kept + at.learned) * tilt),
        "A falls": Below(kept, 0),
        "not faster": AtMost(-kept, at.law_scale * at.law_scale * at.kept / 4),
        "B stays": Below(0, learned + at.learned * reading.fade),
        "q grows": Below(0, learned * at.kept - kept * at.learned),
        "clock": Agree(
            learned * at.kept - kept * at.learned,
            reading.pull * at.kept,
            (reading.pull + reading.fade) * tilt * (at.kept + at.learned) * (at.kept + at.learned),
        ),
        **(_flow_parts(num, at, num.ratio(1, 1)) if flows(at) else {}),
    }


def _flow_parts(num: Arithmetic, at: At, speed: Number) -> Mapping[str, object]:
    """A, B and B/A at the end of the flow; ``speed`` multiplies the lower bound."""
    student, teacher, _ = frame_triple(num, at)
    kept, learned = plane_coordinates(num, student, teacher, frame_flow(num, at))
    pull, squared = frame_reading(num, at).pull, at.law_scale * at.law_scale
    return {
        "flow fades": Below(kept, 1),
        "flow remembers": Below(num.exp(-squared * at.time / 4), kept),
        "flow learns": Below(0, learned),
        "flow at least": Below(speed * pull * at.time * kept, learned),
        "flow at most": Below(learned, 4 * pull / squared * num.expm1(squared * at.time / 4) * kept),
    }


def _stretched(num: Arithmetic, at: At) -> Mapping[str, object]:
    """2.001 bρ under the root."""
    found, formula, size = _curve(num, at, num.ratio(2001, 1000))
    return {"curve": Agree(found, formula, size)}


def _slower(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A falls at most at the rate 0.2499 s²."""
    kept, *_ = _velocity(num, at)
    return {"not faster": AtMost(-kept, at.law_scale * at.law_scale * at.kept * num.ratio(2499, 10_000))}


def _faster_clock(num: Arithmetic, at: At) -> Mapping[str, object]:
    """q > 1.0005 s²ĝ(v)t."""
    return _flow_parts(num, at, num.ratio(10_005, 10_000)) if flows(at) else {"curve": Agree(0, 0, 1)}


def _anisotropic(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same plane with Σ = s² diag(1, 1, 4)."""
    student, teacher, _ = frame_triple(num, at)
    factor = num.exact(np.diag([1.0, 1.0, 2.0])) * at.law_scale
    law = Elliptical(radial_law(at.radial, 3), factor)
    velocity = descent(num, law, frame_point(num, at), teacher, at.hard, at.noise)
    kept, learned = plane_coordinates(num, student, teacher, velocity)
    outside = velocity - num.times(kept, student) - num.times(learned, teacher)
    return {"in the plane": Agree(num.dot(outside, outside), 0)}


_AT = {
    "a": 1,
    "b": 1,
    "p": 1,
    "q": 0,
    "r": 1,
    "kept": 1,
    "learned": 1,
    "radial": 1,
    "law_scale": 1,
    "hard": 0,
    "noise": 0,
    "time": 0,
}
MUTANTS = (
    Mutant("rho-2.001", "2.001 bρ under the root", _AT, sides=_stretched, near=True),
    Mutant("fade-0.2499", "A falls at most at 0.2499 s²", {**_AT, "law_scale": 2**-10}, sides=_slower, near=True),
    Mutant(
        "clock-1.0005",
        "the flow's q exceeds 1.0005 s²ĝ(v)t",
        {**_AT, "law_scale": 0.125, "time": 0.125},
        sides=_faster_clock,
        near=True,
    ),
    Mutant("anisotropic", "the same plane for an elliptical law with any Σ", _AT, sides=_anisotropic),
)

CLAIM = Claim(
    id="path.plane",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="identity",
    quota=0.25,
    tags=("A1", "A3"),
    rests_on=("gradient.elliptical",),
    mutants=MUTANTS,
    doc=__doc__,
)
