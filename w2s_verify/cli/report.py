"""``w2s-verify report``: everything that is reported, by one command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.reporting.report import SECTIONS
from w2s_verify.reporting.report import report as run_report
from w2s_verify.reporting.sheet import console


@click.command()
@click.option("--quick", is_flag=True, help="Smaller runs of everything, in a few minutes.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder; finished sections stay.")
def report(quick: bool, seed: int, out: Path) -> int:
    """Verify, simulate and study; write records.json, summary.md and figures. Resumable section by section."""
    with _bar() as heard:
        complete = run_report(out, quick=quick, seed=seed, heard=heard)
    click.echo(f"wrote {out / 'summary.md'}, {out / 'records.json'}")
    if not complete:
        click.echo("w2s-verify: interrupted; finished sections are kept, the same command goes on", err=True)
        return INTERRUPTED
    return AS_DECLARED


@contextmanager
def _bar() -> Iterator[Callable[[str, int], None]]:
    """A bar in a terminal, a line a section elsewhere; on stderr."""
    err = console(stderr=True)
    if not err.is_terminal:
        yield lambda name, done: click.echo(f"w2s-verify: {done} of {len(SECTIONS)} sections done, now {name}", err=True)
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=err, transient=True) as bar:
        task = bar.add_task("report", total=len(SECTIONS))
        yield lambda name, done: bar.update(task, completed=done, description=name)
