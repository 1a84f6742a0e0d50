"""Exact rationals: what `equality` is decided in. Only + - * / and comparisons; no roots, no exponentials."""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import fmpq, fmpz_mat

from w2s_verify.arithmetic.protocol import ExactArray

SMALL_BITS = 62
"""Integers of so many bits are made by the machine."""


def _integers_and_unit(values: ExactArray) -> tuple[list[int], int]:
    """Integers and one exponent with values = integers * 2^exponent, the exponent as large as it can be."""
    fraction, exponent = np.frexp(values)
    mantissa = np.ldexp(fraction, 53).astype(np.int64)
    if not mantissa.any():
        return [0] * values.size, 0
    zeros = np.frexp((mantissa & -mantissa).astype(np.float64))[1] - 1
    lowest = exponent - 53 + zeros
    unit = int(np.min(lowest, where=mantissa != 0, initial=SMALL_BITS * 1024))
    if exponent.max() - unit <= SMALL_BITS:
        return np.ldexp(values, -unit).astype(np.int64).tolist(), unit
    shifts = np.where(mantissa == 0, 0, lowest - unit).tolist()
    odd = (mantissa >> np.maximum(zeros, 0)).tolist()
    return [number << shift for number, shift in zip(odd, shifts, strict=True)], unit


class Rational:
    """The field of rationals. A comparison here is a decision, not an estimate."""

    name = "rational"
    bits = 0

    def exact(self, values: ExactArray) -> Any:
        """The doubles as rationals, without rounding; an array at once, as integers times one power of two."""
        array = np.asarray(values, dtype=np.float64)
        if array.ndim == 0 or array.size == 0:
            return fmpq(*array.item().as_integer_ratio()) if array.size else array.astype(object)
        integers, unit = _integers_and_unit(array.ravel())
        power = fmpq(2**unit) if unit >= 0 else fmpq(1, 2**-unit)
        entries = (fmpz_mat(array.size, 1, integers) * power).entries()
        return np.fromiter(entries, dtype=object, count=array.size).reshape(array.shape)

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
