"""A simulation that was interrupted, on disk: the teachers that are finished, so that the same command goes on after them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from w2s_verify.claims.sources import package_digest
from w2s_verify.records import write_json
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.simulation import Finished
from w2s_verify.runs.measuring.simulation_record import Settings, Trial

UNFINISHED_SCHEMA = "w2s-verify/unfinished-simulation/1"
NAME = "unfinished.json"


def keep(folder: Path, settings: Settings, finished: Finished) -> Path:
    """Write the finished teachers into the folder."""
    kept = asdict(finished) | {"cosines": finished.cosines.tolist(), "accuracies": finished.accuracies.tolist()}
    made = {"schema": UNFINISHED_SCHEMA, "sources": package_digest(), "settings": asdict(settings)}
    write_json(folder / NAME, made | {"finished": kept})
    return folder / NAME


def kept(folder: Path, settings: Settings) -> Finished | None:
    """The finished teachers of the same settings; None where the folder holds none. More teachers may be asked for.

    Raises
    ------
    MeasuringError
        The folder holds teachers of other settings or of changed sources, or a file that cannot be read.
    """
    path = folder / NAME
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        before, finished = data["settings"], _finished(data["finished"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MeasuringError(f"{path}: cannot be read; remove it or choose another --out") from error
    if data.get("sources") != package_digest():
        raise MeasuringError(f"{path}: the package has changed since; remove it or choose another --out")
    asked = json.loads(json.dumps(asdict(settings)))
    for name, value in asked.items():
        if name != "teachers" and before.get(name) != value:
            raise MeasuringError(f"{path}: {name} = {before.get(name)}, not {value}: remove it or choose another --out")
    if finished.teachers > settings.teachers:
        raise MeasuringError(
            f"teachers = {settings.teachers}: {path} holds {finished.teachers} already; ask for more or remove it"
        )
    return finished


def forget(folder: Path) -> None:
    """Remove the file: the simulation is finished."""
    (folder / NAME).unlink(missing_ok=True)


def _finished(data: dict[str, Any]) -> Finished:
    arrays = {name: np.array(data[name], np.float64) for name in ("cosines", "accuracies")}
    times, trials = tuple(data["times"]), tuple(Trial(**trial) for trial in data["trials"])
    return Finished(**{**data, **arrays, "times": times, "trials": trials})
