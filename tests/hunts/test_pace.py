import itertools

import pytest

from w2s_verify.hunts import Shard, Target, hunt
from w2s_verify.hunts.pace import GUESSES, OTHERWISE, Pace

SECANT = Target("logistic.secant")


def shard(engine, budget):
    return Shard(SECANT, 0, 1, 0, engine, "generic", budget)


def test_the_rate_of_an_engine_is_guessed_and_then_measured():
    pace = Pace()
    assert pace.rate("structured") == GUESSES["structured"]
    assert pace.rate("corners") == OTHERWISE
    pace.learn(shard("corners", 100), 2.0)
    pace.learn(shard("corners", 300), 2.0)
    assert pace.rate("corners") == 0.01


def test_what_fits_into_the_time_is_cut_inside_a_shard():
    pace = Pace()
    pace.learn(shard("corners", 10), 1.0)
    shards = [shard("corners", 10), shard("corners", 20)]
    assert pace.affordable(shards, 9.0) == 30
    assert pace.affordable(shards, 1.51) == 15
    assert pace.affordable(shards, -1.0) == 1


@pytest.mark.parametrize("seconds", [20.0, 60.0])
def test_a_time_budget_ends_soon_after_its_time_and_is_replayed_by_evaluations(seconds):
    ticks = itertools.count()
    timed = hunt(SECANT, seed=3, seconds=seconds, clock=lambda: float(next(ticks)))
    assert timed.seconds <= seconds + 2
    again = hunt(SECANT, seed=3, evaluations=timed.budgeted)
    assert (again.evaluations, again.by_engine, again.counts) == (timed.evaluations, timed.by_engine, timed.counts)


def test_the_first_hit_ends_a_hunt_inside_its_shard():
    target = Target("logistic.second-derivative", mutant="constant-0.9995")
    first, whole = (hunt(target, evaluations=5_000, first_only=only) for only in (True, False))
    assert len(first.hits) == 1
    assert first.evaluations < whole.evaluations
