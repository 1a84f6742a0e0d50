"""``w2s-verify mutants``: the kill matrix."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED, NOT_AS_DECLARED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import json_option, out_option, seeds_option, workers_option
from w2s_verify.cli.progress import counted
from w2s_verify.cli.written import write_found
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.reporting.files import finished_in
from w2s_verify.reporting.mutants import buckets_sheet, mutants_sheet, write_mutants
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.budget import BudgetError, seconds_of
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS
from w2s_verify.runs.mutants import Row, jobs_of, kill_matrix
from w2s_verify.runs.plan import find_all


@click.command()
@click.argument("names", metavar="[ID|TOPIC|FILE.py]...", nargs=-1)
@seeds_option(10)
@click.option("--budget", default="10s", show_default=True, metavar="TIME", help="Time for each mutant and seed.")
@click.option("--engines", default=",".join(ENGINES), show_default=True, metavar="NAMES", help="Separated by commas.")
@click.option("--kernels/--no-kernels", default=None, help="Kernel mutants too; by default where no claim is named.")
@workers_option
@out_option("Folder of the report and of finished mutants.")
@json_option
def mutants(
    names: tuple[str, ...],
    seeds: int,
    budget: str,
    engines: str,
    kernels: bool | None,
    workers: int,
    out: Path | None,
    json_path: Path | None,
) -> int:
    """Kill every false neighbour of the claims and every kernel mutant; survivors are named and exit with 1."""
    asked = [name.strip() for name in engines.split(",")]
    unknown = [name for name in asked if name not in ENGINES]
    if unknown:
        raise BudgetError(f"engines = {', '.join(unknown)!r}: must be among {', '.join(ENGINES)}")
    patches = KERNEL_MUTANTS if kernels or (kernels is None and not names) else ()

    claims, seconds = find_all(names), seconds_of(budget)
    finished = finished_in(out)
    with counted(len(jobs_of(claims, patches)), "mutants") as shown, interruptible(shown) as told:

        def heard(done: int, row: Row) -> None:
            if row.solved < len(row.kills):
                click.echo(f"w2s-verify: {row.name} survives {len(row.kills) - row.solved} of {len(row.kills)} seeds", err=True)
            told(done, row.name)

        matrix = kill_matrix(
            claims,
            seeds=seeds,
            seconds=seconds,
            engines=asked,
            kernels=patches,
            workers=workers,
            finished=finished,
            heard=heard,
        )
    show(mutants_sheet(matrix))
    show(buckets_sheet(matrix))
    write_found(matrix, json_path, out, write_mutants)
    if not matrix.complete:
        say_how_to_go_on(f"{len(matrix.rows)} of {matrix.asked} mutants are finished and", finished.folder)
        return INTERRUPTED
    return NOT_AS_DECLARED if matrix.survivors else AS_DECLARED
