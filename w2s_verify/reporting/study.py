"""A study of real data as tables and as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from w2s_verify.reporting.sheet import Sheet
from w2s_verify.reporting.simulation import shown_median, shown_share
from w2s_verify.runs.measuring.study import Behaviour, Study, StudyRecord

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BEHAVIOUR = ("data", "law", "gain starts", "gain", "over the teacher", "at the end", "peak gain", "stopping time")
SETS = ("data", "rows", "columns", "separable", "with intercept", "truth's accuracy", "defect δ", "whitened", "sign foreseen")


def study_sheets(study: Study) -> tuple[Sheet, Sheet]:
    """What the data sets are, and what their pairs do beside what Σ alone predicts."""
    s = study.settings
    about = tuple(
        (
            record.data,
            str(record.rows),
            str(record.columns),
            "yes" if record.separable else "no",
            "yes" if record.separable_with_intercept else "no",
            f"{record.truth_accuracy:.3f}",
            shown_median(record.defect),
            shown_median(record.defect_whitened),
            shown_share(record.agrees),
        )
        for record in study.records
    )
    title = f"real data, {s.pairs} pairs of ridge fits (λ = {s.strength:g}) on {s.sample} rows each, seed {s.seed}"
    caption = (
        "separable: by a linear programme, through the mean and with an intercept. Defect: part of E[(σ(w·x)−½)x] across w "
        "over the part along w, students' median; whitened it is 0 for every elliptical law. Sign foreseen: whether gain "
        "starts, by Σ."
    )
    rows = tuple(row for record in study.records for row in _both(record))
    ends = " or ".join(dict.fromkeys(f"{record.curve_times[-1]:g}" for record in study.records))
    note = (
        "MEASURED: soft labels, flow on all rows, the teacher is the weaker of the two. Shares with exact 95 % intervals, "
        f"medians over the pairs that gain; the end is time {ends}. Σ alone: a Gaussian law with the same Σ."
    )
    return Sheet(title, SETS, about, numeric=SETS[1:], caption=caption), Sheet("", BEHAVIOUR, rows, BEHAVIOUR[2:], note)


def _both(record: StudyRecord) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (record.data, law, *_cells(found)) for law, found in (("rows", record.measured), ("Σ alone", record.predicted))
    )


def _cells(found: Behaviour) -> tuple[str, ...]:
    shares = (found.starts, found.gains, found.beats_teacher, found.beats_teacher_at_the_end)
    return (*map(shown_share, shares), shown_median(found.peak_gain), shown_median(found.stopping_time))


def study_figure(study: Study) -> Figure:
    """Gain over oneself against time for every data set: the rows' law beside what Σ alone predicts."""
    from matplotlib.figure import Figure

    columns = min(2, len(study.records))
    lines = -(-len(study.records) // columns)
    figure = Figure(figsize=(5.0 * columns, 3.2 * lines + 0.5), layout="constrained")
    panels = figure.subplots(lines, columns, squeeze=False).ravel()
    for axes, record in zip(panels, study.records, strict=False):
        times = record.curve_times[1:]
        for curve, colour, name in ((record.curve_measured, "C0", "rows"), (record.curve_predicted, "C1", "Σ alone")):
            axes.fill_between(times, curve[0][1:], curve[2][1:], color=colour, alpha=0.2)
            axes.plot(times, curve[1][1:], color=colour, label=f"{name}: median, 10 to 90 % of pairs")
        axes.axhline(0, color="black", linewidth=0.8)
        axes.set(xscale="log", xlabel="time", ylabel="gain in cosine", title=record.data, xlim=(1e-2, times[-1]))
    for axes in panels[len(study.records) :]:
        axes.set_axis_off()
    panels[0].legend(fontsize="small", loc="lower left")
    return figure
