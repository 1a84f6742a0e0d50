import json
from contextlib import suppress

import numpy as np
import pytest

from w2s_verify.hunts import hunt
from w2s_verify.runs.finished import Finished
from w2s_verify.runs.rivals import SEARCHERS, TASKS, present, race, searchers
from w2s_verify.runs.rivals.arena import Arena, Over
from w2s_verify.runs.rivals.contest import OURS, Match, Matches

EASY = [
    task for task in TASKS if task.name in ("logistic.exponential-band floor-0.2501", "hessian.gaussian-lower constant-0.2501")
]
NO_OPTUNA = [name for name in SEARCHERS if name != "Optuna TPE"]


def test_there_are_24_tasks_of_every_kind():
    assert len({task.name for task in TASKS}) == 24
    assert {task.kind for task in TASKS} == {"scalar", "frame", "raw", "thin set", "integral"}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_task_has_a_box_and_is_false(task):
    arena = Arena(task, 60.0)
    assert len(arena.bounds) == len(arena.whole)
    with suppress(Over):
        assert arena.score(np.array([low for low, _ in arena.bounds])) <= 4
    assert hunt(task.target, evaluations=200_000, first_only=True).hits


@pytest.mark.parametrize("name", NO_OPTUNA)
def test_a_searcher_ends_at_its_first_certified_counterexample(name):
    arena = Arena(EASY[0], 60.0)
    with pytest.raises(Over):
        SEARCHERS[name](arena, 0)
    assert arena.solved is not None
    assert arena.evaluations >= 1


@pytest.mark.parametrize("name", NO_OPTUNA)
def test_a_searcher_ends_when_its_time_is_up(name):
    thin = next(task for task in TASKS if task.name == "thin.ridge")
    ticks = iter(range(10**9))
    arena = Arena(thin, 400.0, clock=lambda: float(next(ticks)))
    with pytest.raises(Over):
        SEARCHERS[name](arena, 0)
    assert arena.solved is None


def test_optuna_where_it_is_installed():
    pytest.importorskip("optuna")
    arena = Arena(EASY[0], 60.0)
    with pytest.raises(Over):
        SEARCHERS["Optuna TPE"](arena, 0)
    assert arena.solved is not None


def test_a_rival_that_is_not_installed_is_left_out(monkeypatch):
    monkeypatch.setattr(searchers, "find_spec", lambda package: None)
    assert present() == tuple(NO_OPTUNA)


def test_a_race_is_kept_and_read_again(tmp_path):
    asked = {"rivals": NO_OPTUNA, "seeds": 1, "seconds": 30.0, "tasks": EASY, "finished": Finished(tmp_path)}
    first, complete = race(**asked)
    assert complete
    assert len(first.matches) == len(EASY) * 4
    again, _ = race(**asked)
    assert again.matches == first.matches
    data = json.loads(json.dumps(first.to_json(), allow_nan=False))
    assert data["schema"] == "w2s-verify/rivals/1"
    assert data["solved"] == {name: [2, 2] for name in (OURS, *NO_OPTUNA)}


def test_ctrl_c_keeps_the_finished_tasks(tmp_path):
    def heard(done, task):
        if done == 1:
            raise KeyboardInterrupt

    found, complete = race(
        rivals=["SciPy evolution"], seeds=1, seconds=30.0, tasks=EASY, finished=Finished(tmp_path), heard=heard
    )
    assert not complete
    assert [task.name for task in found.finished] == [EASY[0].name]
    assert len(list(tmp_path.iterdir())) == 1


def test_what_the_matches_say():
    names = (OURS, "slow", "lucky")
    times = {OURS: [1.0, 1.0, 8.0], "slow": [4.0, None, None], "lucky": [2.0, 1.0, 2.0]}
    played = [Match(task.name, name, seed, times[name][seed], 1, 0) for task in EASY for name in names for seed in range(3)]
    found = Matches(tuple(played), tuple(EASY), names, 9.0, {})
    assert found.median(EASY[0].name, OURS) == 1.0
    assert found.median(EASY[0].name, "slow") == 9.0
    assert found.ratio("slow") == pytest.approx(9.0)
    assert found.solved("slow") == (2, 6)
    assert found.slower == ()
    unsolved = Match(EASY[0].name, OURS, 0, None, 1, 0)
    late = Matches((played[3], unsolved), tuple(EASY), (OURS, "slow"), 13.0, {})
    assert late.slower == (EASY[0].name,)
