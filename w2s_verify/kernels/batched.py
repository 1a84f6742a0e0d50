"""Many (student, teacher) pairs on one set of points: gradients and the rates at which cosines start to change."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from w2s_verify.kernels.answers import SOFT, Answers, Slopes
from w2s_verify.kernels.data import Floats, Points
from w2s_verify.kernels.rows import chunks

PAIRS = 64
"""Pairs of a chunk."""

ROWS = 500
"""Rows of a chunk: with 64 pairs, scores and slopes take 750 KiB and stay in the second-level cache."""

LARGEST = 709.0
"""Scores are clipped here: e^709 is finite, and what is lost is below 1e-308."""

CALM = 0.5
"""Pairs whose scores all stay below this are told apart by expm1, the others by exp, which keeps the tails."""


def _reach(points: Points, students: Floats, teachers: Floats) -> Floats:
    """A bound on the |scores| of each pair: longest row times longer weight vector; inf where that overflows."""
    with np.errstate(over="ignore"):
        row = np.sqrt(max(float(np.vecdot(X, X).max()) for _, X, _ in chunks(points)))
        longer = np.maximum(np.vecdot(students, students), np.vecdot(teachers, teachers))
        reach: Floats = row * np.sqrt(longer)
    return reach


def _block(weights: Floats, X: Floats, shares: Floats | None, slopes: Slopes, clip: bool, rooms: Floats) -> Floats:
    """Sum over rows of slope times row, for some pairs: weights hold -students, then -teachers."""
    pairs = len(weights) // 2
    scores, room = rooms[: 2 * pairs * len(X)], rooms[2 * pairs * len(X) : 3 * pairs * len(X)]
    away = np.matmul(weights, X.T, out=scores.reshape(2 * pairs, len(X)))
    if clip:
        np.minimum(away, LARGEST, out=away)
    slope = slopes(away[:pairs], away[pairs:], room.reshape(pairs, len(X)))
    if shares is not None:
        slope *= shares
    return slope @ X


def _fill(
    gradients: Floats, chosen: NDArray[np.intp], points: Points, pair: tuple[Floats, Floats], slopes: Slopes, clip: bool
) -> None:
    """Gradients of the chosen pairs, not yet scaled."""
    rooms = np.empty(3 * min(PAIRS, len(chosen)) * min(ROWS, len(points.X)))
    for start in range(0, len(chosen), PAIRS):
        some = chosen[start : start + PAIRS]
        weights = -np.concatenate([pair[0][some], pair[1][some]])
        total = np.zeros((len(some), weights.shape[1]))
        for _, X, shares in chunks(points, ROWS * 8 * points.X.shape[1]):
            total += _block(weights, X, shares, slopes, clip, rooms)
        gradients[some] = total


def batched_gradients(points: Points, students: Floats, teachers: Floats, answers: Answers = SOFT) -> Floats:
    """Gradient of each student's risk when its teacher answers every point.

    sum_i p_i (σ(student . x_i) - y(x_i)) x_i, y from `answers`
    Shapes  X (n, d); students, teachers (pairs, d) -> (pairs, d)
    Units   nats per unit of weights
    Domain  any finite scores; what a clipped score loses is below 1e-308
    Error   (n + d + 16) 2^-53 times sum_i p_i |x_ij| (|σ_i - y_i| + sum_k |x_ik| (σ'_i |w_k| + σ'(v . x_i) |v_k|))
    Raises  none: Points was checked when it was made
    Source  one general matrix product a chunk of 64 pairs and 500 rows
    """
    gradients = np.empty(students.shape)
    reach = _reach(points, students, teachers)
    calm = reach < CALM
    for group, slopes in ((np.flatnonzero(calm), answers.calm), (np.flatnonzero(~calm), answers.wide)):
        if group.size > 0:
            _fill(gradients, group, points, (students, teachers), slopes, clip=not reach[group].max() < LARGEST)
    gradients *= points.scale
    return gradients


def batched_cosine_rates(points: Points, students: Floats, teachers: Floats, truth: Floats, answers: Answers = SOFT) -> Floats:
    """Rate at which each student's cosine with the truth starts to change along the gradient flow.

    -(gradient . ŵ★ - cos (gradient . ŵ)) / |w|,  ŵ★ = truth/|truth|, ŵ = w/|w|, cos = ŵ . ŵ★
    Shapes  X (n, d); students, teachers (pairs, d); truth (d,) -> (pairs,)
    Units   per unit of time
    Domain  students and truth not zero
    Error   (d + 8) 2^-53 |gradient| / |w|, plus the gradient's own
    Raises  none: Points was checked when it was made
    Source  claim gain.rate
    """
    gradients = batched_gradients(points, students, teachers, answers)
    aim = _directions(truth)[0]
    along, lengths = _directions(students)
    toward = aim - np.vecdot(along, aim)[..., None] * along
    rates: Floats = -np.vecdot(gradients, toward) / lengths
    return rates


def _directions(vectors: Floats) -> tuple[Floats, Floats]:
    """Unit vectors and lengths, scaled by the largest entry first so that no square over- or underflows."""
    largest = np.abs(vectors).max(axis=-1, keepdims=True)
    scaled = vectors / largest
    size = np.sqrt(np.vecdot(scaled, scaled))
    return scaled / size[..., None], size * largest[..., 0]
