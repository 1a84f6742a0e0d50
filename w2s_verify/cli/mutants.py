"""``w2s-verify mutants``: the kill matrix."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, NOT_AS_DECLARED
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.records import write_json
from w2s_verify.reporting.mutants import mutants_sheet
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.budget import BudgetError, seconds_of
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS
from w2s_verify.runs.mutants import Row, kill_matrix
from w2s_verify.runs.plan import find_all


@click.command()
@click.argument("names", metavar="[ID|TOPIC|FILE.py]...", nargs=-1)
@click.option("--seeds", type=click.IntRange(min=1), default=10, show_default=True, help="Seeds 0 … n − 1.")
@click.option("--budget", default="10s", show_default=True, metavar="TIME", help="Time for each mutant and seed.")
@click.option("--engines", default=",".join(ENGINES), show_default=True, metavar="NAMES", help="Separated by commas.")
@click.option("--kernels/--no-kernels", default=None, help="Kernel mutants too; by default where no claim is named.")
@click.option("--json", "json_path", type=click.Path(dir_okay=False, path_type=Path), help="Write the record here.")
def mutants(names: tuple[str, ...], seeds: int, budget: str, engines: str, kernels: bool | None, json_path: Path | None) -> int:
    """Kill every false neighbour of the claims and every kernel mutant; survivors are named and exit with 1."""
    if json_path is not None and not json_path.parent.is_dir():
        raise click.UsageError(f"--json = {json_path}: its folder must exist")
    asked = [name.strip() for name in engines.split(",")]
    unknown = [name for name in asked if name not in ENGINES]
    if unknown:
        raise BudgetError(f"engines = {', '.join(unknown)!r}: must be among {', '.join(ENGINES)}")
    patches = KERNEL_MUTANTS if kernels or (kernels is None and not names) else ()

    def heard(row: Row) -> None:
        if row.solved < len(row.kills):
            click.echo(f"w2s-verify: {row.name} survives {len(row.kills) - row.solved} of {len(row.kills)} seeds", err=True)

    matrix = kill_matrix(find_all(names), seeds=seeds, seconds=seconds_of(budget), engines=asked, kernels=patches, heard=heard)
    show(mutants_sheet(matrix))
    if json_path is not None:
        write_json(json_path, matrix.to_json())
    return NOT_AS_DECLARED if matrix.survivors else AS_DECLARED
