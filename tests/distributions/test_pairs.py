"""Pairs: angles and correlations as stated, by seed; bad input is refused."""

import math
import re

import numpy as np
import pytest

from w2s_verify.distributions.pairs import correlated_errors, error_directions, noisy_copies, uniform_errors

TRUTH = np.array([1.0, 2.0, -2.0, 0.5])


def cosine(a, b):
    return np.sum(a * b, axis=-1) / (np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1))


def test_angles_are_met_and_draws_repeat():
    pair = uniform_errors(np.random.default_rng(0), TRUTH, 0.4, 2.0, 50)
    assert np.allclose(cosine(pair.student, TRUTH), math.cos(0.4))
    assert np.allclose(cosine(pair.teacher, TRUTH), math.cos(2.0))
    again = uniform_errors(np.random.default_rng(0), TRUTH, 0.4, 2.0, 50)
    assert np.array_equal(pair.teacher, again.teacher)


@pytest.mark.parametrize("correlation", [-1.0, -0.3, 0.0, 0.8, 1.0])
def test_the_correlation_of_the_errors_is_met(correlation):
    pair = correlated_errors(np.random.default_rng(0), TRUTH, 0.4, 1.0, correlation, 50)
    shared = math.cos(0.4) * math.cos(1.0) + correlation * math.sin(0.4) * math.sin(1.0)
    assert np.allclose(cosine(pair.student, pair.teacher), shared)


def test_noisy_copies_have_the_stated_noise():
    pair = noisy_copies(np.random.default_rng(0), TRUTH, 0.5, 0.0, 4000)
    assert np.array_equal(pair.teacher, np.broadcast_to(TRUTH, pair.teacher.shape))
    squared = np.sum((pair.student - TRUTH) ** 2, axis=1).mean()
    assert abs(squared / (0.25 * TRUTH @ TRUTH) - 1) < 5 * math.sqrt(2 / (4 * 4000))


RNG = np.random.default_rng(0)
BAD = [
    (lambda: error_directions(RNG, [1.0], 1), "truth = [1.0]: must be a non-zero vector of at least 2"),
    (lambda: error_directions(RNG, [0.0, 0.0], 1), "must be a non-zero vector"),
    (lambda: uniform_errors(RNG, TRUTH, 0.0, 1.0, 1), "student_angle = 0.0: must be an angle in (0, π)"),
    (lambda: correlated_errors(RNG, TRUTH, 1.0, 1.0, 1.5, 1), "correlation = 1.5: must be in [−1, 1]"),
    (lambda: correlated_errors(RNG, [1.0, 0.0], 1.0, 1.0, 0.5, 1), "must be ±1 in d = 2"),
    (lambda: noisy_copies(RNG, TRUTH, -1.0, 1.0, 1), "student_noise = -1.0: must be non-negative"),
]


@pytest.mark.parametrize(("draw", "says"), BAD, ids=[says for _, says in BAD])
def test_bad_input_is_named(draw, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        draw()
