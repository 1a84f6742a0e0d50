"""One instance of a claim, or a batch of them: named arrays of float64 values, each an exact dyadic rational."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.arithmetic import Exact, Number


class At:
    """The fields of an instance, as numbers of one arithmetic; ``at.student`` is lifted on first use and kept."""

    def __init__(self, num: Exact, values: Mapping[str, NDArray[np.float64]]) -> None:
        self._num = num
        self._values = values

    def __getattr__(self, name: str) -> Number:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            values = self._values[name]
        except KeyError:
            raise AttributeError(f"at.{name}: this domain has no such axis; it has {', '.join(self._values)}") from None
        lifted = self._num.exact(values)
        setattr(self, name, lifted)
        return lifted


class Instance(Mapping[str, NDArray[np.float64]]):
    """Named float64 arrays. What is written here IS the instance: every reading takes these doubles as exact numbers.

    Raises
    ------
    ValueError
        A field is not finite, no array of real numbers, or has an integer that is no double.
    """

    def __init__(self, **values: Any) -> None:
        self.values_by_name = {name: _doubles(name, value) for name, value in values.items()}
        for name, value in self.values_by_name.items():
            if not np.isfinite(value).all():
                raise ValueError(f"{name} = {value[~np.isfinite(value)].ravel()[0]}: every entry must be finite")

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self.values_by_name[name]

    def __iter__(self) -> Any:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)

    def __repr__(self) -> str:
        return f"Instance({', '.join(f'{name}={value.tolist()!r}' for name, value in self.items())})"

    def lift(self, num: Exact) -> At:
        """The fields as numbers of the arithmetic ``num``, without rounding."""
        return At(num, self.values_by_name)

    def row(self, index: int) -> Instance:
        """One instance of a batch."""
        return Instance(**{name: value[index] for name, value in self.items()})

    def batch_of_one(self) -> Instance:
        """The same instance with a batch axis of length 1 in front."""
        return Instance(**{name: value[None] for name, value in self.items()})

    def part(self, start: int, stop: int) -> Instance:
        """A run of instances of a batch."""
        picked = object.__new__(Instance)
        picked.values_by_name = {name: value[start:stop] for name, value in self.items()}
        return picked

    def digest(self) -> str:
        """A digest of names, shapes and values: equal exactly for equal instances."""
        state = hashlib.blake2b(digest_size=16)
        for name in sorted(self):
            value = self[name] + 0.0  # -0.0 and 0.0 are the same number
            state.update(f"{name}{value.shape}".encode())
            state.update(value.tobytes())
        return state.hexdigest()


def _doubles(name: str, value: Any) -> NDArray[np.float64]:
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return value
    rule = f"{name} = {value!r:.80}: must be a real number or an array of them"
    try:
        given = np.asarray(value)
        entries = given.ravel().tolist()
        if any(isinstance(entry, bool) or not isinstance(entry, (int, float)) for entry in entries):
            raise ValueError(rule)
        doubles = given.astype(np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(rule) from error
    for entry, double in zip(entries, doubles.ravel().tolist(), strict=True):
        if isinstance(entry, int) and int(double) != entry:
            raise ValueError(f"{name} = {entry!s:.80}: every entry must be a double exactly")
    return doubles
