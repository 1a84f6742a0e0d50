"""``w2s-verify phase``: where gain starts over c_T and ρ, under a law of choice."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED
from w2s_verify.cli.options import figure_folder_option
from w2s_verify.reporting.files import can_draw, open_folder, save_figure, save_record
from w2s_verify.reporting.phase import phase_figure, phase_sheet
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.measuring.labelled import BUILT_IN
from w2s_verify.runs.measuring.laws import LAWS
from w2s_verify.runs.measuring.phase import SCHEMA, PhaseSettings, phase_diagram
from w2s_verify.runs.provenance import provenance


@click.command()
@click.option("--law", default="hypercube", show_default=True, help=f"A .csv file or one of {', '.join((*LAWS, *BUILT_IN))}.")
@click.option("--label", metavar="COLUMN", help="A column of the .csv file that is left out.")
@click.option("--student-cosine", type=float, default=0.6, show_default=True, help="c_S, the student's cosine with the truth.")
@click.option("--grid", type=int, default=81, show_default=True, help="Points a side.")
@click.option("--rotations", type=int, default=100, show_default=True, help="Joint rotations of truth, student and teacher.")
@click.option("--seed", type=click.IntRange(min=0), required=True)
@figure_folder_option
def phase(law: str, label: str | None, student_cosine: float, grid: int, rotations: int, seed: int, out: Path) -> int:
    """Measure where gain starts on the plane of c_T and ρ, beside the isotropic criterion c_T > ρ c_S."""
    found = phase_diagram(PhaseSettings(law, label, student_cosine, grid, rotations, seed))
    open_folder(out)
    show(phase_sheet(found))
    run = provenance(command="phase", seed=seed, law=law, label=label)
    written = [save_record(out, "phase.json", {"schema": SCHEMA, "run": run, "standing": "MEASURED", **asdict(found)})]
    if can_draw():
        written.append(save_figure(out, "phase.png", phase_figure(found)))
    click.echo(f"wrote {', '.join(map(str, written))}")
    return AS_DECLARED
