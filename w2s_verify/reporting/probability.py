"""Figures of closed forms beside what was measured: P(gain), the phase diagram, α and β with their bounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from w2s_verify.kernels import gaussian_spectrum
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.reporting.simulation import shown_median, shown_share
from w2s_verify.runs.measuring.beyond import Beyond
from w2s_verify.runs.measuring.probability import BAND, STUDENT_DEGREES, Cell, Phase

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def probability_figure(cells: Sequence[Cell]) -> Figure:
    """P(gain) against the teacher's angle, a curve a dimension: closed form, its exact band, measured shares."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.0, 5.0), layout="constrained")
    axes = figure.subplots()
    for k, dimension in enumerate(dict.fromkeys(cell.dimension for cell in cells)):
        some = [cell for cell in cells if cell.dimension == dimension]
        angles, colour = [cell.teacher_degrees for cell in some], f"C{k}"
        axes.fill_between(angles, [c.band_low for c in some], [c.band_high for c in some], color=colour, alpha=0.25)
        axes.plot(angles, [cell.exact for cell in some], color=colour, linewidth=1, label=f"d = {dimension}")
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


def phase_figure(phase: Phase) -> Figure:
    """Share of rotations with gain over (c_T, ρ); the line is the isotropic criterion c_T = ρ c_S."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.6, 5.4), layout="constrained")
    axes = figure.subplots()
    shares = np.array([[math.nan if value is None else value for value in row] for row in phase.shares])
    mesh = axes.pcolormesh(phase.teacher_cosines, phase.alignments, shares, cmap="RdBu", vmin=0, vmax=1, rasterized=True)
    figure.colorbar(mesh, label=f"share of {phase.rotations} rotations where gain starts")
    rho = np.array(phase.alignments)
    axes.plot(rho * phase.student_cosine, rho, color="black", linewidth=1.5, label="isotropic criterion c_T = ρ c_S")
    axes.axvline(phase.student_cosine, color="black", linestyle="--", linewidth=1, label="c_T = c_S (left: weaker teacher)")
    axes.set(xlabel="c_T, teacher's cosine with the truth", ylabel="ρ, student's cosine with the teacher")
    axes.set_title(f"{phase.law}, c_S = {phase.student_cosine:g}", fontsize="medium")
    axes.legend(fontsize="small", loc="upper left")
    return figure


def spectrum_figure() -> Figure:
    """The two eigenvalues of the Gaussian Hessian against the length of the weights, between their bounds."""
    from matplotlib.figure import Figure

    r = np.geomspace(0.05, 200, 400)
    alpha, beta = gaussian_spectrum(r)
    root = math.sqrt(2 * math.pi)
    bounds = (
        ("α, across the weights", alpha, 0.25 / np.sqrt(1 + r * r / 2), np.minimum(0.25, 1 / (r * root))),
        ("β, along the weights", beta, 0.25 / (1 + r * r / 2) ** 1.5, np.minimum(0.25, math.pi**2 / (3 * root * r**3))),
    )
    figure = Figure(figsize=(9.0, 4.0), layout="constrained")
    for axes, (name, value, low, high) in zip(figure.subplots(1, 2), bounds, strict=True):
        axes.fill_between(r, low, high, color="C0", alpha=0.15, label="between the bounds")
        axes.loglog(r, low, "--", color="C0", linewidth=1, label="lower bound")
        axes.loglog(r, high, "--", color="C3", linewidth=1, label="upper bound")
        axes.loglog(r, value, color="black", linewidth=1.5, label=name[0])
        axes.set(title=name, xlabel="r = |w|")
        axes.legend(fontsize="small")
    return figure


def beyond_sheet(found: Beyond) -> Sheet:
    """One line a cell."""
    rows = tuple(
        (
            cell.model,
            str(cell.width),
            str(cell.dimension),
            shown_share(cell.weaker_helps),
            shown_median(cell.peak_gain),
            shown_median(cell.peak_step),
            shown_median(cell.gain_at_the_end),
        )
        for cell in found.cells
    )
    columns = ("model", "width", "d", "gain", "peak gain", "peak step", "at the end")
    caption = (
        "CONJECTURE: relu networks on fresh Gaussian batches; the cosine is that of the centred functions on held-out examples."
    )
    return Sheet(f"beyond linear models, {found.pairs} pairs a cell", columns, rows, columns[1:], caption)
