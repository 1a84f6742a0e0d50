"""The report: parts that are run piece by piece and kept, each with its records, summary and figures in a folder of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from w2s_verify.reporting.files import can_draw, finished_in, open_folder, save_figure, save_record
from w2s_verify.reporting.parts import PARTS, Asked, Done, Part
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.phase import PhaseSettings, law_of
from w2s_verify.runs.provenance import provenance

SCHEMA = "w2s-verify/report/2"
PART_SCHEMA = "w2s-verify/report-part/1"
SAME = ("quick", "seed", "law", "label", "commit", "sources")
"""What two runs must share for the second to go on with the first."""
Heard = Callable[[str, int, int], None]
"""Told the part, its finished pieces and all of them."""


def report(folder: Path, asked: Asked, heard: Heard = lambda name, done, total: None) -> tuple[int, tuple[str, ...]]:
    """Run what is not finished yet and keep what is; how many parts are there, and what is not as declared.

    Raises
    ------
    MeasuringError, DataError
        No such law; the folder holds another report: of another seed, other quickness, another law, another commit
        or changed sources.
    """
    law_of(PhaseSettings(asked.law, asked.label))
    open_folder(folder)
    run = provenance(command="report", **asdict(asked))
    kept = _kept(folder, run)
    try:
        _write(folder, run, kept)
        for name, part in PARTS.items():
            if name not in kept:
                kept[name] = _run_part(folder / name, run, name, part, asked, heard)
                _write(folder, run, kept)
    except KeyboardInterrupt:
        _write(folder, run, kept)
    return len(kept), tuple(wrong for part in kept.values() for wrong in part["wrong"])


def _kept(folder: Path, run: Mapping[str, Any]) -> dict[str, Any]:
    """The finished parts of an earlier run of the same settings."""
    path = folder / "records.json"
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        same = {key: {"sources": None, **found["run"]}[key] for key in SAME}
        parts = dict(found["parts"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MeasuringError(f"{path}: is no report; choose another --out") from error
    for key, value in same.items():
        if run[key] != value:
            raise MeasuringError(f"{path}: {key} = {value}, not {run[key]}: remove it or choose another --out")
    return parts


def _run_part(folder: Path, run: Mapping[str, Any], name: str, part: Part, asked: Asked, heard: Heard) -> dict[str, Any]:
    """Run the pieces that are missing, finish the part and write its folder; its entry in the report."""
    finished, pieces = finished_in(folder), part.pieces(asked)
    keys = {piece: ["report", name, piece, asdict(asked)] for piece in pieces}
    made: dict[str, Any] = {}
    for place, (piece, running) in enumerate(pieces.items()):
        heard(name, place, len(pieces))
        made[piece] = finished.once(keys[piece], partial(_timed, running))
    heard(name, len(pieces), len(pieces))
    started = time.monotonic() - sum(one["seconds"] for one in made.values())
    done = part.finish(asked, {piece: one["data"] for piece, one in made.items()})
    drawn = (done.figures or {}) if can_draw() else {}
    figures = [save_figure(folder, file, figure()).name for file, figure in drawn.items()]
    seconds = round(time.monotonic() - started, 1)
    save_record(
        folder, "records.json", {"schema": PART_SCHEMA, "run": run, "part": name, "seconds": seconds, "data": done.data}
    )
    (folder / "summary.md").write_text(_part_summary(part.title, run, done, figures, seconds), encoding="utf-8")
    finished.forget(keys.values())
    return {"headline": done.headline, "seconds": seconds, "figures": figures, "wrong": list(done.wrong)}


def _timed(running: Callable[[], Any]) -> dict[str, Any]:
    """What a piece gives, and how long it took."""
    started = time.monotonic()
    data = running()
    return {"data": data, "seconds": time.monotonic() - started}


def _markdown(sheet: Sheet) -> str:
    lines: Sequence[Sequence[str]] = [sheet.columns, ["---"] * len(sheet.columns), *sheet.rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    title = f"**{sheet.title}**\n\n" if sheet.title else ""
    return f"{title}{table}\n\n{sheet.caption}\n"


def _about(run: Mapping[str, Any]) -> str:
    named = ", ".join(f"{name} {value}" for name, value in run["versions"].items())
    return f"{'Quick' if run['quick'] else 'Full'} run, seed {run['seed']}. {named}."


def _part_summary(title: str, run: Mapping[str, Any], done: Done, figures: Sequence[str], seconds: float) -> str:
    images = "".join(f"![{figure}]({figure})\n\n" for figure in figures)
    tables = "\n".join(map(_markdown, done.sheets))
    return f"# {title}\n\n{done.headline}.\n\n{tables}\n{images}{_about(run)} {seconds} s.\n"


def _write(folder: Path, run: Mapping[str, Any], parts: Mapping[str, Any]) -> None:
    save_record(folder, "records.json", {"schema": SCHEMA, "run": run, "parts": parts})
    (folder / "summary.md").write_text(_summary(run, parts), encoding="utf-8")


def _summary(run: Mapping[str, Any], parts: Mapping[str, Any]) -> str:
    lines = [
        "# Report\n",
        f"{_about(run)}\n",
        "Verdicts stand in the parts verify and mutants only; every other number is MEASURED, with exact 95 % intervals.\n",
        "| part | what was found | s |\n| --- | --- | --- |",
    ]
    for name, part in PARTS.items():
        found = parts.get(name)
        shown = f"{found['headline']} | {found['seconds']}" if found else "Not run yet: the same command goes on here | –"
        lines.append(f"| [{part.title}]({name}/summary.md) | {shown} |" if found else f"| {part.title} | {shown} |")
    images = [f"![{figure}]({name}/{figure})\n" for name in PARTS if name in parts for figure in parts[name]["figures"]]
    return "\n".join(lines) + "\n\n" + "\n".join(images)
