"""From a counterexample to a small one: fewer atoms and dimensions, small integers, at least half of the relative margin."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Judgement, Verdict, bit_cap, judge
from w2s_verify.hunts.objective import Objective

Values = NDArray[np.float64]
Fields = Mapping[str, Values]
MOST_JUDGEMENTS = 300
MOST_BITS = 256
HOPELESS = -1e-6
"""A float64 score below this is not worth a judgement."""
LARGEST_COUNTED_DOWN = 32
SIGNIFICANT = (1, 2, 3, 4, 6, 8, 12, 16, 24)


@dataclass
class _Shrinker:
    claim: Claim
    least: float
    """The relative margin must stay at or below this (it is negative)."""
    most: int
    judgements: int = 0

    def accepts(self, fields: Fields) -> tuple[Instance, Judgement] | None:
        """The instance and its judgement where it is still a counterexample of half the margin."""
        if self.judgements >= self.most:
            return None
        instance = Instance(**{name: value + 0.0 for name, value in fields.items()})  # no negative zeros
        reading = Objective(self.claim).read(instance.batch_of_one(), 1)
        if reading.parts and reading.scores[0] < HOPELESS:
            return None
        self.judgements += 1
        try:
            judgement = judge(self.claim, instance, cap=min(MOST_BITS, bit_cap(self.claim, instance)))
        except Exception:  # whatever a formula raises at a point that the shrinker invented
            return None
        kept = judgement.verdict is Verdict.REFUTED and (self.least >= 0 or judgement.relative <= self.least)
        return (instance, judgement) if kept else None


def shrink(
    claim: Claim, instance: Instance, *, least: float | None = None, most: int = MOST_JUDGEMENTS
) -> tuple[Instance, Judgement]:
    """A simpler instance that refutes the claim by at least half of the relative margin, and its judgement.

    ``least`` is another relative margin to keep (negative: a violation), ``most`` the judgements that may be spent.

    Moves stay in the domain: values on the lattice of their axis, sizes within bounds, unchanged by the domain's coupling.

    Raises
    ------
    ValueError
        The instance refutes nothing.
    """
    judgement = judge(claim, instance)
    if judgement.verdict is not Verdict.REFUTED:
        raise ValueError(f"{claim.id}: verdict {judgement.verdict} at {instance!r}: must be REFUTED")
    kept = judgement.relative / 2 if least is None else least
    shrinker = _Shrinker(claim, kept if kept < 0 else 0.0, most)
    coupled = _unchanged(claim.domain, instance)
    improved = coupled
    while improved and shrinker.judgements < most:
        improved = False
        for moved in _moves(claim.domain, instance):
            if not complexity(moved) < complexity(instance) or not _belongs(claim.domain, instance, moved):
                continue
            found = shrinker.accepts(moved)
            if found is not None:
                (instance, judgement), improved = found, True
                break
    return instance, judgement


def complexity(fields: Fields) -> float:
    """Bits needed to write all entries as fractions, a little more for size, for a minus sign, and for every entry."""
    return sum(_bits(float(entry)) for value in fields.values() for entry in value.ravel())


def _bits(entry: float) -> float:
    numerator, denominator = entry.as_integer_ratio()
    size = math.log2(1 + abs(numerator)) / 64
    return 0.5 + abs(numerator).bit_length() + denominator.bit_length() - 1 + size + (0.25 if entry < 0 else 0.0)


def _moves(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """Simpler fields, the boldest first."""
    yield from _smaller_sizes(domain, fields)
    for axis in domain.axes:
        if axis.name in fields:
            value = fields[axis.name]
            for simpler in _simpler(value):
                yield {**fields, axis.name: simpler}
            for at in np.ndindex(value.shape) if value.shape else ():
                for entry in _simpler(value[at]):
                    changed = value.copy()
                    changed[at] = entry
                    yield {**fields, axis.name: changed}


def _simpler(value: Values) -> Iterator[Values]:
    """0; ±1; the same scaled to whole numbers; rounded to few significant bits; the absolute value."""
    yield 0 * value
    yield np.sign(value)
    largest = float(np.max(np.abs(value), initial=0.0))
    if largest == 0:
        return
    _, exponent = math.frexp(largest)
    for bits in SIGNIFICANT:
        unit = 2.0 ** (exponent - bits)
        yield np.rint(value / unit)
        yield np.rint(value / unit) * unit
    yield np.abs(value)
    if not np.shape(value):
        yield np.trunc(value / 2)
        if largest <= LARGEST_COUNTED_DOWN:
            yield np.trunc(value) - np.sign(value)


def _smaller_sizes(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """One index of one size taken out of every axis that has it."""
    sizes: dict[str, int] = {}
    for axis in domain.axes:
        if axis.name in fields:
            sizes.update({size: fields[axis.name].shape[at] for at, size in enumerate(axis.shape) if isinstance(size, str)})
    for name, length in sizes.items():
        least = min(domain.size_bounds(regime)[name][0] for regime in domain.regimes)
        half = range(length // 2, length)
        for taken in [list(half), *([at] for at in reversed(range(length)))] if length > least else []:
            if 0 < len(taken) <= length - least:
                yield {
                    field: np.delete(value, taken, axis=at) if (at := _axis_of(domain, field, name)) is not None else value
                    for field, value in fields.items()
                }


def _axis_of(domain: Domain, field: str, size: str) -> int | None:
    for axis in domain.axes:
        if axis.name == field and size in axis.shape:
            return axis.shape.index(size)
    return None


def _belongs(domain: Domain, before: Fields, after: Fields) -> bool:
    """Every changed axis stays on its lattice, and the domain's coupling changes nothing."""
    for axis in domain.axes:
        if axis.name in after and not np.array_equal(before[axis.name], after[axis.name]):
            reduced = set(after[axis.name].ravel()) <= set(before[axis.name].ravel()) | {0.0}
            if not (reduced and axis.low <= 0) and not on_lattice(domain, axis, after[axis.name]):
                return False
    return _unchanged(domain, after)


def on_lattice(domain: Domain, axis: Axis, value: Values) -> bool:
    """Whether the axis can take the value, in some regime: integer · 2^e within the bounds."""
    low = min([axis.low, *(regime.axes[axis.name][0] for regime in domain.regimes if axis.name in regime.axes)])
    high = max([axis.high, *(regime.axes[axis.name][1] for regime in domain.regimes if axis.name in regime.axes)])
    ranges = [axis.exponents, *(regime.exponents[axis.name] for regime in domain.regimes if axis.name in regime.exponents)]
    exponent = min(max(top for _, top in ranges), _trailing(value))
    if exponent < min(bottom for bottom, _ in ranges):
        return False
    integers = np.ldexp(value, -exponent)
    return bool(np.all((integers >= low) & (integers <= high)))


def _trailing(value: Values) -> int:
    """The largest e with every entry an integer multiple of 2^e."""
    exponents = []
    for entry in value.ravel():
        numerator, denominator = float(entry).as_integer_ratio()
        if numerator:
            exponents.append((numerator & -numerator).bit_length() - denominator.bit_length())
    return min(exponents, default=10_000)


def _unchanged(domain: Domain, fields: Fields) -> bool:
    """Whether the coupling leaves the fields alone; True where it needs an axis that it has itself taken away."""
    if domain.couple is None or any(axis.name not in fields for axis in domain.axes):
        return True
    with np.errstate(all="ignore"):
        coupled: Mapping[str, Any] = domain.couple(dict(fields))
    return all(name in coupled and np.array_equal(coupled[name], value) for name, value in fields.items())
