"""Paired timing: contenders take turns within every round, on one core with one BLAS thread, so that drift hits all."""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from threadpoolctl import threadpool_limits

Call = Callable[[], object]

BURST = 1e-3
"""Seconds of one turn at least: short calls are repeated within it."""

LEAST_ROUNDS, MOST_ROUNDS = 5, 400


@dataclass(frozen=True, slots=True)
class Race:
    """Seconds a call, for every contender and round."""

    times: Mapping[str, tuple[float, ...]]

    @property
    def rounds(self) -> int:
        """How many rounds were run."""
        return len(next(iter(self.times.values())))

    def seconds(self, name: str) -> float:
        """Median seconds of a call."""
        return statistics.median(self.times[name])

    def shortest(self, name: str) -> float:
        """Shortest seconds of a call: what a share of a peak is taken from, since the peak is a best as well."""
        return min(self.times[name])

    def ratio(self, peer: str, ours: str) -> float:
        """Median over rounds of the peer's time divided by ours in the same round."""
        return statistics.median(p / o for p, o in zip(self.times[peer], self.times[ours], strict=True))


@contextmanager
def one_core() -> Iterator[None]:
    """One BLAS or OpenMP thread, and where the system allows it one core for all threads of the process."""
    pinned = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if pinned is not None:
        os.sched_setaffinity(0, {max(pinned)})
    try:
        with threadpool_limits(1):
            yield
    finally:
        if pinned is not None:
            os.sched_setaffinity(0, pinned)


def _turn(call: Call, repeats: int) -> float:
    start = perf_counter()
    for _ in range(repeats):
        call()
    return (perf_counter() - start) / repeats


def race(contenders: Mapping[str, Call], seconds: float) -> Race:
    """Time contenders in turns.

    Shapes  names with calls -> seconds a call by name and round
    Units   seconds
    Domain  at least one contender; five rounds are always run, at most 400
    Error   none stated: read ratios, which pair turns of one round
    Raises  what a call raises
    Source  none
    """
    repeats = {}
    for name, call in contenders.items():
        call()  # compiles, allocates
        repeats[name] = max(1, round(BURST / max(_turn(call, 1), 1e-9)))
    times: dict[str, list[float]] = {name: [] for name in contenders}
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = perf_counter()
        for done in range(MOST_ROUNDS):
            if done >= LEAST_ROUNDS and perf_counter() - start > seconds:
                break
            for name, call in contenders.items():
                times[name].append(_turn(call, repeats[name]))
    finally:
        if collecting:
            gc.enable()
    return Race({name: tuple(values) for name, values in times.items()})
