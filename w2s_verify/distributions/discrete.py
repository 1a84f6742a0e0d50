"""Finitely many points with weights: the law on which everything is exact but the exponential."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.quantities import RidgeFunction, centred_label


@dataclass(frozen=True, slots=True)
class Discrete:
    """The law with P(x = points_i) = weights_i / Σ weights. Fields are numbers of one arithmetic, already checked.

    Shapes  points (..., n, d), weights (..., n)
    """

    points: Number
    weights: Number

    def mean_of(self, num: Arithmetic, values: Number) -> Number:
        """E of a function given by its values at the points: (..., n) -> (...)."""
        return num.dot(self.weights, values) / num.sum(self.weights)

    def weighted_vector(self, num: Arithmetic, values: Number) -> Number:
        """E[value · x]: (..., n) -> (..., d)."""
        return num.times(1 / num.sum(self.weights), num.combine(self.weights * values, self.points))

    def mean_vector(self, num: Arithmetic) -> Number:
        """E[x]."""
        return num.times(1 / num.sum(self.weights), num.combine(self.weights, self.points))

    def sample(self, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
        """``count`` draws of x, where the fields are float64: (count, d)."""
        rows: NDArray[np.float64] = self.points[rng.choice(len(self.weights), count, p=self.weights / self.weights.sum())]
        return rows

    def scores(self, num: Arithmetic, direction: Number) -> Number:
        """direction · x at every point: (..., n)."""
        return num.matvec(self.points, direction)

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """aᵀ Σ b."""
        along = self.scores(num, a)
        return self.mean_of(num, along * (along if b is a else self.scores(num, b)))

    def second_moment(self, num: Arithmetic) -> Number:
        """Σ = E[x xᵀ]: (..., d, d)."""
        return num.scatter(num.times(1 / num.sum(self.weights), self.weights), self.points)

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(direction·x) x]."""
        return self.weighted_vector(num, function.of(num, self.scores(num, direction)))

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(direction·x) (a·x)²]."""
        along = self.scores(num, a)
        return self.mean_of(num, function.of(num, self.scores(num, direction)) * along * along)

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]."""
        return self.weighted_vector(num, centred_label(num, self.scores(num, teacher), hard, noise))

    def largest_norm(self, num: Arithmetic) -> Number:
        """max |x| over the points."""
        return num.largest(num.norm(self.points))


def discrete(points: ArrayLike, weights: ArrayLike | Sequence[int]) -> Discrete:
    """A checked discrete law in float64.

    Raises
    ------
    ValueError
        Not (n, d) and (n,); empty; nan or inf; a negative weight; all weights zero.
    """
    rows, mass = np.asarray(points, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if rows.ndim != 2 or 0 in rows.shape:
        raise ValueError(f"points has shape {rows.shape}: must be (n, d) with n, d >= 1")
    if mass.shape != rows.shape[:1]:
        raise ValueError(f"weights has shape {mass.shape}: must be ({rows.shape[0]},), one for each point")
    for name, values in (("points", rows), ("weights", mass)):
        if not np.isfinite(values).all():
            raise ValueError(f"{name} = {values[~np.isfinite(values)][0]}: every entry must be finite")
    if (mass < 0).any():
        raise ValueError(f"weights = {mass[mass < 0][0]}: must be non-negative")
    if not mass.any():
        raise ValueError("weights: at least one must be positive")
    return Discrete(rows, mass)


def empirical(points: ArrayLike) -> Discrete:
    """The law of a data set: every row with weight 1.

    Raises
    ------
    ValueError
        As ``discrete``.
    """
    rows = np.asarray(points, dtype=np.float64)
    return discrete(rows, np.ones(rows.shape[:1]))


def rademacher(dimension: int) -> Discrete:
    """Independent fair signs: the 2^d corners of the cube, each with weight 1.

    Raises
    ------
    ValueError
        dimension outside 1 … 12.
    """
    if not 1 <= dimension <= 12:
        raise ValueError(f"dimension = {dimension}: must be in 1 … 12, since the law has 2^d points")
    corners = 1.0 - 2.0 * (np.arange(2**dimension)[:, None] >> np.arange(dimension) & 1)
    return empirical(corners)
