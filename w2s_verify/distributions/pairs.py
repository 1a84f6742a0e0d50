"""Laws of the pair (student, teacher) around a truth: who is drawn, and how their errors hang together. Float64, by seed."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from w2s_verify.distributions.law import direction

Vectors = NDArray[np.float64]


class Pair(NamedTuple):
    """One student and one teacher a row: (count, d) each."""

    student: Vectors
    teacher: Vectors


def _check_angle(name: str, angle: float) -> None:
    if not 0 < angle < math.pi:
        raise ValueError(f"{name} = {angle}: must be an angle in (0, π)")


def error_directions(rng: np.random.Generator, truth: ArrayLike, count: int) -> Vectors:
    """Uniform unit vectors orthogonal to the truth: (count, d).

    Raises
    ------
    ValueError
        truth is not a finite non-zero vector with d >= 2.
    """
    unit = direction("truth", truth, 2)
    unit = unit / np.linalg.norm(unit)
    normal = rng.standard_normal((count, unit.size))
    normal -= np.outer(normal @ unit, unit)
    unit_normal: Vectors = normal / np.linalg.norm(normal, axis=1, keepdims=True)
    return unit_normal


def _tilted(truth: Vectors, angle: float, error: Vectors) -> Vectors:
    tilted: Vectors = np.cos(angle) * truth / np.linalg.norm(truth) + np.sin(angle) * error
    return tilted


def uniform_errors(rng: np.random.Generator, truth: ArrayLike, student_angle: float, teacher_angle: float, count: int) -> Pair:
    """Unit student and teacher at given angles to the truth, error directions uniform and independent.

    Raises
    ------
    ValueError
        As ``error_directions``; an angle outside (0, π).
    """
    _check_angle("student_angle", student_angle)
    _check_angle("teacher_angle", teacher_angle)
    vector = direction("truth", truth, 2)
    student, teacher = (error_directions(rng, vector, count) for _ in range(2))
    return Pair(_tilted(vector, student_angle, student), _tilted(vector, teacher_angle, teacher))


def correlated_errors(
    rng: np.random.Generator, truth: ArrayLike, student_angle: float, teacher_angle: float, correlation: float, count: int
) -> Pair:
    """As ``uniform_errors``, with the inner product κ of the two error directions given.

    Raises
    ------
    ValueError
        As ``uniform_errors``; κ outside [−1, 1]; |κ| < 1 in d = 2, where there is no room for it.
    """
    _check_angle("student_angle", student_angle)
    _check_angle("teacher_angle", teacher_angle)
    if not -1 <= correlation <= 1:
        raise ValueError(f"correlation = {correlation}: must be in [−1, 1]")
    vector = direction("truth", truth, 2)
    if vector.size == 2 and abs(correlation) < 1:
        raise ValueError(f"correlation = {correlation}: must be ±1 in d = 2")
    first = error_directions(rng, vector, count)
    if abs(correlation) == 1:
        return Pair(_tilted(vector, student_angle, first), _tilted(vector, teacher_angle, correlation * first))
    other = error_directions(rng, vector, count)
    other -= np.sum(other * first, axis=1, keepdims=True) * first
    other /= np.linalg.norm(other, axis=1, keepdims=True)
    second = correlation * first + math.sqrt(1 - correlation * correlation) * other
    return Pair(_tilted(vector, student_angle, first), _tilted(vector, teacher_angle, second))


def noisy_copies(rng: np.random.Generator, truth: ArrayLike, student_noise: float, teacher_noise: float, count: int) -> Pair:
    """Truth plus independent N(0, (τ|w★|/√d)² I), τ for each of the two: noise of fixed size whatever the dimension.

    Raises
    ------
    ValueError
        truth as above with d >= 1; a noise that is negative or not finite.
    """
    vector = direction("truth", truth, 1)
    return anisotropic_copies(rng, vector, np.eye(vector.size) * np.linalg.norm(vector), student_noise, teacher_noise, count)


def anisotropic_copies(
    rng: np.random.Generator, truth: ArrayLike, factor: ArrayLike, student_noise: float, teacher_noise: float, count: int
) -> Pair:
    """Truth plus independent τ/√d·F N(0, I): noise with the scatter F Fᵀ.

    Raises
    ------
    ValueError
        As ``noisy_copies``; factor is not a finite (d, k) matrix.
    """
    vector, matrix = direction("truth", truth, 1), np.asarray(factor, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != vector.size or not np.isfinite(matrix).all():
        raise ValueError(f"factor has shape {matrix.shape}: must be a finite matrix with {vector.size} rows")
    for name, noise in (("student_noise", student_noise), ("teacher_noise", teacher_noise)):
        if not 0 <= noise < math.inf:
            raise ValueError(f"{name} = {noise}: must be non-negative and finite")
    scale = 1 / math.sqrt(vector.size)
    student, teacher = (
        vector + noise * scale * rng.standard_normal((count, matrix.shape[1])) @ matrix.T
        for noise in (student_noise, teacher_noise)
    )
    return Pair(student, teacher)
