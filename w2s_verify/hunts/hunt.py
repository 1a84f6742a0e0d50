"""A hunt: synchronous rounds of shards until the budget is spent or a round has found a counterexample."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from w2s_verify.claims.sources import check_unchanged, sources_digest
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.hunts.pace import Pace
from w2s_verify.hunts.schedule import Standing, plan_round
from w2s_verify.hunts.shard import Best, Hit, Shard, ShardResult, claim_of, run_shard
from w2s_verify.hunts.target import Target

Runner = Callable[[Sequence[Shard]], Iterable[ShardResult]]
"""Runs shards wherever it likes, and yields their results in the order of the shards."""


def in_turn(shards: Sequence[Shard]) -> Iterator[ShardResult]:
    """One shard after the other in this process."""
    return map(run_shard, shards)


@contextmanager
def _ended(results: Iterable[ShardResult]) -> Iterator[Iterable[ShardResult]]:
    """Results of which no more will be asked after this: a runner's workers are told to stop."""
    try:
        yield results
    finally:
        if isinstance(results, Generator):
            results.close()


@dataclass(frozen=True)
class Progress:
    """Where a hunt is, for whoever watches."""

    evaluations: int
    seconds: float
    best: Best | None
    engine: str
    round: int


@dataclass
class Hunt:
    """What a hunt found. Everything but ``seconds`` is a function of (target, seed, evaluations, engines)."""

    target: Target
    seed: int
    engines: tuple[str, ...]
    rounds: int = 0
    evaluations: int = 0
    budgeted: int = 0
    feasible: int = 0
    best: Best | None = None
    hits: list[Hit] = field(default_factory=list)
    by_engine: Counter[str] = field(default_factory=Counter)
    by_regime: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    first_hit: tuple[int, float] | None = None
    """Evaluations and seconds until the first certified candidate."""

    def take(self, shard: Shard, result: ShardResult) -> None:
        """Count one shard's result."""
        self.evaluations += result.evaluations
        self.budgeted += shard.budget
        self.feasible += result.feasible
        self.by_engine[shard.engine] += result.evaluations
        self.by_regime[shard.regime] += result.evaluations
        self.counts.update(result.counts)
        if result.best is not None and (self.best is None or result.best.score > self.best.spot.score):
            self.best = Best(shard.regime, result.best)
        self.hits += result.hits

    def distinct(self) -> list[Hit]:
        """The hits, the most violated of each regime."""
        chosen: dict[str, Hit] = {}
        for hit in self.hits:
            if hit.regime not in chosen or hit.relative < chosen[hit.regime].relative:
                chosen[hit.regime] = hit
        return list(chosen.values())


def hunt(
    target: Target,
    *,
    seed: int = 0,
    evaluations: int | None = None,
    seconds: float | None = None,
    engines: Sequence[str] = tuple(ENGINES),
    first_only: bool = False,
    runner: Runner = in_turn,
    heard: Callable[[Progress], None] = lambda progress: None,
    clock: Callable[[], float] = time.perf_counter,
) -> Hunt:
    """Search for counterexamples until one is certified or a budget is spent.

    ``evaluations`` bounds the evaluations exactly as planned; ``seconds`` stops at the end of a shard, and the round that does
    not fit is cut: ``Hunt.budgeted`` evaluations replay either. ``first_only`` stops at the first hit, otherwise the round is
    finished, so that several regimes may show theirs.

    Raises
    ------
    ValueError
        No budget; an unknown engine.
    ClaimError
        The target cannot be read; its file was changed between the rounds.
    """
    if evaluations is None and seconds is None:
        raise ValueError("evaluations = None, seconds = None: one of them must be given")
    unknown = set(engines) - set(ENGINES)
    if unknown:
        raise ValueError(f"engines = {sorted(unknown)}: must be among {', '.join(ENGINES)}")
    sources = sources_digest(target.named)
    domain = claim_of(target).domain
    started = clock()
    found, standing, pace = Hunt(target, seed, tuple(engines)), Standing(), Pace()
    last = False
    while not (found.hits or last):
        left = None if evaluations is None else evaluations - found.budgeted
        shards = plan_round(target, seed, found.rounds, domain, engines, standing, left, first_only)
        if seconds is not None and found.rounds:
            fits = pace.affordable(shards, seconds - found.seconds)
            last = fits < sum(shard.budget for shard in shards)
            shards = plan_round(target, seed, found.rounds, domain, engines, standing, fits, first_only) if last else shards
        if not shards:
            break
        with _ended(runner(shards)) as results:
            for shard, result in zip(shards, results, strict=False):
                before, found.seconds = found.seconds, clock() - started
                pace.learn(shard, found.seconds - before)
                found.take(shard, result)
                standing.learn(shard, result)
                heard(Progress(found.evaluations, found.seconds, found.best, shard.engine, found.rounds))
                if result.hits and found.first_hit is None:
                    found.first_hit = (found.evaluations, found.seconds)
                over = seconds is not None and found.seconds >= seconds
                last = last or over
                if over or (first_only and result.hits):
                    break
        check_unchanged(target.named, sources)
        found.rounds += 1
    found.seconds = clock() - started
    return found
