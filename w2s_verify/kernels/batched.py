"""Many (student, teacher) pairs on one set of points: gradients and the rates at which cosines start to change."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from w2s_verify.kernels.data import Floats, Points
from w2s_verify.kernels.rows import chunks

Answers = Callable[[Floats, Floats, Floats], Floats]
"""(e^-score of the student, -score of the teacher, room) -> slope, in room; the first two may be overwritten."""

PAIRS = 64
"""Pairs of a chunk."""

ROWS = 500
"""Rows of a chunk: with 64 pairs, scores and slopes take 750 KiB and stay in the second-level cache."""

LARGEST = 709.0
"""Scores are clipped here: e^709 is finite, and what is lost is below 1e-308."""


def soft_answers(student: Floats, teacher: Floats, room: Floats) -> Floats:
    """σ(student) - σ(teacher) = (b - a)/((1 + a)(1 + b)), a = e^-student, b = e^-teacher: no tail is lost.

    Shapes  three times (pairs, k) -> (pairs, k)
    Units   probability
    Domain  scores clipped to >= -709
    Error   6 ulp of the larger of σ(1-σ) of the two, beside the rounding of the scores
    Raises  none
    Source  this project
    """
    np.exp(teacher, out=teacher)
    slope = np.subtract(teacher, student, out=room)
    student += 1.0
    slope /= student
    teacher += 1.0
    slope /= teacher
    return slope


def hard_answers(student: Floats, teacher: Floats, room: Floats) -> Floats:
    """σ(student) - y = ((1-y) - y a)/(1 + a), y = 1{teacher > 0}, a = e^-student: one of the two terms is 0.

    Shapes  three times (pairs, k) -> (pairs, k)
    Units   probability
    Domain  scores clipped to >= -709
    Error   3 ulp, beside the rounding of the scores (a teacher's score of 0 is answered by 0)
    Raises  none
    Source  this project
    """
    np.copyto(room, teacher < 0.0)
    np.subtract(1.0, room, out=teacher)
    np.multiply(room, student, out=room)
    np.subtract(teacher, room, out=room)
    student += 1.0
    return np.divide(room, student, out=room)


def _reach(points: Points, weights: Floats) -> float:
    """A bound on every |score|: longest row times longest weight vector; inf where that overflows."""
    rows = max(float(np.vecdot(X, X).max()) for _, X, _ in chunks(points))
    return float(np.sqrt(rows) * np.sqrt(np.vecdot(weights, weights).max()))


def _block(weights: Floats, X: Floats, shares: Floats | None, answers: Answers, clip: bool, rooms: Floats) -> Floats:
    """Sum over rows of slope times row, for some pairs: weights hold -students, then -teachers."""
    pairs = len(weights) // 2
    scores, room = rooms[: 2 * pairs * len(X)], rooms[2 * pairs * len(X) : 3 * pairs * len(X)]
    away = np.matmul(weights, X.T, out=scores.reshape(2 * pairs, len(X)))
    if clip:
        np.minimum(away, LARGEST, out=away)
    student = away[:pairs]
    np.exp(student, out=student)
    slope = answers(student, away[pairs:], room.reshape(pairs, len(X)))
    if shares is not None:
        slope *= shares
    return slope @ X


def batched_gradients(points: Points, students: Floats, teachers: Floats, answers: Answers = soft_answers) -> Floats:
    """Gradient of each student's risk when its teacher answers every point.

    sum_i p_i (σ(student . x_i) - y(x_i)) x_i, y from `answers`
    Shapes  X (n, d); students, teachers (pairs, d) -> (pairs, d)
    Units   nats per unit of weights
    Domain  any finite scores; what a clipped score loses is below 1e-308
    Error   (n + d + 16) 2^-53 times sum_i p_i |x_ij| (|y_i - σ_i| + σ'_i sum_k |x_ik| (|w_k| + |v_k|))
    Raises  none: Points was checked when it was made
    Source  one general matrix product a chunk of 64 pairs and 500 rows
    """
    with np.errstate(over="ignore"):
        clip = not max(_reach(points, students), _reach(points, teachers)) < LARGEST
    gradients = np.zeros(students.shape)
    rooms = np.empty(3 * PAIRS * ROWS)
    for start in range(0, len(students), PAIRS):
        pairs = slice(start, start + PAIRS)
        weights = -np.concatenate([students[pairs], teachers[pairs]])
        for _, X, shares in chunks(points, ROWS * 8 * points.X.shape[1]):
            gradients[pairs] += _block(weights, X, shares, answers, clip, rooms)
    gradients *= points.scale
    return gradients


def batched_cosine_rates(
    points: Points, students: Floats, teachers: Floats, truth: Floats, answers: Answers = soft_answers
) -> Floats:
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
