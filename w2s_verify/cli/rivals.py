"""``w2s-verify rivals``: the hunt beside the searchers that a user would pick."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import json_option, out_option, seeds_option
from w2s_verify.cli.progress import counted
from w2s_verify.cli.written import write_found
from w2s_verify.reporting.files import finished_in
from w2s_verify.reporting.rivals import rivals_sheet, task_sheet, write_rivals
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.budget import seconds_of
from w2s_verify.runs.rivals import SEARCHERS, TASKS, present, race


@click.command()
@seeds_option(5)
@click.option("--budget", default="5s", show_default=True, metavar="TIME", help="Time for each task, seed and searcher.")
@out_option("Folder of the report and of finished tasks.")
@json_option
def rivals(seeds: int, budget: str, out: Path | None, json_path: Path | None) -> int:
    """Race the hunt against Hypothesis, SciPy and Optuna on 24 false statements, to the first certified counterexample."""
    seconds, asked = seconds_of(budget), present()
    missing = [name for name in SEARCHERS if name not in asked]
    finished = finished_in(out)
    with counted(len(TASKS), "tasks") as shown, interruptible(shown) as heard:
        found, complete = race(
            rivals=asked, seeds=seeds, seconds=seconds, finished=finished, heard=lambda done, task: heard(done, task.name)
        )
    show(task_sheet(found))
    show(rivals_sheet(found))
    if missing:
        click.echo(f"not installed, left out: {', '.join(missing)}")
    write_found(found, json_path, out, write_rivals)
    if not complete:
        say_how_to_go_on(f"{len(found.finished)} of {len(TASKS)} tasks are finished and", finished.folder)
        return INTERRUPTED
    return AS_DECLARED
