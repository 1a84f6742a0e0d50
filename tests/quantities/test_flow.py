"""The certified flow: its error bound holds against a finer solution, it is small, and bad input is refused."""

import re

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from w2s_verify.arithmetic import float64
from w2s_verify.quantities import check_step, gradient_descent
from w2s_verify.quantities.flow import Problem, certified_flow


def problem(seed, n=8, d=4, hard=0.0, noise=0.0):
    rng = np.random.default_rng(seed)
    return Problem(rng.integers(-8, 9, (n, d)) / 8.0, rng.integers(1, 9, n) * 1.0, rng.normal(size=d), hard, noise)


@pytest.mark.parametrize(("hard", "noise"), [(0.0, 0.0), (1.0, 0.0), (1.0, 0.25)])
def test_the_bound_holds_and_is_small(hard, noise):
    case = problem(1, hard=hard, noise=noise)
    start = np.array([2.0, -1.0, 0.5, 1.0])
    flow = certified_flow(case, start, 4.0, 128)
    fine = solve_ivp(lambda _, w: case.descent(w), (0, 4.0), start, method="Radau", t_eval=flow.times, rtol=1e-12, atol=1e-13)
    # Radau's own error is below 1e-10 here
    assert (np.linalg.norm(fine.y.T - flow.nodes, axis=1) <= flow.errors + 1e-10).all()
    assert flow.errors[0] == 0.0
    assert flow.errors[-1] <= 1e-5


def test_a_wrong_path_has_an_honest_error():
    case = problem(2, n=5, d=2)
    coarse = certified_flow(case, np.array([8.0, -8.0]), 4.0, 2)
    fine = certified_flow(case, np.array([8.0, -8.0]), 4.0, 128)
    assert np.linalg.norm(coarse.nodes[-1] - fine.nodes[-1]) <= coarse.errors[-1] + fine.errors[-1]
    assert coarse.errors[-1] > 100 * fine.errors[-1]


def test_time_zero_stays():
    flow = certified_flow(problem(3), np.ones(4), 0.0, 3)
    assert np.array_equal(flow.nodes[-1], np.ones(4))
    assert flow.errors[-1] == 0.0


def test_gradient_descent_is_the_recursion():
    iterates = gradient_descent(float64, lambda w: -w, np.array([4.0, 2.0]), 0.5, 2)
    assert np.array_equal(iterates[-1], [1.0, 0.5])


BAD = [
    (lambda: certified_flow(problem(1), np.ones(4), -1.0, 4), "time = -1.0: must be non-negative"),
    (lambda: certified_flow(problem(1), np.ones(4), 1.0, 0), "steps = 0: must be at least 1"),
    (lambda: check_step(0.0), "step = 0.0: must be positive"),
    (lambda: gradient_descent(float64, lambda w: -w, np.ones(1), 1.0, -1), "count = -1: must be at least 0"),
]


@pytest.mark.parametrize(("run", "says"), BAD, ids=[says for _, says in BAD])
def test_bad_input_is_named(run, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        run()
