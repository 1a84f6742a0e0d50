"""How often two students answer alike: every law by its coordinates against its angle, in three arithmetics."""

import math

import numpy as np
import pytest

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.distributions import GAUSSIAN, LaplaceRadial, Sphere, agreement, radial_law, uniform_ball

LAWS = [GAUSSIAN, radial_law(1, 3), uniform_ball(3), Sphere(9)]


def unit(num, cosine, sine):
    length = num.sqrt(num.exact(np.float64(cosine * cosine + sine * sine)))
    return num.exact(np.float64(cosine)) / length, num.exact(np.float64(sine)) / length


@pytest.mark.parametrize("radial", LAWS, ids=str)
@pytest.mark.parametrize(("cosine", "sine"), [(3, 4), (-3, 4), (1, 2**20), (2**20, 1), (0, 1), (1, 0)])
def test_it_is_one_minus_the_angle(radial, cosine, sine):
    with ball(128) as num:
        value = agreement(num, radial, *unit(num, cosine, sine))
        angle = num.atan2(num.exact(np.float64(sine)), num.exact(np.float64(cosine)))
        assert value.overlaps(1 - angle / num.pi())
        assert value.rad() < 2.0**-100
    other, plain = (float(agreement(num, radial, *unit(num, cosine, sine))) for num in (mp(80), float64))
    assert other == pytest.approx(float(value.mid()), abs=1e-15)
    assert plain == pytest.approx(float(value.mid()), abs=1e-14)


def test_against_draws():
    x = uniform_ball(3).sample(np.random.default_rng(0), 100_000, 3)
    found = float(agreement(float64, uniform_ball(3), np.float64(0.6), np.float64(0.8)))
    assert abs(np.mean((x[:, 0] > 0) == (0.6 * x[:, 0] + 0.8 * x[:, 1] > 0)) - found) < 5 * math.sqrt(found * (1 - found) / 1e5)


@pytest.mark.parametrize("radial", [LaplaceRadial(), Sphere(4)], ids=str)
def test_other_laws_are_refused(radial):
    with pytest.raises(ValueError, match="must be Gaussian, or a sphere in an odd dimension"):
        agreement(float64, radial, np.float64(0.6), np.float64(0.8))
