"""The phase diagram of a law of choice, as a table and a figure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from w2s_verify.reporting.sheet import Sheet
from w2s_verify.reporting.simulation import shown_median
from w2s_verify.runs.measuring.phase import Phase

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def phase_sheet(phase: Phase) -> Sheet:
    """One line: how often the isotropic criterion foresees whether gain starts."""
    columns = ("law", "c_S", "rotations", "points", "sign foreseen by c_T > ρ c_S")
    points = sum(value is not None for row in phase.shares for value in row)
    row = (phase.law, f"{phase.student_cosine:g}", str(phase.rotations), str(points), shown_median(phase.foreseen))
    caption = "MEASURED: share of the grid's points, median over joint rotations of truth, student and teacher, 95 % interval."
    return Sheet("Where gain starts", columns, (row,), columns[2:], caption)


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
