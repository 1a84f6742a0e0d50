"""The hunt beside its rivals, as tables."""

from __future__ import annotations

from pathlib import Path

from w2s_verify.reporting.files import save_sheets
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.rivals.contest import OURS, Matches
from w2s_verify.runs.rivals.tasks import Task


def task_sheet(found: Matches) -> Sheet:
    """Median seconds to the first certified counterexample, task by task, with the solved seeds where they are not all."""
    columns = ("task", "kind", *found.searchers)
    rows = tuple(_line(found, task) for task in found.finished)
    slower = ", ".join(found.slower) or "none"
    caption = f"median seconds over the seeds; more than 3 times slower than the best rival on: {slower}"
    return Sheet("time to the first certified counterexample", columns, rows, columns[2:], caption)


def _line(found: Matches, task: Task) -> tuple[str, ...]:
    cells = []
    for name in found.searchers:
        own = found.of(task.name, name)
        solved = sum(match.seconds is not None for match in own)
        share = "" if solved == len(own) else f" ({solved}/{len(own)})"
        cells.append(f"{'≥ ' if 2 * solved <= len(own) else ''}{found.median(task.name, name):.4f}{share}")
    return (task.name, task.kind, *cells)


def rivals_sheet(found: Matches) -> Sheet:
    """A line for each searcher: solved, geometric mean, how many times as long as the hunt."""
    rows = []
    for name in found.searchers if found.finished else ():
        solved, played = found.solved(name)
        times = "" if name == OURS else f"{found.ratio(name):.1f}"
        rows.append((name, f"{solved}/{played}", f"{found.mean(name):.4f}", times))
    columns = ("searcher", "solved", "geometric mean, s", "times as long, at least")
    caption = f"{len(found.finished)} tasks; a match that was not solved counts with its {found.seconds:g} s"
    return Sheet("searchers", columns, tuple(rows), columns[1:], caption)


def write_rivals(found: Matches, out: Path) -> list[Path]:
    """``records.json`` and ``summary.md`` in a folder that is there."""
    return save_sheets(out, found.to_json(), "The hunt beside its rivals", [rivals_sheet(found), task_sheet(found)])
