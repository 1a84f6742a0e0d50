"""``w2s-verify hunt``: search for a counterexample."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from w2s_verify.claims.judge import Verdict
from w2s_verify.cli.exits import AS_DECLARED, BAD_INPUT, INTERRUPTED, NOT_AS_DECLARED, STILL_UNDECIDED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import json_option, out_option, seed_option, workers_option
from w2s_verify.cli.progress import SECONDS_BETWEEN_LINES
from w2s_verify.hunts import Target
from w2s_verify.hunts.hunt import Progress
from w2s_verify.records import write_json
from w2s_verify.reporting.files import finished_in
from w2s_verify.reporting.hunt import effort_sheet, hunt_lines
from w2s_verify.reporting.sheet import console, show
from w2s_verify.runs.budget import BudgetError, seconds_of
from w2s_verify.runs.hunt import pursue
from w2s_verify.runs.shards import Workshop, connect

DEFAULT_BUDGET = "30s"


@click.command()
@click.argument("name", metavar="ID|FILE.py")
@click.option("--mutant", default="", metavar="NAME", help="Hunt one of the claim's false neighbours.")
@click.option("--drop", default="", metavar="PREMISE", help="Hunt the claim with one premise dropped.")
@click.option("--budget", metavar="TIME", help="Stop at the end of the round after this time.  [default: 30s]")
@click.option("--evaluations", type=click.IntRange(min=1), help="Stop after this many evaluations; bit-identical by seed.")
@seed_option
@workers_option
@click.option("--cluster", default="", metavar="ADDRESS", help="Run the shards on a Dask cluster.")
@out_option("Folder of certificates and finished shards.")
@json_option
def hunt(
    name: str,
    mutant: str,
    drop: str,
    budget: str | None,
    evaluations: int | None,
    seed: int,
    workers: int,
    cluster: str,
    out: Path | None,
    json_path: Path | None,
) -> int:
    """Hunt a counterexample of a claim, shrink it, and certify it in a fresh process.

    Exit code 0 where the outcome is the declared one: a counterexample of a mutant, of a claim declared false, and of a claim
    without a premise that one of its mutants drops; none of any other claim. Without a premise that no mutant drops nothing is
    declared, and either outcome is right. Exit code 1 otherwise, also where the claim contradicts itself: its margin, or an
    equality that it declares, and its sides exclude each other at an instance that was judged (CONTRADICTED). Exit code 3 where
    not one instance satisfied the premises. Exit code 2 where nothing was found and the claim, as it stands, is nan or raises
    at some of the instances drawn, as in verify: a premise or a narrower axis has to exclude them.
    """
    if budget is not None and evaluations is not None:
        raise BudgetError("--budget and --evaluations: give one of them")
    seconds = None if evaluations is not None else seconds_of(budget or DEFAULT_BUDGET)
    target = Target(name, mutant, drop)
    target.claim()
    finished = finished_in(out)
    client = connect(cluster) if cluster else None
    workshop = Workshop(workers, finished, cluster)
    try:
        with watched(seconds, evaluations) as shown, interruptible(shown) as heard:
            quarry = pursue(
                target, seed=seed, evaluations=evaluations, seconds=seconds, workshop=workshop, out=out, heard=heard
            )
    except KeyboardInterrupt:
        say_how_to_go_on("finished shards are", finished.folder)
        return INTERRUPTED
    finally:
        if client is not None:
            client.close()
    for line in hunt_lines(quarry):
        click.echo(line)
    click.echo()
    show(effort_sheet(quarry))
    if json_path is not None:
        write_json(json_path, quarry.to_json())
    if quarry.unreadable:
        return BAD_INPUT
    if quarry.verdict == Verdict.VACUOUS:
        return STILL_UNDECIDED
    return AS_DECLARED if quarry.as_declared else NOT_AS_DECLARED


@contextmanager
def watched(seconds: float | None, evaluations: int | None) -> Iterator[Callable[[Progress], None]]:
    """How far a hunt is, on stderr: one live line in a terminal, a line now and then elsewhere."""
    err = console(stderr=True)
    said = time.monotonic()

    def line(progress: Progress) -> str:
        rate = progress.evaluations / max(progress.seconds, 1e-9)
        best = "none" if progress.best is None else f"{0.0 - progress.best.spot.score:.3g}"
        if seconds is not None:
            left = f"{max(0.0, seconds - progress.seconds):.0f} s left"
        else:
            left = f"{max(0, (evaluations or 0) - progress.evaluations):,} evaluations left"
        return f"{progress.evaluations:,} evaluations, {rate:,.0f}/s, smallest margin {best}, {progress.engine}, {left}"

    if err.is_terminal:
        with err.status("hunting") as status:
            yield lambda progress: status.update(line(progress))
        return

    def heard(progress: Progress) -> None:
        nonlocal said
        if time.monotonic() - said >= SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            click.echo(f"w2s-verify: {line(progress)}", err=True)

    yield heard
