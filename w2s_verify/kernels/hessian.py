"""Gradient with Hessian in one pass, and Hessian times vector without the matrix."""

from __future__ import annotations

import numpy as np
from scipy.linalg.blas import dsyrk

from w2s_verify.kernels.compiled import hessian_loop
from w2s_verify.kernels.data import Data, Floats, Points
from w2s_verify.kernels.pointwise import calm_curvature, calm_slope_and_curvature, curvature_root, is_calm, slope_and_root
from w2s_verify.kernels.rows import chunks

SCALED_BYTES = 2**20
"""Bytes of a chunk of rows that is also scaled into a copy: both then stay in the second-level cache."""

PRODUCT_BYTES = 2**20
"""Bytes of a chunk of rows that is read twice and gives three vectors."""

STACKED_BYTES = 2**18
"""From this many bytes on, two products with one matrix are taken as one, which reads the rows once."""

NARROW = 16
"""Up to this many columns a general product beats the symmetric one, whose call costs more than it saves."""

ONES = tuple(np.ones((1, width)) for width in range(NARROW + 1))


def _add_square(hessian: Floats, X: Floats, root: Floats, room: Floats) -> Floats:
    """Add (root X)^T (root X) to hessian, lower triangle, in X's own order so that nothing is transposed."""
    by_rows = X.flags.c_contiguous or X.strides[1] == 8
    scaled = room[: X.size].reshape(X.shape, order="C" if by_rows else "F")
    np.multiply(X, root[:, None], out=scaled)
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
    return _narrow(data, weights) if data.X.shape[1] <= NARROW else _wide(data, weights)


def _wide(data: Data, weights: Floats) -> tuple[Floats, Floats]:
    """Both by matrix-vector products and rank-k updates of BLAS."""
    width = data.X.shape[1]
    gradient, hessian = np.zeros(width), np.zeros((width, width), order="F")
    room = np.empty(min(data.X.size, max(SCALED_BYTES // 8, width)))
    for rows, X, shares in chunks(data, SCALED_BYTES):
        slope, root = _slope_and_root(np.dot(X, weights), data.labels[rows], shares)
        gradient += np.dot(slope, X)
        hessian = _add_square(hessian, X, root, room)
    gradient *= data.scale
    hessian *= data.scale
    for column in range(width - 1):  # the upper triangle from the lower one, without a second matrix
        hessian[column, column + 1 :] = hessian[column + 1 :, column]
    return gradient, hessian


def _slope_and_root(score: Floats, labels: Floats, shares: Floats | None) -> tuple[Floats, Floats]:
    slope, root = slope_and_root(score, labels)
    if shares is not None:
        slope *= shares
        root *= np.sqrt(shares)
    return slope, root


def _narrow(data: Data, weights: Floats) -> tuple[Floats, Floats]:
    """Both by general products; the first chunk's sums are taken as they are, since adding to zeros costs time."""
    total: tuple[Floats, Floats] | None = None
    for rows, X, shares in chunks(data, SCALED_BYTES):
        part = _narrow_part(X, X.dot(-weights), data.labels[rows], data.refused[rows], shares)
        total = part if total is None else (total[0] + part[0], total[1] + part[1])
    assert total is not None  # Points has at least one row
    gradient, hessian = total
    hessian = hessian + hessian.T
    gradient *= data.scale
    hessian *= 0.5 * data.scale
    return gradient, hessian


def _narrow_part(X: Floats, away: Floats, labels: Floats, refused: Floats, shares: Floats | None) -> tuple[Floats, Floats]:
    """Sums over a chunk, from away = -score; scores that are not calm, and weights, need the root of the curvature."""
    if shares is None and is_calm(away):
        slope, curvature = calm_slope_and_curvature(away, labels, refused)
        return slope.dot(X), _scaled(X, curvature).T.dot(X)
    slope, root = _slope_and_root(np.negative(away, out=away), labels, shares)
    scaled = _scaled(X, root)
    return np.dot(slope, X), np.dot(scaled.T, scaled)


def _scaled(X: Floats, factor: Floats) -> Floats:
    """Rows times factors. Short rows: an outer product by BLAS and one flat product beat many short inner loops."""
    if not X.flags.c_contiguous:
        return X * factor[:, None]
    scaled: Floats = factor[:, None].dot(ONES[X.shape[1]])
    scaled *= X
    return scaled


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
    product: Floats | None = None
    for _, X, shares in chunks(points, PRODUCT_BYTES):
        away, image = _two_products(X, -weights, vector)
        if is_calm(away):
            image *= calm_curvature(away)
        else:
            root = curvature_root(away)
            image *= root
            image *= root
        if shares is not None:
            image *= shares
        part = image.dot(X)
        product = part if product is None else product + part
    assert product is not None  # Points has at least one row
    product *= points.scale
    return product


def _two_products(X: Floats, first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """X first and X second."""
    if X.nbytes < STACKED_BYTES:
        return X.dot(first), X.dot(second)
    both = np.dot(X, np.stack([first, second], axis=1))
    return both[:, 0].copy(), both[:, 1].copy()
