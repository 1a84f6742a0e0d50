"""Exponential and logarithm as polynomials, inlined into the loops so that they are vectorised on every processor."""

from __future__ import annotations

import numpy as np
from numba import njit

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
