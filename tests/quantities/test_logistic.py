"""Derivatives and increments of the logistic function against mpmath's numerical differentiation and plain subtraction."""

import mpmath
import numpy as np
import pytest

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.quantities import (
    curvature_bend,
    curvature_increment,
    curvature_slope,
    log_curvature,
    sigmoid_increment,
)

SCORES = [0.0, 2.0**-40, -0.3, 1.3125, -4.0, 17.0, -300.0, 700.0, -5000.0]
PAIRS = [(0.0, 0.0), (1.0, -1.0), (1.0, 1.0 + 2.0**-40), (-3.0, 5.0), (700.0, 699.0), (-(2.0**14), 2.0**14), (2.0**-40, 0.0)]


def _logistic(t: mpmath.mpf) -> mpmath.mpf:
    return 1 / (1 + mpmath.exp(-t))


@pytest.mark.parametrize("score", [t for t in SCORES if abs(t) < 20])
def test_derivatives_are_those_of_the_logistic_function(score: float) -> None:
    with mpmath.workprec(400):
        second, third = (mpmath.diff(_logistic, score, order) for order in (2, 3))
    num = mp(200)
    assert abs(curvature_slope(num, num.exact(np.array(score))) - second) < 1e-50
    assert abs(curvature_bend(num, num.exact(np.array(score))) - third) < 1e-40


@pytest.mark.parametrize("score", SCORES)
def test_log_curvature_does_not_underflow(score: float) -> None:
    with mpmath.workprec(20_000):
        t = mpmath.mpf(score)
        expected = float(-2 * mpmath.log(2 * mpmath.cosh(t / 2)))
    assert float(log_curvature(float64, np.array(score))) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(("start", "end"), PAIRS)
@pytest.mark.parametrize("order", [0, 1])
def test_increments_keep_full_relative_accuracy(start: float, end: float, order: int) -> None:
    with mpmath.workprec(60_000):
        low, high = _logistic(mpmath.mpf(start)), _logistic(mpmath.mpf(end))
        exact = high - low if order == 0 else high * (1 - high) - low * (1 - low)
    function = (sigmoid_increment, curvature_increment)[order]
    found = float(function(float64, np.array(start), np.array(end)))
    assert found == pytest.approx(float(exact), rel=1e-14, abs=1e-320)
    with ball(256) as num:
        enclosure = function(num, num.exact(np.array(start)), num.exact(np.array(end)))
        assert enclosure.rad() <= abs(enclosure.mid()) * 2**-100 + 2.0**-250


def test_increments_take_batches() -> None:
    start, end = np.zeros((3, 2)), np.ones((3, 2))
    assert sigmoid_increment(float64, start, end).shape == (3, 2)
    assert curvature_increment(float64, start, end).shape == (3, 2)
