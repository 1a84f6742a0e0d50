"""The curve of the smallest violations found, as a table and a figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from w2s_verify.reporting.files import can_draw, save_figure, save_sheets
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.curve import Curve

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def curve_sheet(found: Curve) -> Sheet:
    """A line for every bound: the smallest δ found under every seed, then solved seeds and median seconds at each δ."""
    exponents = sorted({point.exponent for point in found.points})
    columns = ("bound", "kind", "smallest δ", *(f"1e-{exponent}" for exponent in exponents))
    rows = []
    for name in dict.fromkeys(point.name for point in found.points):
        own = {point.exponent: point for point in found.points if point.name == name}
        reached = found.smallest(name)
        cells = []
        for exponent in exponents:
            point = own.get(exponent)
            solved = "" if point is None or point.solved == point.seeds else f" ({point.solved}/{point.seeds})"
            cells.append("" if point is None else f"{'–' if point.seconds is None else f'{point.seconds:.3f}'}{solved}")
        rows.append((name, next(iter(own.values())).kind, "none" if reached is None else f"1e-{reached}", *cells))
    return Sheet("smallest violation found", columns, tuple(rows), columns[2:], "median seconds over the seeds that found it")


def curve_figure(found: Curve) -> Figure:
    """Median evaluations against δ."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.add_subplot(xscale="log", yscale="log", xlabel="relative violation δ", ylabel="median evaluations")
    for name in dict.fromkeys(point.name for point in found.points):
        own = [(10.0**-p.exponent, p.evaluations) for p in found.points if p.name == name and p.evaluations is not None]
        axes.plot([delta for delta, _ in own], [evaluations for _, evaluations in own], marker="o", label=name)
    axes.invert_xaxis()
    axes.legend()
    return figure


def write_curve(found: Curve, out: Path) -> list[Path]:
    """``records.json``, ``summary.md`` and, where matplotlib is installed, ``curve.png``, in a folder that is there."""
    written = save_sheets(out, found.to_json(), "The smallest violation found", [curve_sheet(found)])
    figures = [save_figure(out, "curve.png", curve_figure(found))] if can_draw() and found.points else []
    return [*written, *figures]
