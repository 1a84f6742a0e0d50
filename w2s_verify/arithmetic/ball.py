"""Arb balls: the arithmetic of record. A result is a ball that contains the exact value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import flint
import numpy as np
from flint import arb, arb_mat, fmpq

from w2s_verify.arithmetic.protocol import ExactArray, check_bits

Balls = Any


def _entrywise(function: Callable[[arb], arb]) -> Callable[[Balls], Balls]:
    """Let a function of one ball act on arrays of balls, and on Python integers."""
    over_array = np.frompyfunc(function, 1, 1)

    def apply(t: Balls) -> Balls:
        if isinstance(t, np.ndarray):
            return over_array(t)
        return function(t if isinstance(t, arb) else arb(t))

    return apply


def _step(t: arb) -> arb:
    if t.lower() > 0:
        return arb(1)
    if t.upper() <= 0:
        return arb(0)
    return arb(0).union(arb(1))


def _sigmoid(t: arb) -> arb:
    return 1 / (1 + (-t).exp())


def _curvature(t: arb) -> arb:
    e = (-abs(t)).exp()
    root = 1 + e
    return e / (root * root)


def _softplus(t: arb) -> arb:
    tail = (-abs(t)).exp().log1p()
    if t.upper() <= 0:
        return tail
    return t.max(arb(0)) + tail


_exp = _entrywise(arb.exp)
_expm1 = _entrywise(arb.expm1)
_log = _entrywise(arb.log)
_log1p = _entrywise(arb.log1p)
_sqrt = _entrywise(arb.sqrt)
_tanh = _entrywise(arb.tanh)
_sinh = _entrywise(arb.sinh)
_cosh = _entrywise(arb.cosh)
_absolute = _entrywise(abs)
_step_each = _entrywise(_step)
_sigmoid_each = _entrywise(_sigmoid)
_curvature_each = _entrywise(_curvature)
_softplus_each = _entrywise(_softplus)
_from_float = np.frompyfunc(arb, 1, 1)
_maximum = np.frompyfunc(lambda a, b: arb(a).max(arb(b)), 2, 1)
_minimum = np.frompyfunc(lambda a, b: arb(a).min(arb(b)), 2, 1)
_atan2 = np.frompyfunc(lambda y, x: arb.atan2(arb(y), arb(x)), 2, 1)


class Ball:
    """Arb at a fixed number of bits. Entered with ``with ball(bits) as num``, because Arb's precision is global."""

    name = "ball"

    def __init__(self, bits: int) -> None:
        self.bits = bits

    def exact(self, values: ExactArray) -> Balls:
        """Balls of radius 0; every double is a dyadic rational, so nothing is rounded."""
        lifted = _from_float(np.asarray(values, dtype=np.float64).astype(object))
        return lifted if isinstance(lifted, np.ndarray) else arb(lifted)

    def ratio(self, numerator: int, denominator: int) -> arb:
        """A ball around numerator / denominator."""
        return arb(fmpq(numerator, denominator))

    def pi(self) -> arb:
        """A ball around pi."""
        return arb.pi()

    def exp(self, t: Balls) -> Balls:
        """e^t."""
        return _exp(t)

    def expm1(self, t: Balls) -> Balls:
        """e^t - 1."""
        return _expm1(t)

    def log(self, t: Balls) -> Balls:
        """Natural logarithm."""
        return _log(t)

    def log1p(self, t: Balls) -> Balls:
        """log(1 + t)."""
        return _log1p(t)

    def sqrt(self, t: Balls) -> Balls:
        """Square root."""
        return _sqrt(t)

    def tanh(self, t: Balls) -> Balls:
        """Hyperbolic tangent."""
        return _tanh(t)

    def sinh(self, t: Balls) -> Balls:
        """Hyperbolic sine."""
        return _sinh(t)

    def cosh(self, t: Balls) -> Balls:
        """Hyperbolic cosine."""
        return _cosh(t)

    def atan2(self, y: Balls, x: Balls) -> Balls:
        """Angle of the point (x, y)."""
        return _atan2(y, x)

    def absolute(self, t: Balls) -> Balls:
        """|t|."""
        return _absolute(t)

    def maximum(self, a: Balls, b: Balls) -> Balls:
        """A ball that contains the larger one, also where the balls overlap."""
        return _maximum(a, b)

    def minimum(self, a: Balls, b: Balls) -> Balls:
        """A ball that contains the smaller one, also where the balls overlap."""
        return _minimum(a, b)

    def step(self, t: Balls) -> Balls:
        """1, 0, or a ball that contains both where the sign of t is not known."""
        return _step_each(t)

    def sum(self, a: Balls) -> Balls:
        """Sum over the last axis."""
        return np.sum(a, axis=-1)

    def largest(self, a: Balls) -> Balls:
        """Maximum over the last axis."""
        return _maximum.reduce(a, axis=-1)

    def dot(self, a: Balls, b: Balls) -> Balls:
        """Inner product over the last axis."""
        return np.sum(a * b, axis=-1)

    def matvec(self, matrix: Balls, vector: Balls) -> Balls:
        """Matrix times vector over the last axes."""
        return np.matvec(matrix, vector)

    def combine(self, coefficients: Balls, rows: Balls) -> Balls:
        """Linear combination of the rows."""
        return np.sum(coefficients[..., None] * rows, axis=-2)

    def scatter(self, coefficients: Balls, rows: Balls) -> Balls:
        """Σ_i c_i x_i x_iᵀ over the rows, by Arb's own matrix product."""
        count, size = rows.shape
        left = arb_mat(size, count, rows.T.ravel().tolist())
        right = arb_mat(count, size, (coefficients[:, None] * rows).ravel().tolist())
        return np.array((left * right).tolist(), dtype=object)

    def times(self, factor: Balls, vector: Balls) -> Balls:
        """Vector scaled by a number."""
        return factor * vector

    def vector(self, *entries: Balls) -> Balls:
        """The vector of the given numbers."""
        return np.array(entries, dtype=object)

    def norm(self, a: Balls) -> Balls:
        """Euclidean length over the last axis."""
        return _sqrt(np.sum(a * a, axis=-1))

    def sigmoid(self, t: Balls) -> Balls:
        """Logistic function; 1 / (1 + e^-t) has full relative accuracy because the exponent range is unbounded."""
        return _sigmoid_each(t)

    def curvature(self, t: Balls) -> Balls:
        """e / (1 + e)^2 with e = e^-|t|."""
        return _curvature_each(t)

    def softplus(self, t: Balls) -> Balls:
        """max(t, 0) + log1p(e^-|t|)."""
        return _softplus_each(t)


@contextmanager
def ball(bits: int) -> Iterator[Ball]:
    """Compute in balls of ``bits`` bits inside the block, and restore Arb's precision after it.

    Raises
    ------
    ValueError
        As ``check_bits``.
    """
    check_bits(bits)
    before = flint.ctx.prec
    flint.ctx.prec = bits
    try:
        yield Ball(bits)
    finally:
        flint.ctx.prec = before
