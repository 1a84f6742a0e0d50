import json

from w2s_verify.cli import soak as command
from w2s_verify.runs.throughput import throughput


def test_a_true_claim(w2s, folder):
    ran = w2s("soak", "logistic.secant", "--evaluations", "500", "--out", "report", "--json", "soak.json")
    assert ran.code == 0
    assert "evaluations over 1 claims: 0 REFUTED" in ran.out
    assert json.loads(folder.joinpath("soak.json").read_text())["wrong"] == []


def test_throughput(w2s, folder, monkeypatch):
    monkeypatch.setattr(command, "EVALUATIONS_TIMED", 300)
    monkeypatch.setattr(command, "throughput", lambda evaluations: throughput(evaluations, workers=(1,)))
    ran = w2s("soak", "logistic.secant", "--evaluations", "100", "--throughput", "--out", "report")
    assert ran.code == 0
    assert "evaluations a second" in folder.joinpath("report/summary.md").read_text()


def test_a_false_claim_of_a_user(w2s, write):
    assert w2s("soak", write("refuted"), "--evaluations", "500").code == 1


def test_ctrl_c(w2s, folder, monkeypatch):
    def interrupted(*target, **asked):
        raise KeyboardInterrupt

    monkeypatch.setattr("w2s_verify.runs.soak.hunt", interrupted)
    ran = w2s("soak", "logistic.secant", "--out", "report")
    assert ran.code == 130
    assert "0 of 1 claims are finished and kept in report/finished" in ran.err


def test_bad_input(w2s):
    assert w2s("soak", "no.such").code == 2
    assert w2s("soak", "--json", "no/where.json").code == 2
