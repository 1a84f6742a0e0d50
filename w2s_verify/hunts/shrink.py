"""From a counterexample to a small one: fewer atoms and dimensions, small integers, at least half of the relative margin."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Judgement, Verdict, bit_cap, judge
from w2s_verify.hunts.moves import (
    Fields,
    Values,
    binary,
    complexity,
    simpler_axes,
    simpler_entries,
    simpler_together,
    smaller_sizes,
)
from w2s_verify.hunts.objective import Objective
from w2s_verify.hunts.probe import NOISE, Spot

STAGES = (smaller_sizes, simpler_axes, simpler_together, simpler_entries)
"""Kinds of moves, each as long as it helps; then again from the first."""
MOST_JUDGEMENTS = 120
MOST_BITS = 256
BATCH, LARGEST_CELLS = 512, 2**17
"""Moves that are read in float64 at a time."""
FIRST_READ = 16
"""The simplest moves of a batch are read first, then four times as many."""
READING = 0.2
"""What a reading of one instance costs beside a judgement."""
NEARLY = 0.999
"""A float64 score this near to what must be kept is worth a judgement."""
LARGEST_SCORE = 4.0


@dataclass(frozen=True)
class _Found:
    """A counterexample: the fields before the domain's coupling, what the coupling makes of them, and its judgement."""

    drawn: Fields
    instance: Instance
    judgement: Judgement


def drawn_fields(domain: Domain, regime: str, spot: Spot) -> Fields:
    """The fields of a spot before the coupling of the domain; after that of its regime."""
    plain = replace(domain, couple=None)
    named = plain.regime(regime)
    return plain.decode(named, plain.layout(named, dict(spot.sizes)), np.array(spot.integers, np.int64))


def shrink(
    claim: Claim,
    instance: Instance,
    *,
    drawn: Fields | None = None,
    least: float | None = None,
    most: int = MOST_JUDGEMENTS,
) -> tuple[Instance, Judgement]:
    """A simpler instance that refutes the claim by at least half of the relative margin, and its judgement.

    ``drawn`` are the fields of which the domain's coupling makes the instance, where they are known; ``least`` is another
    relative margin to keep (negative: a violation), ``most`` the judgements that may be spent.

    Moves stay in the domain: values on the lattice of their axis in some regime, sizes within bounds, and what the domain's
    coupling makes of them. They are read in float64 first, many at a time, and judged in the order of their simplicity.

    Raises
    ------
    ValueError
        The instance refutes nothing.
    """
    judgement = judge(claim, instance)
    if judgement.verdict is not Verdict.REFUTED:
        raise ValueError(f"{claim.id}: verdict {judgement.verdict} at {instance!r}: must be REFUTED")
    kept = judgement.relative / 2 if least is None else least
    found = _Found(instance if drawn is None else drawn, instance, judgement)
    if not _same(_coupled(claim.domain, found.drawn), instance):
        return instance, judgement
    shrinker = _Shrinker(claim, found.drawn, min(kept, 0.0), most)
    shrinker.look(instance)
    improved = True
    while improved:
        improved = False
        for stage in STAGES:
            while (simpler := shrinker.first(found, stage(claim.domain, found.drawn))) is not None:
                found, improved = simpler, True
    return found.instance, found.judgement


@dataclass
class _Shrinker:
    claim: Claim
    origin: Fields
    """The drawn fields of what was found."""
    least: float
    """The relative margin must stay at or below this (it is not positive)."""
    most: int
    floor: float = -np.inf
    """Moves with a smaller float64 score are not judged."""
    refused: set[str] = field(default_factory=set)
    spent: float = 0.0
    """Judgements, and a share of one for each reading in float64 of a claim that takes no batches."""
    objective: Objective = field(init=False)

    def __post_init__(self) -> None:
        self.objective = Objective(self.claim)

    def look(self, instance: Instance) -> None:
        """Whether float64 sees the violation at all: if so, it is asked before the judge."""
        reading = self.objective.read(instance.batch_of_one(), 1)
        if reading.parts and reading.scores[0] > NOISE:
            self.floor = min(-self.least, LARGEST_SCORE) * NEARLY - NOISE

    def first(self, before: _Found, moves: Iterator[dict[str, Values]]) -> _Found | None:
        """The simplest move of the first batch that has one which is still a counterexample of the margin to keep."""
        bound = complexity(before.instance)
        for shapes, alike in itertools.groupby(moves, lambda fields: tuple(value.shape for value in fields.values())):
            count = max(1, min(BATCH, LARGEST_CELLS // max(1, sum(map(math.prod, shapes)))))
            for batch in _batches(alike, count):
                for drawn, instance in self._simplest_first(batch, bound):
                    judgement = self._judged(instance)
                    if judgement is not None:
                        return _Found(drawn, instance, judgement)
                if self.spent >= self.most:
                    return None
        return None

    def _simplest_first(self, moves: Sequence[Fields], bound: float) -> Iterator[tuple[Fields, Instance]]:
        """The moves that are simpler than the bound, in the domain, and worth a judgement."""
        domain = self.claim.domain
        moves, made = _all_coupled(domain, moves)
        if made is None:
            return
        bits = complexity(made, 1)
        order = [int(index) for index in np.argsort(bits, kind="stable") if bits[index] < bound]
        start, count = 0, FIRST_READ
        while start < len(order) and self.spent < self.most:
            few = order[start : start + count]
            simpler = Instance(**{name: value[few] for name, value in made.items()})
            scores = self.objective.read(simpler, len(few)).scores
            self.spent += READING * len(few) if self.objective.by_rows else 0.0
            for at, (index, score) in enumerate(zip(few, scores, strict=True)):
                row = simpler.row(at)
                if score >= self.floor and _belongs(domain, self.origin, moves[index]) and not domain.contains(row):
                    yield moves[index], row
            start, count = start + count, 4 * count

    def _judged(self, instance: Instance) -> Judgement | None:
        """The judgement, where it is a counterexample of the margin to keep; each instance is judged once."""
        digest = instance.digest()
        if self.spent >= self.most or digest in self.refused:
            return None
        self.refused.add(digest)
        self.spent += 1
        try:
            judgement = judge(self.claim, instance, cap=min(MOST_BITS, bit_cap(self.claim, instance)))
        except Exception:  # whatever a formula raises at a point that the shrinker invented
            return None
        kept = judgement.verdict is Verdict.REFUTED and (self.least == 0 or judgement.relative <= self.least)
        return judgement if kept else None


def _batches(moves: Iterator[dict[str, Values]], count: int) -> Iterator[list[dict[str, Values]]]:
    while batch := list(itertools.islice(moves, count)):
        yield batch


def _all_coupled(domain: Domain, moves: Sequence[Fields]) -> tuple[Sequence[Fields], Instance | None]:
    """The moves of which the domain's coupling makes instances, and these as a batch; None where there are none."""
    made = _coupled(domain, _stacked(moves))
    if made is None:
        moves = [fields for fields in moves if _coupled(domain, fields) is not None]
        made = _coupled(domain, _stacked(moves)) if moves else None
    return moves, made


def _stacked(moves: Sequence[Fields]) -> Fields:
    return {name: np.stack([fields[name] for fields in moves]) for name in moves[0]}


def _coupled(domain: Domain, drawn: Fields) -> Instance | None:
    """What the domain's coupling makes of fields or a batch of them; themselves where it has itself taken an axis away.

    None where the coupling raises, or gives no instance: moves are invented, not drawn.
    """
    fields: Mapping[str, Any] = drawn
    try:
        if domain.couple is not None and all(axis.name in drawn for axis in domain.axes):
            with np.errstate(all="ignore"):
                fields = domain.couple(dict(drawn))
        return Instance(**{name: np.asarray(value, np.float64) + 0.0 for name, value in fields.items()})  # no negative zeros
    except Exception:  # whatever a coupling raises
        return None


def _same(made: Instance | None, instance: Instance) -> bool:
    return made is not None and made.digest() == instance.digest()


def _belongs(domain: Domain, origin: Fields, after: Fields) -> bool:
    """Whether some regime has every axis on its lattice; entries of the origin may stay, and 0 come where bounds allow it."""
    return any(
        all(
            on_lattice(axis, after[axis.name]) or _taken_from(axis, origin[axis.name], after[axis.name])
            for axis in domain.axes_in(regime)
            if axis.name in after
        )
        for regime in domain.regimes
    )


def _taken_from(axis: Axis, origin: Values, after: Values) -> bool:
    fresh = set(after.ravel()) - set(origin.ravel())
    return not fresh or (fresh == {0.0} and axis.low <= 0 <= axis.high)


def on_lattice(axis: Axis, value: Values) -> bool:
    """Whether the axis can take the value: integers within the bounds times one power of two."""
    _, power = binary(value)
    lowest, highest = axis.exponents
    exponent = int(np.min(power[value != 0], initial=highest))
    integers = np.ldexp(value, -exponent)
    return exponent >= lowest and bool(np.all((integers >= axis.low) & (integers <= axis.high)))
