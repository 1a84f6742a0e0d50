"""How far a long run is, on stderr: a bar with an estimate in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from w2s_verify.reporting.sheet import console
from w2s_verify.runs.verify import Job

SECONDS_BETWEEN_LINES = 20.0
SECONDS_OF_READING = 1.0
"""What is done so soon was read from an earlier run: it says nothing of how long the rest will take."""
ENOUGH, ENOUGH_SHARE = 3, 0.05
"""Before so many are done, and this share of all, nothing is said of how long the rest will take."""
Heard = Callable[[int, int], None]


@contextmanager
def progress(jobs: Sequence[Job]) -> Iterator[Heard]:
    """What ``verify_jobs`` is to be told to; quotas measure the work."""
    err = console(stderr=True)
    if not err.is_terminal:
        yield _lines(jobs, time.monotonic)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("verifying", total=sum(job.quota for job in jobs))

        def heard(done: int, judged: int) -> None:
            label = jobs[done].claim.id if done < len(jobs) else "done"
            bar.update(task, completed=_work(jobs, done, judged), description=label)

        yield heard


@contextmanager
def counted(total: int, things: str) -> Iterator[Callable[..., None]]:
    """What a run that counts finished things is to be told to: ``heard(done)`` or ``heard(done, what is at work)``."""
    err = console(stderr=True)
    if not err.is_terminal:
        yield _counts(total, things, time.monotonic)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed} of {task.total}"))
    with Progress(*columns, TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(), console=err, transient=True) as bar:
        task = bar.add_task(things, total=total)
        yield lambda done, label=things: bar.update(task, completed=done, description=label)


def _counts(total: int, things: str, clock: Callable[[], float]) -> Callable[..., None]:
    begun = started = said = clock()
    before = 0

    def heard(done: int, label: str = "") -> None:
        nonlocal started, said, before
        now = clock()
        if now - begun < SECONDS_OF_READING:
            started, before = now, done
        if now - said >= SECONDS_BETWEEN_LINES and before < done < total:
            said = now
            at_work = f", now {label}" if label else ""
            left = _left(now - started, done - before, total - before)
            click.echo(f"w2s-verify: {done} of {total} {things} done{at_work}{left}", err=True)

    return heard


def _left(seconds: float, done: int, total: int) -> str:
    """An estimate, once enough is done to give one."""
    return f", about {seconds * (total - done) / done:.0f} s left" if done >= max(ENOUGH, ENOUGH_SHARE * total) else ""


def _work(jobs: Sequence[Job], done: int, judged: int) -> int:
    present = min(judged, jobs[done].quota) if done < len(jobs) else 0
    return sum(job.quota for job in jobs[:done]) + present


def _lines(jobs: Sequence[Job], clock: Callable[[], float]) -> Heard:
    total = sum(job.quota for job in jobs)
    started = said = clock()

    def heard(done: int, judged: int) -> None:
        nonlocal said
        now, work = clock(), _work(jobs, done, judged)
        if now - said >= SECONDS_BETWEEN_LINES and 0 < work < total:
            said = now
            click.echo(f"w2s-verify: {done} of {len(jobs)} claims done{_left(now - started, work, total)}", err=True)

    return heard
