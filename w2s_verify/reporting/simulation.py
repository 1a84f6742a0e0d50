"""A simulation as a table and as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.measuring.intervals import Median, Share
from w2s_verify.runs.measuring.simulation_record import Simulation

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = ("start norm", "gain", "peak gain", "accuracy gain", "peak time", "window ends", "still open", "off the closed peak")


def shown_share(found: Share) -> str:
    """Count, trials and interval."""
    return f"{found.count}/{found.trials} [{found.low:.3f}, {found.high:.3f}]"


def shown_median(found: Median) -> str:
    """Median and interval."""
    if found.value is None:
        return "–"
    interval = f" [{found.low:.3g}, {found.high:.3g}]" if found.low is not None and found.high is not None else ""
    return f"{found.value:.3g}{interval}"


def simulation_sheet(simulation: Simulation) -> Sheet:
    """One line a start norm: measured numbers with 95 % intervals."""
    s = simulation.settings
    rows = tuple(
        (
            f"{row.norm:g}",
            shown_share(row.gains),
            shown_median(row.peak_gain),
            shown_median(row.accuracy_gain),
            shown_median(row.peak_time),
            shown_median(row.window),
            str(row.still_open),
            "–" if row.largest_peak_error is None else f"{row.largest_peak_error:.1e}",
        )
        for row in simulation.norms
    )
    how = s.method if s.method == "flow" else f"{s.method} η = {s.eta:g}"
    title = f"{s.law}, {s.labels} labels, {how}, d = {s.dimension}, {simulation.finished} teachers, seed {s.seed}"
    return Sheet(title, COLUMNS, rows, numeric=COLUMNS, caption=_caption(simulation))


def _caption(simulation: Simulation) -> str:
    text = "MEASURED: shares and medians over teachers with exact 95 % intervals"
    text += f", up to time {simulation.horizon:g}. "
    peaks, windows = (_within([getattr(row, name) for row in simulation.norms]) for name in ("bracketed", "window_bracketed"))
    if peaks or windows:
        text += f"Within the clock's bounds: {peaks or 'no'} peak times, {windows or 'no'} ends of windows."
    elif all(trial.peak_exact is None for trial in simulation.trials):
        text += "No closed form for this law."
    return text


def _within(shares: list[Share | None]) -> str:
    inside = [found for found in shares if found is not None]
    return f"{sum(found.count for found in inside)} of {sum(found.trials for found in inside)}" if inside else ""


def simulation_figure(simulation: Simulation) -> Figure:
    """Cosine above, accuracy below, a column a start norm: median, 10 to 90 % of the teachers, peak and window."""
    from matplotlib.figure import Figure

    columns = len(simulation.curves)
    figure = Figure(figsize=(1 + 3.6 * columns, 6.0), layout="constrained")
    panels = figure.subplots(2, columns, sharex="col", sharey="row", squeeze=False)
    for k, (curve, row) in enumerate(zip(simulation.curves, simulation.norms, strict=True)):
        times = curve.times[1:]
        for axes, bands in ((panels[0, k], curve.cosine), (panels[1, k], curve.accuracy)):
            axes.fill_between(times, bands[0][1:], bands[2][1:], alpha=0.2, label="10 to 90 % of teachers")
            axes.plot(times, bands[1][1:], linewidth=2, label="median")
            axes.axhline(bands[1][0], color="grey", linewidth=0.8, linestyle=":", label="median start")
            axes.set_xscale("log")
            for found, colour, name in ((row.peak_time, "C3", "median peak time"), (row.window, "C2", "median end of window")):
                if found.value is not None and found.value > 0:
                    axes.axvline(found.value, color=colour, linewidth=1.2, linestyle="--", label=name)
        for at, single in enumerate(curve.single[:3]):
            label = "" if at else "some single teachers"
            panels[0, k].plot(times, single[1:], color="black", linewidth=0.5, alpha=0.6, label=label)
        exact = [trial.peak_exact for trial in simulation.trials if trial.norm == curve.norm and trial.peak_exact is not None]
        if exact:
            middle = sorted(exact)[len(exact) // 2]
            panels[0, k].axhline(middle, color="C3", linewidth=1.0, label="closed form of the peak, median")
        panels[0, k].set_title(f"start norm {curve.norm:g}")
        panels[1, k].set_xlabel("time")
    panels[0, 0].set_ylabel("cosine with the truth")
    panels[1, 0].set_ylabel("accuracy against the truth")
    handles, labels = panels[0, 0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=4, fontsize="small")
    s = simulation.settings
    figure.suptitle(
        f"{s.law}, {s.labels} labels, {s.method}, d = {s.dimension}, {simulation.finished} teachers", fontsize="medium"
    )
    return figure
