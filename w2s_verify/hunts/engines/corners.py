"""Regimes and corners first: all of a small regime, otherwise entries at their bounds, 0, ±1, in the smallest sizes."""

from __future__ import annotations

import itertools

import numpy as np

from w2s_verify.claims.domain import Layout
from w2s_verify.hunts.probe import Integers, Probe


def corners(probe: Probe) -> None:
    """Evaluate corners of the regime until the budget is spent or they are all seen."""
    domain, regime = probe.claim.domain, probe.regime
    choices = sorted(domain.size_choices(regime)[:4096], key=lambda sizes: sum(sizes.values()))
    share = max(16, probe.budget // 4)
    for sizes in choices[:8]:
        layout = domain.layout(regime, sizes)
        if layout.cardinality() <= share:
            ranges = [range(int(low), int(high) + 1) for low, high in zip(layout.low, layout.high, strict=True)]
            every = np.array(list(itertools.product(*ranges)), np.int64).reshape(-1, layout.low.size)
            probe.evaluate(layout, every)
        else:
            probe.evaluate(layout, _edges(layout, probe.rng, share))


def _edges(layout: Layout, rng: np.random.Generator, count: int) -> Integers:
    """Whole vectors of one kind of entry first, then kinds mixed entry by entry."""
    low, high = layout.low, layout.high
    kinds = np.stack([*(np.clip(value, low, high) for value in (1, 0, -1, 2)), low, high, np.clip(high // 2, low, high)])
    picked = rng.integers(0, len(kinds), (max(0, count - len(kinds)), low.size))
    mixed = np.take_along_axis(kinds, picked, axis=0) if low.size else np.empty((len(picked), 0), np.int64)
    return np.concatenate([kinds, mixed]).astype(np.int64)
