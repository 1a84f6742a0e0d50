"""Isotropic law, c_S ≥ 0 or the teacher not stronger (c_T ≤ c_S): if gain does not start (X ≤ 0), it never occurs.

So there gain occurs ⇔ it starts ⇔ c_T > ρ c_S. Stated at every point w = A w₀ + B v with A, B ≥ 0 of the path's cone.
Standing: derived here.
Source: A1 and A4: for which pairs the student improves on itself at some time.
Assumes: X = c_T − ρ c_S ≤ 0, and c_S ≥ 0 or c_T ≤ c_S.
Proof: let N = √(1 + b² + 2bρ) ≥ 1 + bρ. If c_S ≥ 0: c_S + bc_T ≤ c_S(1 + bρ) ≤ c_S N.
    If c_T ≤ c_S < 0: c_S + bc_T ≤ c_S(1 + b) ≤ c_S N.
Equality: decided in integers from the signed squares of both cosines.
Rests on: gain.criterion, path.plane
Not checked: that the flow stays in the cone (see path.plane).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import FRAME_AXES
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, point_along, point_squared
from w2s_verify.claims.instance import At
from w2s_verify.quantities import signed_lead


def _no_start(fields: Fields) -> Fields:
    """Teacher := k·student + (−j, 0, m): X has the sign of −j·b², or 0."""
    backwards = -np.abs(fields["p"])
    return {**fields, "p": 3 * fields["a"] + backwards, "q": 3 * fields["b"]}


def _at_the_boundary(fields: Fields) -> Fields:
    return {**fields, "p": fields["p"] * fields["a"], "q": fields["p"] * fields["b"]}


_NAMES = ("a", "b", "p", "q", "r")
_SMALL = dict.fromkeys(_NAMES, (-9, 9))
DOMAIN = Domain(
    axes=(*FRAME_AXES, Axis("kept", 0, 2**20), Axis("learned", 0, 2**20)),
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, axes={**_SMALL, "kept": (0, 9), "learned": (0, 9)}),
        Regime("no start", share=2, axes={**_SMALL, "p": (0, 9)}, couple=_no_start),
        Regime("boundary", share=2, axes=_SMALL, couple=_at_the_boundary),
        Regime("early", axes={**_SMALL, "kept": (2**18, 2**20), "learned": (0, 9)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X ≤ 0; c_S ≥ 0 or c_T ≤ c_S, as the larger of two polynomials; a point of the cone other than 0."""
    gram = frame_gram(at)
    return {
        "student": Positive(gram.ss),
        "teacher": Positive(gram.tt),
        "no start": -gram.excess_teacher,
        "better than chance or weaker teacher": num.maximum(at.a, signed_lead(num, gram)),
        "kept": at.kept,
        "learned": at.learned,
        "point": Positive(point_squared(at, gram)),
    }


def _sides(numerator: int, denominator: int) -> Sides:
    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        gram = frame_gram(at)
        along, squared = point_along(at, gram), point_squared(at, gram)
        return {
            "no gain": AtMost(along / num.sqrt(squared), num.ratio(numerator, denominator) * gram.su / num.sqrt(gram.ss), 2)
        }

    return sides


sides = _sides(1, 1)


def _signed_square(value: Any) -> Any:
    return value * abs(value)


def equality(at: At) -> bool:
    """(w·w★)|w·w★||w₀|² = (w₀·w★)|w₀·w★||w|²."""
    gram = frame_gram(at)
    along, squared = point_along(at, gram), point_squared(at, gram)
    return bool(_signed_square(along) * gram.ss == _signed_square(gram.su) * squared)


_ARC = {"a": 1, "b": 1, "p": 1, "q": 1, "r": 1, "kept": 1, "learned": 1}
MUTANTS = (
    Mutant("below-0.9995", "the cosine stays below 0.9995 c_S", {**_ARC, "learned": 0}, sides=_sides(9995, 10_000), near=True),
    Mutant("start-dropped", "the same where gain starts", {**_ARC, "q": 0, "r": 0}, drop="no start"),
    Mutant(
        "any-pair",
        "the same for c_S < 0 and c_T > c_S",
        {**_ARC, "a": -1, "p": 0, "q": -9, "r": 0, "learned": 9},
        drop="better than chance or weaker teacher",
    ),
)

CLAIM = Claim(
    id="gain.start-is-needed",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="for all t",
    tags=("A1", "A4"),
    rests_on=("gain.criterion", "path.plane"),
    mutants=MUTANTS,
    doc=__doc__,
)
