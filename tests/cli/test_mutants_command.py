import json


def test_the_mutants_of_a_topic(w2s, folder):
    ran = w2s("mutants", "logistic.secant", "--seeds", "2", "--budget", "1s", "--json", "m.json", "--out", "report")
    assert ran.code == 0
    assert "mutation score 1.000; survivors: none" in ran.out
    assert json.loads(folder.joinpath("m.json").read_text())["run"]["seeds"] == 2
    assert "10,000 evaluations" in folder.joinpath("report/summary.md").read_text()


def test_ctrl_c_says_how_to_go_on(w2s, folder, monkeypatch):
    def interrupted(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("w2s_verify.runs.mutants.statement_row", interrupted)
    ran = w2s("mutants", "logistic.secant", "--out", "report")
    assert ran.code == 130
    assert "0 of 2 mutants are finished and kept in report/finished" in ran.err
    assert "w2s-verify mutants logistic.secant --out report" in ran.err


def test_survivors_are_not_as_declared(w2s):
    ran = w2s("mutants", "step.overwrite", "--seeds", "1", "--budget", "1ms", "--engines", "judged")
    assert ran.code == 1
    assert "step.overwrite window-1.001 survives 1 of 1 seeds" in ran.err


def test_bad_input(w2s):
    assert w2s("mutants", "--engines", "nothing").code == 2
    assert w2s("mutants", "--budget", "nothing").code == 2
    assert w2s("mutants", "--json", "no/where.json").code == 2
    assert w2s("sharpen", "logistic.secant", "--parameter", "D").code == 2


def test_sharpen(w2s, folder):
    ran = w2s("sharpen", "logistic.secant", "--parameter", "C", "--evaluations", "20000", "--json", "s.json")
    assert ran.code == 0
    assert "certified false at 0.24999999999975 and so below it" in ran.out
    assert "no counterexample found at 1/4 = 0.25 or above it" in ran.out
    assert json.loads(folder.joinpath("s.json").read_text())["standing"] == "1/4"


def test_necessity(w2s, folder):
    ran = w2s("necessity", "path.peak", "--evaluations", "2000", "--json", "n.json")
    assert ran.code == 0
    assert "needed" in ran.out
    assert "none found" in ran.out
    assert json.loads(folder.joinpath("n.json").read_text())["premises"][0]["premise"] == "X"


def test_a_claim_without_premises(w2s):
    assert "no premises" in w2s("necessity", "logistic.secant").out
