"""mpmath at a fixed number of bits: the second opinion, written in textbook forms that share nothing with the balls."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from mpmath.ctx_mp import MPContext

from w2s_verify.arithmetic.exactness import guard, refuse_rounded
from w2s_verify.arithmetic.protocol import ExactArray, check_bits

Reals = Any


def _rows(array: Any) -> Any:
    return array.reshape(-1, array.shape[-1])


class Mp:
    """mpmath's ``mpf`` in a context of its own: no global precision is touched; a ``strict`` one refuses rounded floats."""

    name = "mp"

    def __init__(self, bits: int, strict: bool = False) -> None:
        self.bits = bits
        self.context = MPContext()
        self.context.prec = bits
        self.strict = strict
        if strict:
            guard(self.context.mpf)

    def _each(self, function: Callable[..., Any], *arguments: Reals) -> Reals:
        if self.strict:
            for argument in arguments:
                refuse_rounded(argument)
        if all(isinstance(argument, (self.context.mpf, int)) for argument in arguments):
            return function(*arguments)
        return np.frompyfunc(function, len(arguments), 1)(*arguments)

    def exact(self, values: ExactArray) -> Reals:
        """The doubles as ``mpf``, without rounding."""
        return self._each(self.context.mpf, np.asarray(values, dtype=np.float64).astype(object))

    def ratio(self, numerator: int, denominator: int) -> Reals:
        """numerator / denominator, rounded once."""
        return self.context.mpf(numerator) / denominator

    def pi(self) -> Reals:
        """The number pi."""
        return +self.context.pi

    def exp(self, t: Reals) -> Reals:
        """e^t."""
        return self._each(self.context.exp, t)

    def expm1(self, t: Reals) -> Reals:
        """e^t - 1."""
        return self._each(self.context.expm1, t)

    def log(self, t: Reals) -> Reals:
        """Natural logarithm."""
        return self._each(self.context.log, t)

    def log1p(self, t: Reals) -> Reals:
        """log(1 + t)."""
        return self._each(self.context.log1p, t)

    def sqrt(self, t: Reals) -> Reals:
        """Square root."""
        return self._each(self.context.sqrt, t)

    def tanh(self, t: Reals) -> Reals:
        """Hyperbolic tangent."""
        return self._each(self.context.tanh, t)

    def sinh(self, t: Reals) -> Reals:
        """Hyperbolic sine."""
        return self._each(self.context.sinh, t)

    def cosh(self, t: Reals) -> Reals:
        """Hyperbolic cosine."""
        return self._each(self.context.cosh, t)

    def atan2(self, y: Reals, x: Reals) -> Reals:
        """Angle of the point (x, y)."""
        return self._each(self.context.atan2, y, x)

    def absolute(self, t: Reals) -> Reals:
        """|t|."""
        return self._each(abs, t)

    def maximum(self, a: Reals, b: Reals) -> Reals:
        """Entrywise maximum."""
        return self._each(max, a, b)

    def minimum(self, a: Reals, b: Reals) -> Reals:
        """Entrywise minimum."""
        return self._each(min, a, b)

    def step(self, t: Reals) -> Reals:
        """1 where t > 0, otherwise 0."""
        return self._each(lambda value: self.context.mpf(1 if value > 0 else 0), t)

    def sum(self, a: Reals) -> Reals:
        """Sum over the last axis."""
        return np.sum(a, axis=-1)

    def largest(self, a: Reals) -> Reals:
        """Maximum over the last axis."""
        return np.max(a, axis=-1)

    def dot(self, a: Reals, b: Reals) -> Reals:
        """Inner product over the last axis, summed exactly and rounded once."""
        left, right = np.broadcast_arrays(a, b)
        if left.ndim == 1:
            return self.context.fdot(left, right)
        sums = [self.context.fdot(*pair) for pair in zip(_rows(left), _rows(right), strict=True)]
        return np.array(sums, dtype=object).reshape(left.shape[:-1])

    def matvec(self, matrix: Reals, vector: Reals) -> Reals:
        """Matrix times vector over the last axes."""
        return self.dot(matrix, vector[..., None, :])

    def combine(self, coefficients: Reals, rows: Reals) -> Reals:
        """Linear combination of the rows."""
        return self.dot(np.swapaxes(rows, -1, -2), coefficients[..., None, :])

    def scatter(self, coefficients: Reals, rows: Reals) -> Reals:
        """Σ_i c_i x_i x_iᵀ over the rows."""
        weighted = (coefficients[:, None] * rows).T
        return self.dot(rows.T[:, None, :], weighted[None, :, :])

    def times(self, factor: Reals, vector: Reals) -> Reals:
        """Vector scaled by a number."""
        return factor * vector

    def vector(self, *entries: Reals) -> Reals:
        """The vector of the given numbers."""
        return np.array(entries, dtype=object)

    def norm(self, a: Reals) -> Reals:
        """Euclidean length over the last axis."""
        return self.sqrt(self.dot(a, a))

    def sigmoid(self, t: Reals) -> Reals:
        """e^t / (1 + e^t)."""

        def one(value: Any) -> Any:
            grown = self.context.exp(value)
            return grown / (1 + grown)

        return self._each(one, t)

    def curvature(self, t: Reals) -> Reals:
        """1 / (4 cosh(t/2)^2)."""

        def one(value: Any) -> Any:
            root = 2 * self.context.cosh(value / 2)
            return 1 / (root * root)

        return self._each(one, t)

    def softplus(self, t: Reals) -> Reals:
        """log(1 + e^t)."""
        return self._each(lambda value: self.context.log1p(self.context.exp(value)), t)


def unguarded(num: Any, *values: Reals) -> tuple[Any, ...]:
    """The arithmetic and numbers of it, where it is a strict one as those of the plain one: for kernels that choose panels and
    steps by rough floats.
    """
    if not (isinstance(num, Mp) and num.strict):
        return (num, *values)
    plain = mp(num.bits)
    convert = np.frompyfunc(lambda value: plain.context.make_mpf(value._mpf_) if hasattr(value, "_mpf_") else value, 1, 1)
    return (plain, *map(convert, values))


@lru_cache(maxsize=32)
def mp(bits: int, strict: bool = False) -> Mp:
    """The mpmath arithmetic of ``bits`` bits; a ``strict`` one refuses floats that are rounded constants.

    Raises
    ------
    ValueError
        As ``check_bits``.
    """
    check_bits(bits)
    return Mp(bits, strict)
