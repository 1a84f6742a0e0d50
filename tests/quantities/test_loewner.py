"""Loewner certificates for every direction: small laws for both Hessian bands, singular ones too; the decisions themselves."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from flint import fmpq

from w2s_verify.arithmetic import Number, ball, rational
from w2s_verify.claims.judge import precisions
from w2s_verify.quantities import (
    definite,
    independent_columns,
    semidefinite_exact,
    weighted_form_semidefinite,
)

CROSS = [[1, 1], [1, -1], [-1, 1], [-1, -1]]
LAWS = {
    "one atom": ([[2]], [0.5], [3.0]),
    "a line of two": ([[1], [-3]], [4.0], [-4.0]),
    "the square": (CROSS, [1.0, 2.0], [2.0, 1.0]),
    "the square at 0": (CROSS, [0.0, 0.0], [1.0, 0.0]),
    "one score is 0": (CROSS, [1.0, 1.0], [1.0, -1.0]),
    "rank one in the plane": ([[1, 2], [2, 4], [-3, -6]], [1.0, 0.0], [0.0, 1.0]),
    "rank two in space": ([[1, 0, 1], [0, 1, 1], [1, 1, 2]], [1.0, 2.0, 3.0], [3.0, 2.0, 1.0]),
    "one atom in space": ([[1, 2, 3]], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0]),
    "the origin": ([[0, 0]], [1.0, 1.0], [0.0, 0.0]),
    "large scores": ([[30, 1], [1, 40], [-7, 5]], [20.0, 20.0], [20.0, -20.0]),
    "two students apart by 2^-30": (CROSS, [3.0, 1.0], [3.0 + 2.0**-30, 1.0]),
    "the same student": (CROSS, [3.0, 1.0], [3.0, 1.0]),
    "far students": ([[50, 0], [0, 1]], [40.0, 0.0], [60.0, 0.0]),
}
Gaps = Callable[[Any, Number, Number, Number], tuple[Number, list[bool]]]


def _zeros(values: Number) -> list[bool]:
    return [bool(value == 0) for value in values]


def _above_zero(num: Any, points: Number, student: Number, moved: Number) -> tuple[Number, list[bool]]:
    """H(w)."""
    del moved
    scores = num.matvec(points, student)
    return num.curvature(scores), [False] * len(scores)


def _below_a_quarter(num: Any, points: Number, student: Number, moved: Number) -> tuple[Number, list[bool]]:
    """¼Σ − H(w)."""
    del moved
    scores = num.matvec(points, student)
    return num.ratio(1, 4) - num.curvature(scores), _zeros(scores)


def _concordant(num: Any, points: Number, student: Number, moved: Number) -> tuple[Number, list[bool]]:
    """H(u) − e^{−B|u−w|}H(w)."""
    shift = num.largest(num.norm(points)) * num.norm(moved - student)
    start, end = (num.curvature(num.matvec(points, w)) for w in (student, moved))
    same = all(_zeros(moved - student))
    return end - num.exp(-shift) * start, [same] * len(points)


def _below_less_than_a_quarter(num: Any, points: Number, student: Number, moved: Number) -> tuple[Number, list[bool]]:
    """0.9995 · ¼Σ − H(w): false at w = 0."""
    del moved
    scores = num.matvec(points, student)
    return num.ratio(9995, 40_000) - num.curvature(scores), [False] * len(scores)


def _certified(points: list[list[float]], student: list[float], moved: list[float], gaps: Gaps) -> tuple[bool | None, int]:
    """The decision and its bits, doubled as in the judge."""
    arrays = [np.array(values, dtype=float) for values in (points, student, moved)]
    exact = rational.exact(arrays[0])
    decision, bits = None, 0
    for bits in precisions(16_384):
        with ball(bits) as num:
            rows, w, u = (num.exact(values) for values in arrays)
            values, silent = gaps(num, rows, w, u)
            decision = weighted_form_semidefinite(num, rows, exact, values, silent)
        if decision is not None:
            break
    return decision, bits


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("gaps", [_above_zero, _below_a_quarter, _concordant])
def test_both_bands_hold_in_every_direction(law: str, gaps: Gaps) -> None:
    decision, _ = _certified(*LAWS[law], gaps)
    assert decision is True


def test_large_scores_need_many_bits() -> None:
    decision, bits = _certified(*LAWS["far students"], _concordant)
    assert decision is True
    assert bits == 4096


def test_a_false_band_is_refuted() -> None:
    assert _certified(*LAWS["the square at 0"], _below_less_than_a_quarter)[0] is False


def _fractions(rows: list[list[int]]) -> Any:
    return np.array([[fmpq(entry) for entry in row] for row in rows], dtype=object)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[0]], True),
        ([[0, 0], [0, 0]], True),
        ([[1, 2], [2, 4]], True),
        ([[0, 1], [1, 0]], False),
        ([[1, 2], [2, 3]], False),
        ([[-1]], False),
        ([[2, -1, -1], [-1, 2, -1], [-1, -1, 2]], True),
    ],
)
def test_exact_decisions_on_singular_matrices(rows: list[list[int]], expected: bool) -> None:
    assert semidefinite_exact(_fractions(rows)) is expected


def test_independent_columns_of_a_dependent_set() -> None:
    assert independent_columns(_fractions([[1, 2, 0], [2, 4, 1]])) == [0, 2]
    assert independent_columns(_fractions([[0, 0]])) == []


def test_definiteness_has_three_outcomes() -> None:
    with ball(128) as num:
        assert definite(num.exact(np.array([[2.0, 1.0], [1.0, 2.0]]))) is True
        assert definite(num.exact(np.array([[1.0, 2.0], [2.0, 1.0]]))) is False
        third = num.ratio(1, 3)
        assert definite(np.array([[third, third], [third, third]], dtype=object)) is None
