"""``w2s-verify study``: weak-to-strong pairs on real data."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.interrupt import interruptible
from w2s_verify.cli.options import figure_folder_option
from w2s_verify.cli.progress import counted
from w2s_verify.reporting.files import can_draw, open_folder, save_figure, save_record
from w2s_verify.reporting.sheet import show
from w2s_verify.reporting.study import study_figure, study_sheets
from w2s_verify.runs.data import DataError
from w2s_verify.runs.measuring.labelled import BUILT_IN, read_labelled
from w2s_verify.runs.measuring.study import StudySettings
from w2s_verify.runs.measuring.study import study as run_study
from w2s_verify.runs.provenance import provenance


@click.command()
@click.option("--data", metavar="NAME|FILE.csv", help=f"A .csv file or one of {', '.join(BUILT_IN)}; all of these by default.")
@click.option("--label", metavar="COLUMN", help="The column of a .csv file that holds the class.")
@click.option("--pairs", type=int, default=200, show_default=True, help="Students, each with its own teacher.")
@click.option("--sample", type=int, default=20, show_default=True, help="Rows that a student or teacher is fitted on.")
@click.option("--lambda", "strength", type=float, default=0.01, show_default=True, help="Ridge of every fit.")
@click.option("--horizon", type=float, default=100.0, show_default=True, help="Time at which trajectories end.")
@click.option("--seed", type=click.IntRange(min=0), required=True)
@figure_folder_option
def study(
    data: str | None, label: str | None, pairs: int, sample: int, strength: float, horizon: float, seed: int, out: Path
) -> int:
    """Measure how often a weaker teacher helps on real data, beside what Σ alone predicts."""
    if data is None and label is not None:
        raise DataError(f"--label = {label}: needs --data FILE.csv")
    settings = StudySettings(pairs, sample, strength, horizon, seed)
    sets = [read_labelled(name, label) for name in ([data] if data is not None else BUILT_IN)]
    with counted(len(sets), "data sets") as shown, interruptible(shown) as heard:
        found = run_study(sets, settings, heard)
    open_folder(out)
    for sheet in study_sheets(found):
        show(sheet)
    interrupted = len(found.records) < len(sets)
    run = provenance(command="study", seed=seed, interrupted=interrupted)
    written = [save_record(out, "study.json", {"run": run, **found.to_json()})]
    if can_draw():
        written.append(save_figure(out, "study.png", study_figure(found)))
    click.echo(f"wrote {', '.join(map(str, written))}")
    if interrupted:
        click.echo(f"w2s-verify: interrupted; {len(found.records)} of {len(sets)} data sets are finished and written", err=True)
        return INTERRUPTED
    return AS_DECLARED
