"""The report: sections that are run once and kept, their texts and figures, one page of Markdown."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from w2s_verify.records import RunRecord
from w2s_verify.reporting.files import can_draw, open_folder, save_figure, save_record
from w2s_verify.reporting.ledger import ledger
from w2s_verify.reporting.probability import (
    beyond_sheet,
    phase_figure,
    probability_figure,
    probability_sheet,
    spectrum_figure,
)
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.reporting.simulation import simulation_figure, simulation_sheet
from w2s_verify.reporting.study import study_figure, study_sheets
from w2s_verify.runs.measuring.beyond import MODELS, beyond
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.labelled import BUILT_IN, built_in
from w2s_verify.runs.measuring.probability import phase_diagram, probability_cells
from w2s_verify.runs.measuring.simulation import simulate
from w2s_verify.runs.measuring.simulation_record import Settings, Simulation
from w2s_verify.runs.measuring.study import StudySettings, study
from w2s_verify.runs.plan import plan
from w2s_verify.runs.provenance import provenance
from w2s_verify.runs.verify import verify_jobs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SCHEMA = "w2s-verify/report/1"
QUICK_SHARE = 10
"""A quick report verifies each claim at a tenth of its quota."""
SIMULATED = (("gaussian", "soft"), ("student-t", "hard"), ("spheres", "noisy"), ("anisotropic", "soft"), ("hypercube", "soft"))


@dataclass(frozen=True)
class Done:
    """What a section gives: data for records.json, tables, figures by file name."""

    data: Mapping[str, Any]
    sheets: tuple[Sheet, ...] = ()
    figures: Mapping[str, Callable[[], Figure]] | None = None


Section = Callable[[bool, int], Done]


def _verify(quick: bool, seed: int) -> Done:
    jobs = plan((), "dev")
    if quick:
        jobs = [replace(job, quota=max(1, job.quota // QUICK_SHARE)) for job in jobs]
    records = verify_jobs(jobs, run_seed=seed)
    share = f" at a {QUICK_SHARE}th of the quotas" if quick else ""
    return Done(RunRecord({}, records).to_json(), (ledger(records, f"claims, profile dev{share}"),))


def _simulate(quick: bool, seed: int) -> Done:
    chosen = SIMULATED[:2] if quick else SIMULATED
    found = [
        simulate(Settings(law=law, labels=labels, seed=seed, teachers=20 if quick else 50, horizon=300.0))
        for law, labels in chosen
    ]

    def drawing(one: Simulation) -> Callable[[], Figure]:
        return lambda: simulation_figure(one)

    _require_all(sum(one.finished for one in found), sum(one.settings.teachers for one in found))
    figures = {f"paths-{one.settings.law}.png": drawing(one) for one in found}
    return Done({"runs": [_without_trials(one) for one in found]}, tuple(map(simulation_sheet, found)), figures)


def _without_trials(simulation: Simulation) -> dict[str, Any]:
    """Summaries and curves: the trials of one run are written by ``w2s-verify simulate``."""
    return {name: value for name, value in simulation.to_json().items() if name != "trials"}


def _study(quick: bool, seed: int) -> Done:
    names = ["wine"] if quick else list(BUILT_IN)
    found = study([built_in(name) for name in names], StudySettings(seed=seed, pairs=50 if quick else 200))
    _require_all(len(found.records), len(names))
    return Done(found.to_json(), study_sheets(found), {"data.png": lambda: study_figure(found)})


def _probability(quick: bool, seed: int) -> Done:
    cells = probability_cells(seed, 10_000 if quick else 100_000)
    data = {"standing": "MEASURED", "cells": [asdict(cell) for cell in cells]}
    return Done(data, (probability_sheet(cells),), {"probability.png": lambda: probability_figure(cells)})


def _phase(quick: bool, seed: int) -> Done:
    phase = phase_diagram(seed, 41 if quick else 81, 20 if quick else 100)
    return Done({"standing": "MEASURED", **asdict(phase)}, figures={"phase.png": lambda: phase_figure(phase)})


def _spectrum(quick: bool, seed: int) -> Done:
    del quick, seed
    return Done({}, figures={"spectrum.png": spectrum_figure})


def _beyond(quick: bool, seed: int) -> Done:
    widths, dimensions, pairs = ((4, 16), (20,), 50) if quick else ((4, 32, 256), (20, 200), 200)
    found = beyond(tuple(widths), tuple(dimensions), pairs, seed)
    _require_all(len(found.cells), MODELS * len(widths) * len(dimensions))
    return Done(found.to_json(), (beyond_sheet(found),))


def _require_all(finished: int, asked: int) -> None:
    """A run that Ctrl-C cut short is not a finished section: pass the interrupt on."""
    if finished < asked:
        raise KeyboardInterrupt


SECTIONS: dict[str, tuple[str, Section]] = {
    "simulation": ("Paths: peak and window", _simulate),
    "probability": ("How likely gain is", _probability),
    "phase": ("Where gain starts under a law that is not isotropic", _phase),
    "spectrum": ("The Hessian's two eigenvalues and their bounds", _spectrum),
    "data": ("Real data", _study),
    "beyond": ("Beyond linear models (CONJECTURE)", _beyond),
    "verify": ("Claims", _verify),
}
"""In the order in which they are run and printed."""


def report(folder: Path, *, quick: bool, seed: int, heard: Callable[[str, int], None] = lambda name, done: None) -> bool:
    """Run what is not finished yet, keep what is, and write records.json and summary.md; whether every section is there.

    Raises
    ------
    MeasuringError
        The folder holds another report: of another seed, other quickness or another commit.
    """
    open_folder(folder)
    run = provenance(command="report", quick=quick, seed=seed)
    kept = _kept(folder, run)
    try:
        for name, (_, section) in SECTIONS.items():
            heard(name, len(kept))
            if name not in kept:
                kept[name] = _finished(folder, section, quick, seed)
                _write(folder, run, kept)
    except KeyboardInterrupt:
        _write(folder, run, kept)
        return False
    _write(folder, run, kept)
    return True


def _kept(folder: Path, run: Mapping[str, Any]) -> dict[str, Any]:
    path = folder / "records.json"
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        same = {key: found["run"][key] for key in ("quick", "seed", "commit")}
        sections = dict(found["sections"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MeasuringError(f"{path}: is no report; choose another --out") from error
    for key, value in same.items():
        if run[key] != value:
            raise MeasuringError(f"{path}: {key} = {value}, not {run[key]}: remove it or choose another --out")
    return sections


def _finished(folder: Path, section: Section, quick: bool, seed: int) -> dict[str, Any]:
    started = time.monotonic()
    done = section(quick, seed)
    figures = []
    if can_draw():
        for name, figure in (done.figures or {}).items():
            figures.append(save_figure(folder, name, figure()).name)
    text = "\n".join(map(_markdown, done.sheets))
    seconds = round(time.monotonic() - started, 1)
    return {"seconds": seconds, "figures": figures, "text": text, "data": done.data}


def _markdown(sheet: Sheet) -> str:
    lines: Sequence[Sequence[str]] = [sheet.columns, ["---"] * len(sheet.columns), *sheet.rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"**{sheet.title}**\n\n{table}\n\n{sheet.caption}\n"


def _write(folder: Path, run: Mapping[str, Any], sections: Mapping[str, Any]) -> None:
    save_record(folder, "records.json", {"schema": SCHEMA, "run": run, "sections": sections})
    (folder / "summary.md").write_text(_summary(run, sections), encoding="utf-8")


def _summary(run: Mapping[str, Any], sections: Mapping[str, Any]) -> str:
    named = ", ".join(f"{name} {value}" for name, value in run["versions"].items())
    parts = [
        "# Report\n",
        f"{'Quick' if run['quick'] else 'Full'} run, seed {run['seed']}. {named}.\n",
        "Verdicts stand in the section Claims only; every other number is MEASURED, with exact 95 % intervals in brackets.\n",
    ]
    for name, (title, _) in SECTIONS.items():
        if name in sections:
            section = sections[name]
            figures = "".join(f"![{figure}]({figure})\n\n" for figure in section["figures"])
            parts.append(f"## {title}\n\n{section['text']}\n{figures}{section['seconds']} s.\n")
        else:
            parts.append(f"## {title}\n\nNot run yet: the same command goes on here.\n")
    return "\n".join(parts)
