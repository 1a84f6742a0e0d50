"""Constants of a formula that are exact as written: integers and short binary fractions. Any other float is rounded already."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from typing import Any

LONGEST_FRACTION = 20
"""Bits of the numerator of a float that is taken as written, like 0.5 or 0.375."""


class RoundedConstantError(TypeError):
    """A float in a formula, where only the arithmetic's own numbers and integers are exact."""


def written_exactly(value: float) -> bool:
    """Whether a float stands for itself: a whole number, or a binary fraction whose numerator has at most 20 bits."""
    if not math.isfinite(value):
        return False
    numerator, denominator = float(value).as_integer_ratio()
    return denominator == 1 or abs(numerator).bit_length() <= LONGEST_FRACTION


def refuse_rounded(value: Any) -> None:
    """Let pass what is exact.

    Raises
    ------
    RoundedConstantError
        A float that is neither whole nor a short binary fraction.
    """
    if isinstance(value, float) and not written_exactly(value):
        raise RoundedConstantError(f"{float(value)!r} is a float, a rounded constant: write num.ratio(1, 10) for 0.1")


def guard(mpf: type) -> None:
    """Make the numbers of one mpmath context refuse rounded constants, and to be rounded to a float themselves.

    What mpmath does inside is its own affair.
    """
    for name in ("add", "sub", "mul", "truediv", "pow"):
        for method in (f"__{name}__", f"__r{name}__"):
            setattr(mpf, method, _guarded(getattr(mpf, method)))
    rounded = mpf.__float__  # type: ignore[attr-defined]

    def to_float(self: Any) -> float:
        nearest = float(rounded(self))
        if not _inside_mpmath() and self != nearest:
            raise RoundedConstantError("a number of the statement is rounded to a float: write num.sqrt, num.exp, ... instead")
        return nearest

    mpf.__float__ = to_float  # type: ignore[attr-defined]


def _guarded(operator: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def operate(self: Any, other: Any) -> Any:
        if isinstance(other, float) and not _inside_mpmath():
            refuse_rounded(other)
        return operator(self, other)

    return operate


def _inside_mpmath() -> bool:
    """Whether the operator at hand was used by mpmath itself."""
    return str(sys._getframe(2).f_globals.get("__name__", "")).startswith("mpmath")
