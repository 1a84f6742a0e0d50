import json

import pytest

from w2s_verify.reporting import report as module
from w2s_verify.reporting.parts import PARTS, Asked, Done, Part
from w2s_verify.reporting.report import report
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.measuring.intervals import MeasuringError

QUICK = Asked(quick=True, seed=3)


@pytest.fixture
def calls(monkeypatch):
    """A part in one piece and one in three; what ran, in order; Ctrl-C in the second piece, the first time."""
    ran = []

    def piece(name):
        def run():
            ran.append(name)
            if ran == ["whole", "a", "b"]:
                raise KeyboardInterrupt
            return {"name": name}

        return run

    def whole(asked, pieces):
        ran.append("whole")
        return Done({"seed": asked.seed}, "one number", (Sheet("T", ("a",), (("b",),), caption="c"),))

    def split(asked, pieces):
        return Done(dict(pieces), f"{len(pieces)} pieces", (Sheet("", ("a",), (("b",),)),), wrong=("own.claim",))

    parts = {
        "first": Part("First", whole),
        "second": Part("Second", split, lambda asked: {name: piece(name) for name in "abc"}),
    }
    monkeypatch.setattr(module, "PARTS", parts)
    return ran


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_finished_pieces_are_kept(tmp_path, calls):
    assert report(tmp_path, QUICK) == (1, ())
    assert "Not run yet" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert [read(path)["result"]["data"] for path in (tmp_path / "second/finished").iterdir()] == [{"name": "a"}]
    heard = []
    assert report(tmp_path, QUICK, lambda *told: heard.append(told)) == (2, ("own.claim",))
    assert calls == ["whole", "a", "b", "b", "c"]
    assert heard == [("second", 0, 3), ("second", 1, 3), ("second", 2, 3), ("second", 3, 3)]
    assert not (tmp_path / "second/finished").exists()
    assert read(tmp_path / "first/records.json")["data"] == {"seed": 3}
    assert read(tmp_path / "second/records.json")["data"]["c"] == {"name": "c"}
    assert "[Second](second/summary.md) | 3 pieces" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "# First" in (tmp_path / "first/summary.md").read_text(encoding="utf-8")


def test_a_finished_report_runs_nothing(tmp_path, calls):
    report(tmp_path, QUICK)
    report(tmp_path, QUICK)
    before = list(calls)
    assert report(tmp_path, QUICK) == (2, ("own.claim",))
    assert calls == before


def test_pieces_of_another_run_are_dropped(tmp_path, calls):
    report(tmp_path, QUICK)
    (tmp_path / "records.json").unlink()
    report(tmp_path, Asked(quick=True, seed=4))
    assert calls == ["whole", "a", "b", "whole", "a", "b", "c"]


def test_another_report_is_not_overwritten(tmp_path, calls):
    report(tmp_path, QUICK)
    with pytest.raises(MeasuringError, match="seed = 3, not 4"):
        report(tmp_path, Asked(quick=True, seed=4))
    with pytest.raises(MeasuringError, match="law = hypercube, not gaussian"):
        report(tmp_path, Asked(quick=True, seed=3, law="gaussian"))


def test_a_file_that_is_no_report(tmp_path, calls):
    (tmp_path / "records.json").write_text("[]", encoding="utf-8")
    with pytest.raises(MeasuringError, match="is no report"):
        report(tmp_path, QUICK)


def test_a_law_that_is_not_there_is_said_before_anything_runs(tmp_path, calls):
    with pytest.raises(MeasuringError, match="nearest: hypercube"):
        report(tmp_path, Asked(quick=True, seed=3, law="hypercub"))
    assert calls == []


def test_every_measured_part_runs(tmp_path, monkeypatch):
    pytest.importorskip("matplotlib")
    pytest.importorskip("sklearn")
    monkeypatch.setattr(module, "PARTS", {name: part for name, part in PARTS.items() if name not in ("verify", "mutants")})
    assert report(tmp_path, Asked(quick=True, seed=0)) == (7, ())
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.glob("*/*.png")} == {
        "simulate/paths-gaussian.png",
        "simulate/paths-student-t.png",
        "probability/probability.png",
        "pairs/pairs.png",
        "phase/phase.png",
        "spectrum/spectrum.png",
        "data/data.png",
        "beyond/beyond.png",
    }
    for name in module.PARTS:
        assert read(tmp_path / name / "records.json")["part"] == name


@pytest.mark.parametrize(("part", "name"), [("data", "study"), ("simulate", "simulate")])
def test_a_part_cut_short_is_not_finished(monkeypatch, part, name):
    pytest.importorskip("sklearn")
    from w2s_verify.reporting.parts import measured

    whole = getattr(measured, name)

    def stop(*done):
        raise KeyboardInterrupt

    monkeypatch.setattr(measured, name, lambda *arguments: whole(*arguments, stop))
    monkeypatch.setattr(measured, "BUILT_IN", ("wine", "wine"))
    with pytest.raises(KeyboardInterrupt):
        PARTS[part].finish(Asked(quick=True, seed=0), {})
