"""Whether a compiled path is present, wanted, and takes a layout. The loops themselves are in `loops`."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from w2s_verify.kernels.data import Data, Floats

RiskLoop = Callable[[Data, Floats], tuple[float, Floats]]
HessianLoop = Callable[[Data, Floats], tuple[Floats, Floats]]

SWITCH = "W2S_VERIFY_COMPILED"
"""Environment variable; 0 turns the compiled paths off. Read once, at the first call."""

NARROW = 64
"""Up to this many columns the compiled Hessian beats the rank-k update of BLAS."""


@dataclass(frozen=True, slots=True)
class _Loops:
    risk: RiskLoop
    hessian: HessianLoop


@cache
def _loops() -> _Loops | None:
    if os.environ.get(SWITCH) == "0":
        return None
    try:
        from w2s_verify.kernels.loops.hessian import gradient_and_hessian_fused
        from w2s_verify.kernels.loops.risk import risk_and_gradient_fused
    except ModuleNotFoundError as missing:
        if missing.name != "numba":
            raise
        return None
    return _Loops(risk_and_gradient_fused, gradient_and_hessian_fused)


def compiled_present() -> bool:
    """Whether compiled loops are there and wanted."""
    return _loops() is not None


def takes_layout(data: Data) -> bool:
    """Whether the compiled loops read these rows: float64, row after row, without gaps."""
    return bool(data.X.dtype == float and data.X.flags.c_contiguous)


def risk_loop(data: Data) -> RiskLoop | None:
    """The compiled loss and gradient for these data, or None where the NumPy path is to be used."""
    loops = _loops() if takes_layout(data) else None
    return None if loops is None else loops.risk


def hessian_loop(data: Data) -> HessianLoop | None:
    """The compiled gradient and Hessian for these data, or None where the NumPy path is to be used."""
    loops = _loops() if takes_layout(data) and data.X.shape[1] <= NARROW else None
    return None if loops is None else loops.hessian
