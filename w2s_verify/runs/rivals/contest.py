"""The hunt and its rivals on every task and seed, in turn within one run; time to the first certified counterexample."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from w2s_verify.hunts import hunt
from w2s_verify.runs.finished import NOT_KEPT, Finished
from w2s_verify.runs.provenance import provenance
from w2s_verify.runs.rivals.arena import Arena, Over
from w2s_verify.runs.rivals.searchers import SEARCHERS
from w2s_verify.runs.rivals.tasks import TASKS, Task

RIVALS_SCHEMA = "w2s-verify/rivals/1"
OURS = "hunt"
MUCH_SLOWER = 3.0
WARM_UP_SECONDS = 0.3


@dataclass(frozen=True)
class Match:
    """One searcher on one task under one seed. ``seconds`` is None where the time ran out."""

    task: str
    searcher: str
    seed: int
    seconds: float | None
    evaluations: int
    alarms: int


@dataclass(frozen=True)
class Matches:
    """All matches that were played, and what they say."""

    matches: tuple[Match, ...]
    tasks: tuple[Task, ...]
    searchers: tuple[str, ...]
    seconds: float
    run: dict[str, Any]

    @property
    def finished(self) -> tuple[Task, ...]:
        """Tasks on which somebody has played."""
        played = {match.task for match in self.matches}
        return tuple(task for task in self.tasks if task.name in played)

    def of(self, task: str, searcher: str) -> list[Match]:
        """The matches of one searcher on one task."""
        return [match for match in self.matches if (match.task, match.searcher) == (task, searcher)]

    def solved(self, searcher: str) -> tuple[int, int]:
        """Solved matches, and all of them."""
        own = [match for match in self.matches if match.searcher == searcher]
        return sum(match.seconds is not None for match in own), len(own)

    def median(self, task: str, searcher: str) -> float:
        """Median seconds over the seeds; a match that was not solved counts with its whole time, which flatters it."""
        times = [self.seconds if match.seconds is None else match.seconds for match in self.of(task, searcher)]
        return float(np.median(times))

    def mean(self, searcher: str) -> float:
        """Geometric mean over the tasks of the median seconds."""
        return float(np.exp(np.mean([np.log(self.median(task.name, searcher)) for task in self.finished])))

    def ratio(self, rival: str) -> float:
        """How many times as long as the hunt a rival takes, at least: geometric mean over the tasks."""
        return self.mean(rival) / self.mean(OURS)

    def handicap(self, task: str) -> float:
        """The hunt's median on a task over the best rival's."""
        return self.median(task, OURS) / min(self.median(task, rival) for rival in self.searchers[1:])

    @property
    def slower(self) -> tuple[str, ...]:
        """Tasks on which the hunt takes more than three times as long as the best of its rivals."""
        if len(self.searchers) < 2:
            return ()
        return tuple(task.name for task in self.finished if self.handicap(task.name) > MUCH_SLOWER)

    def to_json(self) -> dict[str, Any]:
        """The record of schema ``w2s-verify/rivals/1``."""
        rivals = self.searchers[1:] if self.finished else ()
        return {
            "schema": RIVALS_SCHEMA,
            "run": self.run,
            "geometric_mean_seconds": {name: self.mean(name) for name in self.searchers} if self.finished else {},
            "times_as_long": {name: self.ratio(name) for name in rivals},
            "solved": {name: list(self.solved(name)) for name in self.searchers},
            "much_slower_on": list(self.slower),
            "tasks": [{"name": task.name, "kind": task.kind} for task in self.finished],
            "matches": [asdict(match) for match in self.matches],
        }


def race(
    *,
    rivals: Sequence[str],
    seeds: int,
    seconds: float,
    tasks: Sequence[Task] = TASKS,
    finished: Finished = NOT_KEPT,
    heard: Callable[[int, Task], None] = lambda done, task: None,
) -> tuple[Matches, bool]:
    """Play every task: for each seed the hunt, then each rival. Whether all tasks are done: Ctrl-C keeps the finished ones.

    ``heard`` is told how many tasks are done, and the one at work.
    """
    searchers = (OURS, *rivals)
    matches: list[Match] = []
    done = 0
    try:
        _warm_up(searchers)
        for task in tasks:
            heard(done, task)
            key = [task.name, task.target.claim().source_text(), task.regime, dict(task.sizes), searchers, seeds, seconds]
            matches += [Match(**match) for match in finished.once(key, partial(_task, task, searchers, seeds, seconds))]
            done += 1
    except KeyboardInterrupt:
        pass
    run = provenance(command="rivals", seeds=seeds, budget_seconds=seconds, interrupted=done < len(tasks))
    return Matches(tuple(matches), tuple(tasks), searchers, seconds, run), done == len(tasks)


def _task(task: Task, searchers: Sequence[str], seeds: int, seconds: float) -> list[dict[str, Any]]:
    """All matches of a task as JSON-ready data."""
    return [asdict(_match(task, name, seed, seconds)) for seed in range(seeds) for name in searchers]


def _match(task: Task, searcher: str, seed: int, seconds: float) -> Match:
    if searcher == OURS:
        found = hunt(task.target, seed=seed, seconds=seconds, first_only=True, clock=time.perf_counter)
        when = found.first_hit[1] if found.first_hit is not None and found.first_hit[1] <= seconds else None
        return Match(task.name, searcher, seed, when, found.evaluations, found.counts.get("false alarms", 0))
    arena = Arena(task, seconds)
    with suppress(Over):
        SEARCHERS[searcher](arena, seed)
    return Match(task.name, searcher, seed, arena.solved, arena.evaluations, arena.alarms)


def _warm_up(searchers: Sequence[str]) -> None:
    """Imports and first calls are nobody's time."""
    for name in searchers:
        _match(TASKS[0], name, 0, WARM_UP_SECONDS)
