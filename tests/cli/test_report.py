import pytest
from rich.console import Console

from w2s_verify.cli import report as command
from w2s_verify.reporting import report as module
from w2s_verify.reporting.parts import Done, Part


@pytest.fixture
def parts(monkeypatch):
    """One part of two pieces."""
    pieces = {"a": lambda: 1, "b": lambda: 2}
    found = {"only": Part("Only", lambda asked, kept: Done(dict(kept), "two pieces"), lambda asked: pieces)}
    for place in (module, command):
        monkeypatch.setattr(place, "PARTS", found)
    return found, pieces


def test_a_report_is_written(folder, w2s, parts):
    ran = w2s("report", "--quick", "--out", "made/here")
    assert (ran.code, ran.out) == (0, "wrote made/here/summary.md, made/here/records.json\n")
    assert ran.err == "w2s-verify: part 1 of 1, only, 0 of 2 pieces done\n"
    assert (folder / "made/here/only/summary.md").is_file()


def test_ctrl_c_says_how_to_go_on(folder, w2s, parts):
    def stop():
        raise KeyboardInterrupt

    parts[1]["b"] = stop
    ran = w2s("report", "--out", "out")
    assert ran.code == 130
    assert ran.err.endswith("the same command goes on from there\n  w2s-verify report --out out\n")
    parts[1]["b"] = lambda: 2
    assert w2s("report", "--out", "out").code == 0


def test_what_is_not_as_declared_is_named(folder, w2s, parts):
    parts[0]["only"] = Part("Only", lambda asked, kept: Done({}, "one is wrong", wrong=("own.claim",)))
    ran = w2s("report", "--out", "out")
    assert ran.code == 1
    assert ran.err == "w2s-verify: part 1 of 1, only\nw2s-verify: not as declared: own.claim\n"


def test_a_bar_in_a_terminal(folder, w2s, parts, monkeypatch):
    err = Console(force_terminal=True, width=100)
    monkeypatch.setattr(command, "console", lambda stderr: err)
    with err.capture() as shown:
        assert w2s("report", "--out", "out").code == 0
    assert "only 2/2" in shown.get()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--law", "hypercub"], "law = 'hypercub': must be a .csv file or one of gaussian"),
        (["--law", "gone.csv"], "data = gone.csv: no such file"),
        (["--label", "class"], "--label = class: is for a .csv file, hypercube has no such column"),
        (["--seed", "-1"], "Invalid value for '--seed'"),
    ],
)
def test_bad_input_is_one_line(folder, w2s, parts, arguments, message):
    ran = w2s("report", *arguments, "--out", "out")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err
    assert not (folder / "out").exists()


def test_a_file_in_the_way(folder, w2s, parts):
    (folder / "out").write_text("", encoding="utf-8")
    ran = w2s("report", "--out", "out")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
