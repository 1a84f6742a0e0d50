"""What every number system must offer, so that one formula serves float64, mpmath and balls."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

ExactArray = np.ndarray[Any, np.dtype[Any]]
"""Float64 values, each of them taken as the exact dyadic rational it is."""
Number = Any
"""A float, an ``mpf``, an ``arb``, or an array of them: whatever the arithmetic at hand computes with."""


class Exact(Protocol):
    """Whatever takes float64 values without rounding: every arithmetic, and the rationals."""

    def exact(self, values: ExactArray) -> Number:
        """Take float64 values, each of them an exact dyadic rational, without rounding."""
        ...


class Arithmetic(Exact, Protocol):
    """A number system. Passed to every formula as its first argument, ``num``.

    Arrays are NumPy arrays: of dtype float64 with any leading batch axes, or of dtype object holding
    ``mpf``, ``arb`` or ``fmpq``. The operators + - * / and unary minus act on them entrywise. Python integers may be mixed in;
    Python fractions of integers may not (``1 / 3`` is already rounded): write ``num.ratio(1, 3)``.
    """

    name: str
    bits: int

    def ratio(self, numerator: int, denominator: int) -> Number:
        """The rational number numerator / denominator, rounded once."""
        ...

    def pi(self) -> Number:
        """The number pi."""
        ...

    def exp(self, t: Number) -> Number:
        """e^t."""
        ...

    def expm1(self, t: Number) -> Number:
        """e^t - 1, with full relative accuracy near 0."""
        ...

    def log(self, t: Number) -> Number:
        """Natural logarithm, t > 0."""
        ...

    def log1p(self, t: Number) -> Number:
        """log(1 + t), with full relative accuracy near 0, t > -1."""
        ...

    def sqrt(self, t: Number) -> Number:
        """Square root, t >= 0."""
        ...

    def tanh(self, t: Number) -> Number:
        """Hyperbolic tangent."""
        ...

    def sinh(self, t: Number) -> Number:
        """Hyperbolic sine."""
        ...

    def cosh(self, t: Number) -> Number:
        """Hyperbolic cosine."""
        ...

    def atan2(self, y: Number, x: Number) -> Number:
        """Angle of the point (x, y), in (-pi, pi]."""
        ...

    def absolute(self, t: Number) -> Number:
        """|t|."""
        ...

    def maximum(self, a: Number, b: Number) -> Number:
        """The larger of a and b (in balls: a ball that contains it)."""
        ...

    def minimum(self, a: Number, b: Number) -> Number:
        """The smaller of a and b (in balls: a ball that contains it)."""
        ...

    def step(self, t: Number) -> Number:
        """1 where t > 0, otherwise 0 (in balls around 0: a ball that contains both)."""
        ...

    def sum(self, a: Number) -> Number:
        """Sum over the last axis: (..., n) -> (...)."""
        ...

    def largest(self, a: Number) -> Number:
        """Maximum over the last axis: (..., n) -> (...)."""
        ...

    def dot(self, a: Number, b: Number) -> Number:
        """Inner product over the last axis: (..., d), (..., d) -> (...)."""
        ...

    def matvec(self, matrix: Number, vector: Number) -> Number:
        """Matrix times vector: (..., n, d), (..., d) -> (..., n)."""
        ...

    def combine(self, coefficients: Number, rows: Number) -> Number:
        """Linear combination of the rows: (..., n), (..., n, d) -> (..., d)."""
        ...

    def scatter(self, coefficients: Number, rows: Number) -> Number:
        """Σ_i c_i x_i x_iᵀ over the rows: (..., n), (..., n, d) -> (..., d, d)."""
        ...

    def times(self, factor: Number, vector: Number) -> Number:
        """Vector scaled by a number: (...), (..., d) -> (..., d)."""
        ...

    def vector(self, *entries: Number) -> Number:
        """The vector of the given numbers: (...), ..., (...) -> (..., d)."""
        ...

    def norm(self, a: Number) -> Number:
        """Euclidean length over the last axis: (..., d) -> (...)."""
        ...

    def sigmoid(self, t: Number) -> Number:
        """The logistic function 1 / (1 + e^-t), with full relative accuracy at every t."""
        ...

    def curvature(self, t: Number) -> Number:
        """Derivative of the logistic function, e^-|t| / (1 + e^-|t|)^2, with full relative accuracy."""
        ...

    def softplus(self, t: Number) -> Number:
        """log(1 + e^t), with full relative accuracy at every t."""
        ...


def check_bits(bits: int) -> None:
    """A precision that a number system can be asked for.

    Raises
    ------
    ValueError
        bits is not an integer of at least 2.
    """
    if not isinstance(bits, int) or bits < 2:
        raise ValueError(f"bits = {bits!r}: must be an integer of at least 2")
