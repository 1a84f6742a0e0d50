"""Loss with gradient in one pass over the rows."""

from __future__ import annotations

import numpy as np

from w2s_verify.kernels.compiled import risk_loop
from w2s_verify.kernels.data import Data, Floats
from w2s_verify.kernels.pointwise import loss_and_slope
from w2s_verify.kernels.rows import chunks


def risk_and_gradient(data: Data, weights: Floats) -> tuple[float, Floats]:
    """Mean logistic loss and its gradient; the compiled path where it is present and takes the layout.

    sum_i p_i (log(1+e^z_i) - y_i z_i);  sum_i p_i (σ(z_i) - y_i) x_i,  z = X weights
    Shapes  X (n, d); labels (n,); weights (d,) -> float, (d,)
    Units   nats; nats per unit of weights
    Domain  any finite scores; n times the largest loss must be representable
    Error   (n + d + 16) 2^-53 times sum_i p_i |x_ij| (y_i + σ_i + σ'_i sum_k |x_ik w_k|); measured: accuracy table
    Raises  none: Data was checked when it was made
    Source  Shapes of LinearModelLoss (scikit-learn); stable pointwise form: kernels.pointwise
    """
    loop = risk_loop(data)
    return risk_and_gradient_numpy(data, weights) if loop is None else loop(data, weights)


def risk_and_gradient_numpy(data: Data, weights: Floats) -> tuple[float, Floats]:
    """The NumPy path of risk_and_gradient: two matrix-vector products a chunk, the second from cache.

    Formula, Shapes, Units, Domain, Error, Raises and Source as risk_and_gradient.
    """
    total = 0.0
    gradient = np.zeros(data.X.shape[1])
    part = np.empty_like(gradient)
    for rows, X, shares in chunks(data):
        loss, slope = loss_and_slope(np.dot(X, weights), data.labels[rows])
        if shares is not None:
            loss *= shares
            slope *= shares
        total += float(np.add.reduce(loss))
        gradient += np.dot(slope, X, out=part)
    gradient *= data.scale
    return total * data.scale, gradient
