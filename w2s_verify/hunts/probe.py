"""What an engine is given: one regime, a budget, a seed, and a function to evaluate. No engine knows a statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import Layout, Regime
from w2s_verify.claims.instance import Instance
from w2s_verify.hunts.objective import UNREADABLE, Objective

Integers = NDArray[np.int64]
LARGEST_CELLS = 2**19
"""Numbers in one batch: larger batches are cut, so that they stay in the cache."""
KEPT_PER_PART = 3
NOISE = 2.0**-44
"""A violation of this relative size may be rounding alone."""
MOST_ALERTS = 8
"""Spots of one probe that are told at once; the others wait for its end."""


class Exhausted(BaseException):
    """The budget of a probe is spent, or its search is over; no library that an engine calls catches it."""


@dataclass(frozen=True, order=True)
class Spot:
    """One place of the search: a score and the integer vector, with the sizes that its layout needs."""

    score: float
    sizes: tuple[tuple[str, int], ...]
    integers: tuple[int, ...]

    def to_json(self) -> list[Any]:
        """JSON-ready data."""
        return [self.score, [list(size) for size in self.sizes], list(self.integers)]

    @classmethod
    def from_json(cls, data: list[Any]) -> Spot:
        """The spot that ``to_json`` wrote."""
        score, sizes, integers = data
        return cls(float(score), tuple((str(name), int(size)) for name, size in sizes), tuple(map(int, integers)))


@dataclass
class Probe:
    """Evaluates integer vectors of one regime, counts them, and keeps the best and the suspects of every part.

    ``alert`` is told what looks violated as soon as it is seen; True ends the search.
    """

    claim: Claim
    regime: Regime
    budget: int
    rng: np.random.Generator
    starts: tuple[Spot, ...] = ()
    alert: Callable[[Spot], bool] | None = None
    alerts: int = 0
    evaluations: int = 0
    feasible: int = 0
    best: Spot | None = None
    nearest: Spot | None = None
    """The best below 0: where 0 ≤ 0 is reached at once, it still tells where to climb."""
    suspects: dict[str, list[Spot]] = field(default_factory=dict)
    objective: Objective = field(init=False)
    _told: Spot | None = None

    def __post_init__(self) -> None:
        self.objective = Objective(self.claim)

    @property
    def left(self) -> int:
        """Evaluations left."""
        return self.budget - self.evaluations

    def random_layout(self) -> Layout:
        """Sizes drawn with small ones preferred."""
        sizes = {}
        for name, (low, high) in self.claim.domain.size_bounds(self.regime).items():
            sizes[name] = low + int((high - low + 1) ** self.rng.random()) - 1
        return self.claim.domain.layout(self.regime, sizes)

    def layout_of(self, spot: Spot) -> Layout:
        """The layout of a spot."""
        return self.claim.domain.layout(self.regime, dict(spot.sizes))

    def evaluate(self, layout: Layout, vectors: Integers, part: str | None = None) -> NDArray[np.float64]:
        """Scores (count,) of integer vectors (count, k), of all parts together or of one of them.

        Raises
        ------
        Exhausted
            The budget is spent; what fits in it has been evaluated.
        """
        chunk = max(1, LARGEST_CELLS // max(1, vectors.shape[1]))
        scores = [self._chunk(layout, vectors[at : at + chunk], part) for at in range(0, len(vectors), chunk)]
        return np.concatenate(scores) if scores else np.empty(0)

    def relaxed(self, layout: Layout, vectors: NDArray[np.float64], part: str) -> NDArray[np.float64]:
        """Scores of real vectors, between the integers; counted, never kept.

        Raises
        ------
        Exhausted
            The budget is spent.
        """
        if self.left < len(vectors):
            raise Exhausted
        self.evaluations += len(vectors)
        try:
            batch = self.claim.domain.decode(self.regime, layout, vectors)
        except ValueError:
            return np.full(len(vectors), UNREADABLE)
        reading = self.objective.read(batch, len(vectors))
        return _scores_of(reading.parts, reading.violations, reading.penalties, part)

    def _chunk(self, layout: Layout, vectors: Integers, part: str | None) -> NDArray[np.float64]:
        if self.left <= 0:
            raise Exhausted
        vectors = vectors[: self.left]
        self.evaluations += len(vectors)
        reading = self.objective.read(self.decode(layout, vectors), len(vectors))
        self.feasible += int((reading.penalties == 0).sum())
        self._keep(layout.sizes, vectors, reading.parts, reading.violations - reading.penalties)
        self._tell()
        return _scores_of(reading.parts, reading.violations, reading.penalties, part)

    def _tell(self) -> None:
        spot = self.best
        if self.alert is None or spot is None or spot.score <= NOISE or self.alerts >= MOST_ALERTS or spot == self._told:
            return
        self._told = spot
        self.alerts += 1
        if self.alert(spot):
            raise Exhausted

    def decode(self, layout: Layout, vectors: Integers) -> Instance:
        """The batch that the vectors stand for."""
        return self.claim.domain.decode(self.regime, layout, vectors)

    def _keep(self, sizes: Mapping[str, int], vectors: Integers, parts: tuple[str, ...], scores: NDArray[np.float64]) -> None:
        """The best spot of all, and the few largest non-negative scores of each part."""
        if not parts:
            return
        named = tuple(sizes.items())
        for part, row in zip(parts, scores, strict=True):
            top = int(np.argmax(row))
            if self.best is None or row[top] > self.best.score:
                self.best = Spot(float(row[top]), named, tuple(vectors[top].tolist()))
            below = int(np.argmax(np.where(row < 0, row, -np.inf)))
            if row[below] < 0 and (self.nearest is None or row[below] > self.nearest.score):
                self.nearest = Spot(float(row[below]), named, tuple(vectors[below].tolist()))
            if row[top] < 0:
                continue
            order = np.argsort(-row, kind="stable")[: KEPT_PER_PART + 1]
            found = [Spot(float(row[at]), named, tuple(vectors[at].tolist())) for at in order if row[at] >= 0]
            merged = {spot.integers: spot for spot in [*self.suspects.get(part, []), *found]}
            self.suspects[part] = sorted(merged.values(), key=lambda spot: -spot.score)[:KEPT_PER_PART]

    def add_suspect(self, spot: Spot) -> None:
        """A spot found by other means, to be confirmed."""
        self.suspects.setdefault("", []).append(spot)


def _scores_of(parts: tuple[str, ...], violations: Any, penalties: Any, part: str | None) -> NDArray[np.float64]:
    if part in parts:
        return np.asarray(violations[parts.index(part)] - penalties)
    return np.asarray(violations.max(axis=0, initial=UNREADABLE) - penalties)
