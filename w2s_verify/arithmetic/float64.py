"""float64 with leading batch axes: the arithmetic of search. Never a verdict."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.arithmetic.protocol import ExactArray

Floats = Any


class Float64:
    """IEEE double precision through NumPy; every function takes and returns arrays of any batch shape."""

    name = "float64"
    bits = 53

    def exact(self, values: ExactArray) -> NDArray[np.float64]:
        """The values themselves."""
        return np.asarray(values, dtype=np.float64)

    def ratio(self, numerator: int, denominator: int) -> float:
        """The nearest double of numerator / denominator."""
        return numerator / denominator

    def pi(self) -> float:
        """The nearest double of pi."""
        return float(np.pi)

    def exp(self, t: Floats) -> Floats:
        """e^t."""
        return np.exp(t)

    def expm1(self, t: Floats) -> Floats:
        """e^t - 1."""
        return np.expm1(t)

    def log(self, t: Floats) -> Floats:
        """Natural logarithm."""
        return np.log(t)

    def log1p(self, t: Floats) -> Floats:
        """log(1 + t)."""
        return np.log1p(t)

    def sqrt(self, t: Floats) -> Floats:
        """Square root."""
        return np.sqrt(t)

    def tanh(self, t: Floats) -> Floats:
        """Hyperbolic tangent."""
        return np.tanh(t)

    def sinh(self, t: Floats) -> Floats:
        """Hyperbolic sine."""
        return np.sinh(t)

    def cosh(self, t: Floats) -> Floats:
        """Hyperbolic cosine."""
        return np.cosh(t)

    def atan2(self, y: Floats, x: Floats) -> Floats:
        """Angle of the point (x, y)."""
        return np.arctan2(y, x)

    def absolute(self, t: Floats) -> Floats:
        """|t|."""
        return np.abs(t)

    def maximum(self, a: Floats, b: Floats) -> Floats:
        """Entrywise maximum."""
        return np.maximum(a, b)

    def minimum(self, a: Floats, b: Floats) -> Floats:
        """Entrywise minimum."""
        return np.minimum(a, b)

    def step(self, t: Floats) -> Floats:
        """1.0 where t > 0, otherwise 0.0."""
        return np.where(np.asarray(t) > 0, 1.0, 0.0)

    def sum(self, a: Floats) -> Floats:
        """Sum over the last axis."""
        return np.sum(a, axis=-1)

    def largest(self, a: Floats) -> Floats:
        """Maximum over the last axis."""
        return np.max(a, axis=-1)

    def dot(self, a: Floats, b: Floats) -> Floats:
        """Inner product over the last axis."""
        return np.vecdot(a, b)

    def matvec(self, matrix: Floats, vector: Floats) -> Floats:
        """Matrix times vector over the last axes."""
        return np.matvec(matrix, vector)

    def combine(self, coefficients: Floats, rows: Floats) -> Floats:
        """Linear combination of the rows."""
        return np.vecmat(coefficients, rows)

    def scatter(self, coefficients: Floats, rows: Floats) -> Floats:
        """Σ_i c_i x_i x_iᵀ over the rows."""
        return np.swapaxes(rows, -1, -2) @ (coefficients[..., None] * rows)

    def times(self, factor: Floats, vector: Floats) -> Floats:
        """Vector scaled by a number, the batch axes aligned."""
        return np.asarray(factor)[..., None] * vector

    def vector(self, *entries: Floats) -> Floats:
        """The vector of the given numbers, the batch axes broadcast."""
        return np.stack(np.broadcast_arrays(*entries), axis=-1)

    def norm(self, a: Floats) -> Floats:
        """Euclidean length over the last axis."""
        return np.sqrt(np.vecdot(a, a))

    def sigmoid(self, t: Floats) -> Floats:
        """Logistic function from one exponential: e = e^-|t|, then 1/(1+e) or e/(1+e)."""
        e = np.exp(-np.abs(t))
        return np.where(np.asarray(t) >= 0, 1.0, e) / (1.0 + e)

    def curvature(self, t: Floats) -> Floats:
        """e / (1 + e)^2 with e = e^-|t|."""
        e = np.exp(-np.abs(t))
        return e / ((1.0 + e) * (1.0 + e))

    def softplus(self, t: Floats) -> Floats:
        """max(t, 0) + log1p(e^-|t|)."""
        return np.maximum(t, 0.0) + np.log1p(np.exp(-np.abs(t)))


float64 = Float64()
"""The one float64 arithmetic."""
