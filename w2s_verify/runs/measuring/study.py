"""Real data: how often a weaker teacher helps a student on it, when, how much; beside what Σ alone predicts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.distributions import GAUSSIAN
from w2s_verify.hunts.blas import one_blas_thread
from w2s_verify.runs.measuring.intervals import MeasuringError, Median, Share, check_rules, median, share
from w2s_verify.runs.measuring.labelled import Labelled, ridge_fit, separable
from w2s_verify.runs.measuring.laws import EllipticalWorld, Floats, RowsWorld, World
from w2s_verify.runs.measuring.trajectory import Reading, Trajectory, flow, flow_times, read

SCHEMA = "w2s-verify/study/1"
LEAST, MOST = 1e-12, 1e12
"""Ridges lie between these, so that the fits are numbers."""


@dataclass(frozen=True)
class StudySettings:
    """Truth: ridge fit with ``strength`` on all rows. Student, teacher: the same on disjoint samples of ``sample`` rows.

    Both samples hold both classes; the better of the two is the student. Soft labels, gradient flow on all rows.
    """

    pairs: int = 200
    sample: int = 20
    strength: float = 0.01
    horizon: float = 100.0
    seed: int = 0

    def __post_init__(self) -> None:
        rules = {
            f"pairs = {self.pairs}: must be at least 1": self.pairs >= 1,
            f"sample = {self.sample}: must be at least 2": self.sample >= 2,
            f"lambda = {self.strength}: must be between {LEAST:g} and {MOST:g}": LEAST <= self.strength <= MOST,
            f"horizon = {self.horizon}: must be positive and finite": 0 < self.horizon < math.inf,
        }
        check_rules(rules)


@dataclass(frozen=True)
class Behaviour:
    """What the pairs do under one law: shares of all pairs, medians over those that gain."""

    starts: Share
    gains: Share
    beats_teacher: Share
    beats_teacher_at_the_end: Share
    peak_gain: Median
    stopping_time: Median
    window: Median


@dataclass(frozen=True)
class StudyRecord:
    """One data set. ``agrees``: pairs for which Σ alone predicts rightly whether gain starts.

    ``defect``: δ(w)/(λ(w)|w|) of students, ``defect_whitened``: the same after whitening, 0 for every elliptical law;
    ``assured``: pairs for which robust.approximate promises that gain starts.
    """

    data: str
    rows: int
    columns: int
    dropped: int
    separable: bool
    separable_with_intercept: bool
    strength: float
    truth_norm: float
    truth_accuracy: float
    student_cosine: Median
    teacher_cosine: Median
    measured: Behaviour
    predicted: Behaviour
    agrees: Share
    accuracy_gain: Median
    defect: Median
    defect_whitened: Median
    assured: Share
    curve_times: tuple[float, ...]
    curve_measured: tuple[tuple[float, ...], ...]
    curve_predicted: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Study:
    """The data sets that were finished."""

    settings: StudySettings
    records: tuple[StudyRecord, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {"schema": SCHEMA, "standing": "MEASURED", **asdict(self)}


def study(sets: Sequence[Labelled], settings: StudySettings, heard: Callable[[int], None] = lambda done: None) -> Study:
    """Each data set in turn; Ctrl-C returns those that are finished.

    Raises
    ------
    KeyboardInterrupt
        Ctrl-C before the first is finished.
    MeasuringError
        A set with fewer rows than two samples need.
    """
    for data in sets:
        _check_size(data, settings)
    records: list[StudyRecord] = []
    try:
        for data in sets:
            with one_blas_thread():
                records.append(study_one(data, settings))
            heard(len(records))
    except KeyboardInterrupt:
        if not records:
            raise
    return Study(settings, tuple(records))


def _check_size(data: Labelled, settings: StudySettings) -> None:
    least = int(min(data.classes.sum(), len(data.classes) - data.classes.sum()))
    if least < 2 or len(data.rows) < 2 * settings.sample:
        raise MeasuringError(
            f"data = {data.name}: {len(data.rows)} rows, {least} in the smaller class: "
            f"two samples of {settings.sample} with both classes do not fit"
        )


def study_one(data: Labelled, settings: StudySettings) -> StudyRecord:
    """One data set."""
    truth = ridge_fit(data.rows, data.classes, settings.strength)
    students, teachers = draw_pairs(data, truth, settings)
    scatter = data.rows.T @ data.rows / len(data.rows)
    values, vectors = np.linalg.eigh(scatter)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    real, elliptical = RowsWorld(data.rows), EllipticalWorld(GAUSSIAN, root)
    times = flow_times(settings.horizon, real.fastest)
    measured, predicted = (_run(law, students, teachers, truth, times) for law in (real, elliptical))
    seen = read(measured)
    moments = [real.centred(weights) for weights in (students, teachers)]
    starts = [_starts(path) for path in (measured, predicted)]
    return StudyRecord(
        data=data.name,
        rows=len(data.rows),
        columns=data.rows.shape[1],
        dropped=data.dropped,
        separable=separable(data, intercept=False),
        separable_with_intercept=separable(data, intercept=True),
        strength=settings.strength,
        truth_norm=float(np.linalg.norm(truth)),
        truth_accuracy=float(np.mean(data.signed @ truth > 0)),
        student_cosine=median(_cosines(students, truth)),
        teacher_cosine=median(_cosines(teachers, truth)),
        measured=_behaviour(seen, measured, teachers, truth),
        predicted=_behaviour(read(predicted), predicted, teachers, truth),
        agrees=share(starts[0] == starts[1]),
        accuracy_gain=median(seen.peak_accuracy - measured.accuracies[0]),
        defect=median(_tangent(moments[0], students)),
        defect_whitened=median(_tangent(moments[0] @ np.linalg.pinv(root, rcond=1e-8), students @ root)),
        assured=share(_assured(students, teachers, truth, moments)),
        curve_times=tuple(times[measured.looks].tolist()),
        curve_measured=_quantiles(measured),
        curve_predicted=_quantiles(predicted),
    )


def draw_pairs(data: Labelled, truth: Floats, settings: StudySettings) -> tuple[Floats, Floats]:
    """(students, teachers), (pairs, d) each: fits on disjoint samples, half of each class; the nearer to the truth first."""
    groups = [np.flatnonzero(data.classes == which) for which in (0, 1)]
    small = min(len(groups[0]) // 2, len(groups[1]) // 2)
    fewer = min(settings.sample // 2, small)
    counts = [fewer, fewer]
    counts[int(len(groups[1]) > len(groups[0]))] = settings.sample - fewer
    both = np.empty((settings.pairs, 2, data.rows.shape[1]))
    for index in range(settings.pairs):
        rng = np.random.default_rng([settings.seed, index])
        mixed = [rng.permutation(group) for group in groups]
        for k in range(2):
            rows = np.concatenate([some[k * count : (k + 1) * count] for some, count in zip(mixed, counts, strict=True)])
            both[index, k] = ridge_fit(data.rows[rows], data.classes[rows], settings.strength)
    order = np.argsort(-_cosines(both, truth), axis=1)
    ranked = np.take_along_axis(both, order[:, :, None], axis=1)
    return np.ascontiguousarray(ranked[:, 0]), np.ascontiguousarray(ranked[:, 1])


def _run(law: World, students: Floats, teachers: Floats, truth: Floats, times: Floats) -> Trajectory:
    return flow(students, law.descent(teachers, "soft", 0.0), truth, lambda weights: law.accuracy(weights, truth), times)


def _cosines(vectors: Floats, truth: Floats) -> Floats:
    return np.asarray(vectors @ truth / (np.linalg.norm(vectors, axis=-1) * np.linalg.norm(truth)))


def _starts(path: Trajectory) -> NDArray[np.bool_]:
    assert path.rates is not None
    return np.asarray(path.rates[0] > 0)


def _behaviour(seen: Reading, path: Trajectory, teachers: Floats, truth: Floats) -> Behaviour:
    gaining = np.flatnonzero(seen.gains)
    return Behaviour(
        starts=share(_starts(path)),
        gains=share(seen.gains),
        beats_teacher=share(seen.peak > _cosines(teachers, truth)),
        beats_teacher_at_the_end=share(path.cosines[-1] > _cosines(teachers, truth)),
        peak_gain=median((seen.peak - path.cosines[0])[gaining]),
        stopping_time=median(seen.peak_time[gaining]),
        window=median(seen.window[gaining]),
    )


def _tangent(vectors: Floats, weights: Floats) -> Floats:
    """Tangent of the angle between them: the part across the weights over the part along."""
    along = np.vecdot(vectors, weights) / np.linalg.norm(weights, axis=1)
    across = vectors - (along / np.linalg.norm(weights, axis=1))[:, None] * weights
    return np.asarray(np.linalg.norm(across, axis=1) / along)


def _assured(students: Floats, teachers: Floats, truth: Floats, moments: list[Floats]) -> NDArray[np.bool_]:
    """(δ(v) + δ(w₀)) sin φ_S < λ(v)|v| X."""
    defects = []
    along = []
    for vectors, weights in zip(moments, (students, teachers), strict=True):
        unit = weights / np.linalg.norm(weights, axis=1, keepdims=True)
        part = np.vecdot(vectors, unit)
        along.append(part)
        defects.append(np.linalg.norm(vectors - part[:, None] * unit, axis=1))
    c_s, c_t = _cosines(students, truth), _cosines(teachers, truth)
    alignment = np.vecdot(students, teachers) / (np.linalg.norm(students, axis=1) * np.linalg.norm(teachers, axis=1))
    return np.asarray((defects[0] + defects[1]) * np.sqrt(1 - c_s * c_s) < along[1] * (c_t - alignment * c_s))


def _quantiles(path: Trajectory) -> tuple[tuple[float, ...], ...]:
    quantiles = np.quantile(path.cosines[path.looks] - path.cosines[0], (0.1, 0.5, 0.9), axis=1)
    return tuple(tuple(row) for row in np.round(quantiles, 6).tolist())
