"""Where gain starts on the plane of c_T and ρ, for a law of choice: rotations of three vectors with given cosines."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from w2s_verify.claims.catalogue import nearest
from w2s_verify.distributions import rademacher
from w2s_verify.hunts.blas import one_blas_thread
from w2s_verify.runs.data import read_data
from w2s_verify.runs.measuring.intervals import MeasuringError, Median, check_rules, median
from w2s_verify.runs.measuring.labelled import BUILT_IN, built_in, read_labelled, standardised_rows
from w2s_verify.runs.measuring.laws import LAWS, Floats, RowsWorld, World, world

SCHEMA = "w2s-verify/phase/1"
DIMENSION, LENGTH, REACH = 8, 2.0, 0.98
"""Dimension of the laws by name, length of student and teacher, and how far the grid goes to ±1."""
ON_THE_LINE = 1e-12
"""Points of the grid nearer than this to the line lie on it."""


@dataclass(frozen=True)
class PhaseSettings:
    """A law by name, a data set or a .csv file (``label`` is a column left out), and the grid."""

    law: str = "hypercube"
    label: str | None = None
    student_cosine: float = 0.6
    size: int = 81
    rotations: int = 100
    seed: int = 0

    def __post_init__(self) -> None:
        rules = {
            f"student_cosine = {self.student_cosine}: must be in (−1, 1)": -1 < self.student_cosine < 1,
            f"grid = {self.size}: must be at least 5": self.size >= 5,
            f"rotations = {self.rotations}: must be at least 1": self.rotations >= 1,
        }
        check_rules(rules)


@dataclass(frozen=True)
class Phase:
    """Share of rotations for which gain starts, on a grid of c_T and ρ; None where no three vectors have these cosines.

    ``foreseen``: share of the points off the line where the sign is that of c_T − ρ c_S, median over rotations.
    """

    law: str
    student_cosine: float
    rotations: int
    teacher_cosines: tuple[float, ...]
    alignments: tuple[float, ...]
    shares: tuple[tuple[float | None, ...], ...]
    foreseen: Median


def law_of(settings: PhaseSettings) -> tuple[World, str, int]:
    """The law, its description and its dimension; the hypercube with all of its corners.

    Raises
    ------
    MeasuringError, DataError
        No such law, data set or file; a column for a law that has none; fewer than three columns.
    """
    name, label = settings.law, settings.label
    if name.endswith(".csv"):
        rows = standardised_rows(name, read_data(name).rows)[0] if label is None else read_labelled(name, label).rows
    elif label is not None:
        raise MeasuringError(f"--label = {label}: is for a .csv file, {name} has no such column")
    elif name in BUILT_IN:
        rows = built_in(name).rows
    elif name == "hypercube":
        return RowsWorld(rademacher(DIMENSION).points), f"hypercube, d = {DIMENSION}", DIMENSION
    elif name in LAWS:
        return world(name, DIMENSION, np.random.default_rng([settings.seed, 0])), f"{name}, d = {DIMENSION}", DIMENSION
    else:
        known = [*LAWS, *BUILT_IN]
        raise MeasuringError(f"law = {name!r}: must be a .csv file or one of {', '.join(known)}{nearest(name, known)}")
    if rows.shape[1] < 3:
        raise MeasuringError(f"data = {name}: {rows.shape[1]} columns that vary: there must be at least 3")
    return RowsWorld(rows), f"rows of {name}, d = {rows.shape[1]}", rows.shape[1]


def phase_diagram(settings: PhaseSettings) -> Phase:
    """Truth, student and teacher with given cosines, rotated jointly by Haar rotations; soft labels.

    Raises
    ------
    MeasuringError, DataError
        As ``law_of``.
    """
    law, named, dimension = law_of(settings)
    rng = np.random.default_rng([settings.seed, 8])
    grid = np.linspace(-REACH, REACH, settings.size)
    c_t, rho = (part.ravel() for part in np.meshgrid(grid, grid))
    c_s = settings.student_cosine
    side = (rho - c_s * c_t) / math.sqrt(1 - c_s * c_s)
    rest = 1 - c_t * c_t - side * side
    there = rest >= 0
    coordinates = np.stack([c_t, side, np.sqrt(np.maximum(rest, 0))], axis=1)[there]
    criterion = (c_t - rho * c_s)[there]
    off = np.abs(criterion) > ON_THE_LINE
    counts, foreseen = np.zeros(len(coordinates)), []
    with one_blas_thread():
        for _ in range(settings.rotations):
            axes = _frame(rng, dimension)
            student = c_s * axes[0] + math.sqrt(1 - c_s * c_s) * axes[1]
            starts = _rates(law, LENGTH * student, LENGTH * coordinates @ axes, axes[0]) > 0
            counts += starts
            foreseen.append(np.mean((starts == (criterion > 0))[off]))
    shares = np.full(c_t.size, np.nan)
    shares[there] = counts / settings.rotations
    values = shares.reshape(settings.size, settings.size).tolist()
    return Phase(
        f"{named}, lengths {LENGTH:g}, soft labels",
        c_s,
        settings.rotations,
        tuple(grid.tolist()),
        tuple(grid.tolist()),
        tuple(tuple(None if math.isnan(value) else value for value in row) for row in values),
        median(foreseen),
    )


def _frame(rng: np.random.Generator, dimension: int) -> Floats:
    """The first three axes of a Haar rotation: (3, d)."""
    frame, triangle = np.linalg.qr(rng.standard_normal((dimension, 3)))
    return np.asarray((frame * np.sign(np.diag(triangle))).T)


def _rates(law: World, student: Floats, teachers: Floats, truth: Floats) -> Floats:
    """Rates of the student's cosine under each teacher, times |w₀|: (teachers,)."""
    unit = student / np.linalg.norm(student)
    toward = truth - (truth @ unit) * unit
    return np.asarray(law.descent(teachers, "soft", 0.0)(student[None, :]) @ toward)
