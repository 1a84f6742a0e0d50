"""Where a claim is to be checked, as data: integer axes, sizes, and named regimes. No Hypothesis here."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.inside import Rule, signs, whole_within
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.regime import Axis as Axis
from w2s_verify.claims.regime import Bounds as Bounds
from w2s_verify.claims.regime import Couple as Couple
from w2s_verify.claims.regime import DomainError as DomainError
from w2s_verify.claims.regime import Fields as Fields
from w2s_verify.claims.regime import Regime as Regime
from w2s_verify.claims.regime import check_bounds

COUPLED_BATCHES = 8
COUPLED_BATCH = 16
"""Batches of so many instances tell which axes a coupling replaces, and whether it keeps their signs."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The flat integer vector of one regime at given sizes: bounds of every entry."""

    axes: tuple[Axis, ...]
    sizes: Mapping[str, int]
    low: NDArray[np.int64]
    high: NDArray[np.int64]

    def cardinality(self) -> int:
        """How many integer vectors there are."""
        return math.prod(int(high) - int(low) + 1 for low, high in zip(self.low, self.high, strict=True))


@dataclass(frozen=True)
class Domain:
    """Sizes, axes and regimes. Strategies, hunts and reports read this one object.

    Raises
    ------
    ValueError
        Contradictory bounds, an unknown axis or size, two regimes or axes of one name.
    """

    axes: tuple[Axis, ...]
    sizes: Mapping[str, Bounds] = field(default_factory=dict)
    regimes: tuple[Regime, ...] = (Regime("generic"),)
    couple: Couple | None = None
    fixed: Fields = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._check_types()
        names = [axis.name for axis in self.axes]
        for what, listed in (("axis", names), ("regime", [regime.name for regime in self.regimes])):
            twice = {name for name in listed if listed.count(name) > 1}
            if not listed or twice:
                raise ValueError(f"{what} names = {listed}: must be there, each once")
        for axis in self.axes:
            for size in axis.shape:
                if isinstance(size, str) and size not in self.sizes:
                    raise ValueError(f"axis {axis.name} has size {size!r}, which sizes = {dict(self.sizes)} does not name")
        for regime in self.regimes:
            for key in (*regime.axes, *regime.exponents):
                if key not in names:
                    raise ValueError(f"regime {regime.name} bounds an unknown axis {key!r}; axes are {names}")
            for name, bounds in self._sizes(regime).items():
                check_bounds(f"size {name} in regime {regime.name}", bounds, 10**6)
                if bounds[0] < 1:
                    raise ValueError(f"size {name} in regime {regime.name} = {bounds}: a size is at least 1")
            self.axes_in(regime)

    def _check_types(self) -> None:
        for what, kind in (("axes", Axis), ("regimes", Regime)):
            listed = getattr(self, what)
            if not isinstance(listed, (tuple, list)) or not all(isinstance(one, kind) for one in listed):
                raise ValueError(f"{what} = {listed!r}: must be a tuple of {kind.__name__}(...); one alone needs its comma")
        for what in ("sizes", "fixed"):
            if not isinstance(getattr(self, what), Mapping):
                raise ValueError(f"{what} = {getattr(self, what)!r}: must be a dict")
        if self.couple is not None and not callable(self.couple):
            raise ValueError(f"couple = {self.couple!r}: must be a function (fields) -> fields")

    def _sizes(self, regime: Regime) -> dict[str, Bounds]:
        unknown = set(regime.sizes) - set(self.sizes)
        if unknown:
            raise ValueError(f"regime {regime.name} bounds unknown sizes {sorted(unknown)}; sizes are {list(self.sizes)}")
        return {**self.sizes, **regime.sizes}

    def axes_in(self, regime: Regime) -> tuple[Axis, ...]:
        """The axes with the bounds that the regime gives them."""

        def narrowed(axis: Axis) -> Axis:
            low, high = regime.axes.get(axis.name, (axis.low, axis.high))
            return replace(axis, low=low, high=high, exponent=regime.exponents.get(axis.name, axis.exponent))

        return tuple(narrowed(axis) for axis in self.axes)

    @cached_property
    def _regime_by_name(self) -> dict[str, Regime]:
        return {regime.name: regime for regime in self.regimes}

    def regime(self, name: str) -> Regime:
        """The regime of that name.

        Raises
        ------
        ValueError
            There is none.
        """
        try:
            return self._regime_by_name[name]
        except KeyError:
            raise ValueError(f"regime = {name!r}: must be one of {list(self._regime_by_name)}") from None

    def size_choices(self, regime: Regime) -> list[dict[str, int]]:
        """Every assignment of the sizes in the regime, smallest first."""
        bounds = self._sizes(regime)
        ranges = [range(low, high + 1) for low, high in bounds.values()]
        return [dict(zip(bounds, values, strict=True)) for values in itertools.product(*ranges)]

    def size_bounds(self, regime: Regime) -> dict[str, Bounds]:
        """Lowest and highest value of each size in the regime."""
        return self._sizes(regime)

    def layout(self, regime: Regime, sizes: Mapping[str, int]) -> Layout:
        """Bounds of the flat integer vector: the entries of each axis, then its exponent where that is a range."""
        axes = self.axes_in(regime)
        low: list[int] = []
        high: list[int] = []
        for axis in axes:
            count = math.prod(axis.shape_at(sizes))
            low += [axis.low] * count
            high += [axis.high] * count
            if axis.exponents[0] < axis.exponents[1]:
                low.append(axis.exponents[0])
                high.append(axis.exponents[1])
        return Layout(axes, sizes, np.array(low, np.int64), np.array(high, np.int64))

    def decode(self, regime: Regime, layout: Layout, integers: NDArray[np.int64] | NDArray[np.float64]) -> Instance:
        """The instance (or batch) that a flat integer vector (..., k) stands for.

        Real numbers between the integers are decoded too (exponents are rounded): a search may move on that relaxation.
        """
        batch = integers.shape[:-1]
        fields: dict[str, NDArray[np.float64]] = {}
        at = 0
        for axis in layout.axes:
            shape = axis.shape_at(layout.sizes)
            count = math.prod(shape)
            values = integers[..., at : at + count].reshape(batch + shape).astype(np.float64)
            at += count
            exponent: NDArray[np.int64] | int = axis.exponents[0]
            if axis.exponents[0] < axis.exponents[1]:
                exponent = np.rint(integers[..., at]).astype(np.int64).reshape(batch + (1,) * len(shape))
                at += 1
            fields[axis.name] = np.ldexp(values, exponent) if np.any(exponent) else values
        for name, value in self.fixed.items():
            fields[name] = np.broadcast_to(value, batch + np.shape(value))
        for couple in (regime.couple, self.couple):
            if couple is not None:
                fields = _coupled(couple, fields, regime.name)
        try:
            return Instance(**fields)
        except ValueError as error:
            raise DomainError(f"regime {regime.name}: a coupling gave {error}") from error

    def contains(self, instance: Instance) -> str:
        """Nothing where the instance obeys what its axes declare, otherwise the first value that does not, and the rule.

        A count or a switch (exponent 0, no negative value) and an axis declared ``whole`` take whole numbers within bounds; any
        other axis the sign that its bounds force, for their size only says where to search (``beyond`` tells). The bounds are
        the widest over the regimes. Of an axis that a coupling replaces only the sign counts, and that where the coupling keeps
        it; axes held at data are free.
        """
        for name, (rule, obeys) in self._rules.items():
            if name in instance and name not in self.fixed:
                value = instance[name]
                kept = obeys(value)
                if not kept.all():
                    return f"{name} = {value[~kept].ravel()[0]:.17g}: must be {rule}, as the domain declares"
        return ""

    def beyond(self, instance: Instance) -> str:
        """Nothing where every value is one that is searched for its size, otherwise the first that is larger, and its bounds.

        Axes that a coupling replaces, or that are held at data, are passed over.
        """
        for axis in self.axes:
            if axis.name not in instance or axis.name in self._replaced:
                continue
            seen = [one for regime in self.regimes for one in self.axes_in(regime) if one.name == axis.name]
            low = min(math.ldexp(one.low, one.exponents[one.low < 0]) for one in seen)
            high = max(math.ldexp(one.high, one.exponents[one.high > 0]) for one in seen)
            value = instance[axis.name]
            outside = value[(value < low) | (value > high)]
            if outside.size:
                return f"{axis.name} = {outside[0]:.17g} lies outside {low:g} … {high:g}, where the claim is searched"
        return ""

    @cached_property
    def _replaced(self) -> frozenset[str]:
        return frozenset(self._coupled_samples())

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        coupled = self._coupled_samples()
        rules: dict[str, Rule] = {}
        for axis in self.axes:
            seen = [named for regime in self.regimes for named in self.axes_in(regime) if named.name == axis.name]
            low, high = min(one.low for one in seen), max(one.high for one in seen)
            replaced = [batch[axis.name] for batch in coupled.get(axis.name, [])]
            whole = axis.whole or (low >= 0 and not replaced and all(one.exponents == (0, 0) for one in seen))
            offered = [whole_within(low, high)] if whole else signs(low, high)
            kept = [rule for rule in offered if all(rule[1](values).all() for values in replaced)]
            rules |= {axis.name: kept[0]} if kept else {}
        return rules

    def _coupled_samples(self) -> dict[str, list[Instance]]:
        """Batches of each regime whose coupling replaces the values of an axis, by that axis."""
        found: dict[str, list[Instance]] = {}
        rng = np.random.default_rng(0)
        for regime in self.regimes:
            for _ in range(COUPLED_BATCHES if regime.couple or self.couple else 0):
                layout, integers = self.sample(regime, rng, COUPLED_BATCH)
                plain = replace(self, couple=None).decode(replace(regime, couple=None), layout, integers)
                coupled = self.decode(regime, layout, integers)
                for axis in self.axes:
                    if axis.name in coupled and not np.array_equal(coupled[axis.name], plain[axis.name]):
                        found.setdefault(axis.name, []).append(coupled)
        return found

    def cardinality(self, regime: Regime, limit: int) -> int:
        """How many integer vectors the regime has, or limit + 1 when they are more."""
        total = 0
        for sizes in self.size_choices(regime)[: limit + 1]:
            total += self.layout(regime, sizes).cardinality()
            if total > limit:
                return limit + 1
        return total

    def every(self, regime: Regime) -> Iterator[Instance]:
        """Every instance of the regime, in order."""
        for sizes in self.size_choices(regime):
            layout = self.layout(regime, sizes)
            ranges = [range(int(low), int(high) + 1) for low, high in zip(layout.low, layout.high, strict=True)]
            for integers in itertools.product(*ranges):
                yield self.decode(regime, layout, np.array(integers, np.int64).reshape(len(ranges)))

    def sample(self, regime: Regime, rng: np.random.Generator, count: int) -> tuple[Layout, NDArray[np.int64]]:
        """``count`` integer vectors of one common size: (layout, (count, k)).

        Each vector mixes three ways to draw an entry: uniform, log-uniform in magnitude, and small or at a bound.
        """
        sizes = {name: int(rng.integers(low, high + 1)) for name, (low, high) in self._sizes(regime).items()}
        layout = self.layout(regime, sizes)
        return layout, sample_integers(rng, layout, count)

    def on(self, **fields: NDArray[np.float64]) -> Domain:
        """The same domain with some axes held at given values (a data set's rows, say); their sizes follow."""
        sizes = dict(self.sizes)
        for axis in self.axes:
            if axis.name in fields:
                for size, length in zip(axis.shape, np.shape(fields[axis.name]), strict=True):
                    sizes[str(size)] = (length, length)
        remaining = tuple(axis for axis in self.axes if axis.name not in fields)
        regime = Regime("data", exponents={a.name: a.exponents for a in remaining})
        return Domain(remaining, sizes, (regime,), self.couple, {**self.fixed, **fields})


def _coupled(couple: Couple, fields: Fields, regime: str) -> dict[str, NDArray[np.float64]]:
    with np.errstate(all="ignore"):
        coupled = couple(fields)
    if not isinstance(coupled, Mapping):
        raise DomainError(f"regime {regime}: a coupling returned {coupled!r:.60}: must be a dict of fields")
    return dict(coupled)


def sample_integers(rng: np.random.Generator, layout: Layout, count: int) -> NDArray[np.int64]:
    """``count`` integer vectors within the layout's bounds: (count, k)."""
    low, high = layout.low, layout.high
    shape = (count, low.size)
    uniform = rng.integers(low, high, shape, endpoint=True)
    reach = np.maximum(np.abs(low), np.abs(high)).astype(np.float64)
    magnitude = np.exp(rng.random(shape) * np.log1p(reach)) - 1
    signed = np.where(rng.random(shape) < 0.5, -1, 1) * np.floor(magnitude)
    graded = np.clip(signed.astype(np.int64), low, high)
    edges = np.stack([low, high, np.clip(0, low, high), np.clip(1, low, high), np.clip(-1, low, high)])
    corner = np.take_along_axis(edges, rng.integers(0, 5, shape), axis=0)
    way = rng.integers(0, 4, (count, 1))
    return np.where(way <= 1, uniform, np.where(way == 2, graded, corner)).astype(np.int64)
