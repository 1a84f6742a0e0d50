"""Truth, law and pairs of one simulation, and what happens to them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from w2s_verify.distributions.pairs import noisy_copies
from w2s_verify.hunts.blas import one_blas_thread
from w2s_verify.kernels import path_of_cosines
from w2s_verify.runs.measuring.laws import Descent, EllipticalWorld, Floats, World, world
from w2s_verify.runs.measuring.simulation_record import Settings, Trial
from w2s_verify.runs.measuring.trajectory import Reading, Trajectory, flow, flow_times, read, steps

MOST_STEPS = {"gd": 20_000, "sgd": 1000}


class Scene:
    """Each teacher has its own seed, so that it does not matter which of them run together."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        rng = np.random.default_rng([settings.seed, 0])
        truth = rng.standard_normal(settings.dimension)
        self.truth: Floats = settings.truth_norm * truth / np.linalg.norm(truth)
        self.world: World = world(settings.law, settings.dimension, rng)
        self.times = flow_times(settings.horizon, self.world.fastest)

    def pair(self, index: int) -> tuple[Floats, Floats]:
        """Student's direction and teacher: two copies of the truth, the better one is the student."""
        rng = np.random.default_rng([self.settings.seed, 1, index])
        both = np.concatenate(noisy_copies(rng, self.truth, self.settings.noise, self.settings.noise, 1))
        cosines = both @ self.truth / np.linalg.norm(both, axis=1)
        student, teacher = both[np.argsort(-cosines)]
        return student / np.linalg.norm(student), teacher

    def pairs(self, some: range) -> tuple[Floats, Floats]:
        """Starts and teachers, norms varying fastest: (teachers·norms, d) each."""
        directions, teachers = (np.array(part) for part in zip(*(self.pair(index) for index in some), strict=True))
        starts = np.array(self.settings.norms)[:, None] * directions[:, None, :]
        return starts.reshape(-1, self.truth.size), np.repeat(teachers, len(self.settings.norms), axis=0)

    def run(self, some: range) -> Trajectory:
        """Trajectories of some teachers at every norm."""
        with one_blas_thread():
            return self._run(some)

    def _run(self, some: range) -> Trajectory:
        s = self.settings
        starts, teachers = self.pairs(some)

        def accuracy(weights: Floats) -> Floats:
            return self.world.accuracy(weights, self.truth)

        if s.method == "flow":
            return flow(starts, self.world.descent(teachers, s.labels, s.label_noise), self.truth, accuracy, self.times)
        count = max(1, min(MOST_STEPS[s.method], math.ceil(s.horizon / s.eta)))
        update = self.world.descent(teachers, s.labels, s.label_noise) if s.method == "gd" else self._stochastic(some, teachers)
        return steps(starts, update, self.truth, accuracy, s.eta, count)

    def _stochastic(self, some: range, teachers: Floats) -> Descent:
        """Fresh examples at every step, each teacher its own, shared by its start norms."""
        s, norms = self.settings, len(self.settings.norms)
        streams = [np.random.default_rng([s.seed, 2, index]) for index in some]

        def of(weights: Floats) -> Floats:
            X = np.stack([self.world.sample(rng, s.batch) for rng in streams])
            answers = _answers(np.matmul(X, teachers[::norms, :, None])[..., 0], s, streams)
            scores = np.matmul(weights.reshape(len(streams), norms, -1), X.transpose(0, 2, 1))
            residual = answers[:, None, :] - _sigmoid(scores)
            return np.asarray(np.matmul(residual, X).reshape(weights.shape) / s.batch)

        return of

    def trials(self, some: range, path: Trajectory) -> tuple[Trial, ...]:
        """The records of some teachers."""
        s = self.settings
        starts, teachers = self.pairs(some)
        size = np.linalg.norm(self.truth)
        lengths = np.linalg.norm(starts, axis=1), np.linalg.norm(teachers, axis=1)
        cosines = starts @ self.truth / (lengths[0] * size), teachers @ self.truth / (lengths[1] * size)
        alignment = np.vecdot(starts, teachers) / (lengths[0] * lengths[1])
        found = _trials(some, s.norms, (*cosines, alignment), read(path), path)
        if not self.world.isotropic or (s.labels == "noisy" and s.label_noise >= 0.5):
            return tuple(found)
        return tuple(self._with_closed_forms(found, teachers))

    def _with_closed_forms(self, trials: list[Trial], teachers: Floats) -> list[Trial]:
        """Beside each trial: peak, where along the path the window ends, and the clock's bounds on both times."""
        s = self.settings
        assert isinstance(self.world, EllipticalWorld)
        gram = np.array([(trial.student_cosine, trial.teacher_cosine, trial.alignment) for trial in trials])
        exact = path_of_cosines(gram[:, 0], gram[:, 1], gram[:, 2])
        lengths = np.linalg.norm(teachers, axis=1, keepdims=True)
        slopes = self.world.table.answer(lengths, s.labels, s.label_noise)[:, 0]
        scale = np.array([trial.norm for trial in trials]) / lengths[:, 0]
        closed = []
        for k, trial in enumerate(trials):
            peak, window = (
                _clock(float(position[k] * scale[k]), float(slopes[k])) if s.method == "flow" else (None, None)
                for position in (exact.peak_position, exact.window_end)
            )
            ratio = float(exact.window_end[k])
            closed.append(
                replace(
                    trial,
                    peak_exact=float(exact.peak[k]),
                    peak_time_least=peak[0],
                    peak_time_most=peak[1],
                    window_ratio=ratio if math.isfinite(ratio) else None,
                    window_least=window[0],
                    window_most=window[1],
                )
            )
        return closed


def _clock(reach: float, slope: float) -> tuple[float | None, float | None]:
    """Between which times B/A reaches a value > 0 (claim norm.clock); None where it is never asked to, or never does."""
    if not 0 < reach < math.inf:
        return None, None
    return 4 * math.log1p(reach / (4 * slope)), reach / slope


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * scores))


def _answers(scores: Floats, settings: Settings, streams: list[np.random.Generator]) -> Floats:
    """Labels of fresh examples: probabilities, classes, or classes of which some are flipped."""
    if settings.labels == "soft":
        return _sigmoid(scores)
    hard = (scores > 0).astype(np.float64)
    if settings.labels == "hard":
        return hard
    flipped = np.stack([rng.random(scores.shape[1]) < settings.label_noise for rng in streams])
    return np.where(flipped, 1.0 - hard, hard)


def _trials(some: range, norms: tuple[float, ...], gram: tuple[Floats, ...], reading: Reading, path: Trajectory) -> list[Trial]:
    labels = [(index, norm) for index in some for norm in norms]
    return [
        Trial(
            teacher=label[0],
            norm=label[1],
            student_cosine=float(gram[0][k]),
            teacher_cosine=float(gram[1][k]),
            alignment=float(gram[2][k]),
            gains=bool(reading.gains[k]),
            peak=float(reading.peak[k]),
            peak_time=float(reading.peak_time[k]),
            window=None if math.isnan(reading.window[k]) else float(reading.window[k]),
            last=float(path.cosines[-1, k]),
            start_accuracy=float(path.accuracies[0, k]),
            peak_accuracy=float(reading.peak_accuracy[k]),
            last_accuracy=float(path.accuracies[-1, k]),
        )
        for k, label in enumerate(labels)
    ]
