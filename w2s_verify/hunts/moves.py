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


def complexity(fields: Fields, batch_axes: int = 0) -> Any:
    """Bits needed to write all entries as fractions, a little more for size, for a minus sign, and for every entry.

    A number, or one for each instance of a batch.
    """
    return sum(_bits(value).sum(axis=tuple(range(batch_axes, value.ndim))) for value in fields.values())


def _bits(value: Values) -> Values:
    """Bits of numerator and denominator of every entry."""
    fraction, exponent = np.frexp(np.asarray(value, np.float64))
    whole = np.ldexp(np.abs(fraction), MANTISSA).astype(np.int64)
    trailing = np.log2(np.maximum(whole & -whole, 1)).astype(np.int64)
    length = np.where(whole > 0, MANTISSA - trailing, 0)
    power = np.where(whole > 0, exponent - length, 0)
    numerator = length + np.maximum(power, 0)
    size = np.logaddexp2(0, np.log2(np.where(whole > 0, np.abs(fraction), 1)) + exponent - np.minimum(power, 0))
    bits: Values = 0.5 + numerator + np.maximum(-power, 0) + np.where(whole > 0, size, 0) / 64 + np.where(value < 0, 0.25, 0.0)
    return bits


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
    """One axis as a whole: 0, its signs, rounded, scaled towards 1."""
    for name in _own(domain, fields):
        for simpler in (*_simpler(fields[name]), *(np.ldexp(fields[name], k) for k in _shifts(fields[name]))):
            yield {**fields, name: simpler}


def simpler_together(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """Several axes at once: scaled alike or against each other, turned over, set equal, rounded."""
    names = _own(domain, fields)
    for bits in SIGNIFICANT:
        yield {**fields, **{name: _rounded(fields[name], bits) for name in names}}
    for name in names:
        others = [other for other in names if other != name]
        for k in _shifts(fields[name]):
            for against in (k, -k):
                yield {**fields, name: np.ldexp(fields[name], k), **{at: np.ldexp(fields[at], against) for at in others}}
    for name, other in itertools.combinations(names, 2):
        first, second = fields[name], fields[other]
        yield {**fields, name: -first, other: -second}
        for k in {*_shifts(first), *_shifts(second)}:
            for against in (k, -k):
                yield {**fields, name: np.ldexp(first, k), other: np.ldexp(second, against)}
        if first.shape == second.shape:
            yield from (
                {**fields, name: second},
                {**fields, name: -second},
                {**fields, other: first},
                {**fields, other: -first},
            )
    yield from _turned(domain, fields)


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


def _turned(domain: Domain, fields: Fields) -> Iterator[dict[str, Values]]:
    """One coordinate of one size with the other sign in all axes: a reflection."""
    for name in domain.sizes:
        places = {field: at for field in _own(domain, fields) if (at := _axis_of(domain, field, name)) is not None}
        for index in range(max((fields[field].shape[at] for field, at in places.items()), default=0)):
            turned = {field: np.moveaxis(fields[field].copy(), at, 0) for field, at in places.items()}
            for value in turned.values():
                value[index] = -value[index]
            yield {**fields, **{field: np.moveaxis(value, 0, places[field]) for field, value in turned.items()}}


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
