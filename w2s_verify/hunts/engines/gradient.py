"""L-BFGS multistart on the real relaxation, gradients by batched differences; then rounded and polished on the integers."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from w2s_verify.claims.domain import Layout, sample_integers
from w2s_verify.hunts.engines.relaxation import Relaxation, refined
from w2s_verify.hunts.probe import Exhausted, Integers, Probe

STEP = 1e-7
"""Of forward differences: near a maximum they miss it by as much, and its value by the square."""
LARGEST_DIMENSION = 600
STARTS = 12
ROUGH, FINE = 12, 60
"""Steps of L-BFGS in bent coordinates, which cross magnitudes, and then in straight ones, which turn vectors."""
PATIENCE = 3


def gradient(probe: Probe) -> None:
    """Start after start until the budget is spent: the shard's given spots first, then the best of a few draws."""
    turn = 0
    while probe.left > 0:
        layout, start = _start(probe, turn)
        parts = _parts(probe, layout, start)
        part = parts[turn % len(parts)] if parts else ""
        bent = Relaxation.of(layout)
        found = _climb(probe, layout, bent, start, part, ROUGH)
        found = refined(layout, found)
        found = _climb(probe, layout, bent.around(layout, found), found, part, FINE)
        polish(probe, layout, found)
        turn += 1


def _parts(probe: Probe, layout: Layout, start: Integers) -> tuple[str, ...]:
    return probe.objective.read(probe.decode(layout, start[None]), 1).parts


def _start(probe: Probe, turn: int) -> tuple[Layout, Integers]:
    if turn < len(probe.starts):
        spot = probe.starts[turn]
        return probe.layout_of(spot), np.array(spot.integers, np.int64)
    layout = probe.random_layout()
    while layout.low.size > LARGEST_DIMENSION:
        layout = probe.random_layout()
        if probe.rng.random() < 1 / 16:  # a domain whose smallest size is large
            break
    vectors = sample_integers(probe.rng, layout, STARTS)
    return layout, vectors[int(np.argmax(probe.evaluate(layout, vectors)))]


def _climb(probe: Probe, layout: Layout, relaxation: Relaxation, start: Integers, part: str, steps: int) -> Integers:
    """L-BFGS-B from one start; exponents stay."""
    moving = relaxation.moving
    if not len(moving) or len(moving) + 1 > probe.left:
        return start
    base = relaxation.coordinates(start)
    base[moving] = np.clip(base[moving], -1, 1)
    shifts = np.concatenate([np.zeros((1, len(moving))), STEP * np.eye(len(moving))])
    exponents = start.astype(np.float64)

    def slope(u: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        vectors = np.broadcast_to(base, (len(shifts), base.size)).copy()
        vectors[:, moving] = u + shifts
        reals = np.broadcast_to(exponents, vectors.shape).copy()
        reals[:, moving] = relaxation.reals(vectors)[:, moving]
        if probe.left <= len(reals):  # one is kept for what was found
            raise Exhausted
        values = -probe.relaxed(layout, reals, part)
        return float(values[0]), (values[1:] - values[0]) / STEP

    rounded = start.copy()
    seen: list[NDArray[np.float64]] = []
    with suppress(Exhausted):
        minimize(
            slope,
            base[moving],
            jac=True,
            method="L-BFGS-B",
            bounds=[(-1, 1)] * len(moving),
            callback=lambda u: seen.append(u.copy()),
            options={"maxiter": steps, "maxls": 12, "ftol": 1e-15, "gtol": 1e-12},
        )
    if seen:
        whole = base.copy()
        whole[moving] = seen[-1]
        rounded[moving] = relaxation.integers(whole)[moving]
    return rounded


def polish(probe: Probe, layout: Layout, start: Integers) -> None:
    """Steps of ±2^k in one entry at a time, and random ones in several, as long as they help."""
    here = start
    score = float(probe.evaluate(layout, here[None])[0])
    width = np.maximum(layout.high - layout.low, 1)
    free = np.flatnonzero(layout.high > layout.low)
    idle = 0
    while idle < PATIENCE and len(free):
        count = min(4 * len(free), 256)
        entries = probe.rng.choice(free, count)
        steps = np.rint(2.0 ** (probe.rng.random(count) * np.log2(width[entries]))).astype(np.int64)
        moved = np.repeat(here[None], count, axis=0)
        moved[np.arange(count), entries] += np.where(probe.rng.random(count) < 0.5, -steps, steps)
        moved = np.clip(moved, layout.low, layout.high)
        values = probe.evaluate(layout, moved)
        top = int(np.argmax(values))
        idle = 0 if values[top] > score else idle + 1
        if values[top] > score:
            here, score = moved[top], float(values[top])
