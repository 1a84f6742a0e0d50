"""The parts that give MEASURED numbers with intervals, and no verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from w2s_verify.reporting.beyond import beyond_figure, beyond_sheet
from w2s_verify.reporting.parts.part import Asked, Done, Part, Pieces, require_all
from w2s_verify.reporting.phase import phase_figure, phase_sheet
from w2s_verify.reporting.probability import pair_figure, pair_sheet, probability_figure, probability_sheet
from w2s_verify.reporting.simulation import simulation_figure, simulation_sheet
from w2s_verify.reporting.spectrum import spectrum_figure
from w2s_verify.reporting.study import study_figure, study_sheets
from w2s_verify.runs.measuring.beyond import FULL_GRID, MODELS, QUICK_GRID, Beyond, BeyondCell, beyond_cell
from w2s_verify.runs.measuring.labelled import BUILT_IN, built_in
from w2s_verify.runs.measuring.pair_laws import pair_cells
from w2s_verify.runs.measuring.phase import PhaseSettings, phase_diagram
from w2s_verify.runs.measuring.probability import probability_cells
from w2s_verify.runs.measuring.simulation import simulate
from w2s_verify.runs.measuring.simulation_record import Settings, Simulation
from w2s_verify.runs.measuring.study import StudySettings, study

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIMULATED = (("gaussian", "soft"), ("student-t", "hard"), ("spheres", "noisy"), ("anisotropic", "soft"), ("hypercube", "soft"))


def _simulate(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    chosen, teachers = (SIMULATED[:2], 20) if asked.quick else (SIMULATED, 50)
    found = [
        simulate(Settings(law=law, labels=labels, seed=asked.seed, teachers=teachers, horizon=300.0)) for law, labels in chosen
    ]
    require_all(sum(one.finished for one in found), sum(one.settings.teachers for one in found))

    def drawing(one: Simulation) -> Callable[[], Figure]:
        return lambda: simulation_figure(one)

    figures = {f"paths-{one.settings.law}.png": drawing(one) for one in found}
    gains = [row.gains for one in found for row in one.norms]
    headline = f"gain in {sum(g.count for g in gains)} of {sum(g.trials for g in gains)} runs under {len(found)} laws"
    return Done({"runs": [_without_trials(one) for one in found]}, headline, tuple(map(simulation_sheet, found)), figures)


def _without_trials(simulation: Simulation) -> dict[str, Any]:
    """Summaries and curves: the trials of one run are written by ``w2s-verify simulate``."""
    return {name: value for name, value in simulation.to_json().items() if name != "trials"}


def _probability(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    cells = probability_cells(asked.seed, 10_000 if asked.quick else 100_000)
    inside = sum(cell.band_low <= cell.measured.value <= cell.band_high for cell in cells)
    headline = f"{inside} of {len(cells)} points of the grid within their exact band around the closed form"
    data = {"standing": "MEASURED", "cells": [asdict(cell) for cell in cells]}
    return Done(data, headline, (probability_sheet(cells),), {"probability.png": lambda: probability_figure(cells)})


def _pairs(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    cells = pair_cells(asked.seed, 200 if asked.quick else 4000)
    least = min(cells, key=lambda cell: cell.measured.value)
    headline = f"least likely under {least.law}, {least.departure} {least.strength:g}, d = {least.dimension}: "
    headline += f"{least.measured.value:.3f} instead of {least.independent:.3f} if errors were independent"
    data = {"standing": "MEASURED", "cells": [asdict(cell) for cell in cells]}
    return Done(data, headline, (pair_sheet(cells),), {"pairs.png": lambda: pair_figure(cells)})


def _phase(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    size, rotations = (41, 20) if asked.quick else (81, 100)
    phase = phase_diagram(PhaseSettings(asked.law, asked.label, size=size, rotations=rotations, seed=asked.seed))
    headline = f"{phase.law}: the isotropic criterion is right at a share {phase.foreseen.value:.3f} of the grid (median)"
    data = {"standing": "MEASURED", **asdict(phase)}
    return Done(data, headline, (phase_sheet(phase),), {"phase.png": lambda: phase_figure(phase)})


def _spectrum(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    return Done({}, "curves of closed forms; the claims hessian.gaussian-* judge them", (), {"spectrum.png": spectrum_figure})


def _data(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    names = list(BUILT_IN)
    found = study([built_in(name) for name in names], StudySettings(seed=asked.seed, pairs=50 if asked.quick else 200))
    require_all(len(found.records), len(names))
    gains = [record.measured.gains for record in found.records]
    headline = f"gain for {sum(g.count for g in gains)} of {sum(g.trials for g in gains)} pairs on {len(names)} data sets"
    return Done(found.to_json(), headline, study_sheets(found), {"data.png": lambda: study_figure(found)})


def _cells(asked: Asked) -> Pieces:
    widths, dimensions, pairs = QUICK_GRID if asked.quick else FULL_GRID

    def running(model: str, width: int, dimension: int) -> Callable[[], Any]:
        return lambda: asdict(beyond_cell(model, width, dimension, pairs, asked.seed))

    return {f"{model}, width {w}, d = {d}": running(model, w, d) for model in MODELS for w in widths for d in dimensions}


def _beyond(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    found = Beyond((QUICK_GRID if asked.quick else FULL_GRID)[2], tuple(map(BeyondCell.from_json, pieces.values())))
    shares = [cell.weaker_helps.value for cell in found.cells]
    headline = f"share with gain from {min(shares):.3f} to {max(shares):.3f} over {len(shares)} cells"
    return Done(found.to_json(), headline, (beyond_sheet(found),), {"beyond.png": lambda: beyond_figure(found)})


SIMULATE = Part("Paths: peak and window", _simulate)
PROBABILITY = Part("How likely gain is", _probability)
PAIRS = Part("How likely gain is under other laws of the pair", _pairs)
PHASE = Part("Where gain starts under a law of choice", _phase)
SPECTRUM = Part("The Hessian's two eigenvalues and their bounds", _spectrum)
DATA = Part("Real data", _data)
BEYOND = Part("Beyond linear models (CONJECTURE)", _beyond, _cells)
