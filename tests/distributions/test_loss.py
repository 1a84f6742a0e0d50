"""The risk under hard answers: three arithmetics, the limits at small and large radii, draws, bad input."""

import math

import numpy as np
import pytest
from flint import arb, fmpz

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.distributions import GAUSSIAN, LaplaceRadial, Sphere, elliptical, hard_risk, mean_loss, radial_law, uniform_ball

LAWS = [GAUSSIAN, Sphere(2), Sphere(3), uniform_ball(3), radial_law(1, 3)]


def as_ball(value):
    sign, mantissa, exponent, _ = value._mpf_
    return arb((fmpz(-int(mantissa) if sign else int(mantissa)), fmpz(int(exponent))))


@pytest.mark.parametrize("radius", [2.0**-20, 0.3, 5.0, 2.0**10])
@pytest.mark.parametrize("radial", LAWS, ids=str)
def test_balls_contain_mpmath_and_float64_is_near(radial, radius):
    with ball(100) as num:
        value = mean_loss(num, radial, num.exact(np.float64(radius)))
    other = mean_loss(mp(160), radial, mp(160).exact(np.float64(radius)))
    with ball(200):
        assert value.contains(as_ball(other))
        assert value.rad() < arb(2) ** -90
    assert abs(float(mean_loss(float64, radial, np.float64(radius))) / float(other) - 1) <= 1e-13


@pytest.mark.parametrize("radial", LAWS, ids=str)
def test_no_score_costs_log_two(radial):
    with ball(100) as num:
        assert mean_loss(num, radial, arb(0)).overlaps(arb(2).log())
    assert mean_loss(float64, radial, np.zeros(2)) == pytest.approx([math.log(2)] * 2, rel=1e-14)


def test_the_risk_against_draws():
    law = elliptical(uniform_ball(3), np.diag([1.0, 2.0, 0.5]))
    student, teacher = np.array([1.0, -0.5, 2.0]), np.array([1.0, 1.0, 0.0])
    x = law.sample(np.random.default_rng(0), 100_000)
    losses = float64.softplus(x @ student) - (x @ teacher > 0) * (x @ student)
    found = float(hard_risk(float64, law, student, teacher))
    assert abs(losses.mean() - found) < 5 * losses.std() / math.sqrt(len(x))


def test_other_laws_are_refused():
    with pytest.raises(ValueError, match=r"radial = LaplaceRadial\(\): must be Gaussian, or a sphere"):
        mean_loss(float64, LaplaceRadial(), np.float64(1))
