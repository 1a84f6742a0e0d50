"""What a claim's functions may be and may return; whatever else they do is told in one line."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from flint import arb, fmpq, fmpz

from w2s_verify.arithmetic import Arithmetic, Number, written_exactly

NO_COMPARISON = "for x > y write Positive(x - y), for x >= y write x - y"
RATIO_RULE = "a float is a rounded constant: write num.ratio(1, 10) for 0.1, num.sqrt for math.sqrt"


class ClaimError(ValueError):
    """A claim that cannot be read: a missing part, a side that is nan, an ill-formed return value."""


def check_function(what: str, function: Any, *arguments: str) -> None:
    """Whether a function takes these positional arguments.

    Raises
    ------
    ClaimError
        It is not callable, or takes others.
    """
    wanted = f"must be a function ({', '.join(arguments)})"
    if not callable(function):
        raise ClaimError(f"{what} = {function!r}: {wanted}")
    try:
        signature = inspect.signature(function)
    except ValueError:  # written in C, without a signature
        return
    try:
        signature.bind(*arguments)
    except TypeError as error:
        name = getattr(function, "__name__", repr(function))
        raise ClaimError(f"{what} = {name}{signature}: {wanted}") from error


def named_values(what: str, returned: Any, rule: str) -> Mapping[str, Any]:
    """What a function returned, which must be a dict whose keys are names.

    Raises
    ------
    ClaimError
        It is none.
    """
    if not isinstance(returned, Mapping):
        raise ClaimError(f"{what} returned {shown(returned)}: must be a dict of name: {rule}")
    for name in returned:
        if not isinstance(name, str):
            raise ClaimError(f"{what} returned the name {name!r}: every name must be a string")
    return returned


def number(what: str, value: Any, num: Arithmetic, rule: str) -> Number:
    """One number of the arithmetic at hand, or a Python integer.

    Raises
    ------
    ClaimError
        A comparison's True or False, an array, a rounded constant, no number at all.
    """
    if isinstance(value, (arb, int)) and not isinstance(value, bool):
        return value
    if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype == object:
        value = value.item()
    kind = value.dtype.kind if isinstance(value, (np.ndarray, np.generic)) else ""
    if isinstance(value, bool) or kind == "b":
        raise ClaimError(f"{what} = {shown(value)}: must be a number ({rule}), not a comparison; {NO_COMPARISON}")
    if num.name == "float64":
        if (kind in "iuf" and kind) or isinstance(value, (int, float)):
            return value
    elif isinstance(value, np.ndarray):
        raise ClaimError(f"{what} has shape {value.shape}: must be one number ({rule}) at each instance")
    elif isinstance(value, float):
        if not written_exactly(value):
            raise ClaimError(f"{what} = {value!r}: {RATIO_RULE}")
        return value
    elif kind in "iu" and kind:
        return int(value)
    elif isinstance(value, (arb, fmpz, fmpq, int)) or hasattr(value, "_mpf_"):
        return value
    raise ClaimError(f"{what} = {shown(value)}: must be a number ({rule})")


def declared_parts(what: str, declared: Any, names: Collection[str]) -> frozenset[str]:
    """The parts that an equality names: all for True, none for False.

    Raises
    ------
    ClaimError
        Neither True nor False nor a collection of names of parts.
    """
    if isinstance(declared, (bool, np.bool_)):
        return frozenset(names) if declared else frozenset()
    listed = isinstance(declared, (set, frozenset, list, tuple, Mapping)) and all(isinstance(name, str) for name in declared)
    if not listed:
        raise ClaimError(f"{what} returned {shown(declared)}: must be True, False or a set of names of parts")
    unknown = set(declared) - set(names)
    if unknown:
        raise ClaimError(f"{what} names unknown parts {sorted(unknown)}; parts are {sorted(names)}")
    return frozenset(declared)


def shown(value: Any) -> str:
    """A value in a message: short, on one line."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else f"{text[:77]}..."
