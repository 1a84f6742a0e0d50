"""All compiled code in one file: numba's cache on disk sees that a cached function's own file changed, and nothing else.

Exponential and logarithm are polynomials, inlined into the loops so that they are vectorised on every processor.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from w2s_verify.kernels.data import Floats

BLOCK = 64
"""Rows of a block: what belongs to a block stays in the first-level cache."""

REORDERED = {"reassoc", "contract", "nsz"}
"""Sums may be reordered and fused; nan and inf keep their meaning."""

LOG2_E, LN2_HIGH, LN2_LOW = 1.4426950408889634, 0.693145751953125, 1.4286068203094173e-06
ROUNDER = 1.5 * 2.0**52
"""Adding it rounds to a whole number, which then stands in the low bits."""

FARTHEST = -708.0
"""Below this the exponential counts as 0; what is lost is below 1e-307."""


@njit(fastmath={"contract"}, inline="always", error_model="numpy")
def tail(t: float) -> float:
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
def log_one_plus(e: float) -> float:
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
def _loss_and_slope(score: Floats, label: Floats, slope: Floats) -> None:
    """Slope of each row into `slope`, loss over `score`; formulas of kernels.pointwise."""
    for i in range(score.size):
        z = score[i]
        e = tail(-abs(z))
        miss = label[i] if z < 0 else 1.0 - label[i]
        rest = miss - e / (1.0 + e)
        slope[i] = -rest if z < 0 else rest
        score[i] = miss * abs(z) + log_one_plus(e)


@njit(fastmath=REORDERED)
def _scores(X: Floats, weights: Floats, score: Floats) -> None:
    for i in range(score.size):
        total = 0.0
        for j in range(weights.size):
            total += X[i, j] * weights[j]
        score[i] = total


@njit(fastmath=REORDERED)
def _add_rows(X: Floats, slope: Floats, gradient: Floats) -> None:
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
def risk_pass(X: Floats, labels: Floats, shares: Floats, weights: Floats) -> tuple[float, Floats]:
    """Loss and gradient; `shares` is empty for equal weights."""
    gradient, total = np.zeros(X.shape[1]), 0.0
    scores, slopes = np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, X.shape[0], BLOCK):
        end = min(start + BLOCK, X.shape[0])
        score, slope = scores[: end - start], slopes[: end - start]
        _scores(X[start:end], weights, score)
        _loss_and_slope(score, labels[start:end], slope)
        if shares.size > 0:
            for i in range(slope.size):
                slope[i] *= shares[start + i]
                score[i] *= shares[start + i]
        total += _sum(score)
        _add_rows(X[start:end], slope, gradient)
    return total, gradient


@njit(fastmath={"contract"}, error_model="numpy")
def _slope_and_root(score: Floats, label: Floats, slope: Floats, root: Floats) -> None:
    """Slope and square root of the curvature of each row; formulas of kernels.pointwise."""
    for i in range(score.size):
        z = score[i]
        half = tail(-0.5 * abs(z))
        e = half * half
        miss = label[i] if z < 0 else 1.0 - label[i]
        rest = miss - e / (1.0 + e)
        slope[i] = -rest if z < 0 else rest
        root[i] = half / (1.0 + e)


@njit(fastmath=REORDERED)
def _turn(X: Floats, weights: Floats, columns: Floats, score: Floats) -> None:
    """The block as columns, and its scores."""
    for i in range(score.size):
        score[i] = 0.0
        for j in range(weights.size):
            columns[j, i] = X[i, j]
    for j in range(weights.size):
        for i in range(score.size):
            score[i] += weights[j] * columns[j, i]


@njit(fastmath=REORDERED)
def _gather(columns: Floats, slope: Floats, root: Floats, gradient: Floats) -> None:
    """Add columns . slope to gradient, then scale the columns by root."""
    for j in range(gradient.size):
        total = 0.0
        for i in range(slope.size):
            total += columns[j, i] * slope[i]
            columns[j, i] *= root[i]
        gradient[j] += total


@njit(fastmath=REORDERED)
def _square(columns: Floats, rows: int, hessian: Floats) -> None:
    """Add the lower triangle of columns . columns^T to hessian, four entries at a time."""
    for j in range(len(hessian)):
        whole = (j + 1) - (j + 1) % 4
        for k in range(0, whole, 4):
            s0, s1, s2, s3 = 0.0, 0.0, 0.0, 0.0
            for i in range(rows):
                x = columns[j, i]
                s0 += x * columns[k, i]
                s1 += x * columns[k + 1, i]
                s2 += x * columns[k + 2, i]
                s3 += x * columns[k + 3, i]
            hessian[j, k] += s0
            hessian[j, k + 1] += s1
            hessian[j, k + 2] += s2
            hessian[j, k + 3] += s3
        for k in range(whole, j + 1):
            s0 = 0.0
            for i in range(rows):
                s0 += columns[j, i] * columns[k, i]
            hessian[j, k] += s0


@njit(cache=True)
def hessian_pass(X: Floats, labels: Floats, shares: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Gradient, and Hessian with only its lower triangle filled; `shares` is empty for equal weights."""
    width = X.shape[1]
    gradient, hessian, columns = np.zeros(width), np.zeros((width, width)), np.empty((width, BLOCK))
    scores, slopes, roots = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, X.shape[0], BLOCK):
        end = min(start + BLOCK, X.shape[0])
        score, slope, root = scores[: end - start], slopes[: end - start], roots[: end - start]
        _turn(X[start:end], weights, columns, score)
        _slope_and_root(score, labels[start:end], slope, root)
        if shares.size > 0:
            for i in range(slope.size):
                slope[i] *= shares[start + i]
                root[i] *= np.sqrt(shares[start + i])
        _gather(columns, slope, root, gradient)
        _square(columns, end - start, hessian)
    for j in range(width):
        for k in range(j):
            hessian[k, j] = hessian[j, k]
    return gradient, hessian
