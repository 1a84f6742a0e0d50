"""Simulation of one family of pairs: many teachers, start norms over decades, peak, peak time and window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from w2s_verify.runs.measuring.intervals import median, share
from w2s_verify.runs.measuring.laws import Floats
from w2s_verify.runs.measuring.scene import Scene
from w2s_verify.runs.measuring.simulation_record import Curve, NormSummary, Settings, Simulation, Trial
from w2s_verify.runs.measuring.trajectory import Trajectory

CHUNK = 10
"""Teachers that run at once; Ctrl-C keeps the chunks that are done."""
SHOWN_TIMES = 100
SHOWN_TEACHERS = 5


@dataclass(frozen=True)
class Finished:
    """What is kept of the first teachers: trials, and cosines and accuracies (times, teachers·norms) at the times shown."""

    teachers: int
    horizon: float
    times: tuple[float, ...]
    trials: tuple[Trial, ...]
    cosines: Floats
    accuracies: Floats

    def and_then(self, more: Finished) -> Finished:
        """These teachers and more."""
        return Finished(
            more.teachers,
            more.horizon,
            more.times,
            self.trials + more.trials,
            np.hstack([self.cosines, more.cosines]),
            np.hstack([self.accuracies, more.accuracies]),
        )


def simulate(settings: Settings, heard: Callable[[int], None] = lambda done: None) -> Simulation:
    """Run the settings and sum them up.

    Raises
    ------
    KeyboardInterrupt
        As ``run_teachers``.
    """
    return summed_up(settings, run_teachers(settings, heard))


def run_teachers(
    settings: Settings, heard: Callable[[int], None] = lambda done: None, finished: Finished | None = None
) -> Finished:
    """Run the teachers after the ``finished`` ones; ``heard(teachers done)`` after a chunk. Ctrl-C returns the finished ones.

    Raises
    ------
    KeyboardInterrupt
        Ctrl-C before the first chunk is finished.
    """
    scene = Scene(settings)
    try:
        while (done := 0 if finished is None else finished.teachers) < settings.teachers:
            some = range(done, min(done + CHUNK, settings.teachers))
            more = _finished(scene, some, scene.run(some))
            finished = more if finished is None else finished.and_then(more)
            heard(finished.teachers)
    except KeyboardInterrupt:
        if finished is None:
            raise
    assert finished is not None
    return finished


def _finished(scene: Scene, some: range, path: Trajectory) -> Finished:
    places = np.unique(np.linspace(0, len(path.looks) - 1, SHOWN_TIMES).round().astype(np.intp))
    looks = path.looks[places]
    return Finished(
        some.stop,
        float(path.times[-1]),
        tuple(path.times[looks].tolist()),
        scene.trials(some, path),
        path.cosines[looks],
        path.accuracies[places],
    )


def summed_up(settings: Settings, finished: Finished) -> Simulation:
    """The record of the teachers that are finished."""
    norms = tuple(
        _summary(norm, [trial for trial in finished.trials if trial.norm == norm], finished.horizon) for norm in settings.norms
    )
    curves = tuple(_curve(norm, k, finished, len(settings.norms)) for k, norm in enumerate(settings.norms))
    return Simulation(settings, finished.teachers, finished.horizon, finished.trials, norms, curves)


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


def _curve(norm: float, place: int, finished: Finished, norms: int) -> Curve:
    cosines, accuracies = finished.cosines[:, place::norms], finished.accuracies[:, place::norms]
    return Curve(
        norm,
        finished.times,
        _rows(np.quantile(cosines, (0.1, 0.5, 0.9), axis=1)),
        _rows(np.quantile(accuracies, (0.1, 0.5, 0.9), axis=1)),
        _rows(cosines[:, :SHOWN_TEACHERS].T),
    )


def _rows(values: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in np.round(values, 6).tolist())
