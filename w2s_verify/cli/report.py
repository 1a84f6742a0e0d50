"""``w2s-verify report``: everything that is reported, by one command."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED, NOT_AS_DECLARED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import out_option, seed_option
from w2s_verify.cli.progress import SECONDS_BETWEEN_LINES
from w2s_verify.reporting.parts import PARTS, Asked
from w2s_verify.reporting.report import Heard
from w2s_verify.reporting.report import report as run_report
from w2s_verify.reporting.sheet import console


@click.command()
@click.option("--quick", is_flag=True, help="Smaller runs of everything, in three minutes on two cores.")
@click.option(
    "--law", default="hypercube", show_default=True, help="Law of the phase diagram: a name or FILE.csv, as for phase."
)
@click.option("--label", metavar="COLUMN", help="A column of that .csv file that is left out.")
@seed_option
@out_option("Folder; finished parts stay.", required=True)
def report(quick: bool, law: str, label: str | None, seed: int, out: Path) -> int:
    """Verify, hunt mutants, simulate, study: records.json, summary.md and figures for each part. Resumable piece by piece."""
    with _told() as told, interruptible(told) as heard:
        finished, wrong = run_report(out, Asked(quick, seed, law, label), heard)
    click.echo(f"wrote {out / 'summary.md'}, {out / 'records.json'}")
    if finished < len(PARTS):
        say_how_to_go_on(f"{finished} of {len(PARTS)} parts are finished and", out)
        return INTERRUPTED
    if wrong:
        click.echo(f"w2s-verify: not as declared: {', '.join(wrong)}", err=True)
        return NOT_AS_DECLARED
    return AS_DECLARED


@contextmanager
def _told() -> Iterator[Heard]:
    """A bar over the parts in a terminal; elsewhere a line a part, and one now and then within a part; on stderr."""
    err, names = console(stderr=True), list(PARTS)
    if not err.is_terminal:
        yield _lines(names)
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=err, transient=True) as bar:
        task = bar.add_task("report", total=len(names))

        def heard(name: str, done: int, total: int) -> None:
            at = names.index(name) + (done / total if total else 0)
            bar.update(task, completed=at, description=f"{name} {done}/{total}" if total else name)

        yield heard


def _lines(names: list[str]) -> Heard:
    said: dict[str, float] = {}

    def heard(name: str, done: int, total: int) -> None:
        now = time.monotonic()
        if name not in said or now - said[name] > SECONDS_BETWEEN_LINES:
            said[name] = now
            within = f", {done} of {total} pieces done" if total else ""
            click.echo(f"w2s-verify: part {names.index(name) + 1} of {len(names)}, {name}{within}", err=True)

    return heard
