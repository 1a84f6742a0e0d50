"""The compiled path: loss and gradient in one loop over blocks of rows that stay in the first-level cache (numba).

Exponential and log1p are polynomials here, so that the loop over a block is vectorised on every processor.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from w2s_verify.kernels.data import Data, Floats

BLOCK = 64
"""Rows of a block: scores, slopes and losses of a block take 1.5 KiB."""

REORDERED = {"reassoc", "contract", "nsz"}
"""Sums may be reordered and fused; nan and inf keep their meaning."""

LOG2_E, LN2_HIGH, LN2_LOW = 1.4426950408889634, 0.693145751953125, 1.4286068203094173e-06
ROUNDER = 1.5 * 2.0**52
"""Adding it rounds to a whole number, which then stands in the low bits."""

FARTHEST = -708.0
"""Below this the exponential counts as 0; what is lost is below 1e-307."""


@njit(fastmath={"contract"}, inline="always", error_model="numpy")
def _tail(t: float) -> float:
    """e^t for t <= 0: 2^k e^f, |f| <= ln(2)/2, minimax polynomial of (e^f - 1 - f)/f² (error 1.1e-16)."""
    shifted = max(t, FARTHEST) * LOG2_E + ROUNDER
    k = shifted - ROUNDER
    f = (max(t, FARTHEST) - k * LN2_HIGH) - k * LN2_LOW
    s = 2.5100375832561234e-08 * f + 2.7620075879983367e-07
    s = s * f + 2.7557268480310024e-06
    s = s * f + 2.4801521322368692e-05
    s = s * f + 0.00019841269863040545
    s = s * f + 0.0013888888917196719
    s = s * f + 0.008333333333330065
    s = s * f + 0.041666666666624164
    s = s * f + 0.16666666666666669
    s = s * f + 0.5000000000000001
    power = np.int64((np.float64(shifted).view(np.int64) + 1023) << 52).view(np.float64)
    value = (1.0 + (f + f * f * s)) * power
    return value if t >= FARTHEST else 0.0


@njit(fastmath={"contract"}, inline="always", error_model="numpy")
def _log_one_plus(e: float) -> float:
    """log(1 + e) = 2 atanh(h), h = e/(2 + e), for 0 <= e <= 1: minimax polynomial in h² (error 5e-17)."""
    h = e / (2.0 + e)
    v = h * h
    s = 0.08082022805971766 * v + 0.04400369243072337
    s = s * v + 0.06000536404795356
    s = s * v + 0.06657072104827468
    s = s * v + 0.07692785032479312
    s = s * v + 0.09090894718066429
    s = s * v + 0.11111111358713932
    s = s * v + 0.1428571428355438
    s = s * v + 0.20000000000007292
    s = s * v + 0.3333333333333333
    return 2.0 * (h + h * (v * s))


@njit(fastmath={"contract"}, error_model="numpy")
def _respond(score: Floats, label: Floats, slope: Floats) -> None:
    """Slope of each row into `slope`, loss over `score`; formulas of kernels.pointwise."""
    for i in range(score.size):
        z = score[i]
        e = _tail(-abs(z))
        miss = label[i] if z < 0 else 1.0 - label[i]
        rest = miss - e / (1.0 + e)
        slope[i] = -rest if z < 0 else rest
        score[i] = miss * abs(z) + _log_one_plus(e)


@njit(fastmath=REORDERED)
def _scores(X: Floats, weights: Floats, score: Floats) -> None:
    for i in range(score.size):
        total = 0.0
        for j in range(weights.size):
            total += X[i, j] * weights[j]
        score[i] = total


@njit(fastmath=REORDERED)
def _gather(X: Floats, slope: Floats, gradient: Floats) -> None:
    """Add slope @ X to gradient, four rows at a time."""
    whole = slope.size - slope.size % 4
    for i in range(0, whole, 4):
        s0, s1, s2, s3 = slope[i], slope[i + 1], slope[i + 2], slope[i + 3]
        for j in range(gradient.size):
            gradient[j] += (s0 * X[i, j] + s1 * X[i + 1, j]) + (s2 * X[i + 2, j] + s3 * X[i + 3, j])
    for i in range(whole, slope.size):
        for j in range(gradient.size):
            gradient[j] += slope[i] * X[i, j]


@njit(fastmath=REORDERED)
def _sum(values: Floats) -> float:
    total = 0.0
    for i in range(values.size):
        total += values[i]
    return total


@njit(cache=True)
def _pass(X: Floats, labels: Floats, shares: Floats, weights: Floats) -> tuple[float, Floats]:
    """Loss and gradient; `shares` is empty for equal weights."""
    gradient, total = np.zeros(X.shape[1]), 0.0
    scores, slopes = np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, X.shape[0], BLOCK):
        end = min(start + BLOCK, X.shape[0])
        score, slope = scores[: end - start], slopes[: end - start]
        _scores(X[start:end], weights, score)
        _respond(score, labels[start:end], slope)
        if shares.size > 0:
            for i in range(slope.size):
                slope[i] *= shares[start + i]
                score[i] *= shares[start + i]
        total += _sum(score)
        _gather(X[start:end], slope, gradient)
    return total, gradient


def risk_and_gradient_fused(data: Data, weights: Floats) -> tuple[float, Floats]:
    """The compiled path of kernels.risk.risk_and_gradient, for float64 rows in C order.

    Formula, Shapes, Units, Domain, Error, Raises and Source as risk_and_gradient.
    """
    shares = np.empty(0) if data.shares is None else data.shares
    total, gradient = _pass(data.X, data.labels, shares, np.ascontiguousarray(weights, dtype=np.float64))
    gradient *= data.scale
    return total * data.scale, gradient
