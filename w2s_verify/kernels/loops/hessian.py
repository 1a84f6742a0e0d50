"""Gradient and Hessian of narrow data in one compiled loop: blocks become columns, the rest is dot products."""

from __future__ import annotations

import numpy as np

from w2s_verify.kernels.data import Data, Floats
from w2s_verify.kernels.loops.passes import hessian_pass


def gradient_and_hessian_fused(data: Data, weights: Floats) -> tuple[Floats, Floats]:
    """The compiled path of kernels.hessian.gradient_and_hessian, for narrow float64 rows in C order.

    Formula, Shapes, Units, Domain, Error, Raises and Source as gradient_and_hessian.
    """
    shares = np.empty(0) if data.shares is None else data.shares
    gradient, hessian = hessian_pass(data.X, data.labels, shares, np.ascontiguousarray(weights, dtype=np.float64))
    gradient *= data.scale
    hessian *= data.scale
    return gradient, hessian
