"""The one scalar that every engine climbs: how far a claim is violated, in float64, for a whole batch. Never a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.arithmetic import float64
from w2s_verify.claims.claim import Agree, Claim, Part, Positive
from w2s_verify.claims.instance import Instance

Floats = NDArray[np.float64]

UNREADABLE = -8.0
"""The score where nothing can be read (nan, overflow, an exception); below every score that can."""
CLOSE = 2.0**-26
"""Below this relative size the claim's own margin speaks, since larger - smaller has cancelled."""


@dataclass(frozen=True)
class Reading:
    """A batch read in float64.

    violations  (parts, batch): -margin / scale of each part; above 0 it looks violated, UNREADABLE where it is nan
    penalties   (batch): 0 where every premise holds, else 2 + a measure of how far it fails
    """

    parts: tuple[str, ...]
    violations: Floats
    penalties: Floats

    @property
    def scores(self) -> Floats:
        """The largest violation of any part, less the penalty: what is climbed."""
        return np.asarray(self.violations.max(axis=0, initial=UNREADABLE) - self.penalties)


class Objective:
    """A claim's score. The whole batch in one call where the claim's functions take batches, row by row where they do not.

    ``by_rows`` is set at the first batch that was not taken.
    """

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.by_rows = False
        self._margin_reads = claim.margin is not None

    def read(self, batch: Instance, count: int) -> Reading:
        """The reading of ``count`` instances with the batch axis leading."""
        with np.errstate(all="ignore"):
            if not self.by_rows:
                try:
                    return self._read(batch, count)
                except Exception:  # whatever a formula raises on a batch: a user's file may branch on numbers
                    self.by_rows = True
            return _joined([self._row(batch.row(index)) for index in range(count)])

    def attempt(self, instance: Instance) -> None:
        """Read one instance and pass on whatever the formula raises."""
        with np.errstate(all="ignore"):
            try:
                self._read(instance.batch_of_one(), 1)
            except Exception:  # as above
                self._read(instance, 1)

    def _row(self, instance: Instance) -> Reading:
        try:
            return self._read(instance.batch_of_one(), 1)
        except Exception:  # as above; the judge will say what is wrong if it is more than the float64 reading
            pass
        try:
            return self._read(instance, 1)
        except Exception:
            return Reading((), np.empty((0, 1)), np.full(1, 4.0))

    def _read(self, batch: Instance, count: int) -> Reading:
        at = batch.lift(float64)
        penalties = np.zeros(count)
        for value in self.claim.premise_values(float64, at).values():
            penalties += _penalty(value, count)
        parts = self.claim.searched_parts(float64, at)
        margins = self._margins(at, count)
        rows = [_violation(part, margins.get(name), count) for name, part in parts.items()]
        return Reading(tuple(parts), np.stack(rows), penalties)

    def _margins(self, at: Any, count: int) -> Mapping[str, Floats]:
        if self.claim.margin is None or not self._margin_reads:
            return {}
        try:
            return {name: _row_of(value, count) for name, value in self.claim.margin(float64, at).items()}
        except Exception:
            self._margin_reads = False
            return {}


def _joined(readings: list[Reading]) -> Reading:
    names = max((reading.parts for reading in readings), key=len, default=())
    blank = np.full((len(names), 1), UNREADABLE)
    columns = [reading.violations if reading.parts == names else blank for reading in readings]
    return Reading(names, np.hstack(columns), np.concatenate([reading.penalties for reading in readings]))


def _row_of(value: Any, count: int) -> Floats:
    """A number or a (count,) array as (count,).

    Raises
    ------
    ValueError
        Another shape: the formula did not keep the batch axis.
    """
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (count,))


def _penalty(premise: Any, count: int) -> Floats:
    strict = isinstance(premise, Positive)
    value = _row_of(premise.value if strict else premise, count)
    held = value > 0 if strict else value >= 0
    short = np.abs(np.nan_to_num(value))
    return np.where(held, 0.0, 2.0 + short / (1.0 + short))


def _violation(part: Part, margin: Floats | None, count: int) -> Floats:
    """-margin / scale, as the judge measures it; an identity is violated by any difference."""
    if isinstance(part, Agree):
        left, right = _row_of(part.left, count), _row_of(part.right, count)
        scale = np.abs(left) + np.abs(right) if part.scale is None else _row_of(part.scale, count)
        return _quotient(np.abs(left - right), scale)
    smaller, larger = _row_of(part.smaller, count), _row_of(part.larger, count)
    scale = np.maximum(np.abs(larger), np.abs(smaller)) if part.scale is None else _row_of(part.scale, count)
    plain = _quotient(smaller - larger, scale)
    if margin is None:
        return plain
    precise = _quotient(-margin, scale)
    return np.where((np.abs(plain) < CLOSE) & (precise > UNREADABLE), precise, plain)


def _quotient(value: Floats, scale: Floats) -> Floats:
    ratio = np.where(value == 0, 0.0, value / np.abs(scale))
    return np.where(np.isfinite(ratio), np.clip(ratio, -4.0, 4.0), UNREADABLE)
