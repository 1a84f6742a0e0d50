"""``w2s-verify sharpen``: the best constant of a bound."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.interrupt import interruptible
from w2s_verify.cli.options import json_option, seed_option
from w2s_verify.cli.progress import counted
from w2s_verify.records import write_json
from w2s_verify.reporting.sharpen import sharpness_sheet
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.budget import seconds_of
from w2s_verify.runs.sharpen import STEPS, Trial
from w2s_verify.runs.sharpen import sharpen as find_constant


@click.command()
@click.argument("name", metavar="ID|FILE.py")
@click.option("--parameter", default="", metavar="NAME", help="A constant that the claim declares.  [default: its only one]")
@click.option("--budget", default="2s", show_default=True, metavar="TIME", help="Time for each value.")
@click.option("--evaluations", type=click.IntRange(min=1), help="Evaluations for each value, in place of a time.")
@seed_option
@json_option
def sharpen(name: str, parameter: str, budget: str, evaluations: int | None, seed: int, json_path: Path | None) -> int:
    """Find the best constant of a bound: certified false below one value, no counterexample found above another."""
    with counted(1 + len(STEPS), "values") as shown, interruptible(shown) as told:
        tried: list[Trial] = []

        def heard(trial: Trial) -> None:
            tried.append(trial)
            told(len(tried), f"{float(trial.value):.14g}")

        seconds = None if evaluations else seconds_of(budget)
        found = find_constant(name, parameter, seconds=seconds, evaluations=evaluations, seed=seed, heard=heard)
    show(sharpness_sheet(found))
    if json_path is not None:
        write_json(json_path, found.to_json())
    if not found.complete:
        click.echo(f"w2s-verify: interrupted; {len(found.trials)} values are tried and shown", err=True)
        return INTERRUPTED
    return AS_DECLARED
