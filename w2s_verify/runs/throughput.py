"""Evaluations a second of one hunt against the number of worker processes; the certified results are the same."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from w2s_verify.hunts import Target, hunt
from w2s_verify.runs.shards import Workshop

TARGETS = (Target("logistic.secant"), Target("hessian.self-concordance"), Target("path.unimodal"))
"""A scalar claim, one in raw coordinates, one that is judged by integrals."""
WORKERS = (1, 2, 4)
WARM_UP = 3_000


@dataclass(frozen=True)
class Throughput:
    """One claim with one number of workers; ``speedup`` is against one worker."""

    claim: str
    workers: int
    evaluations: int
    seconds: float
    speedup: float

    @property
    def rate(self) -> float:
        """Evaluations a second."""
        return self.evaluations / self.seconds


def throughput(
    evaluations: int, targets: Sequence[Target] = TARGETS, workers: Sequence[int] = WORKERS, seed: int = 0
) -> tuple[Throughput, ...]:
    """Each claim hunted with the same budget and seed by one, two and four workers; processes are started before.

    Raises
    ------
    RuntimeError
        The number of workers has changed the evaluations: shards are not what they should be.
    """
    found: list[Throughput] = []
    for target in targets:
        alone = (0, 0.0)
        for count in workers:
            workshop = Workshop(count)
            hunt(target, seed=seed, evaluations=WARM_UP, runner=workshop)
            started = time.perf_counter()
            done = hunt(target, seed=seed, evaluations=evaluations, runner=workshop).evaluations
            seconds = time.perf_counter() - started
            alone = alone if alone[0] else (done, seconds)
            if done != alone[0]:
                raise RuntimeError(f"{target}: {done} evaluations with {count} workers, {alone[0]} with {workers[0]}")
            found.append(Throughput(target.named, count, done, seconds, alone[1] / seconds))
    return tuple(found)
