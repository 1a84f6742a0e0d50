import json

import pytest

from w2s_verify.reporting import report as module
from w2s_verify.reporting.report import Done, report
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.measuring.intervals import MeasuringError


@pytest.fixture
def calls(monkeypatch):
    """Two small sections; the names of those that ran."""
    ran = []

    def section(name):
        def run(quick, seed):
            ran.append(name)
            if name == "second" and len(ran) == 2:
                raise KeyboardInterrupt
            return Done({"seed": seed}, (Sheet("T", ("a",), ((name,),), caption="c"),))

        return run

    monkeypatch.setattr(module, "SECTIONS", {name: (name.title(), section(name)) for name in ("first", "second")})
    return ran


def test_finished_sections_are_kept(tmp_path, calls):
    assert not report(tmp_path, quick=True, seed=3)
    assert "Not run yet" in (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert report(tmp_path, quick=True, seed=3)
    assert calls == ["first", "second", "second"]
    data = json.loads((tmp_path / "records.json").read_text(encoding="utf-8"))
    assert [section["data"] for section in data["sections"].values()] == [{"seed": 3}] * 2
    assert "## Second" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_another_report_is_not_overwritten(tmp_path, calls):
    report(tmp_path, quick=True, seed=3)
    with pytest.raises(MeasuringError, match="seed = 3, not 4"):
        report(tmp_path, quick=True, seed=4)


def test_a_file_that_is_no_report(tmp_path, calls):
    (tmp_path / "records.json").write_text("[]", encoding="utf-8")
    with pytest.raises(MeasuringError, match="is no report"):
        report(tmp_path, quick=True, seed=3)


def test_every_section_but_the_claims_runs(tmp_path, monkeypatch):
    pytest.importorskip("matplotlib")
    pytest.importorskip("sklearn")
    small = {name: section for name, section in module.SECTIONS.items() if name in ("phase", "spectrum", "data")}
    monkeypatch.setattr(module, "SECTIONS", small)
    assert report(tmp_path, quick=True, seed=0)
    assert {path.name for path in tmp_path.glob("*.png")} == {"phase.png", "spectrum.png", "data.png"}


@pytest.mark.parametrize(("section", "name"), [("beyond", "beyond"), ("data", "study"), ("simulation", "simulate")])
def test_a_section_cut_short_is_not_finished(monkeypatch, section, name):
    pytest.importorskip("sklearn")
    whole = getattr(module, name)

    def stop(*done):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, name, lambda *arguments: whole(*arguments, stop))
    monkeypatch.setattr(module, "BUILT_IN", ("wine", "wine"))
    with pytest.raises(KeyboardInterrupt):
        module.SECTIONS[section][1](section != "data", 0)
