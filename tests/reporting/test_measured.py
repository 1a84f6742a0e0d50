"""Tables and figures of measured runs: what they say where there is nothing to say, and that they can be drawn."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from w2s_verify.reporting.beyond import beyond_figure, beyond_sheet
from w2s_verify.reporting.files import can_draw, open_folder, save_figure, save_record
from w2s_verify.reporting.phase import phase_figure, phase_sheet
from w2s_verify.reporting.probability import pair_figure, pair_sheet, probability_figure, probability_sheet
from w2s_verify.reporting.simulation import shown_median, shown_share, simulation_figure, simulation_sheet
from w2s_verify.reporting.spectrum import spectrum_figure
from w2s_verify.reporting.study import study_figure, study_sheets
from w2s_verify.runs.measuring.beyond import Beyond, BeyondCell
from w2s_verify.runs.measuring.intervals import MeasuringError, Median, Share
from w2s_verify.runs.measuring.labelled import standardised
from w2s_verify.runs.measuring.pair_laws import PairCell
from w2s_verify.runs.measuring.phase import PhaseSettings, phase_diagram
from w2s_verify.runs.measuring.probability import Cell
from w2s_verify.runs.measuring.simulation import simulate
from w2s_verify.runs.measuring.simulation_record import Settings
from w2s_verify.runs.measuring.study import StudySettings, study

SMALL = Settings(teachers=3, dimension=5, horizon=20.0, norms=(1.0,))
HALF = Share(1, 2, 0.25, 0.75)


def drawn(figure, tmp_path):
    """The figure as a file; its texts."""
    pytest.importorskip("matplotlib")
    assert save_figure(tmp_path, "figure.png", figure).stat().st_size > 5_000
    texts = [axes.get_title() for axes in figure.axes] + [axes.get_xlabel() for axes in figure.axes]
    return " ".join(texts + [axes.get_ylabel() for axes in figure.axes])


def test_numbers_and_their_intervals():
    assert shown_share(HALF) == "1/2 [0.250, 0.750]"
    assert shown_median(Median(None, None, None, 0)) == "–"
    assert shown_median(Median(0.123456, None, None, 3)) == "0.123"
    assert shown_median(Median(2.0, 1.0, 3.0, 9)) == "2 [1, 3]"


def test_a_simulation_with_closed_forms(tmp_path):
    found = simulate(SMALL)
    sheet = simulation_sheet(found)
    assert "Within the clock's bounds:" in sheet.caption
    assert sheet.rows[0][-1] != "–"
    assert "start norm 1" in drawn(simulation_figure(found), tmp_path)


def test_a_simulation_without_closed_forms(tmp_path):
    found = simulate(replace(SMALL, law="hypercube", method="gd", eta=0.5))
    sheet = simulation_sheet(found)
    assert "gd η = 0.5" in sheet.title
    assert sheet.caption.endswith("No closed form for this law.")
    assert sheet.rows[0][-1] == "–"
    assert "time" in drawn(simulation_figure(found), tmp_path)


def test_the_clock_bounds_no_steps():
    caption = simulation_sheet(simulate(replace(SMALL, method="gd", eta=0.5))).caption
    assert "bounds" not in caption
    assert "No closed form" not in caption


@pytest.mark.parametrize("sets", [1, 3])
def test_a_study(sets, tmp_path):
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((60, 3))
    data = [standardised(f"set {k}", rows, (rows[:, k] + rng.standard_normal(60) > 0).astype(int)) for k in range(sets)]
    found = study(data, StudySettings(pairs=4, horizon=5.0))
    about, behaviour = study_sheets(found)
    assert [row[0] for row in about.rows] == [f"set {k}" for k in range(sets)]
    assert {row[3] for row in about.rows} <= {"yes", "no"}
    assert [row[1] for row in behaviour.rows] == ["rows", "Σ alone"] * sets
    assert "set 0" in drawn(study_figure(found), tmp_path)


def test_probability(tmp_path):
    cells = [Cell(d, a, HALF, 0.9, 0.88, 0.92) for d in (3, 10) for a in (31.0, 60.0)]
    sheet = probability_sheet(cells)
    assert [row[:3] for row in sheet.rows] == [("3", "0/2", "4.0e-01"), ("10", "0/2", "4.0e-01")]
    assert "P(gain starts)" in drawn(probability_figure(cells), tmp_path)


def test_laws_of_the_pair(tmp_path):
    cells = [
        PairCell(law, departure, strength, d, HALF, 0.9)
        for law, departure in (("anisotropic noise", "condition number"), ("correlated errors", "correlation"))
        for strength in (1.0, 2.0)
        for d in (5, 20)
    ]
    sheet = pair_sheet(cells)
    assert sheet.columns[2:] == ("d = 5", "d = 20")
    assert sheet.rows[0] == ("anisotropic noise", "condition number 1", *["1/2 [0.250, 0.750] (0.900)"] * 2)
    assert len(sheet.rows) == 4
    assert "correlated errors" in drawn(pair_figure(cells), tmp_path)


def test_a_phase_diagram(tmp_path):
    phase = phase_diagram(PhaseSettings("gaussian", size=9, rotations=2))
    assert phase_sheet(phase).rows[0][0].startswith("gaussian, d = 8")
    assert "c_T, teacher's cosine with the truth" in drawn(phase_figure(phase), tmp_path)


def test_the_spectrum(tmp_path):
    assert "r = |w|" in drawn(spectrum_figure(), tmp_path)


def test_beyond(tmp_path):
    middle = Median(0.5, 0.25, 0.75, 2)
    found = Beyond(2, tuple(BeyondCell(m, w, 20, HALF, middle, middle, middle) for m in ("a", "b") for w in (4, 16)))
    assert "CONJECTURE" in beyond_sheet(found).caption
    assert "width" in drawn(beyond_figure(found), tmp_path)


def test_no_figures_without_matplotlib(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert not can_draw()


def test_folders_and_files_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(MeasuringError, match="cannot be made"):
        open_folder(tmp_path / "file")
    with pytest.raises(MeasuringError, match="cannot be written"):
        save_record(tmp_path / "gone", "record.json", {})
