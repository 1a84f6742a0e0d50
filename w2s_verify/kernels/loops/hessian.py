"""Gradient and Hessian of narrow data in one compiled loop: blocks become columns, the rest is dot products."""

from __future__ import annotations

import numpy as np
from numba import njit

from w2s_verify.kernels.data import Data, Floats
from w2s_verify.kernels.loops.elementary import BLOCK, REORDERED, tail


@njit(fastmath={"contract"}, error_model="numpy")
def _respond(score: Floats, label: Floats, slope: Floats, root: Floats) -> None:
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
def _pass(X: Floats, labels: Floats, shares: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Gradient, and Hessian with only its lower triangle filled; `shares` is empty for equal weights."""
    width = X.shape[1]
    gradient, hessian, columns = np.zeros(width), np.zeros((width, width)), np.empty((width, BLOCK))
    scores, slopes, roots = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    for start in range(0, X.shape[0], BLOCK):
        end = min(start + BLOCK, X.shape[0])
        score, slope, root = scores[: end - start], slopes[: end - start], roots[: end - start]
        _turn(X[start:end], weights, columns, score)
        _respond(score, labels[start:end], slope, root)
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


def gradient_and_hessian_fused(data: Data, weights: Floats) -> tuple[Floats, Floats]:
    """The compiled path of kernels.hessian.gradient_and_hessian, for narrow float64 rows in C order.

    Formula, Shapes, Units, Domain, Error, Raises and Source as gradient_and_hessian.
    """
    shares = np.empty(0) if data.shares is None else data.shares
    gradient, hessian = _pass(data.X, data.labels, shares, np.ascontiguousarray(weights, dtype=np.float64))
    gradient *= data.scale
    hessian *= data.scale
    return gradient, hessian
