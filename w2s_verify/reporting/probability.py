"""How likely gain is, as tables and figures: the closed form beside what was measured, and laws of the pair that have none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from w2s_verify.reporting.sheet import Sheet
from w2s_verify.reporting.simulation import shown_share
from w2s_verify.runs.measuring.intervals import binomial_band
from w2s_verify.runs.measuring.pair_laws import PairCell
from w2s_verify.runs.measuring.probability import BAND, STUDENT_DEGREES, Cell, gain_probability

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def probability_figure(cells: Sequence[Cell]) -> Figure:
    """P(gain) against the teacher's angle, a curve a dimension: closed form, its exact band, measured shares."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.0, 5.0), layout="constrained")
    axes = figure.subplots()
    fine = np.linspace(min(cell.teacher_degrees for cell in cells), max(cell.teacher_degrees for cell in cells), 200)
    for k, dimension in enumerate(dict.fromkeys(cell.dimension for cell in cells)):
        some = [cell for cell in cells if cell.dimension == dimension]
        angles, colour = [cell.teacher_degrees for cell in some], f"C{k}"
        exact = [gain_probability(dimension, math.radians(STUDENT_DEGREES), at) for at in np.radians(fine)]
        low, high = binomial_band(exact, some[0].measured.trials, BAND)
        axes.fill_between(fine, low, high, color=colour, alpha=0.25)
        axes.plot(fine, exact, color=colour, linewidth=1, label=f"d = {dimension}")
        axes.plot(angles, [cell.measured.value for cell in some], ".", color=colour, markersize=5)
    axes.axhline(0.5, color="grey", linewidth=0.8, linestyle=":")
    axes.set(xlabel="teacher's angle to the truth, degrees", ylabel="P(gain starts)", ylim=(0.45, 1.02))
    trials = cells[0].measured.trials
    text = f"student at {STUDENT_DEGREES:g}°: closed form (lines), exact {BAND:.0%} bands, {trials} pairs a point (dots)"
    axes.set_title(text, fontsize="medium")
    axes.legend(title="dimension", fontsize="small", loc="lower left")
    return figure


def probability_sheet(cells: Sequence[Cell]) -> Sheet:
    """One line a dimension: how many points lie in their band, and the largest distance."""
    rows = []
    for dimension in dict.fromkeys(cell.dimension for cell in cells):
        some = [cell for cell in cells if cell.dimension == dimension]
        inside = sum(cell.band_low <= cell.measured.value <= cell.band_high for cell in some)
        farthest = max(abs(cell.measured.value - cell.exact) for cell in some)
        least = min(some, key=lambda cell: cell.exact)
        rows.append(
            (str(dimension), f"{inside}/{len(some)}", f"{farthest:.1e}", shown_share(least.measured), f"{least.exact:.4f}")
        )
    columns = ("dimension", f"in their {BAND:.0%} band", "farthest", "measured at the least likely angle", "closed form there")
    return Sheet("P(gain) over teachers' angles", columns, tuple(rows), numeric=columns)


def pair_sheet(cells: Sequence[PairCell]) -> Sheet:
    """One line a law of the pair and a strength, a column a dimension."""
    dimensions = tuple(dict.fromkeys(cell.dimension for cell in cells))
    rows = []
    for law, departure, strength in dict.fromkeys((cell.law, cell.departure, cell.strength) for cell in cells):
        some = {cell.dimension: cell for cell in cells if (cell.law, cell.strength) == (law, strength)}
        shown = [f"{shown_share(some[d].measured)} ({some[d].independent:.3f})" for d in dimensions]
        rows.append((law, f"{departure} {strength:g}", *shown))
    columns = ("errors", "departure", *(f"d = {d}" for d in dimensions))
    caption = (
        "MEASURED: share of pairs with gain under an isotropic law of x; in round brackets the mean of the closed form at the "
        "pairs' own angles, if their errors were independent and uniform."
    )
    return Sheet("P(gain) under other laws of the pair", columns, tuple(rows), numeric=columns[2:], caption=caption)


def pair_figure(cells: Sequence[PairCell]) -> Figure:
    """P(gain) against the strength of the departure, a panel a law of the pair, a curve a dimension."""
    from matplotlib.figure import Figure

    laws = tuple(dict.fromkeys(cell.law for cell in cells))
    figure = Figure(figsize=(4.0 * len(laws), 4.4), layout="constrained")
    panels = figure.subplots(1, len(laws), sharey=True, squeeze=False)[0]
    for axes, law in zip(panels, laws, strict=True):
        for k, dimension in enumerate(dict.fromkeys(cell.dimension for cell in cells)):
            some = [cell for cell in cells if (cell.law, cell.dimension) == (law, dimension)]
            at, colour = [cell.strength for cell in some], f"C{k}"
            axes.fill_between(at, [c.measured.low for c in some], [c.measured.high for c in some], color=colour, alpha=0.25)
            axes.plot(at, [cell.measured.value for cell in some], ".-", color=colour, label=f"d = {dimension}, measured")
            axes.plot(at, [c.independent for c in some], ":", color=colour, label=f"d = {dimension}, if independent")
        axes.set(title=law, xlabel=some[0].departure, ylim=(0, 1.02))
        if some[0].departure == "condition number":
            axes.set_xscale("log")
    panels[0].set_ylabel("P(gain starts)")
    handles, labels = panels[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=3, fontsize="small")
    return figure
