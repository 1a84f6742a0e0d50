"""Differential evolution on the integer vectors, a generation a batch; several restarts."""

from __future__ import annotations

import numpy as np

from w2s_verify.claims.domain import sample_integers
from w2s_verify.hunts.engines.relaxation import Relaxation
from w2s_verify.hunts.probe import Probe

POPULATION = 48
GENERATIONS = 40


def evolution(probe: Probe) -> None:
    """rand-to-best/1 with dithered factor in asinh coordinates; a restart every 40 generations."""
    turn = 0
    while probe.left > 0:
        spot = probe.starts[turn] if turn < len(probe.starts) else None
        layout = probe.layout_of(spot) if spot is not None else probe.random_layout()
        vectors = sample_integers(probe.rng, layout, POPULATION)
        if spot is not None:
            vectors[0] = spot.integers
        relaxation = Relaxation.of(layout)
        scores = _padded(probe.evaluate(layout, vectors))
        population = relaxation.coordinates(vectors)
        for _ in range(GENERATIONS):
            a, b, c = (probe.rng.integers(0, POPULATION, POPULATION) for _ in range(3))
            factor = probe.rng.uniform(0.3, 0.9, (POPULATION, 1))
            pull = np.where(probe.rng.random((POPULATION, 1)) < 0.5, factor, 0.0)
            donor = (
                population[a]
                + factor * (population[b] - population[c])
                + pull * (population[int(np.argmax(scores))] - population[a])
            )
            crossed = np.where(probe.rng.random(population.shape) < 0.8, donor, population)
            trial = relaxation.integers(np.clip(crossed, -1.0, 1.0))
            values = _padded(probe.evaluate(layout, trial))
            better = values >= scores
            population = np.where(better[:, None], np.clip(crossed, -1.0, 1.0), population)
            scores = np.where(better, values, scores)
        turn += 1


def _padded(scores: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The last generation of a budget may be cut short."""
    return np.concatenate([scores, np.full(POPULATION - len(scores), -np.inf)])
