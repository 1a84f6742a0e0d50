"""The largest eigenvalue of a symmetric matrix: by LAPACK in float64, by mpmath, and in balls with a proved error."""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import acb, acb_mat, arb, arb_mat

from w2s_verify.arithmetic import Arithmetic, Mp, Number

LARGEST_SWEEPS = 60


def largest_eigenvalue(num: Arithmetic, matrix: Number) -> Number:
    """λ_max of a symmetric matrix.

    Shapes  matrix (..., d, d) symmetric -> (...); in balls and mpmath without batch axes
    Units   those of the entries
    Domain  any symmetric matrix
    Error   balls: rigorous, about 2^-bits of the largest entry; float64: LAPACK's
    Raises  none
    Source  Gershgorin's discs of a similar matrix above, Rayleigh quotients below; where the eigenvectors are of no use,
            Jacobi's rotations, exactly orthogonal in balls
    """
    if num.name == "float64":
        return np.linalg.eigvalsh(matrix)[..., -1]
    if num.name == "mp":
        assert isinstance(num, Mp)
        return num.context.eigsy(num.context.matrix(matrix.tolist()), eigvals_only=True)[len(matrix) - 1]
    try:
        return _by_similarity(np.asarray(matrix))
    except (ValueError, ZeroDivisionError):  # the approximate eigenvectors are not independent
        return _by_rotations(np.array(matrix, dtype=object), num.bits)


def _by_similarity(matrix: Any) -> arb:
    """Between the largest Rayleigh quotient of approximate eigenvectors Q and the Gershgorin bound of Q⁻¹MQ."""
    size = len(matrix)
    whole = arb_mat(size, size, matrix.ravel().tolist())
    _, right = acb_mat(whole.mid()).eig(right=True, algorithm="approx")
    columns = [_real_direction([right[i, j] for i in range(size)]) for j in range(size)]
    basis = arb_mat(size, size, [columns[j][i] for i in range(size) for j in range(size)])
    image = whole * basis
    similar = np.array(basis.solve(image).tolist(), dtype=object)
    radii = np.sum(np.abs(similar), axis=1) - np.abs(np.diagonal(similar))
    stretched, vectors = (np.array(m.tolist(), dtype=object) for m in (image, basis))
    quotients = np.sum(stretched * vectors, axis=0) / np.sum(vectors * vectors, axis=0)
    low, high = quotients[0], similar[0, 0] + radii[0]
    for i in range(1, size):
        low, high = low.max(quotients[i]), high.max(similar[i, i] + radii[i])
    if not (low.is_finite() and high.is_finite()):
        raise ValueError("the eigenvectors are not independent enough at this precision")
    return arb(low.union(high))


def _real_direction(column: list[acb]) -> list[arb]:
    """A complex eigenvector of a real matrix, turned to be real at its largest entry."""
    pivot = max(column, key=lambda entry: float(abs(entry.mid()).mid()))
    return [arb((entry / pivot).real.mid()) for entry in column]


def _by_rotations(matrix: Any, bits: int) -> arb:
    """Rotate until the off-diagonal part is at rounding level, or stops to shrink."""
    size = len(matrix)
    floor = max(float(abs(entry).abs_upper().log().mid()) if entry != 0 else -np.inf for entry in matrix.ravel())
    target = floor - 0.6 * bits if np.isfinite(floor) else 0.0
    for _ in range(LARGEST_SWEEPS):
        pairs = [(i, j) for i in range(size) for j in range(i) if _log_size(matrix[i, j]) > target]
        if not pairs:
            break
        for i, j in pairs:
            if matrix[i, j].mid() != 0:
                _rotate(matrix, i, j)
    rows = [matrix[i, i] + sum((abs(matrix[i, j]) for j in range(size) if j != i), arb(0)) for i in range(size)]
    low, high = arb(matrix[0, 0]), arb(rows[0])
    for i in range(1, size):
        low, high = low.max(matrix[i, i]), high.max(rows[i])
    return arb(low.union(high))


def _log_size(entry: arb) -> float:
    middle = abs(arb(entry.mid()))
    return float(middle.log().mid()) if middle > 0 else -np.inf


def _rotate(matrix: Any, i: int, j: int) -> None:
    """One rotation in the plane (i, j): any tangent t gives an orthogonal map, this one makes the entry (i, j) small."""
    off = arb(matrix[i, j].mid())
    theta = (arb(matrix[j, j].mid()) - arb(matrix[i, i].mid())) / (2 * off)
    sign = 1 if theta >= 0 else -1
    tangent = arb((sign / (abs(theta) + (theta * theta + 1).sqrt())).mid())
    cosine = 1 / (tangent * tangent + 1).sqrt()
    sine = tangent * cosine
    first, second = matrix[i].copy(), matrix[j].copy()
    matrix[i], matrix[j] = cosine * first - sine * second, sine * first + cosine * second
    left, right = matrix[:, i].copy(), matrix[:, j].copy()
    matrix[:, i], matrix[:, j] = cosine * left - sine * right, sine * left + cosine * right
