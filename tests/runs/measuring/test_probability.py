import math

import numpy as np
import pytest

from w2s_verify.distributions.pairs import uniform_errors
from w2s_verify.runs.measuring.probability import canonical_gains, gain_probabilities, gain_probability, probability_cells


def test_raw_pairs_and_canonical_ones_have_the_closed_form():
    d, student, teacher = 6, 0.5, 0.9
    pair = uniform_errors(np.random.default_rng(0), np.eye(d)[0], student, teacher, 200_000)
    raw = np.mean(pair.teacher[:, 0] > np.vecdot(pair.student, pair.teacher) * pair.student[:, 0])
    exact = gain_probability(d, student, teacher)
    assert raw == pytest.approx(exact, abs=0.005)
    found = canonical_gains(np.random.default_rng(1), d, student, teacher, 200_000)
    assert found.low < exact < found.high


def test_in_three_dimensions_the_probability_is_an_angle():
    assert gain_probability(3, math.atan(0.5), math.atan(1.0)) == pytest.approx(1 - math.acos(0.5) / math.pi)


def test_a_stronger_teacher_always_helps():
    assert gain_probability(5, 0.9, 0.5) == 1.0
    assert canonical_gains(np.random.default_rng(2), 5, 0.9, 0.5, 1000).value == 1.0


def test_nearly_all_cells_lie_in_their_bands():
    cells = probability_cells(0, 2000)
    inside = sum(cell.band_low <= cell.measured.value <= cell.band_high for cell in cells)
    assert inside >= 0.95 * len(cells)


@pytest.mark.parametrize(("c_s", "c_t"), [(0.8, 0.3), (0.8, -0.3), (-0.3, -0.8), (0.3, 0.3)])
def test_cosines_of_any_sign_have_the_closed_form_too(c_s, c_t):
    d = 5
    pair = uniform_errors(np.random.default_rng(3), np.eye(d)[0], math.acos(c_s), math.acos(c_t), 100_000)
    raw = np.mean(c_t > np.vecdot(pair.student, pair.teacher) * c_s)
    assert gain_probabilities(d, np.array([c_s]), np.array([c_t]))[0] == pytest.approx(raw, abs=0.006)
