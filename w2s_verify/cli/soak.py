"""``w2s-verify soak``: very many evaluations over the true claims."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED, NOT_AS_DECLARED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import json_option, out_option, seed_option, workers_option
from w2s_verify.cli.progress import counted
from w2s_verify.cli.written import write_found
from w2s_verify.reporting.files import finished_in
from w2s_verify.reporting.sheet import show
from w2s_verify.reporting.soak import soak_sheet, throughput_sheet, write_soak
from w2s_verify.runs.plan import find_all
from w2s_verify.runs.soak import pointwise
from w2s_verify.runs.soak import soak as run_soak
from w2s_verify.runs.throughput import throughput

EVALUATIONS_TIMED = 100_000


@click.command()
@click.argument("names", metavar="[ID|TOPIC|FILE.py]...", nargs=-1)
@click.option("--evaluations", type=click.IntRange(min=1), default=10_000_000, show_default=True, help="Over all claims.")
@seed_option
@workers_option
@click.option("--throughput", "scaled", is_flag=True, help="Also measure evaluations a second with 1, 2 and 4 workers.")
@out_option("Folder of the report and of finished claims.")
@json_option
def soak(
    names: tuple[str, ...],
    evaluations: int,
    seed: int,
    workers: int,
    scaled: bool,
    out: Path | None,
    json_path: Path | None,
) -> int:
    """Hunt all true pointwise claims for long: any refutation exits with 1; UNDECIDED and false alarms are counted."""
    claims = find_all(names)
    finished = finished_in(out)
    with counted(len(pointwise(claims)), "claims") as shown, interruptible(shown) as heard:
        found = run_soak(claims, evaluations=evaluations, seed=seed, workers=workers, finished=finished, heard=heard)
    if scaled and found.complete:
        found = replace(found, throughput=throughput(EVALUATIONS_TIMED))
        show(throughput_sheet(found.throughput))
    show(soak_sheet(found))
    write_found(found, json_path, out, write_soak)
    if not found.complete:
        say_how_to_go_on(f"{len(found.claims)} of {found.asked} claims are finished and", finished.folder)
        return INTERRUPTED
    return NOT_AS_DECLARED if found.wrong else AS_DECLARED
