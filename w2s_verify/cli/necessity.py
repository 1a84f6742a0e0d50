"""``w2s-verify necessity``: which premises are needed."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.interrupt import interruptible
from w2s_verify.cli.options import json_option, seed_option
from w2s_verify.cli.progress import counted
from w2s_verify.hunts import Target
from w2s_verify.hunts.target import premise_names
from w2s_verify.records import write_json
from w2s_verify.reporting.sharpen import counterexample_lines, necessity_sheet
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.budget import seconds_of
from w2s_verify.runs.sharpen import necessity as find_needs


@click.command()
@click.argument("name", metavar="ID|FILE.py")
@click.option("--budget", default="2s", show_default=True, metavar="TIME", help="Time for each premise.")
@click.option("--evaluations", type=click.IntRange(min=1), help="Evaluations for each premise, in place of a time.")
@seed_option
@json_option
def necessity(name: str, budget: str, evaluations: int | None, seed: int, json_path: Path | None) -> int:
    """Drop each premise in turn and hunt: an exact counterexample, or none found in the budget."""
    claim = Target(name).claim()
    premises = len(premise_names(claim))
    with counted(premises, "premises") as shown, interruptible(shown) as heard:
        seconds = None if evaluations else seconds_of(budget)
        needs, complete = find_needs(name, seconds=seconds, evaluations=evaluations, seed=seed, heard=heard)
    show(necessity_sheet(claim.id, needs, premises))
    for line in counterexample_lines(needs):
        click.echo(line)
    if json_path is not None:
        write_json(json_path, {"claim": claim.id, "complete": complete, "premises": [need.to_json() for need in needs]})
    if not complete:
        click.echo(f"w2s-verify: interrupted; {len(needs)} premises are tried and shown", err=True)
        return INTERRUPTED
    return AS_DECLARED
