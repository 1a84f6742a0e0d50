from __future__ import annotations

import mpmath
import numpy as np
import pytest

from w2s_verify.kernels import Data
from w2s_verify.kernels.hessian import gradient_and_hessian_numpy
from w2s_verify.kernels.risk import risk_and_gradient_numpy

DIGITS = 60


def _loops(name):
    """Risk and Hessian of one path."""
    if name == "numpy":
        return risk_and_gradient_numpy, gradient_and_hessian_numpy
    pytest.importorskip("numba", reason="the compiled path needs the extra `fast` (numba)")
    from w2s_verify.kernels.loops.hessian import gradient_and_hessian_fused
    from w2s_verify.kernels.loops.risk import risk_and_gradient_fused

    return risk_and_gradient_fused, gradient_and_hessian_fused


@pytest.fixture(params=["numpy", "compiled"])
def risk_loop(request):
    return _loops(request.param)[0]


@pytest.fixture(params=["numpy", "compiled"])
def hessian_loop(request):
    return _loops(request.param)[1]


@pytest.fixture
def both_loops():
    return _loops("numpy")[0], _loops("compiled")[0]


@pytest.fixture
def draw():
    """Data with student weights: rows, columns, size of a score, seed."""

    def make(rows=30, columns=4, size=3.0, seed=0, weighted=True):
        random = np.random.default_rng(seed)
        X = random.standard_normal((rows, columns))
        heavy = random.random(rows) if weighted else None
        return Data(X, random.random(rows), sample_weights=heavy), size * random.standard_normal(columns)

    return make


class Oracle:
    """Textbook formulas in 60 digits of mpmath; nothing is shared with the kernels."""

    def __init__(self, data, weights):
        self.mp = mpmath.mp.clone()
        self.mp.dps = DIGITS
        number = self.mp.mpf
        self.X = [[number(float(x)) for x in row] for row in data.X]
        self.labels = [number(float(y)) for y in getattr(data, "labels", np.zeros(len(data.X)))]
        heavy = np.ones(len(data.X)) if data.sample_weights is None else data.sample_weights
        total = sum(number(float(m)) for m in heavy)
        self.shares = [number(float(m)) / total for m in heavy]
        self.weights = [number(float(w)) for w in weights]
        self.columns = range(len(self.weights))

    def dot(self, row, vector):
        return sum(x * w for x, w in zip(row, vector, strict=True))

    def sigmoid(self, score):
        return 1 / (1 + self.mp.exp(-score))

    def rows(self):
        for row, label, share in zip(self.X, self.labels, self.shares, strict=True):
            yield row, label, share, self.dot(row, self.weights)

    def risk(self):
        return sum(share * (self.mp.log(1 + self.mp.exp(score)) - label * score) for _, label, share, score in self.rows())

    def gradient(self):
        slopes = [(row, share * (self.sigmoid(score) - label)) for row, label, share, score in self.rows()]
        return [sum(slope * row[j] for row, slope in slopes) for j in self.columns]

    def hessian(self):
        bends = [(r, share * self.sigmoid(z) * self.sigmoid(-z)) for r, _, share, z in self.rows()]
        return [[sum(bend * row[i] * row[j] for row, bend in bends) for j in self.columns] for i in self.columns]


@pytest.fixture
def oracle():
    return Oracle


@pytest.fixture
def doubles():
    return lambda nested: np.array(nested, dtype=object).astype(np.float64)
