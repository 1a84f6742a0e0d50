"""Shares and medians with intervals that are exact for independent draws, whatever their law."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from w2s_verify.claims.catalogue import nearest

LEVEL = 0.95
"""Coverage of every interval, unless it says otherwise."""


class MeasuringError(ValueError):
    """Settings that nothing can be measured with."""


def check_rules(rules: Mapping[str, bool]) -> None:
    """Settings by their rules: each message with whether its rule holds.

    Raises
    ------
    MeasuringError
        The first rule that does not.
    """
    for message, holds in rules.items():
        if not holds:
            raise MeasuringError(message)


def unknown(argument: str, name: str, known: Sequence[str]) -> str:
    """The message about a name that is not among the known ones, with the nearest of them."""
    return f"{argument} = {name!r}: must be one of {', '.join(known)}{nearest(name, list(known))}"


@dataclass(frozen=True)
class Share:
    """``count`` of ``trials``, with the ends of the Clopper-Pearson interval."""

    count: int
    trials: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """count / trials."""
        return self.count / self.trials


@dataclass(frozen=True)
class Median:
    """The middle of the finite values, with the ends of the order-statistic interval; None where there are too few."""

    value: float | None
    low: float | None
    high: float | None
    trials: int


def share(happened: ArrayLike, level: float = LEVEL) -> Share:
    """How often something happened, with its exact interval.

    Raises
    ------
    ValueError
        No trials.
    """
    events = np.asarray(happened, dtype=bool).ravel()
    if events.size == 0:
        raise ValueError("happened is empty: a share needs at least one trial")
    count, trials = int(events.sum()), events.size
    tail = (1 - level) / 2
    low = float(special.betaincinv(count, trials - count + 1, tail)) if count > 0 else 0.0
    high = float(special.betaincinv(count + 1, trials - count, 1 - tail)) if count < trials else 1.0
    return Share(count, trials, low, high)


def median(values: ArrayLike | Sequence[float | None], level: float = LEVEL) -> Median:
    """Median and the narrowest symmetric pair of order statistics that covers it with the level; None and nan are left out."""
    found = np.array([math.nan if value is None else float(value) for value in np.asarray(values, dtype=object).ravel()])
    kept = np.sort(found[np.isfinite(found)])
    if kept.size == 0:
        return Median(None, None, None, 0)
    rank = int(stats.binom.ppf((1 - level) / 2, kept.size, 0.5))
    middle = float(np.median(kept))
    if rank < 1:
        return Median(middle, None, None, kept.size)
    return Median(middle, float(kept[rank - 1]), float(kept[kept.size - rank]), kept.size)


def binomial_band(probability: ArrayLike, trials: int, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray]:
    """Within which a share of ``trials`` lies with at least the level, if its probability is as given: exact, no normal law."""
    tail = (1 - level) / 2
    chance = np.asarray(probability, dtype=np.float64)
    low, high = (stats.binom.ppf(at, trials, chance) / trials for at in (tail, 1 - tail))
    return np.asarray(low), np.asarray(high)
