from w2s_verify.cli import curve as command
from w2s_verify.runs import curve as runs


def test_curve(w2s, folder, monkeypatch):
    def shortened(**asked):
        return runs.curve(**{**asked, "bounds": runs.TIGHT[:1]})

    monkeypatch.setattr(command, "find_curve", shortened)
    ran = w2s("curve", "--seeds", "1", "--budget", "20s", "--out", "report", "--json", "curve.json")
    assert ran.code == 0
    assert "1e-12" in ran.out
    assert folder.joinpath("report/summary.md").exists()


def test_ctrl_c(w2s, folder, monkeypatch):
    def interrupted(*target, **asked):
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "hunt", interrupted)
    ran = w2s("curve", "--budget", "1s")
    assert ran.code == 130
    assert "0 of 60 points are finished and not kept: give --out DIR to go on after Ctrl-C" in ran.err


def test_bad_input(w2s):
    assert w2s("curve", "--budget", "never").code == 2
    assert w2s("curve", "--json", "no/where.json").code == 2
