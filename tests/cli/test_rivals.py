import json

import pytest

from w2s_verify.cli import rivals as command
from w2s_verify.runs.rivals import TASKS

EASY = TASKS[1:2]


@pytest.fixture
def short(monkeypatch):
    """One easy task, no Optuna."""

    def shortened(**asked):
        return race(**{**asked, "tasks": EASY})

    race = command.race
    monkeypatch.setattr(command, "race", shortened)
    monkeypatch.setattr(command, "present", lambda: ("SciPy evolution",))


def test_rivals(w2s, folder, short):
    ran = w2s("rivals", "--seeds", "1", "--budget", "30s", "--out", "report", "--json", "rivals.json")
    assert ran.code == 0
    assert "not installed, left out: Hypothesis floats, Hypothesis target, Optuna TPE" in ran.out
    assert "times as long, at least" in folder.joinpath("report/summary.md").read_text()
    assert json.loads(folder.joinpath("rivals.json").read_text())["solved"]["hunt"] == [1, 1]


def test_ctrl_c(w2s, folder, short, monkeypatch):
    def interrupted(*target, **asked):
        raise KeyboardInterrupt

    monkeypatch.setattr("w2s_verify.runs.rivals.contest.hunt", interrupted)
    ran = w2s("rivals", "--budget", "1s", "--out", "report")
    assert ran.code == 130
    assert "0 of 24 tasks are finished and kept in report/finished; the same command goes on from there" in ran.err


def test_bad_input(w2s):
    assert w2s("rivals", "--budget", "soon").code == 2
    assert w2s("rivals", "--json", "no/where.json").code == 2
