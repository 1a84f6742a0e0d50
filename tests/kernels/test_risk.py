from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc

import numpy as np
import pytest

from w2s_verify.kernels import Data, risk_and_gradient
from w2s_verify.kernels.compiled import SWITCH, takes_layout
from w2s_verify.kernels.risk import risk_and_gradient_numpy

EPS = 2.0**-52


@pytest.mark.parametrize("size", [1e-8, 1.0, 30.0])
@pytest.mark.parametrize("weighted", [True, False])
def test_mpmath_agrees(risk_loop, draw, oracle, doubles, size, weighted):
    data, weights = draw(size=size, weighted=weighted)
    loss, gradient = risk_loop(data, weights)
    exact = oracle(data, weights)
    score_terms = np.abs(data.X) @ np.abs(weights)
    # A row rounds its score by (d+1) EPS score_terms and its loss by 6 EPS; the sum of 30 rows adds 30 EPS at most.
    allowed = 40 * EPS * (1 + score_terms.max())
    assert abs(loss - float(exact.risk())) <= allowed * (loss + 1)
    np.testing.assert_allclose(gradient, doubles(exact.gradient()), rtol=0, atol=allowed * np.abs(data.X).max())


@pytest.mark.parametrize("score", [-1e4, -745.2, -710.0, -400.0, -36.0, -1e-300, 0.0, 1e-300, 36.0, 400.0, 710.0, 745.2, 1e4])
@pytest.mark.parametrize("label", [0.0, 1.0, 0.25, 1e-20])
def test_one_row_keeps_its_tail(risk_loop, oracle, score, label):
    data = Data([[1.0]], [label])
    loss, gradient = risk_loop(data, np.array([score]))
    exact = oracle(data, [score])
    exact.mp.dps = 10_000
    for got, value in ((loss, exact.risk()), (gradient[0], exact.gradient()[0])):
        # Relative 8 EPS plus what underflow takes; at label 1/4 the slope is a difference of terms below 1.
        slack = 4 * EPS if 0 < label < 1 else 0.0
        assert abs(exact.mp.mpf(got) - value) <= 8 * EPS * abs(value) + slack * label + 1e-307


@pytest.mark.parametrize(("row", "weight"), [(1e300, 1e-300), (1e-300, 1e300), (1e-160, 1e160), (1e4, 1.0)])
def test_extreme_units(risk_loop, row, weight):
    loss, gradient = risk_loop(Data([[row], [-row]], [0.0, 0.0]), np.array([weight]))
    z = row * weight
    assert loss == pytest.approx(z / 2 + np.log1p(np.exp(-z)), rel=4 * EPS)
    assert gradient[0] == pytest.approx(np.tanh(z / 2) / 2 * row, rel=4 * EPS)


def _layouts(X):
    wide = np.repeat(np.repeat(X, 2, axis=0), 3, axis=1)
    return {
        "F": np.asfortranarray(X),
        "strided": wide[::2, ::3],
        "reversed": X[::-1][::-1, ::-1][:, ::-1],
        "part": wide[::2, 1::3],
    }


@pytest.mark.parametrize("name", ["F", "strided", "reversed", "part"])
def test_layout_does_not_matter(draw, name):
    data, weights = draw(rows=5000, columns=7)
    other = Data(_layouts(data.X)[name], data.labels, sample_weights=data.sample_weights)
    np.testing.assert_allclose(risk_and_gradient(other, weights)[1], risk_and_gradient(data, weights)[1], rtol=1e-12)


def test_float32_rows_are_promoted_exactly(draw):
    data, weights = draw(rows=5000)
    narrow = data.X.astype(np.float32)
    single, double = Data(narrow, data.labels), Data(narrow.astype(np.float64), data.labels)
    loss, gradient = risk_and_gradient_numpy(single, weights)
    loss_double, gradient_double = risk_and_gradient_numpy(double, weights)
    assert gradient.dtype == np.float64
    assert loss == loss_double
    np.testing.assert_array_equal(gradient, gradient_double)


@pytest.mark.parametrize("shape", [(1, 1), (63, 3), (64, 16), (65, 17), (1000, 10), (4097, 129)])
def test_both_loops_agree(both_loops, shape):
    random = np.random.default_rng(shape[0])
    data = Data(random.standard_normal(shape), random.random(shape[0]), sample_weights=random.random(shape[0]))
    weights = random.standard_normal(shape[1])
    (loss, gradient), (other, other_gradient) = (loop(data, weights) for loop in both_loops)
    # The bounds of accuracy_bounds.json are below 2 ulp of the scale; the scale is below 1 + sum |x w| here.
    scale = 1 + (np.abs(data.X) @ np.abs(weights)).max()
    assert abs(loss - other) <= 8 * EPS * scale * (1 + loss)
    np.testing.assert_allclose(gradient, other_gradient, rtol=0, atol=8 * EPS * scale * np.abs(data.X).max())


@pytest.mark.parametrize("columns", [1, 50, 700])
def test_memory_beside_the_input(draw, columns):
    data, weights = draw(rows=2_000_000 // columns, columns=columns)
    data = Data(data.X.astype(np.float32), data.labels)
    risk_and_gradient_numpy(data, weights)
    tracemalloc.start()
    risk_and_gradient_numpy(data, weights)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most <= 16 * 2**20


def test_the_compiled_loop_takes_only_its_layout():
    X = np.ones((4, 3))
    assert takes_layout(Data(X, np.ones(4)))
    assert not takes_layout(Data(np.asfortranarray(X), np.ones(4)))
    assert not takes_layout(Data(X.astype(np.float32), np.ones(4)))


def test_the_switch_turns_the_compiled_path_off():
    asks = "import sys, w2s_verify.kernels.compiled as c; assert not c.compiled_present() and 'numba' not in sys.modules"
    subprocess.run([sys.executable, "-c", asks], check=True, env={**_environment(), SWITCH: "0"})


def _environment():
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
