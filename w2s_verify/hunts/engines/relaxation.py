"""Coordinates in which integers of any magnitude move alike: asinh(x)/asinh(reach) for wide ranges, linear for narrow ones."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.domain import Layout
from w2s_verify.hunts.probe import Integers

NARROW = 64
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Relaxation:
    """The box [-1, 1]^k over a layout; ``moving`` marks entries that are neither exponents nor fixed."""

    low: Floats
    high: Floats
    wide: NDArray[np.bool_]
    moving: NDArray[np.intp]

    @classmethod
    def of(cls, layout: Layout) -> Relaxation:
        """The relaxation of a layout."""
        low, high = layout.low.astype(np.float64), layout.high.astype(np.float64)
        moving = np.flatnonzero((low < high) & ~exponent_entries(layout))
        return cls(low, high, high - low > NARROW, moving)

    def reals(self, u: Floats) -> Floats:
        """Real vectors from coordinates."""
        reach = np.arcsinh(np.maximum(np.abs(self.low), np.abs(self.high)))
        bent = np.sinh(u * np.maximum(reach, 1.0))
        straight = self.low + (u + 1) / 2 * (self.high - self.low)
        return np.clip(np.where(self.wide, bent, straight), self.low, self.high)

    def coordinates(self, x: Floats | Integers) -> Floats:
        """Coordinates of real vectors."""
        reach = np.arcsinh(np.maximum(np.abs(self.low), np.abs(self.high)))
        span = np.where(self.high > self.low, self.high - self.low, 1.0)
        return np.where(self.wide, np.arcsinh(x) / np.maximum(reach, 1.0), 2 * (x - self.low) / span - 1)

    def integers(self, u: Floats) -> Integers:
        """The nearest integer vectors."""
        return np.rint(self.reals(u)).astype(np.int64)


def exponent_entries(layout: Layout) -> NDArray[np.bool_]:
    """Which entries of the flat vector are exponents."""
    mask: list[bool] = []
    for axis in layout.axes:
        mask += [False] * math.prod(axis.shape_at(layout.sizes))
        if axis.exponents[0] < axis.exponents[1]:
            mask.append(True)
    return np.array(mask, bool)
