"""Statistical claims: three answers, exact binomial tests, reproducible draws, and no reading at a point."""

from dataclasses import replace

import pytest
from scipy import stats

from w2s_verify.claims.claim import ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import judge
from w2s_verify.claims.statistical import LEVEL, Answer, Cell, Rival, Statistical, answer
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
