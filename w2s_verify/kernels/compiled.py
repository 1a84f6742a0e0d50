"""Whether the compiled path is present, wanted, and takes a layout. The loop itself is in `fused`."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

from w2s_verify.kernels.data import Data, Floats

Kernel = Callable[[Data, Floats], tuple[float, Floats]]

SWITCH = "W2S_VERIFY_COMPILED"
"""Environment variable; 0 turns the compiled path off. Read once, at the first call."""


@cache
def _fused() -> Kernel | None:
    if os.environ.get(SWITCH) == "0":
        return None
    try:
        from w2s_verify.kernels.fused import risk_and_gradient_fused
    except ModuleNotFoundError as missing:
        if missing.name != "numba":
            raise
        return None
    return risk_and_gradient_fused


def takes_layout(data: Data) -> bool:
    """Whether the compiled loop reads these rows: float64, row after row, without gaps."""
    return bool(data.X.dtype == float and data.X.flags.c_contiguous)


def fused_kernel(data: Data) -> Kernel | None:
    """The compiled loss and gradient for these data, or None where the NumPy path is to be used."""
    return _fused() if takes_layout(data) else None
