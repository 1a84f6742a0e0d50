"""Isotropic law, X > 0 and Y > 0: along the path sup_t cos(w_t, w★) = √((c_S² + c_T² − 2ρ c_S c_T)/(1 − ρ²)), at b★ = X/Y.

Here w = A w₀ + B v with A, B ≥ 0 is any point of the path's cone, b = (B|v|)/(A|w₀|), X = c_T − ρ c_S, Y = c_S − ρ c_T.
The value is the length of the projection of ŵ★ on span(w₀, v).
Standing: derived here.
Source: A1 and A4: how much the student improves on itself, at the best stopping time.
Assumes: X > 0, Y > 0 (any signs of the cosines else). From the law: Σ = s²I, the radial laws of the domain, soft, hard and
noisy labels, p < ½, read twice: as the rate d cos/dt at a point of the cone, which has the sign of X − bY; and, in the flow's
regimes, as the gradient flow itself up to a time t (some of them close to the peak's), with a proved error.
Proof: the right side is the length of the projection of ŵ★ on span(w₀, v), which lies in the cone exactly when X, Y ≥ 0.
Equality: w in the direction of that projection, decided in integers.
Rests on: gain.criterion
Not checked: that the flow stays in the cone (see path.plane).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FLOW_AXES, FLOW_EXPONENTS, FRAME_AXES, RADIAL_AXES, RAY_AXES, SMALL_FRAME, TIME_AXIS
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Parameter, Positive, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.frame import (
    flows,
    frame_flow,
    frame_gram,
    frame_triple,
    no_slope,
    point_along,
    point_squared,
    rate_gap,
    rate_parts,
    rough_time,
)
from w2s_verify.claims.instance import At
from w2s_verify.quantities import Gram, arc_of_gram, cosine, plane_coordinates


def _at_the_peak(fields: Fields) -> Fields:
    """(kept, learned) := (Y', X') up to an exact factor, where the point is the projection."""
    gram = frame_gram(fields)
    return {**fields, "kept": np.maximum(gram.excess_student, 0), "learned": np.maximum(gram.excess_teacher, 0)}


def _near_the_peak(fields: Fields) -> Fields:
    at_peak = _at_the_peak(fields)
    return {**at_peak, "kept": at_peak["kept"] * (1 + np.ldexp(fields["kept"], -40))}


def _until_the_peak(fields: Fields) -> Fields:
    """A time near the peak's."""
    gram = frame_gram(fields)
    reach = np.maximum(gram.excess_teacher, 1) / np.maximum(gram.excess_student, 1)
    return {**fields, "time": rough_time(fields, reach)}


_FLOW = {**FLOW_AXES, "p": (1, 4), "kept": (1, 30), "learned": (0, 30)}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RAY_AXES, *RADIAL_AXES, TIME_AXIS),
    regimes=(
        Regime("generic", share=4, axes={"a": (1, 2**20)}),
        Regime("small", share=2, axes=SMALL_FRAME),
        Regime("peak", share=2, axes=SMALL_FRAME, couple=_at_the_peak),
        Regime("near the peak", share=2, axes=SMALL_FRAME, couple=_near_the_peak),
        Regime("student worse than chance", axes={"a": (-(2**10), -1), "p": (2**10, 2**20)}),
        Regime("plane", axes={"r": (0, 0), "a": (1, 2**20)}),
        Regime("weak teacher", axes={**SMALL_FRAME, "p": (1, 3)}),
        Regime("teacher alone", axes={**SMALL_FRAME, "kept": (0, 0), "learned": (1, 30)}),
        Regime("flow", share=2, axes=_FLOW, exponents=FLOW_EXPONENTS),
        Regime("flow to the peak", share=3, axes=_FLOW, exponents=FLOW_EXPONENTS, couple=_until_the_peak),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X > 0 and Y > 0 as polynomials; a point of the cone other than 0; labels better than coins."""
    gram = frame_gram(at)
    return {
        "X": Positive(gram.excess_teacher),
        "Y": Positive(gram.excess_student),
        "kept": at.kept,
        "learned": at.learned,
        "point": Positive(at.kept + at.learned),
        "noise below one half": Positive(1 - 2 * at.noise),
        "time": at.time,
    }


def _cosine(num: Arithmetic, at: At, gram: Gram) -> Number:
    """cos(w, w★) of w = kept w₀ + learned v."""
    return point_along(at, gram) / num.sqrt(point_squared(at, gram))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The bound at a point of the cone; b★ = X/Y is in the cone, the value is attained there, and it is the projection's."""
    gram = frame_gram(at)
    arc = arc_of_gram(num, gram)
    peak, best = num.sqrt(arc.peak_squared), arc.x / arc.y
    return {
        "bound": AtMost(_cosine(num, at, gram), peak),
        "in the cone": (0, best),
        "attained": Agree(arc.cosine(num, best), peak, 1),
        "projection": _projected(num, at, num.ratio(1, 1)),
    }


def _projected(num: Arithmetic, at: At, share: Number) -> Agree:
    """peak² = share·|P ŵ★|², the truth's coordinates in the plane read by inner products alone."""
    student, teacher, truth = frame_triple(num, at)
    kept, learned = plane_coordinates(num, student, teacher, truth)
    shadow = num.times(kept, student) + num.times(learned, teacher)
    arc = arc_of_gram(num, frame_gram(at))
    return Agree(arc.peak_squared, share * num.dot(shadow, shadow), 4 / (1 - arc.shared * arc.shared))


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """peak² − cos² = (A X' − B Y')² / (|w|² area), divided by peak + cos."""
    gram = frame_gram(at)
    gap, peak = rate_gap(at, gram), num.sqrt(arc_of_gram(num, gram).peak_squared)
    return {"bound": gap * gap / (point_squared(at, gram) * gram.area * (peak + _cosine(num, at, gram)))}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """d cos/dt at w against s² ĝ(v) A (A X' − B Y')/|w|³: it changes sign at the peak only. The flow stays below the peak."""
    return {**rate_parts(num, at), **(_flow_part(num, at, num.ratio(1, 1)) if flows(at) else {})}


def _flow_part(num: Arithmetic, at: At, share: Number) -> Mapping[str, object]:
    """cos(w_t, w★) ≤ share·peak."""
    truth = frame_triple(num, at)[2]
    peak = num.sqrt(arc_of_gram(num, frame_gram(at)).peak_squared)
    return {"peak of the flow": AtMost(cosine(num, frame_flow(num, at), truth), share * peak)}


def equality(at: At) -> Collection[str]:
    """A X' = B Y', in integers; in the teacher's direction too the cosine stands still."""
    still = {"sign from the law"} if no_slope(at) or at.kept == 0 else set()
    return {"bound", *still} if no_slope(at) else still


def _scaled_peak(numerator: int, denominator: int) -> Sides:
    def changed(num: Arithmetic, at: At) -> Mapping[str, object]:
        gram = frame_gram(at)
        peak = num.sqrt(arc_of_gram(num, gram).peak_squared)
        return {"bound": AtMost(_cosine(num, at, gram), num.ratio(numerator, denominator) * peak)}

    return changed


def _rho_once(num: Arithmetic, at: At) -> Mapping[str, object]:
    """2ρ replaced by 2.001 ρ."""
    gram = frame_gram(at)
    arc, along = arc_of_gram(num, gram), point_along(at, gram)
    inside = arc.own * arc.own + arc.taught * arc.taught - num.ratio(2001, 1000) * arc.shared * arc.own * arc.taught
    return {"bound": AtMost(along * along / point_squared(at, gram), inside / (1 - arc.shared * arc.shared))}


def _longer_shadow(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"projection": _projected(num, at, num.ratio(1001, 1000))}


def _lower_for_the_flow(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _flow_part(num, at, num.ratio(9995, 10_000)) if flows(at) else {"bound": AtMost(0, 1)}


_PEAK = {"a": 1, "b": 1, "p": 1, "q": -1, "r": 1, "kept": 3, "learned": 2, "law_scale": 1, "hard": 0}
_PEAK |= {"radial": 1, "noise": 0, "time": 0}
MUTANTS = (
    Mutant("peak-0.9995", "the peak is 5·10⁻⁴ lower", _PEAK, sides=_scaled_peak(9995, 10_000), near=True),
    Mutant(
        "flow-0.9995",
        "the flow's peak is 5·10⁻⁴ lower",
        {**_PEAK, "law_scale": 0.5, "time": 9.5},
        sides=_lower_for_the_flow,
        near=True,
    ),
    Mutant("rho-2.001", "2.001 ρ c_S c_T", {**_PEAK, "q": 0, "kept": 1, "learned": 1}, sides=_rho_once, near=True),
    Mutant("projection-1.001", "the projection's square 1.001 as large", _PEAK, sides=_longer_shadow, near=True),
    Mutant("x-dropped", "the same peak where X ≤ 0", {**_PEAK, "a": 2, "q": 3, "kept": 1, "learned": 0}, drop="X"),
    Mutant("y-dropped", "the same peak where Y ≤ 0", {**_PEAK, "p": 3, "q": 1, "r": 0, "kept": 1, "learned": 0}, drop="Y"),
)

CLAIM = Claim(
    id="path.peak",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    margin=margin,
    from_law=from_law,
    equality=equality,
    kind="sup",
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("gain.criterion",),
    mutants=MUTANTS,
    parameters={"C": Parameter(1, 1, _scaled_peak, "cos ≤ C · peak")},
    doc=__doc__,
)
