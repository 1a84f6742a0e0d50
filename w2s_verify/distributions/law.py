"""What the theory asks of a law of x: expectations along one direction at a time."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.quantities import RidgeFunction


class Law(Protocol):
    """A law of the examples x in R^d with finite second moment. Every number it returns is of the arithmetic ``num``."""

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """aᵀ Σ b, Σ = E[x xᵀ]."""
        ...

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(direction·x) x]: shape (..., d)."""
        ...

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(direction·x) (a·x)²]: shape (...)."""
        ...

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x], y the teacher's soft or hard answer, flipped with probability ``noise``: shape (..., d)."""
        ...


class SampledLaw(Law, Protocol):
    """A law in a given dimension that can also be drawn from."""

    def mean_vector(self, num: Arithmetic) -> Number:
        """E[x]: shape (..., d)."""
        ...

    def sample(self, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
        """``count`` draws of x, where the law is given in float64: (count, d)."""
        ...


def direction(name: str, values: ArrayLike, least: int = 1) -> NDArray[np.float64]:
    """A vector that has a direction, as doubles.

    Raises
    ------
    ValueError
        Not one axis, fewer than ``least`` entries, nan or inf, or zero.
    """
    vector = np.asarray(values, dtype=np.float64)
    if vector.ndim != 1 or vector.size < least or not np.isfinite(vector).all() or not vector.any():
        raise ValueError(f"{name} = {vector.tolist()}: must be a non-zero vector of at least {least} finite numbers")
    return vector
