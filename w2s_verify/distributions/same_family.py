"""Two draws of one family, truth plus isotropic noise: the probability that the worse one starts the better one's gain."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import special

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.distributions.caps import loss_probability
from w2s_verify.distributions.quadrature import float64_legendre

Floats = NDArray[np.float64]
REACH = 7.0
"""Standard deviations over which the densities are integrated."""


@lru_cache(maxsize=256)
def same_family_probability(dimension: int, noise: float, nodes: int = 96) -> float:
    """P(gain) for w★ + (τ|w★|/√d)N(0, I) drawn twice, the better one the student, under an isotropic law.

    2 E[P(κ < c/C); c < C, C > 0], C and c independent cotangents (√d/τ + g)/χ_{d−1} of a draw's angle
    Shapes  scalars -> scalar
    Units   probability
    Domain  d >= 3, τ > 0
    Error   float64: quadrature, below 1e-5 (compare two values of ``nodes``)
    Raises  none
    Source  gain starts ⇔ κ < c/C (gain.error-direction), κ independent of both lengths, one coordinate of S^{d−2}
    """
    low, high = _range(dimension, noise)
    outer, weights = _gauss(nodes, max(low, 0.0), high)
    shares, inner = _gauss(nodes, 0.0, 1.0)
    worse = low + (outer[:, None] - low) * shares
    density = _density(dimension, noise, worse.ravel(), nodes).reshape(worse.shape)
    below = _below(dimension, np.tan(worse) / np.tan(outer[:, None]))
    given = np.sum(inner * (outer[:, None] - low) * density * below, axis=1)
    return float(2 * np.sum(weights * _density(dimension, noise, outer, nodes) * given))


def _gauss(nodes: int, low: float, high: float) -> tuple[Floats, Floats]:
    points, weights = float64_legendre(nodes)
    return low + (high - low) * (1 + points) / 2, (high - low) * weights / 2


def _lengths(dimension: int, nodes: int) -> tuple[Floats, Floats]:
    """Values of χ_{d−1} with their probabilities."""
    freedom = dimension - 1
    radius, weights = _gauss(nodes, max(1e-12, math.sqrt(freedom) - REACH), math.sqrt(freedom) + REACH)
    log_density = (
        (freedom - 1) * np.log(radius) - radius**2 / 2 - (freedom / 2 - 1) * math.log(2) - special.gammaln(freedom / 2)
    )
    return radius, weights * np.exp(log_density)


def _density(dimension: int, noise: float, angle: Floats, nodes: int) -> Floats:
    """The density of arctan C: f(c)(1 + c²) with f(c) = ∫ r φ(cr − √d/τ) dP(χ_{d−1} = r)."""
    radius, mass = _lengths(dimension, nodes)
    cotangent = np.tan(angle)[:, None]
    away = cotangent * radius - math.sqrt(dimension) / noise
    density: Floats = np.sum(mass * radius * np.exp(-away * away / 2), axis=1) * (1 + cotangent[:, 0] ** 2)
    return density / math.sqrt(2 * math.pi)


def _range(dimension: int, noise: float) -> tuple[float, float]:
    """Where arctan C is, but for what is far below the error."""
    signal, length = math.sqrt(dimension) / noise, math.sqrt(dimension - 1)
    if length < REACH:
        return -math.pi / 2, math.pi / 2
    least = signal - REACH
    return math.atan(least / (length - REACH if least < 0 else length + REACH)), math.atan((signal + REACH) / (length - REACH))


def _below(dimension: int, ratio: Floats) -> Floats:
    """P(κ < ratio)."""
    loss = loss_probability(float64, np.float64(dimension), np.minimum(np.abs(ratio), 1.0))
    below: Floats = np.where(ratio >= 0, 1 - loss, loss)
    return below
