"""Exact rationals: what `equality` is decided in. Only + - * / and comparisons; no roots, no exponentials."""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import fmpq

from w2s_verify.arithmetic.protocol import ExactArray

_from_float = np.frompyfunc(lambda value: fmpq(*value.as_integer_ratio()), 1, 1)


class Rational:
    """The field of rationals. A comparison here is a decision, not an estimate."""

    name = "rational"
    bits = 0

    def exact(self, values: ExactArray) -> Any:
        """The doubles as rationals, without rounding."""
        return _from_float(np.asarray(values, dtype=np.float64).astype(object))

    def ratio(self, numerator: int, denominator: int) -> fmpq:
        """numerator / denominator."""
        return fmpq(numerator, denominator)

    def absolute(self, t: Any) -> Any:
        """|t|."""
        return abs(t)

    def sum(self, a: Any) -> Any:
        """Sum over the last axis."""
        return np.sum(a, axis=-1)

    def dot(self, a: Any, b: Any) -> Any:
        """Inner product over the last axis."""
        return np.sum(a * b, axis=-1)

    def matvec(self, matrix: Any, vector: Any) -> Any:
        """Matrix times vector over the last axes."""
        return np.sum(matrix * vector[..., None, :], axis=-1)

    def combine(self, coefficients: Any, rows: Any) -> Any:
        """Linear combination of the rows."""
        return np.sum(coefficients[..., None] * rows, axis=-2)

    def times(self, factor: Any, vector: Any) -> Any:
        """Vector scaled by a number."""
        return factor * vector

    def vector(self, *entries: Any) -> Any:
        """The vector of the given numbers."""
        return np.array(entries, dtype=object)


rational = Rational()
"""The one rational arithmetic."""
