"""Statistical claims: three answers, exact binomial tests, reproducible draws, and no reading at a point."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from w2s_verify.claims.claim import ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import judge
from w2s_verify.claims.statistical import LEVEL, Answer, Cell, Rival, Statistical, StatisticalMean, answer
from w2s_verify.runs.verify import verify_claim

COIN = Statistical(
    id="own.coin",
    cells=(Cell("fair", {"p": 0.5}, 100_000), Cell("rare", {"p": 0.1}, 100_000)),
    draw=lambda rng, at, trials: int(rng.binomial(trials, at["p"])),
    band=lambda at: (at["p"], at["p"]),
    rivals=(Rival("shifted", "larger by 0.02", lambda at: (at["p"] + 0.02, at["p"] + 0.02)),),
)


def test_a_true_statement_is_consistent_and_its_rival_rejected() -> None:
    record = verify_claim(COIN)
    assert (record.verdict, record.as_declared, record.certified) == ("CONSISTENT", True, 0)
    assert [mutant.verdict for mutant in record.mutants] == ["REJECTED"]
    assert not record.failure


def test_a_false_statement_is_rejected_in_words() -> None:
    record = verify_claim(replace(COIN, band=lambda at: (0.55, 0.55), rivals=()))
    assert (record.verdict, record.as_declared) == ("REJECTED", False)
    assert "own.coin is REJECTED" in record.failure


def test_few_trials_are_underpowered_not_consistent() -> None:
    few = tuple(replace(cell, trials=100) for cell in COIN.cells)
    assert verify_claim(replace(COIN, cells=few, rivals=())).verdict == "UNDERPOWERED"


def test_a_rival_that_survives_fails_the_claim() -> None:
    record = verify_claim(replace(COIN, rivals=(Rival("same", "the same", COIN.band),)))
    assert not record.as_declared
    assert "no longer reject same" in record.failure


def test_the_level_is_split_over_the_grid() -> None:
    """The least extreme count that rejects has a tail of at most the level over twice the number of cells."""
    share = LEVEL / (2 * len(COIN.cells))
    critical = int(stats.binom.ppf(share, 100_000, 0.5))
    while stats.binom.cdf(critical, 100_000, 0.5) > share:
        critical -= 1
    assert COIN.test((critical, 10_000))[0].rejected
    assert not COIN.test((critical + 1, 10_000))[0].rejected


def test_the_detectable_deviation_is_seen() -> None:
    result = COIN.test((50_000, 10_000))[0]
    hits = int(stats.binom.ppf(0.5, 100_000, 0.5 - 1.1 * result.detectable))
    assert answer(COIN.test((hits, 10_000)), 0.02) is Answer.REJECTED


def test_draws_follow_the_seed() -> None:
    assert COIN.sample(3) == COIN.sample(3) != COIN.sample(4)


def test_no_reading_at_an_instance() -> None:
    with pytest.raises(ClaimError, match="no reading at one instance"):
        judge(COIN, Instance(cell=0))


def test_a_grid_is_needed() -> None:
    with pytest.raises(ClaimError, match="has cells, a draw and a band"):
        replace(COIN, cells=())
    with pytest.raises(ClaimError, match="must be one of"):
        replace(COIN, expects="HOLDS")


def _exponential(rng, at, trials):
    return rng.standard_exponential(trials) * at["mean"]


MEAN = StatisticalMean(
    id="own.mean",
    cells=(Cell("exponential", {"mean": 1.0}, 100_000),),
    draw=_exponential,
    band=lambda at: (at["mean"], at["mean"]),
    spread=lambda at: at["mean"] ** 2,
    rivals=(Rival("larger", "larger by 0.05", lambda at: (1.05, 1.05)), Rival("smaller", "less", lambda at: (0.95, 0.95))),
    deviation=0.05,
)


def test_a_true_mean_is_consistent_and_its_rivals_rejected() -> None:
    record = verify_claim(MEAN)
    assert (record.verdict, record.as_declared) == ("CONSISTENT", True)
    assert [mutant.verdict for mutant in record.mutants] == ["REJECTED", "REJECTED"]


def test_the_e_value_keeps_its_level() -> None:
    """At p = 0.3 on each side, 30 draws of a skewed law: at most 0.6 may reject; a binomial test at 1e-9 sees more."""
    rng = np.random.default_rng(0)
    cell = Cell("small", {"mean": 1.0}, 30)
    rejected = sum(MEAN.test_cell(cell, _exponential(rng, cell.at, 30), (1.0, 1.0), 0.3).rejected for _ in range(4000))
    assert stats.binom.sf(rejected - 1, 4000, 0.6) > 1e-9


def test_the_detectable_shift_of_a_mean_is_seen() -> None:
    (result,) = MEAN.test((np.ones(100_000),))
    drawn = _exponential(np.random.default_rng(1), {"mean": 1.0}, 100_000)
    for side in (-1, 1):
        assert MEAN.test((drawn + side * 1.1 * result.detectable,))[0].rejected
    assert MEAN.test((np.ones(10),))[0].detectable == np.inf


def test_a_mean_needs_a_bound_on_the_variance() -> None:
    with pytest.raises(ClaimError, match="spread"):
        replace(MEAN, spread=None)


def test_longer_profiles_draw_more_in_blocks() -> None:
    dev, ci = verify_claim(COIN, profile="dev"), verify_claim(COIN, profile="ci")
    assert (dev.sampled, ci.sampled) == (200_000, 400_000)
    (drawn,) = MEAN.enlarged(3).sample(0)
    assert drawn.shape == (300_000,)


def test_a_rival_must_be_rejected_wherever_it_says_so() -> None:
    shifted = Rival("shifted", "larger by 0.02 at p = ½", lambda at: (at["p"] + 0.02 * (at["p"] > 0.2),) * 2)
    everywhere = replace(shifted, everywhere=lambda at: True)
    drawn = COIN.sample(0)
    assert COIN.answer_to(shifted, drawn) is Answer.REJECTED
    assert COIN.answer_to(everywhere, drawn) is Answer.CONSISTENT


def test_no_two_claims_share_their_draws() -> None:
    assert COIN.sample(0) != replace(COIN, id="own.other-coin").sample(0)
