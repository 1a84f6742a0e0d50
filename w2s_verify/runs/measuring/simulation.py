"""Simulation of one family of pairs: many teachers, start norms over decades, peak, peak time and window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import numpy as np

from w2s_verify.runs.finished import NOT_KEPT, Finished
from w2s_verify.runs.measuring.intervals import median, share
from w2s_verify.runs.measuring.laws import Floats
from w2s_verify.runs.measuring.scene import Scene
from w2s_verify.runs.measuring.simulation_record import Curve, NormSummary, Settings, Simulation, Trial

CHUNK = 10
"""Teachers that run at once; Ctrl-C keeps the chunks that are done."""
SHOWN_TIMES = 100
SHOWN_TEACHERS = 5


@dataclass(frozen=True)
class Chunk:
    """Some teachers: trials, and cosines and accuracies (times, teachers·norms) at the times shown."""

    horizon: float
    times: tuple[float, ...]
    trials: tuple[Trial, ...]
    cosines: Floats
    accuracies: Floats

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return asdict(self) | {"cosines": self.cosines.tolist(), "accuracies": self.accuracies.tolist()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Chunk:
        """The chunk that ``to_json`` wrote."""
        trials = tuple(Trial(**trial) for trial in data["trials"])
        return cls(data["horizon"], tuple(data["times"]), trials, np.array(data["cosines"]), np.array(data["accuracies"]))


def keys_of(settings: Settings) -> dict[range, Any]:
    """The teachers of every chunk, with all that their trials depend on: the same however many more are asked for."""
    of_all = {name: value for name, value in asdict(settings).items() if name != "teachers"}
    starts = range(0, settings.teachers, CHUNK)
    chunks = [range(start, min(start + CHUNK, settings.teachers)) for start in starts]
    return {some: ["simulate", of_all, some.start, some.stop] for some in chunks}


def simulate(settings: Settings, heard: Callable[[int], None] = lambda done: None, finished: Finished = NOT_KEPT) -> Simulation:
    """Run the chunks that are not ``finished``, and sum all up; ``heard(teachers done)``. Ctrl-C sums up those that are done.

    Raises
    ------
    KeyboardInterrupt
        Ctrl-C before the first chunk is finished.
    """
    scene = Scene(settings)
    chunks: list[Chunk] = []
    try:
        for some, key in keys_of(settings).items():
            chunks.append(Chunk.from_json(finished.once(key, partial(_run, scene, some))))
            heard(some.stop)
    except KeyboardInterrupt:
        if not chunks:
            raise
    return _summed_up(settings, chunks)


def _run(scene: Scene, some: range) -> dict[str, Any]:
    """A chunk as JSON-ready data."""
    path = scene.run(some)
    places = np.unique(np.linspace(0, len(path.looks) - 1, SHOWN_TIMES).round().astype(np.intp))
    looks = path.looks[places]
    times = tuple(path.times[looks].tolist())
    return Chunk(float(path.times[-1]), times, scene.trials(some, path), path.cosines[looks], path.accuracies[places]).to_json()


def _summed_up(settings: Settings, chunks: Sequence[Chunk]) -> Simulation:
    trials = tuple(trial for chunk in chunks for trial in chunk.trials)
    cosines, accuracies = (np.hstack([getattr(chunk, name) for chunk in chunks]) for name in ("cosines", "accuracies"))
    whole = Chunk(chunks[-1].horizon, chunks[-1].times, trials, cosines, accuracies)
    norms = tuple(_summary(norm, [trial for trial in trials if trial.norm == norm], whole.horizon) for norm in settings.norms)
    curves = tuple(_curve(norm, k, whole, len(settings.norms)) for k, norm in enumerate(settings.norms))
    return Simulation(settings, len(trials) // len(settings.norms), whole.horizon, trials, norms, curves)


def _summary(norm: float, trials: list[Trial], horizon: float) -> NormSummary:
    """Closed forms stand beside the trials whose peak came before the end."""
    peaked = [trial for trial in trials if trial.peak_time < horizon]
    errors = [abs(trial.peak - trial.peak_exact) for trial in peaked if trial.peak_exact is not None]
    peaks = [(trial.peak_time_least, trial.peak_time, trial.peak_time_most) for trial in peaked]
    windows = [(trial.window_least, trial.window, trial.window_most) for trial in trials]
    inside, closed = (
        [low <= time <= high for low, time, high in found if low is not None and time is not None and high is not None]
        for found in (peaks, windows)
    )
    return NormSummary(
        norm,
        gains=share([trial.gains for trial in trials]),
        peak_gain=median([trial.peak - trial.student_cosine for trial in trials]),
        accuracy_gain=median([trial.peak_accuracy - trial.start_accuracy for trial in trials]),
        peak_time=median([trial.peak_time for trial in trials if trial.gains]),
        window=median([trial.window for trial in trials if trial.gains]),
        still_open=sum(trial.gains and trial.window is None for trial in trials),
        largest_peak_error=max(errors, default=None),
        bracketed=share(inside) if inside else None,
        window_bracketed=share(closed) if closed else None,
    )


def _curve(norm: float, place: int, whole: Chunk, norms: int) -> Curve:
    cosines, accuracies = whole.cosines[:, place::norms], whole.accuracies[:, place::norms]
    return Curve(
        norm,
        whole.times,
        _rows(np.quantile(cosines, (0.1, 0.5, 0.9), axis=1)),
        _rows(np.quantile(accuracies, (0.1, 0.5, 0.9), axis=1)),
        _rows(cosines[:, :SHOWN_TEACHERS].T),
    )


def _rows(values: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in np.round(values, 6).tolist())
