"""Coordinates in which integers of any magnitude move alike: asinh(x)/asinh(reach) for wide ranges, linear for narrow ones."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.domain import Layout
from w2s_verify.hunts.probe import Integers

NARROW = 64
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Relaxation:
    """The box [-1, 1]^k over a layout; ``moving`` marks entries that are neither exponents nor fixed.

    ``unit`` is there in straight coordinates x / unit, in which vectors turn alike in all directions.
    """

    low: Floats
    high: Floats
    wide: NDArray[np.bool_]
    moving: NDArray[np.intp]
    unit: Floats | None = None

    @classmethod
    def of(cls, layout: Layout) -> Relaxation:
        """The relaxation of a layout."""
        low, high = layout.low.astype(np.float64), layout.high.astype(np.float64)
        moving = np.flatnonzero((low < high) & ~exponent_entries(layout))
        return cls(low, high, high - low > NARROW, moving)

    def around(self, layout: Layout, start: Integers) -> Relaxation:
        """Straight coordinates with room for twice the largest entry that each axis has at ``start``."""
        unit, at = np.ones(start.size), 0
        for axis in layout.axes:
            count = math.prod(axis.shape_at(layout.sizes))
            unit[at : at + count] = 2.0 * np.max(np.abs(start[at : at + count]), initial=1)
            at += count + (axis.exponents[0] < axis.exponents[1])
        return replace(self, unit=unit)

    def reals(self, u: Floats) -> Floats:
        """Real vectors from coordinates."""
        if self.unit is not None:
            return np.clip(u * self.unit, self.low, self.high)
        reach = np.arcsinh(np.maximum(np.abs(self.low), np.abs(self.high)))
        bent = np.sinh(u * np.maximum(reach, 1.0))
        straight = self.low + (u + 1) / 2 * (self.high - self.low)
        return np.clip(np.where(self.wide, bent, straight), self.low, self.high)

    def coordinates(self, x: Floats | Integers) -> Floats:
        """Coordinates of real vectors."""
        if self.unit is not None:
            return np.asarray(x / self.unit)
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


def refined(layout: Layout, start: Integers) -> Integers:
    """The same values with integers as large as an axis allows and its exponent smaller: finer steps."""
    fine, at = start.copy(), 0
    for axis in layout.axes:
        count = math.prod(axis.shape_at(layout.sizes))
        last = at + count
        if axis.exponents[0] < axis.exponents[1]:
            largest = int(np.max(np.abs(start[at:last]), initial=0))
            reach = int(layout.high[at:last].min(initial=2**53))
            doublings = min(int(start[last] - layout.low[last]), int(math.log2(max(reach, 1) / max(largest, 1))))
            if doublings > 0:
                fine[at:last] <<= doublings
                fine[last] -= doublings
            last += 1
        at = last
    return fine
