"""robust.approximate is sharp: a linear programme finds symmetric laws with Σ = I and δ(v) = 0 that meet its threshold.

The rates of robust.product-laws are those of the laws.
"""

import numpy as np
import pytest
from scipy.optimize import linprog

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.robust.product_laws import _mean_answers
from w2s_verify.distributions import Discrete, cosine_rate, laplace_product, rademacher, uniform_product
from w2s_verify.quantities import CENTRED_SIGMOID, cosine


def test_threshold_is_met_by_a_symmetric_law_with_unit_covariance() -> None:
    """Least rate over all laws on a grid of symmetric pairs with Σ = I, δ(v) = 0: few atoms, and below 0 though X > 0.

    In the plane |w₀|·rate is then exactly λ(v)|v|X − δ(w₀) sin φ_S, so between this law and a round one the threshold is met
    with rate 0.
    """
    student, teacher, truth = np.array([-3.0, 1.0]), np.array([1.0, 0.0]), np.array([-3.0, 2.0])
    angles, radii = np.meshgrid(np.arange(48) * np.pi / 48, [0.5, 1.0, 2.0, 4.0])
    points = np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=-1).reshape(-1, 2)
    laws = [Discrete(point[None], np.ones(1)) for point in points]
    rates = np.array([cosine_rate(float64, law, student, teacher, truth) for law in laws])
    defects = np.array([np.tanh(point @ teacher / 2) / 2 * point[1] for point in points])
    moments = np.array([points[:, 0] ** 2, points[:, 1] ** 2, points[:, 0] * points[:, 1], np.ones(len(points)), defects])
    found = linprog(rates, A_eq=moments, b_eq=[1, 1, 0, 1, 0], method="highs-ds")
    assert found.success
    assert np.count_nonzero(found.x > 1e-9) <= 5
    excess = cosine(float64, teacher, truth) - cosine(float64, student, teacher) * cosine(float64, student, truth)
    assert excess > 0 > found.fun
    law = Discrete(points[found.x > 1e-9], found.x[found.x > 1e-9])
    strength = law.mean_of(float64, np.tanh(law.points @ teacher / 2) / 2 * (law.points @ teacher))
    pull = law.ridge_vector(float64, CENTRED_SIGMOID, student)
    defect = abs(pull[0] * student[1] - pull[1] * student[0]) / np.linalg.norm(student)
    sine = np.sqrt(1 - cosine(float64, student, truth) ** 2)
    bound = strength * excess / np.linalg.norm(teacher) - defect * sine
    rate = cosine_rate(float64, law, student, teacher, truth) * np.linalg.norm(student)
    assert abs(rate - bound) <= 1e-12


@pytest.mark.parametrize(("law", "product"), [(1, uniform_product), (2, laplace_product)])
def test_the_rates_of_product_laws_by_frequencies(law, product):
    """A batch against the law's own reading, one vector at a time."""
    weights = np.random.default_rng(0).standard_normal((3, 8)) / 3
    for row, found in zip(weights, _mean_answers(law, weights), strict=True):
        assert found == pytest.approx(product(np.ones(8)).ridge_vector(float64, CENTRED_SIGMOID, row), abs=1e-14)


def test_the_rates_of_the_hypercube_by_half_of_its_corners():
    weights = np.random.default_rng(1).standard_normal((2, 5))
    corners = rademacher(5)
    for row, found in zip(weights, _mean_answers(0, weights), strict=True):
        assert found == pytest.approx(corners.ridge_vector(float64, CENTRED_SIGMOID, row), abs=1e-14)
