"""Loss and gradient in one compiled loop over blocks of rows: each row is read from memory once (numba)."""

from __future__ import annotations

import numpy as np
from numba import njit

from w2s_verify.kernels.data import Data, Floats
from w2s_verify.kernels.loops.elementary import BLOCK, REORDERED, log_one_plus, tail


@njit(fastmath={"contract"}, error_model="numpy")
def _respond(score: Floats, label: Floats, slope: Floats) -> None:
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
