from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from w2s_verify.kernels import Data, Points, gradient_and_hessian, hessian_vector_product, risk_and_gradient
from w2s_verify.kernels.hessian import gradient_and_hessian_numpy

EPS = 2.0**-52


@pytest.mark.parametrize("columns", [1, 4, 18])
@pytest.mark.parametrize("weighted", [True, False])
def test_mpmath_agrees(hessian_loop, draw, oracle, doubles, columns, weighted):
    data, weights = draw(columns=columns, weighted=weighted)
    gradient, hessian = hessian_loop(data, weights)
    exact = oracle(data, weights)
    terms = 1 + (np.abs(data.X) @ np.abs(weights)).max()
    # 30 rows: the sum rounds by 30 EPS, a row's score by (d+1) EPS terms, and σ' moves by at most that factor.
    allowed = (40 + columns) * EPS * terms * np.abs(data.X).max() ** 2 / 4
    np.testing.assert_allclose(hessian, doubles(exact.hessian()), rtol=0, atol=allowed)
    np.testing.assert_allclose(gradient, risk_and_gradient(data, weights)[1], rtol=0, atol=allowed * 4)
    np.testing.assert_array_equal(hessian, hessian.T)


@pytest.mark.parametrize("order", ["C", "F", "strided", "float32"])
@pytest.mark.parametrize("columns", [5, 40])
def test_layout_does_not_matter(draw, order, columns):
    data, weights = draw(rows=9000, columns=columns, size=1.0)
    X = data.X.astype(np.float32).astype(np.float64)
    layouts = {
        "C": X,
        "F": np.asfortranarray(X),
        "strided": np.repeat(X, 2, axis=1)[:, ::2],
        "float32": X.astype(np.float32),
    }
    expected = gradient_and_hessian(Data(X, data.labels, sample_weights=data.sample_weights), weights)
    got = gradient_and_hessian(Data(layouts[order], data.labels, sample_weights=data.sample_weights), weights)
    for one, other in zip(got, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("columns", [1, 17])
def test_curvature_lives_as_far_as_the_hessian_is_representable(hessian_loop, columns):
    # σ'(1000) = e^-1000 underflows, but 1e200 * 1e200 * e^-1000 = 5.07e-35 does not.
    X = np.full((1, columns), 1e200)
    weights = np.full(columns, 1e-197 / columns)
    _, hessian = hessian_loop(Data(X, [1.0]), weights)
    np.testing.assert_allclose(hessian, np.exp(400 * np.log(10.0) - 1000.0), rtol=1e-11)
    product = hessian_vector_product(Points(X), weights, np.ones(columns))
    np.testing.assert_allclose(product, columns * np.exp(400 * np.log(10.0) - 1000.0), rtol=1e-11)


@pytest.mark.parametrize("score", [-1e4, -800.0, 800.0, 1e4])
def test_large_scores_give_zero_not_nan(hessian_loop, score):
    gradient, hessian = hessian_loop(Data([[1.0]], [float(score > 0)]), np.array([score]))
    assert gradient[0] == pytest.approx(0.0, abs=1e-300)
    assert hessian[0, 0] == pytest.approx(0.0, abs=1e-300)


@pytest.mark.parametrize("weighted", [True, False])
def test_product_is_the_matrix_times_the_vector(draw, weighted):
    data, weights = draw(rows=3000, columns=20, size=0.5, weighted=weighted)
    vector = np.linspace(-1, 1, 20)
    _, hessian = gradient_and_hessian(data, weights)
    np.testing.assert_allclose(hessian_vector_product(data, weights, vector), hessian @ vector, rtol=0, atol=1e-13)


def _hessian(data, weights):
    return gradient_and_hessian_numpy(data, weights)


def _product(data, weights):
    return hessian_vector_product(data, weights, weights)


@pytest.mark.parametrize("call", [_hessian, _product])
@pytest.mark.parametrize(("rows", "columns"), [(500_000, 4), (100_000, 16), (4000, 300), (1500, 1200)])
@pytest.mark.parametrize("layout", ["C", "F", "float32"])
def test_memory_beside_the_input(call, rows, columns, layout):
    X = np.ones((rows, columns), dtype=np.float32 if layout == "float32" else np.float64, order="F" if layout == "F" else "C")
    data, weights = Data(X, np.zeros(rows)), np.full(columns, 1e-3)
    call(data, weights)
    tracemalloc.start()
    call(data, weights)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most <= 16 * 2**20 + 8 * columns**2
