"""Loss and gradient in one compiled loop over blocks of rows: each row is read from memory once (numba)."""

from __future__ import annotations

import numpy as np

from w2s_verify.kernels.data import Data, Floats
from w2s_verify.kernels.loops.passes import risk_pass


def risk_and_gradient_fused(data: Data, weights: Floats) -> tuple[float, Floats]:
    """The compiled path of kernels.risk.risk_and_gradient, for float64 rows in C order.

    Formula, Shapes, Units, Domain, Error, Raises and Source as risk_and_gradient.
    """
    shares = np.empty(0) if data.shares is None else data.shares
    total, gradient = risk_pass(data.X, data.labels, shares, np.ascontiguousarray(weights, dtype=np.float64))
    gradient *= data.scale
    return total * data.scale, gradient
