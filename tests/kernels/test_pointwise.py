from __future__ import annotations

import numpy as np
import pytest

from w2s_verify.kernels import Points, hessian_vector_product
from w2s_verify.kernels.hessian import STACKED_BYTES
from w2s_verify.kernels.pointwise import (
    CALM,
    calm_curvature,
    calm_slope_and_curvature,
    curvature_root,
    is_calm,
    slope_and_root,
)

SCORES = np.concatenate([-np.geomspace(1e-8, 299, 40), np.geomspace(1e-8, 299, 40)])
ULP = 2.0**-52


@pytest.mark.parametrize("label", [0.0, 1.0])
def test_calm_forms_keep_every_digit_of_a_tail(label):
    labels = np.full(SCORES.size, label)
    slope, curvature = calm_slope_and_curvature(-SCORES, labels, 1.0 - labels)
    expected, root = slope_and_root(SCORES, labels)
    # 4 to 6 ulp each, so the two differ by at most twice that.
    np.testing.assert_allclose(slope, expected, rtol=12 * ULP, atol=0)
    np.testing.assert_allclose(curvature, root * root, rtol=14 * ULP, atol=0)
    np.testing.assert_array_equal(curvature, calm_curvature(-SCORES))


@pytest.mark.parametrize(
    ("scores", "calm"),
    [
        ([0.0, 1.0], True),
        ([CALM - 1, 1.0 - CALM] * 10, True),
        ([CALM], False),
        ([-CALM - 1, 0.0], False),
        ([np.nan], False),
        ([1e200], False),
    ],
)
def test_what_is_calm(scores, calm):
    with np.errstate(over="ignore"):
        assert is_calm(np.array(scores)) is calm


@pytest.mark.parametrize("columns", [3, 40])
@pytest.mark.parametrize("size", [1.0, 2000.0])
def test_one_stacked_product_is_the_two(columns, size):
    rows = 2 * STACKED_BYTES // (8 * columns)
    random = np.random.default_rng(3)
    X, vector = random.standard_normal((rows, columns)), random.standard_normal(columns)
    weights = size * random.standard_normal(columns) / columns
    whole = hessian_vector_product(Points(X), weights, vector)
    curvature = curvature_root(X @ weights) ** 2
    # Scores reach 1e4 and have 40 terms: their rounding moves σ' by a relative 1e4 * 40 * 2^-52 = 9e-11 at most.
    np.testing.assert_allclose(whole, X.T @ (curvature * (X @ vector)) / rows, rtol=0, atol=1e-10 * curvature.max())
