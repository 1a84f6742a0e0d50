"""The mean of 1/χ²: three arithmetics against 1/(k − 2)."""

import numpy as np
import pytest
from flint import arb

from w2s_verify.arithmetic import ball, mp
from w2s_verify.arithmetic.float64 import float64
from w2s_verify.distributions import inverse_chi_square_mean


@pytest.mark.parametrize("freedom", [3, 4, 17, 100])
def test_three_arithmetics(freedom: int) -> None:
    with ball(256) as num:
        found = inverse_chi_square_mean(num, arb(freedom)) * (freedom - 2)
        assert found.contains(1)
        assert found.rad() <= 1e-60
    num_mp = mp(256)
    assert abs(inverse_chi_square_mean(num_mp, num_mp.context.mpf(freedom)) * (freedom - 2) - 1) <= 1e-70


def test_a_batch() -> None:
    freedom = np.array([3.0, 50.0, 100.0])
    assert inverse_chi_square_mean(float64, freedom) == pytest.approx(1 / (freedom - 2), rel=1e-12)
