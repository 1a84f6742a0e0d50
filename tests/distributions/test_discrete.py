"""Discrete laws: their expectations by hand, their samples, and what they refuse at the door."""

import math
import re

import numpy as np
import pytest

from w2s_verify.arithmetic import float64
from w2s_verify.distributions import discrete, empirical, mixture, rademacher

LAW = discrete([[1, 0], [0, 2], [3, 4]], [1, 2, 1])


def test_moments_by_hand():
    assert LAW.mean_vector(float64).tolist() == [1, 2]
    assert LAW.second_moment(float64).tolist() == [[2.5, 3], [3, 6]]
    assert LAW.second_form(float64, np.array([1.0, 0]), np.array([0.0, 1])) == 3
    assert LAW.largest_norm(float64) == 5


def test_a_mixture_has_the_moments_of_its_parts():
    law = mixture((LAW, rademacher(2)), (1, 3))
    assert law.mean_vector(float64).tolist() == [0.25, 0.5]
    assert law.second_form(float64, np.array([1.0, 0]), np.array([1.0, 0])) == (2.5 + 3) / 4


def test_samples_follow_the_weights_and_repeat_by_seed():
    rows = LAW.sample(np.random.default_rng(3), 4000)
    assert np.array_equal(rows, LAW.sample(np.random.default_rng(3), 4000))
    shares = [(rows == point).all(axis=1).mean() for point in LAW.points]
    assert max(abs(share - weight) for share, weight in zip(shares, (0.25, 0.5, 0.25), strict=True)) < 6 * 0.5 / math.sqrt(4000)


def test_an_empirical_law_weighs_every_row_alike():
    assert empirical([[1.0], [2.0]]).weights.tolist() == [1, 1]


BAD = [
    (lambda: discrete([1.0, 2.0], [1, 1]), "points has shape (2,): must be (n, d) with n, d >= 1"),
    (lambda: discrete(np.empty((0, 2)), []), "points has shape (0, 2): must be (n, d)"),
    (lambda: discrete([[1.0], [2.0]], [1]), "weights has shape (1,): must be (2,), one for each point"),
    (lambda: discrete([[math.nan]], [1]), "points = nan: every entry must be finite"),
    (lambda: discrete([[1.0]], [math.inf]), "weights = inf: every entry must be finite"),
    (lambda: discrete([[1.0], [2.0]], [1, -1]), "weights = -1.0: must be non-negative"),
    (lambda: discrete([[1.0]], [0]), "weights: at least one must be positive"),
    (lambda: rademacher(0), "dimension = 0: must be in 1 … 12"),
]


@pytest.mark.parametrize(("build", "says"), BAD, ids=[says for _, says in BAD])
def test_bad_input_is_named(build, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        build()
