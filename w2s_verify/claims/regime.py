"""The parts a domain is made of: integer axes and named regimes, checked where they are made."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Fields = Mapping[str, NDArray[np.float64]]
"""Decoded values by axis name, with the batch axes leading."""
Couple = Callable[[Fields], Fields]
Bounds = tuple[int, int]

LARGEST_INTEGER = 2**53
LARGEST_EXPONENT = 400


class DomainError(ValueError):
    """A domain that cannot be drawn from: what a coupling gives is no instance."""


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def check_bounds(what: str, bounds: Bounds, limit: int) -> None:
    """Two integers, in order, within ±limit.

    Raises
    ------
    ValueError
        They are not.
    """
    if not isinstance(bounds, (tuple, list)) or len(bounds) != 2:
        raise ValueError(f"{what} = {bounds!r}: must be a pair (low, high)")
    low, high = bounds
    if not (_is_integer(low) and _is_integer(high)):
        raise ValueError(f"{what} = {bounds!r}: both bounds must be integers")
    if low > high:
        raise ValueError(f"{what} = {bounds!r}: contradictory bounds, the lower one exceeds the upper one")
    if max(abs(low), abs(high)) > limit:
        raise ValueError(f"{what} = {bounds!r}: bounds must stay within ±{limit}, so that doubles hold them exactly")


@dataclass(frozen=True, slots=True)
class Axis:
    """A named array of integers times a power of two.

    value = integer * 2**exponent, low <= integer <= high; one exponent for the whole array, itself drawn where it is a range.
    ``shape`` names the sizes, e.g. ("n", "d"). ``whole`` says that the domain has whole numbers within the bounds alone ("for
    every integer n"); an axis of counts (no negative value, exponent 0) says so by itself.
    """

    name: str
    low: int
    high: int
    shape: tuple[str | int, ...] = ()
    exponent: int | Bounds = 0
    whole: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.isidentifier() or keyword.iskeyword(self.name):
            raise ValueError(f"axis name = {self.name!r}: must be a Python identifier")
        check_bounds(f"axis {self.name}", (self.low, self.high), LARGEST_INTEGER)
        if not isinstance(self.shape, tuple) or not all(isinstance(size, str) or _is_integer(size) for size in self.shape):
            raise ValueError(f"shape of axis {self.name} = {self.shape!r}: must be a tuple of sizes, like ('n', 'd') or (3,)")
        if not isinstance(self.exponent, tuple) and not _is_integer(self.exponent):
            raise ValueError(f"exponent of axis {self.name} = {self.exponent!r}: must be an integer or a pair (low, high)")
        check_bounds(f"exponent of axis {self.name}", self.exponents, LARGEST_EXPONENT)
        if not isinstance(self.whole, bool) or (self.whole and self.exponents != (0, 0)):
            raise ValueError(f"whole of axis {self.name} = {self.whole!r}: must be True (with exponent 0) or False")

    @property
    def exponents(self) -> Bounds:
        """Lowest and highest exponent."""
        return (self.exponent, self.exponent) if isinstance(self.exponent, int) else self.exponent

    def shape_at(self, sizes: Mapping[str, int]) -> tuple[int, ...]:
        """The shape as numbers."""
        return tuple(size if isinstance(size, int) else sizes[size] for size in self.shape)


@dataclass(frozen=True, slots=True)
class Regime:
    """A named part of the domain with its share of the quota: bounds of its own, and fields coupled to one another.

    ``sizes``, ``axes``, ``exponents`` replace the domain's bounds here, by narrower ones or by others.
    ``couple`` maps decoded fields to decoded fields (batch axes leading), e.g. teacher := student.
    ``undecided`` declares that the bit cap may be reached here: then an undecided instance is counted, and is no failure.
    """

    name: str
    share: int = 1
    sizes: Mapping[str, Bounds] = field(default_factory=dict)
    axes: Mapping[str, Bounds] = field(default_factory=dict)
    exponents: Mapping[str, Bounds] = field(default_factory=dict)
    couple: Couple | None = None
    undecided: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise ValueError(f"regime name = {self.name!r}: must be a string")
        if not _is_integer(self.share) or self.share < 1:
            raise ValueError(f"share of regime {self.name} = {self.share!r}: must be at least 1, an integer")
        for what in ("sizes", "axes", "exponents"):
            bounds = getattr(self, what)
            if not isinstance(bounds, Mapping):
                raise ValueError(f"{what} of regime {self.name} = {bounds!r}: must be a dict of name: (low, high)")
        if self.couple is not None and not callable(self.couple):
            raise ValueError(f"couple of regime {self.name} = {self.couple!r}: must be a function (fields) -> fields")
        if not isinstance(self.undecided, bool):
            raise ValueError(f"undecided of regime {self.name} = {self.undecided!r}: must be True or False")
