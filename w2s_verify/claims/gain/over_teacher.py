"""Isotropic law, c_T > 0, c_S ≥ −c_T: the student beats its TEACHER, cos(w_t, w★) > c_T, ⇔ 2b c_T (c_S − ρc_T) > c_T² − c_S².

b = q|v|/|w₀| is the path's clock. So a student worse than its teacher overtakes it at some time ⇔ Y = c_S − ρc_T > 0: the
criterion of gain.criterion with the roles exchanged. A weaker teacher is beaten from the start; that is no gain over oneself.
Standing: derived here.
Source: A4: success means that the student improves on its own start, not only on the teacher; this is the other currency.
Assumes: c_T > 0 and c_S ≥ −c_T (not needed where Y ≥ 0); any point w = A w₀ + B v, A > 0, B ≥ 0, of the path's cone.
Proof: where c_S + bc_T > 0, square cos > c_T. Elsewhere cos ≤ 0 < c_T and c_S ≤ 0: the criterion
    fails for Y ≤ 0 since |c_S| ≤ c_T, and for Y ≥ 0 since b ≤ −c_S/c_T gives 2bc_TY ≤ −2c_SY ≤ c_T² − c_S².
Equality: the sign is 0 exactly where the criterion is, decided in integers.
Rests on: path.plane
Not checked: the time at which the path is there (see norm.clock).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import FRAME_AXES, RAY_AXES
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, point_along, point_squared
from w2s_verify.claims.instance import At
from w2s_verify.quantities import arc_of_gram


def _on_the_edge(fields: Fields) -> Fields:
    """(kept, learned) := the point where the cosine is c_T again, exactly."""
    gram = frame_gram(fields)
    behind = -gram.lead_in_squares
    ahead = 2 * fields["p"] * gram.excess_student
    sign = np.where(ahead < 0, -1, 1)
    return {**fields, "kept": sign * ahead, "learned": np.maximum(sign * behind, 0)}


def _near_the_edge(fields: Fields) -> Fields:
    edge = _on_the_edge(fields)
    return {**edge, "learned": edge["learned"] * (1 + np.ldexp(fields["learned"], -40))}


_SMALL = {"a": (-9, 9), "b": (-9, 9), "p": (1, 9), "q": (-9, 9), "r": (-9, 9)}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RAY_AXES),
    regimes=(
        Regime("generic", share=3, axes={"p": (1, 2**20)}),
        Regime("small", share=3, axes={**_SMALL, "kept": (1, 9), "learned": (0, 9)}),
        Regime("edge", share=2, axes=_SMALL, couple=_on_the_edge),
        Regime("near the edge", share=2, axes=_SMALL, couple=_near_the_edge),
        Regime("any teacher", axes={**_SMALL, "p": (-9, 2), "kept": (1, 9), "learned": (0, 9)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and the point have a direction; c_T > 0; the point is on the path's cone."""
    gram = frame_gram(at)
    return {
        "student": Positive(gram.ss),
        "teacher": Positive(gram.tt),
        "better than chance": Positive(at.p),
        "student not hopeless": num.maximum(at.a, -gram.lead_in_squares),
        "kept": Positive(at.kept),
        "learned": at.learned,
        "point": Positive(point_squared(at, gram)),
    }


def _sides(numerator: int, denominator: int) -> Sides:
    """The statement with 2 before b, or a neighbour of 2."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        gram = frame_gram(at)
        arc = arc_of_gram(num, gram)
        b = at.learned * num.sqrt(gram.tt) / (at.kept * num.sqrt(gram.ss))
        cosine = point_along(at, gram) / num.sqrt(point_squared(at, gram))
        criterion = num.ratio(numerator, denominator) * b * arc.taught * arc.y - arc.taught * arc.taught + arc.own * arc.own
        return {"sign": AtMost(0, (cosine - arc.taught) * criterion, 2 * (1 + b))}

    return sides


sides = _sides(2, 1)


def equality(at: At) -> bool:
    """2B p Y' = A(p²|w₀|² − a²|v|²), in integers."""
    gram = frame_gram(at)
    return bool(2 * at.learned * at.p * gram.excess_student == -at.kept * gram.lead_in_squares)


_ARC = {"a": 1, "b": 2, "p": 2, "q": -1, "r": 0, "kept": 4, "learned": 3}
MUTANTS = (
    Mutant(
        "two-1.999", "1.999 b c_T Y > c_T² − c_S²", {**_ARC, "kept": 8000, "learned": 6002}, sides=_sides(1999, 1000), near=True
    ),
    Mutant(
        "any-teacher",
        "the same for c_T < 0",
        {**_ARC, "a": 0, "b": 1, "p": -1, "q": 0, "kept": 1, "learned": 1},
        drop="better than chance",
    ),
    Mutant(
        "hopeless-student",
        "the same for c_S < −c_T",
        {"a": -1, "b": 0, "p": 1, "q": 0, "r": 1, "kept": 1, "learned": 0},
        drop="student not hopeless",
    ),
)

CLAIM = Claim(
    id="gain.over-teacher",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="iff",
    tags=("A4",),
    rests_on=("path.plane",),
    mutants=MUTANTS,
    doc=__doc__,
)
