"""What the bounds of an axis say of its values, beyond where to search: signs, counts and switches."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Rule = tuple[str, Callable[[NDArray[np.float64]], NDArray[np.bool_]]]
"""What every entry of an axis must be, in words and as a test."""


def whole_within(low: int, high: int) -> Rule:
    """Whole numbers within the bounds."""
    return f"a whole number from {low} to {high}", lambda value: (value == np.rint(value)) & (low <= value) & (value <= high)


def signs(low: int, high: int) -> list[Rule]:
    """The signs that the bounds force, the strictest first."""
    rules: list[tuple[bool, Rule]] = [
        (low == high == 0, ("0", lambda value: value == 0)),
        (low > 0, ("> 0", lambda value: value > 0)),
        (low >= 0, (">= 0", lambda value: value >= 0)),
        (high < 0, ("< 0", lambda value: value < 0)),
        (high <= 0, ("<= 0", lambda value: value <= 0)),
    ]
    return [rule for forced, rule in rules if forced]
