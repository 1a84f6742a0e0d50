"""Isotropic law, |c_T| < c_S: gain > 0 exactly for 0 < b < 2c_S X/(c_S² − c_T²) (never, where X ≤ 0).

(A teacher with c_T ≥ c_S > 0 and ρ < 1 gives gain at every b > 0: see path.better-teacher.)
Standing: derived here.
Source: A1 and A4: for how long a student that learns from a weaker teacher is better than it began.
Assumes: w₀, v not parallel. From the law: the radial laws of the domain, Σ = s²I, soft, hard and noisy labels, p < ½; the
points are iterates of gradient descent on the risk itself, ηs² ≤ 4, and, in the flow's regime, points of the gradient flow
with a proved error; their coordinates (A, B) give b.
Proof: cos² − c_S² = b(2c_S X − b(c_S² − c_T²))/(1 + b² + 2bρ), and cos > −c_S for b ≥ 0.
Equality: b at the window's end, decided in integers.
Rests on: path.plane
Not checked: how long the window is in time (see norm.clock).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FLOW_AXES, FLOW_EXPONENTS, FRAME_AXES, RADIAL_AXES, RAY_AXES, SMALL_FRAME, TIME_AXIS
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import flows, frame_flow, frame_gram, frame_premises, frame_triple, rough_time
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent, isotropic_law
from w2s_verify.quantities import arc_of_gram, cosine, gradient_descent, plane_coordinates

STEPS = 2


def _ends(fields: Fields) -> tuple[Number, Number]:
    """(kept, learned) in the ratio of the window's end, in exact integers."""
    gram = frame_gram(fields)
    wide = np.maximum(gram.lead_in_squares, 1)
    return wide, np.maximum(2 * gram.su * gram.excess_teacher, 1)


def _at_the_end(fields: Fields) -> Fields:
    kept, learned = _ends(fields)
    return {**fields, "kept": kept, "learned": learned}


def _near_the_end(fields: Fields) -> Fields:
    """2^-20 of a step before or behind the end."""
    kept, learned = _ends(fields)
    sign = np.where(fields["learned"] > 15, 1, -1)
    return {**fields, "kept": np.ldexp(kept, 20), "learned": np.maximum(np.ldexp(learned, 20) + sign, 1)}


def _late_in_the_window(fields: Fields) -> Fields:
    """A time at about three quarters of the window."""
    kept, learned = _ends(fields)
    return {**fields, "time": rough_time(fields, 0.75 * learned / kept)}


_TINY = {"a": (2, 9), "b": (-5, 5), "p": (-3, 5), "q": (-5, 5), "r": (-5, 5)}
_FLOW = {**FLOW_AXES, "p": (-1, 3), "step": (1, 2**8)}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RAY_AXES, *RADIAL_AXES, TIME_AXIS, Axis("step", 1, 2**8, exponent=(-8, 0))),
    regimes=(
        Regime("generic", share=3, axes={"a": (1, 2**20)}),
        Regime("small", share=3, axes={**SMALL_FRAME, "p": (-10, 10), "kept": (1, 30), "learned": (0, 30)}),
        Regime("window's end", share=2, axes=_TINY, couple=_at_the_end),
        Regime("near the end", share=2, axes={**_TINY, "learned": (0, 30)}, couple=_near_the_end),
        Regime("teacher worse than chance", axes={**_TINY, "p": (-3, -1), "kept": (1, 30), "learned": (0, 30)}),
        Regime("flow", share=2, axes=_FLOW, exponents=FLOW_EXPONENTS),
        Regime("flow late in the window", share=2, axes=_FLOW, exponents=FLOW_EXPONENTS, couple=_late_in_the_window),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, labels better than coins, |c_T| < c_S, a step that stays on the arc."""
    gram = frame_gram(at)
    return {
        **frame_premises(num, at),
        "better than chance": Positive(gram.su),
        "weaker": Positive(gram.lead_in_squares),
        "kept": Positive(at.kept),
        "learned": at.learned,
        "time": at.time,
        "short step": 4 - at.step * at.law_scale * at.law_scale,
    }


def _window_sign(num: Arithmetic, at: At, found: Number, b: Number) -> AtMost:
    """gain·(end − b) ≥ 0, where end = 2c_S X/(c_S² − c_T²) counts as b = 0 when it is negative."""
    arc = arc_of_gram(num, frame_gram(at))
    end = 2 * arc.own * arc.x / (arc.own * arc.own - arc.taught * arc.taught)
    return AtMost(0, (found - arc.own) * (end - b), num.absolute(end) + b)


def _b(num: Arithmetic, at: At, kept: Number, learned: Number) -> Number:
    gram = frame_gram(at)
    return learned * num.sqrt(gram.tt) / (kept * num.sqrt(gram.ss))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The sign rule on the arc."""
    b = _b(num, at, at.kept, at.learned)
    return {"window": _window_sign(num, at, arc_of_gram(num, frame_gram(at)).cosine(num, b), b)}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Two steps of gradient descent on the law's risk, and its flow: b from the coordinates, the gain from the cosine."""
    student, teacher, truth = frame_triple(num, at)
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    iterates = gradient_descent(num, lambda w: descent(num, law, w, teacher, at.hard, at.noise), student, at.step, STEPS)
    points = {"window from the law": iterates[-1], **({"window of the flow": frame_flow(num, at)} if flows(at) else {})}
    found = {}
    for name, point in points.items():
        b = _b(num, at, *plane_coordinates(num, student, teacher, point))
        found[name] = _window_sign(num, at, cosine(num, point, truth), b)
    return found


def equality(at: At) -> Collection[str]:
    """b = 0, or b at the end: learned (su² tt − tu² ss) = 2 kept su X'."""
    gram = frame_gram(at)
    wide = gram.lead_in_squares
    at_end = at.learned * wide == 2 * at.kept * gram.su * gram.excess_teacher
    return {"window"} if at_end or at.learned == 0 else set()


def _longer(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The window 1.0005 times as long."""
    arc = arc_of_gram(num, frame_gram(at))
    b = _b(num, at, at.kept, at.learned)
    end = num.ratio(20_010, 10_000) * arc.own * arc.x / (arc.own * arc.own - arc.taught * arc.taught)
    return {"window": AtMost(0, (arc.cosine(num, b) - arc.own) * (end - b))}


def _half_as_long(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The flow's gain is lost at b = c_S X/(c_S² − c_T²)."""
    if not flows(at):
        return {"window": AtMost(0, 0)}
    student, teacher, truth = frame_triple(num, at)
    point = frame_flow(num, at)
    b = _b(num, at, *plane_coordinates(num, student, teacher, point))
    return {"window of the flow": _window_sign(num, at, cosine(num, point, truth), 2 * b)}


def _one_sided(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Every b > 0 gains once X > 0: the window has no end."""
    arc = arc_of_gram(num, frame_gram(at))
    b = _b(num, at, at.kept, at.learned)
    return {"window": AtMost(0, (arc.cosine(num, b) - arc.own) * arc.x)}


def _not_equals(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_T² ≠ c_S² in place of c_T² < c_S²."""
    values = dict(premises(num, at))
    gram = frame_gram(at)
    gap = gram.lead_in_squares
    return {**values, "weaker": Positive(gap * gap)}


_AT = {"a": 2, "b": 1, "p": 1, "q": -1, "r": 1, "radial": 1, "law_scale": 1, "hard": 0, "noise": 0, "step": 1, "time": 0}
MUTANTS = (
    Mutant("window-1.0005", "2.001 c_S X/(c_S² − c_T²)", {**_AT, "kept": 7000, "learned": 12_003}, sides=_longer, near=True),
    Mutant(
        "half-as-long",
        "along the flow the window ends at half its b",
        {**_AT, "law_scale": 0.5, "time": 16, "kept": 1, "learned": 1},
        sides=_half_as_long,
    ),
    Mutant("no-end", "gain lasts for ever once it starts", {**_AT, "kept": 1, "learned": 1000}, sides=_one_sided),
    Mutant(
        "weaker-dropped",
        "the same window under a better teacher",
        {**_AT, "p": 9, "kept": 1, "learned": 1},
        premises=_not_equals,
    ),
)

CLAIM = Claim(
    id="path.window",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("path.plane",),
    mutants=MUTANTS,
    doc=__doc__,
)
