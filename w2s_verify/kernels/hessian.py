"""Gradient with Hessian in one pass, and Hessian times vector without the matrix."""

from __future__ import annotations

import numpy as np
from scipy.linalg.blas import dsyrk

from w2s_verify.kernels.compiled import hessian_loop
from w2s_verify.kernels.data import Data, Floats, Points
from w2s_verify.kernels.pointwise import curvature_root, slope_and_root
from w2s_verify.kernels.rows import chunks

SCALED_BYTES = 2**20
"""Bytes of a chunk of rows that is also scaled into a copy: both then stay in the second-level cache."""

NARROW = 16
"""Up to this many columns a general product beats the symmetric one, whose call costs more than it saves."""


def _add_square(hessian: Floats, X: Floats, root: Floats, room: Floats) -> Floats:
    """Add (root X)^T (root X) to hessian, lower triangle, in X's own order so that nothing is transposed."""
    by_rows = X.flags.c_contiguous or X.strides[1] == 8
    scaled = room[: X.size].reshape(X.shape, order="C" if by_rows else "F")
    np.multiply(X, root[:, None], out=scaled)
    if X.shape[1] <= NARROW:
        return np.add(hessian, scaled.T @ scaled, out=hessian)
    first = scaled.T if by_rows else scaled
    return dsyrk(1.0, first, beta=1.0, c=hessian, trans=0 if by_rows else 1, lower=1, overwrite_c=1)  # type: ignore[no-any-return]


def gradient_and_hessian(data: Data, weights: Floats) -> tuple[Floats, Floats]:
    """Gradient and Hessian of the mean logistic loss; compiled where that is present and pays.

    sum_i p_i (σ(z_i) - y_i) x_i;  sum_i p_i σ'(z_i) x_i x_i^T,  z = X weights
    Shapes  X (n, d); labels (n,); weights (d,) -> (d,), (d, d) exactly symmetric
    Units   nats per unit of weights; nats per squared unit of weights
    Domain  any finite scores; the root form holds wherever the entries of the Hessian are representable
    Error   (n + d + 16) 2^-53 times sum_i p_i σ'_i |x_ij x_ik| (1 + sum_l |x_il w_l|); measured: accuracy table
    Raises  none: Data was checked when it was made
    Source  chunked rank-k update of sqrt(p σ') X; BLAS dsyrk with beta = 1
    """
    loop = hessian_loop(data)
    return gradient_and_hessian_numpy(data, weights) if loop is None else loop(data, weights)


def gradient_and_hessian_numpy(data: Data, weights: Floats) -> tuple[Floats, Floats]:
    """The NumPy path of gradient_and_hessian: a rank-k update a chunk.

    Formula, Shapes, Units, Domain, Error, Raises and Source as gradient_and_hessian.
    """
    width = data.X.shape[1]
    gradient, hessian = np.zeros(width), np.zeros((width, width), order="F")
    room = np.empty(min(data.X.size, max(SCALED_BYTES // 8, width)))
    for rows, X, shares in chunks(data, SCALED_BYTES):
        slope, root = slope_and_root(np.dot(X, weights), data.labels[rows])
        if shares is not None:
            slope *= shares
            root *= np.sqrt(shares)
        gradient += np.dot(slope, X)
        hessian = _add_square(hessian, X, root, room)
    gradient *= data.scale
    return gradient, _symmetric(hessian, data.scale)


def _symmetric(hessian: Floats, scale: float) -> Floats:
    """The scaled matrix, its upper triangle filled from the lower one, column by column: no second matrix."""
    hessian *= scale
    if len(hessian) > NARROW:
        for column in range(len(hessian) - 1):
            hessian[column, column + 1 :] = hessian[column + 1 :, column]
    return hessian


def hessian_vector_product(points: Points, weights: Floats, vector: Floats) -> Floats:
    """Hessian of the mean logistic loss times a vector; no label enters.

    sum_i p_i σ'(z_i) (x_i . vector) x_i,  z = X weights
    Shapes  X (n, d); weights, vector (d,) -> (d,)
    Units   nats per squared unit of weights, times the unit of vector
    Domain  any finite scores
    Error   (n + d + 16) 2^-53 times sum_i p_i σ'_i |x_ij| sum_k |x_ik| (|v_k| + |x_i . v| |w_k|)
    Raises  none: Points was checked when it was made
    Source  Pearlmutter, Fast exact multiplication by the Hessian (1994), in the linear case
    """
    product = np.zeros(points.X.shape[1])
    for _, X, shares in chunks(points):
        root = curvature_root(np.dot(X, weights))
        image = np.dot(X, vector)
        image *= root
        image *= root
        if shares is not None:
            image *= shares
        product += np.dot(image, X)
    product *= points.scale
    return product
