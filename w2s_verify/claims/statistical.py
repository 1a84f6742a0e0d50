"""Statements about a probability, tested by exact binomial tests on a grid. Their verdicts never say HOLDS.

CONSISTENT  no cell of the grid rejects at its share of the level, and each could have seen the declared deviation
REJECTED    some cell rejects
UNDERPOWERED  no cell rejects, but one of them could not have seen the declared deviation
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from scipy import stats

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At

LEVEL = 1e-9
"""Probability that a whole grid rejects a true statement, at most."""
POWER = 0.999
"""The deviation called detectable is found with this probability."""


class Answer(StrEnum):
    """What a grid of tests says of a statement."""

    CONSISTENT = "CONSISTENT"
    REJECTED = "REJECTED"
    UNDERPOWERED = "UNDERPOWERED"


@dataclass(frozen=True)
class Cell:
    """One point of the grid: its parameters, and how often the event is drawn there."""

    name: str
    at: Mapping[str, float]
    trials: int


Draw = Callable[[np.random.Generator, Mapping[str, float], int], int]
"""(generator, parameters, trials) -> how often the event happened."""
Band = Callable[[Mapping[str, float]], tuple[float, float]]
"""Parameters -> the lowest and the highest probability that the statement allows (equal for an exact one)."""


@dataclass(frozen=True)
class Rival:
    """A false neighbour of a statistical claim: another band, to be REJECTED."""

    name: str
    says: str
    band: Band


@dataclass(frozen=True)
class CellResult:
    """One cell, tested: the p-value of the band, and the smallest shift of the probability that would have been seen."""

    name: str
    trials: int
    hits: int
    p_value: float
    rejected: bool
    detectable: float


def _no_instance(num: Arithmetic, at: At) -> Mapping[str, Any]:
    del num, at
    raise ClaimError("a statistical claim has no reading at one instance: run verify")


_GRID = Domain((Axis("cell", 0, 0),))


@dataclass(frozen=True)
class Statistical(Claim):
    """A claim about probabilities. ``draw`` samples the event at a cell, ``band`` says what the statement allows there.

    ``deviation`` is the shift of a probability that every cell must be able to see.

    Raises
    ------
    ClaimError
        No cells, no draw or band, an expected answer that is none.
    """

    domain: Domain = _GRID
    sides: Callable[[Arithmetic, At], Mapping[str, Any]] = _no_instance
    kind: str = "statistical"
    expects: str = Answer.CONSISTENT
    cells: tuple[Cell, ...] = ()
    draw: Draw | None = None
    band: Band | None = None
    deviation: float = 0.02
    rivals: tuple[Rival, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if not self.cells or self.draw is None or self.band is None:
            raise ClaimError(f"{self.id}: a statistical claim has cells, a draw and a band")
        if self.expects not in set(Answer):
            raise ClaimError(f"{self.id}: expects = {self.expects!r}: must be one of {', '.join(Answer)}")

    def sample(self, run_seed: int) -> tuple[int, ...]:
        """Hits at every cell, each with a generator of its own."""
        assert self.draw is not None
        seeds = np.random.SeedSequence(run_seed).spawn(len(self.cells))
        generators = (np.random.default_rng(seed) for seed in seeds)
        return tuple(self.draw(rng, cell.at, cell.trials) for rng, cell in zip(generators, self.cells, strict=True))

    def test(self, hits: tuple[int, ...], band: Band | None = None) -> tuple[CellResult, ...]:
        """Two one-sided exact binomial tests a cell, each at its share of the level."""
        allowed = band or self.band
        assert allowed is not None
        share = LEVEL / (2 * len(self.cells))
        return tuple(_test(cell, hit, allowed(cell.at), share) for cell, hit in zip(self.cells, hits, strict=True))


def _test(cell: Cell, hits: int, band: tuple[float, float], share: float) -> CellResult:
    low, high = band
    below, above = stats.binom.cdf(hits, cell.trials, low), stats.binom.sf(hits - 1, cell.trials, min(high, 1.0))
    p_value = float(min(below, above))
    return CellResult(cell.name, cell.trials, hits, p_value, p_value <= share, _detectable(cell.trials, low, high, share))


def _detectable(trials: int, low: float, high: float, share: float) -> float:
    """Smallest shift out of the band, on the side where there is room, that the test sees with probability ``POWER``."""
    if low > 0:
        critical = stats.binom.ppf(share, trials, low) - 1
        shifted = stats.beta.ppf(1 - POWER, critical + 1, trials - critical) if critical >= 0 else 0.0
        return float(low - shifted)
    critical = stats.binom.isf(share, trials, high) + 1
    return float(stats.beta.ppf(POWER, critical, trials - critical + 1) - high)


def answer(results: tuple[CellResult, ...], deviation: float) -> Answer:
    """The word for a grid."""
    if any(result.rejected for result in results):
        return Answer.REJECTED
    if any(result.detectable > deviation for result in results):
        return Answer.UNDERPOWERED
    return Answer.CONSISTENT
