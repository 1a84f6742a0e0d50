import math

import numpy as np
import pytest
from scipy import stats

from w2s_verify.runs.measuring.intervals import binomial_band, median, share


@pytest.mark.parametrize(("count", "trials"), [(0, 5), (3, 7), (7, 7), (199, 200)])
def test_share_is_clopper_pearson(count, trials):
    found = share([True] * count + [False] * (trials - count))
    peer = stats.binomtest(count, trials).proportion_ci(0.95, method="exact")
    assert (found.count, found.trials) == (count, trials)
    assert (found.low, found.high) == pytest.approx((peer.low, peer.high), abs=1e-12)


def test_median_interval_covers_as_it_says():
    rng = np.random.default_rng(0)
    covered = [found.low <= 0 <= found.high for found in (median(rng.standard_normal(21)) for _ in range(400))]
    assert np.mean(covered) > 0.94


def test_median_leaves_out_what_is_missing():
    assert median([None, 1.0, math.nan, 3.0]).value == 2.0
    assert median([None]).value is None


def test_few_values_have_no_interval():
    assert median([1.0, 2.0]).low is None


def test_no_trials_is_refused():
    with pytest.raises(ValueError, match="at least one trial"):
        share([])


def test_band_holds_the_level_exactly():
    low, high = binomial_band(0.3, 100)
    inside = stats.binom.cdf(high * 100, 100, 0.3) - stats.binom.cdf(low * 100 - 1, 100, 0.3)
    assert inside >= 0.95
