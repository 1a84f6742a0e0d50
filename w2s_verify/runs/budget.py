"""How much a hunt may spend: a time as a person writes it."""

from __future__ import annotations

import re

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "": 1.0}


class BudgetError(ValueError):
    """A budget that does not parse."""


def seconds_of(text: str) -> float:
    """Seconds from ``30s``, ``500ms``, ``2m``, ``1h`` or a plain number.

    Raises
    ------
    BudgetError
        Anything else, or nothing at all.
    """
    read = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*", text)
    if read is None or read.group(2) not in UNITS or float(read.group(1)) == 0:
        raise BudgetError(f"budget = {text!r}: must be a positive time like 500ms, 30s, 2m or 1h")
    return float(read.group(1)) * UNITS[read.group(2)]
