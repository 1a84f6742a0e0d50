"""How loose the sample sizes of step.sample are, where the least sufficient one is known exactly: two values of ξ, binomial."""

import numpy as np
import pytest
from scipy import stats

from w2s_verify.claims.step.sample import BOUNDS, DELTA, _sample


def test_looseness_in_the_plane() -> None:
    sample = _sample({"d": 2, "bernoulli": 0})
    low, high = np.unique(np.round(sample.values, 12))
    chance = float(sample.masses[np.isclose(sample.values, high)].sum())

    def failure(n: int) -> float:
        return float(sum(stats.binom.pmf(k, n, chance) for k in range(n + 1) if k * high + (n - k) * low <= 0))

    least = next(n for n in range(1, 100) if all(failure(m) <= DELTA for m in range(n, 100)))
    factors = {name: bound(sample) / least for name, bound in BOUNDS.items()}
    assert all(factor >= 1 for name, factor in factors.items() if name != "a tenth of Cantelli")
    assert factors["Cantelli"] < factors["tanh"] < factors["Hoeffding"] < factors["sub-Gaussian"] < 50


@pytest.mark.parametrize("bernoulli", [0, 1])
def test_mean_and_variance_are_those_of_the_law(bernoulli: int) -> None:
    soft, drawn = _sample({"d": 3, "bernoulli": 0}), _sample({"d": 3, "bernoulli": bernoulli})
    assert drawn.mean == pytest.approx(soft.mean)
    assert drawn.variance >= soft.variance - 1e-15
