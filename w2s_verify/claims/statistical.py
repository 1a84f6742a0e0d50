"""Statements about a probability or a mean, tested on a grid with a stated level. Their verdicts never say HOLDS.

A probability is tested by exact binomial tests; a mean by e-values, which need a bound on the variance and no normality.

CONSISTENT  no cell of the grid rejects at its share of the level, and each could have seen the declared deviation
REJECTED    some cell rejects
UNDERPOWERED  no cell rejects, but one of them could not have seen the declared deviation
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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


BLOCK = 125_000
"""Trials drawn at once."""


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


Draw = Callable[[np.random.Generator, Mapping[str, float], int], Any]
"""(generator, parameters, trials) -> how often the event happened; for a mean, the values drawn."""
Band = Callable[[Mapping[str, float]], tuple[float, float]]
"""Parameters -> the lowest and the highest probability that the statement allows (equal for an exact one)."""


@dataclass(frozen=True)
class Rival:
    """A false neighbour of a statistical claim: another band, to be REJECTED, in every cell where ``everywhere`` says so."""

    name: str
    says: str
    band: Band
    everywhere: Callable[[Mapping[str, float]], bool] = lambda at: False


@dataclass(frozen=True)
class CellResult:
    """One cell, tested: the p-value of the band, and the smallest shift out of it that would have been seen.

    ``hits`` counts the event; for a mean it is the sum of the values.
    """

    name: str
    trials: int
    hits: float
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

    ``deviation`` is the shift that every cell must be able to see. The trials of the cells are those of the dev profile: enough
    for that, and to reject the rivals; longer profiles enlarge them.

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

    def enlarged(self, factor: int) -> Statistical:
        """The same grid with ``factor`` times as many trials in every cell."""
        return replace(self, cells=tuple(replace(cell, trials=factor * cell.trials) for cell in self.cells))

    def sample(self, run_seed: int) -> tuple[Any, ...]:
        """What every cell draws, each with a generator of its own, which no other claim shares; large cells draw in blocks."""
        seeds = np.random.SeedSequence([run_seed, zlib.crc32(self.id.encode())]).spawn(len(self.cells))
        return tuple(self._drawn(np.random.default_rng(seed), cell) for seed, cell in zip(seeds, self.cells, strict=True))

    def _drawn(self, rng: np.random.Generator, cell: Cell) -> Any:
        assert self.draw is not None
        blocks = [min(BLOCK, cell.trials - done) for done in range(0, cell.trials, BLOCK)]
        return self.joined([self.draw(rng, cell.at, trials) for trials in blocks])

    def joined(self, drawn: list[Any]) -> Any:
        """The hits of several blocks."""
        return sum(drawn)

    def test(self, drawn: tuple[Any, ...], band: Band | None = None) -> tuple[CellResult, ...]:
        """Two one-sided tests a cell, each at its share of the level."""
        allowed = band or self.band
        assert allowed is not None
        share = LEVEL / (2 * len(self.cells))
        return tuple(
            self.test_cell(cell, found, allowed(cell.at), share) for cell, found in zip(self.cells, drawn, strict=True)
        )

    def test_cell(self, cell: Cell, drawn: Any, band: tuple[float, float], share: float) -> CellResult:
        """Exact binomial tests of one cell."""
        return _test(cell, drawn, band, share)

    def answer_to(self, rival: Rival, drawn: tuple[Any, ...]) -> Answer:
        """The word for a false neighbour on the same draws: REJECTED only if the cells that must reject it all do."""
        results = self.test(drawn, rival.band)
        said = answer(results, self.deviation)
        spared = [
            result
            for result, cell in zip(results, self.cells, strict=True)
            if rival.everywhere(cell.at) and not result.rejected
        ]
        return Answer.CONSISTENT if said is Answer.REJECTED and spared else said


@dataclass(frozen=True)
class StatisticalMean(Statistical):
    """A claim about an expectation. ``draw`` gives the values, ``band`` the lowest and highest mean, ``spread`` the variance.

    With ψ(y) = log(1 + y + y²/2): E exp ψ(λ(X − μ)) <= exp(λ² Var/2), so the product over a sample, divided by that, is an
    e-value (Catoni's influence function): it exceeds 1/p with probability at most p.
    """

    spread: Callable[[Mapping[str, float]], float] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.spread is None:
            raise ClaimError(f"{self.id}: a claim about a mean has a bound on the variance, spread")

    def joined(self, drawn: list[Any]) -> Any:
        """The values of several blocks."""
        return np.concatenate(drawn)

    def test_cell(self, cell: Cell, drawn: Any, band: tuple[float, float], share: float) -> CellResult:
        """One e-value against a larger mean, one against a smaller one."""
        assert self.spread is not None
        spread, count, wanted = self.spread(cell.at), len(drawn), math.log(1 / share)
        pace = math.sqrt((wanted - math.log(1 - POWER)) / (count * spread))
        evidence = max(_log_e_value(pace, side * (drawn - mean), spread) for side, mean in zip((-1, 1), band, strict=True))
        p_value = math.exp(-max(0.0, evidence))
        shift = _detectable_shift(count, spread, pace, wanted)
        return CellResult(cell.name, count, float(np.sum(drawn)), p_value, p_value <= share, shift)


def _log_e_value(pace: float, excess: Any, spread: float) -> float:
    """Σ ψ(λ(X − μ)) − nλ² Var/2."""
    y = pace * excess
    return float(np.sum(np.log1p(y + y * y / 2)) - len(y) * pace * pace * spread / 2)


def _detectable_shift(count: int, spread: float, pace: float, wanted: float) -> float:
    """The shift δ with nλδ − nλ²δ²/2 = nλ² Var + log(1/p) + log(1/(1 − power)), by ψ(y) >= −log(1 − y + y²/2) and Markov.

    inf where the sample is too small for any.
    """
    need = count * pace * pace * spread + wanted - math.log(1 - POWER)
    room = 1 - 2 * need / count
    return (1 - math.sqrt(room)) / pace if room >= 0 else math.inf


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
