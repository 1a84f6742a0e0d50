"""How long shards take: so that a budget of time ends on a shard that still fits into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from w2s_verify.hunts.shard import Shard

GUESSES = {"structured": 2e-3, "judged": 1e-2}
OTHERWISE = 2e-5
"""Seconds an evaluation, before anything is measured."""


class Pace:
    """Seconds an evaluation of every engine, as measured so far."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.evaluations: defaultdict[str, int] = defaultdict(int)

    def learn(self, shard: Shard, seconds: float) -> None:
        """Take in how long one shard took."""
        self.seconds[shard.engine] += seconds
        self.evaluations[shard.engine] += shard.budget

    def rate(self, engine: str) -> float:
        """Seconds an evaluation."""
        if self.evaluations[engine]:
            return self.seconds[engine] / self.evaluations[engine]
        return GUESSES.get(engine, OTHERWISE)

    def affordable(self, shards: Sequence[Shard], seconds: float) -> int:
        """Evaluations of these shards, in their order, that fit into the time; at least one."""
        total = 0
        for shard in shards:
            rate = self.rate(shard.engine)
            if rate * shard.budget > seconds:
                return max(1, total + int(max(0.0, seconds) / rate))
            seconds -= rate * shard.budget
            total += shard.budget
        return total
