"""Steps to a simpler instance: sizes smaller, values rounded, several axes scaled, turned over or set equal together."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.domain import Domain

Values = NDArray[np.float64]
Fields = Mapping[str, Values]
SIGNIFICANT = (1, 2, 3, 4, 6, 8, 12, 16, 24)
LARGEST_COUNTED_DOWN = 32
MANTISSA = 53
MOST_TIED = 32
"""Shared sizes that are tried."""
PARTS = (2, 4, 8, 16)


def complexity(fields: Fields, batch_axes: int = 0) -> Any:
    """Bits needed to write all entries as fractions, a little more for size, for a minus sign, and for every entry.

    A number, or one for each instance of a batch.
    """
    return sum(_bits(value).sum(axis=tuple(range(batch_axes, value.ndim))) for value in fields.values())


def _bits(value: Values) -> Values:
    """Bits of numerator and denominator of every entry."""
    length, power = binary(value)
    size = np.logaddexp2(0, np.log2(np.where(value != 0, np.abs(value), 1)) - np.minimum(power, 0))
    bits: Values = 0.5 + length + np.abs(power) + np.where(value != 0, size, 0) / 64 + np.where(value < 0, 0.25, 0.0)
    return bits


def binary(value: Values) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(length, power): every entry is ± an odd number of ``length`` bits times 2^power; (0, 0) for 0."""
    fraction, exponent = np.frexp(np.asarray(value, np.float64))
    whole = np.ldexp(np.abs(fraction), MANTISSA).astype(np.int64)
    trailing = np.log2(np.maximum(whole & -whole, 1)).astype(np.int64)
    length = np.where(whole > 0, MANTISSA - trailing, 0)
    return length, np.where(whole > 0, exponent - length, 0)


def smaller_sizes(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """Half of the indices, or one index, of one size taken out of every axis that has it."""
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
                    field: value if (at := _axis_of(domain, field, name)) is None else np.delete(value, taken, axis=at)
                    for field, value in fields.items()
                }


def simpler_axes(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """One axis as a whole: 0, its signs, rounded, scaled towards 1, divided by a common factor; or a part of its entries."""
    for name in _own(domain, fields):
        value = fields[name]
        scaled = (np.ldexp(value, k) for k in _shifts(value))
        for simpler in (*_simpler(value), *scaled, value / _common_factor(value), *_partly(value)):
            yield {**fields, name: simpler}


def simpler_together(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """Several axes at once: scaled alike or against each other, divided, turned over, set equal, rounded, partly 0."""
    own = {name: fields[name] for name in _own(domain, fields)}
    for changed in (*_rounded_together(own), *_scaled_together(own), *_pairs(own), *_slices(domain, own), *_tied(own)):
        yield {**fields, **changed}


def _rounded_together(own: Fields) -> Iterator[Fields]:
    for bits in SIGNIFICANT:
        yield {name: _rounded(value, bits) for name, value in own.items()}


def _scaled_together(own: Fields) -> Iterator[Fields]:
    """All divided by their common factor; one scaled towards 1, the others alike or against it."""
    factor = math.gcd(*map(_common_factor, own.values()))
    yield {name: value / factor for name, value in own.items()}
    for name, value in own.items():
        for k in _shifts(value):
            for others in (k, -k):
                yield {at: np.ldexp(other, k if at == name else others) for at, other in own.items()}


def _pairs(own: Fields) -> Iterator[Fields]:
    """Two axes, turned over, divided by a common factor, scaled alike or against each other, one set equal to the other."""
    for (name, first), (other, second) in itertools.combinations(own.items(), 2):
        factor = math.gcd(_common_factor(first), _common_factor(second))
        yield {name: -first, other: -second}
        yield {name: first / factor, other: second / factor}
        for k in {*_shifts(first), *_shifts(second)}:
            for against in (k, -k):
                yield {name: np.ldexp(first, k), other: np.ldexp(second, against)}
        if first.shape == second.shape:
            for sign in (1, -1):
                yield from ({name: sign * second}, {other: sign * first})


def _slices(domain: Domain, own: Fields) -> Iterator[Fields]:
    """One index of one size in all axes that have it: set to 0, or with the other sign (a reflection)."""
    for size in domain.sizes:
        places = {name: at for name in own if (at := _axis_of(domain, name, size)) is not None}
        for index in range(max((own[name].shape[at] for name, at in places.items()), default=0)):
            for factor in (0.0, -1.0):
                changed = {name: own[name].copy() for name in places}
                for name, at in places.items():
                    np.moveaxis(changed[name], at, 0)[index] *= factor
                yield changed


def _tied(own: Fields) -> Iterator[Fields]:
    """A size that several entries share, simpler in all of them; their signs stay."""
    sizes, counts = np.unique(np.concatenate([np.abs(value).ravel() for value in own.values()]), return_counts=True)
    for size in sizes[(counts > 1) & (sizes > 0)][:MOST_TIED]:
        for simpler in _simpler(size):
            yield {name: np.where(np.abs(value) == size, np.sign(value) * simpler, value) for name, value in own.items()}


def simpler_entries(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """One entry of one axis."""
    for name in _own(domain, fields):
        value = fields[name]
        for at in np.ndindex(value.shape) if value.shape else ():
            for entry in _simpler(value[at]):
                changed = value.copy()
                changed[at] = entry
                yield {**fields, name: changed}


def _own(domain: Domain, fields: Fields) -> list[str]:
    """The axes that may be changed: not those that are held at data."""
    return [axis.name for axis in domain.axes if axis.name in fields]


def _axis_of(domain: Domain, field: str, size: str) -> int | None:
    for axis in domain.axes:
        if axis.name == field and size in axis.shape:
            return axis.shape.index(size)
    return None


def _exponent(value: Values) -> int | None:
    """e with the largest entry in [2^(e-1), 2^e); None for 0."""
    largest = float(np.max(np.abs(value), initial=0.0))
    return math.frexp(largest)[1] if largest else None


def _shifts(value: Values) -> tuple[int, ...]:
    """Powers of two that take the largest entry into [1, 2), or a part of the way there."""
    exponent = _exponent(value)
    if exponent is None or exponent == 1:
        return ()
    way = 1 - exponent
    return tuple(dict.fromkeys(int(way / part) for part in (1, 2, 4, 8) if int(way / part)))


def _common_factor(value: Values) -> int:
    """The largest odd whole number that divides all entries, as multiples of a power of two."""
    _, power = binary(value)
    odd = np.ldexp(np.abs(value), -power).ravel().astype(np.int64).tolist()
    return math.gcd(*odd) or 1


def _partly(value: Values) -> Iterator[Values]:
    """A half, a quarter … of the entries that are not 0 set to 0, or to their signs."""
    places = np.flatnonzero(value)
    for parts in PARTS:
        for chosen in np.array_split(places, parts) if len(places) >= 2 * parts else ():
            for simpler in (0 * value, np.sign(value)):
                changed = value.copy()
                changed.ravel()[chosen] = simpler.ravel()[chosen]
                yield changed


def _rounded(value: Values, bits: int) -> Values:
    """Rounded to so many significant bits of the largest entry."""
    exponent = _exponent(value)
    return value if exponent is None else np.rint(np.ldexp(value, bits - exponent)) * np.ldexp(1.0, exponent - bits)


def _simpler(value: Values) -> Iterator[Values]:
    """0; ±1; the same scaled to whole numbers; rounded to few significant bits; the absolute value; less by a half or by 1."""
    yield 0 * value
    exponent = _exponent(value)
    if exponent is None:
        return
    yield np.sign(value)
    for bits in SIGNIFICANT:
        yield np.rint(np.ldexp(value, bits - exponent))
        yield _rounded(value, bits)
    yield np.abs(value)
    if not np.shape(value):
        yield np.trunc(value / 2)
        if np.abs(value) <= LARGEST_COUNTED_DOWN:
            yield np.trunc(value) - np.sign(value)
