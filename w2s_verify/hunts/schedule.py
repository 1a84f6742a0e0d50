"""The rounds of a hunt: which engines search which regimes with how much. A function of results alone, never of the clock."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.hunts.probe import Spot
from w2s_verify.hunts.shard import Shard, ShardResult
from w2s_verify.hunts.target import Target

FIRST = {"corners": 64, "sampling": 96, "gradient": 192, "judged": 2}
"""Evaluations a regime in round 0."""
DRAWING = ("corners", "sampling")
LATER = {"gradient": 1536, "sampling": 512, "corners": 256, "evolution": 1024, "judged": 4, "structured": 16}
"""Evaluations a shard in round 1; doubled in every round, up to 2^6 times."""
GRADIENTS = 64
"""A shard of the gradient engine has evaluations for so many gradients at least, in an instance of middling sizes."""
LARGEST_DOUBLING = 6
SHARDS = 4
ELITES = 3


@dataclass
class Standing:
    """What the rounds so far have taught: the best spots of each regime, and which engine improved them how often."""

    elites: dict[str, list[Spot]] = field(default_factory=dict)
    wins: Counter[str] = field(default_factory=Counter)

    def learn(self, shard: Shard, result: ShardResult) -> None:
        """Take in one result; results are taken in shard order."""
        before = self.elites.get(shard.regime, [])
        if result.best is not None and (not before or result.best.score > before[0].score):
            self.wins[shard.engine] += 1
        merged = {(spot.sizes, spot.integers): spot for spot in [*before, *result.elites]}
        ranked = sorted(merged.values(), key=lambda spot: -spot.score)
        level = [spot for spot in ranked if spot.score == 0]
        self.elites[shard.regime] = [spot for spot in ranked if spot.score != 0 or spot == level[0]][:ELITES]

    def share(self, engine: str, engines: Sequence[str]) -> float:
        """An engine's multiple of its budget: between a half and three, by its share of the improvements."""
        total = sum(self.wins[name] for name in engines)
        return min(3.0, max(0.5, len(engines) * (1 + self.wins[engine]) / (len(engines) + total)))


def plan_round(
    target: Target,
    seed: int,
    number: int,
    domain: Domain,
    engines: Sequence[str],
    standing: Standing,
    left: int | None,
    first_only: bool = False,
) -> list[Shard]:
    """The shards of one round; ``left`` evaluations (None: no limit) are not exceeded."""
    opening = _first(domain.regimes, engines) if number == 0 else []
    wanted = opening or _later(max(number, 1), domain, engines, standing)
    shards: list[Shard] = []
    for index, (engine, regime, evaluations) in enumerate(wanted):
        budget = evaluations if left is None else min(evaluations, left - sum(shard.budget for shard in shards))
        if budget <= 0:
            break
        starts = tuple(standing.elites.get(regime.name, ())) if engine in ("gradient", "evolution") else ()
        shards.append(Shard(target, seed, number, index, engine, regime.name, budget, starts, first_only))
    return shards


def _first(regimes: Sequence[Regime], engines: Sequence[str]) -> list[tuple[str, Regime, int]]:
    """Corners and draws regime by regime, then the other engines, each in every regime."""
    wanted = [engine for engine in FIRST if engine in engines]
    drawing = [engine for engine in wanted if engine in DRAWING]
    first = [(engine, regime, FIRST[engine]) for regime in regimes for engine in drawing]
    return first + [(engine, regime, FIRST[engine]) for engine in wanted if engine not in DRAWING for regime in regimes]


def _later(number: int, domain: Domain, engines: Sequence[str], standing: Standing) -> list[tuple[str, Regime, int]]:
    """Half of each engine's shards in the regimes that stand best, half in turn."""
    doubled, regimes = 2 ** min(number - 1, LARGEST_DOUBLING), domain.regimes
    best = sorted(
        regimes, key=lambda regime: -max((spot.score for spot in standing.elites.get(regime.name, ())), default=-99.0)
    )
    wanted = []
    for place, engine in enumerate(name for name in LATER if name in engines):
        turn = [regimes[((number - 1) * SHARDS // 2 + place + step) % len(regimes)] for step in range(SHARDS // 2)]
        share = doubled * standing.share(engine, engines)
        chosen = [*best[: SHARDS // 2], *turn]
        wanted += [(engine, regime, max(1, round(_unit(engine, domain, regime) * share))) for regime in chosen]
    return wanted


def _unit(engine: str, domain: Domain, regime: Regime) -> int:
    """Evaluations of a shard before shares: one gradient costs as many as an instance has entries."""
    if engine != "gradient":
        return LATER[engine]
    sizes = {name: math.isqrt(low * high) for name, (low, high) in domain.size_bounds(regime).items()}
    return max(LATER[engine], GRADIENTS * domain.layout(regime, sizes).low.size)
