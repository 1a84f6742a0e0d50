"""Loewner order at one instance, for EVERY direction: Cholesky pivots in balls, and exact LDLᵀ where a matrix is singular."""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import arb, fmpq, fmpq_mat

from w2s_verify.arithmetic import Number

Rationals = np.ndarray[Any, np.dtype[Any]]
"""An object array of ``fmpq``."""


def definite(matrix: Number) -> bool | None:
    """Whether a symmetric matrix of balls is positive definite, from the pivots of its LDLᵀ.

    Shapes  matrix (d, d) symmetric; () for d = 0 never occurs, the empty matrix (0, 0) is definite
    Units   none
    Domain  balls that enclose one symmetric matrix
    Error   True: every pivot is certified > 0; False: some pivot is certified <= 0 after positive ones, so that some
            direction has a form <= 0; None: undecided at this precision
    Raises  none
    Source  Sylvester's law of inertia
    """
    left = np.array(matrix, dtype=object)
    while len(left):
        pivot = arb(left[0, 0])
        if pivot.upper() <= 0:
            return False
        if not pivot.lower() > 0:
            return None
        column = left[1:, 0]
        left = left[1:, 1:] - np.outer(column, column) / pivot
    return True


def semidefinite_exact(matrix: Rationals) -> bool:
    """Whether a symmetric rational matrix is positive semidefinite, also where it is singular.

    LDLᵀ, the largest diagonal entry first
    Shapes  matrix (d, d) symmetric
    Units   none
    Domain  rationals
    Error   none: decided
    Raises  none
    Source  a zero pivot of a semidefinite matrix has a zero row
    """
    left = np.array(matrix, dtype=object)
    while len(left):
        first = max(range(len(left)), key=lambda i: left[i, i])
        pivot = left[first, first]
        if pivot <= 0:
            return bool(all(entry == 0 for entry in left.ravel()))
        rest = [i for i in range(len(left)) if i != first]
        column = left[rest, first]
        left = left[np.ix_(rest, rest)] - np.outer(column, column) / pivot
    return True


def independent_columns(rows: Rationals) -> list[int]:
    """The pivot columns of a rational matrix: a largest independent set, the others depend on them.

    Shapes  rows (n, d) -> indices below d
    Units   none
    Domain  rationals, n >= 0
    Error   none: decided
    Raises  none
    Source  reduced row echelon form
    """
    if not len(rows):
        return []
    reduced, rank = fmpq_mat([[fmpq(entry) for entry in row] for row in rows]).rref()
    return [next(j for j in range(rows.shape[1]) if reduced[i, j] != 0) for i in range(rank)]


def weighted_form_semidefinite(
    num: Any, points: Number, exact_points: Rationals, gaps: Number, silent: list[bool]
) -> bool | None:
    """Whether Σ gap_i x_i x_iᵀ is positive semidefinite: for every direction at once, also where the points do not span.

    The form at e sees only the scores of e, so it is decided on independent columns of the points whose gap is not 0; there
    it is semidefinite if it is definite. True and False are certified, None is undecided (or semidefinite but singular).
    Shapes  points, exact_points (n, d); gaps (n,); silent: which gaps are exactly 0
    Units   none
    Domain  balls, and the same points as rationals
    Error   none beyond that of the balls
    Raises  none
    Source  restriction of a quadratic form to a complement of its kernel
    """
    active = [i for i, zero in enumerate(silent) if not zero]
    columns = independent_columns(exact_points[active])
    if not columns:
        return True
    kept = points[active][:, columns]
    return definite(kept.T @ num.times(gaps[active][:, None], kept))
