"""How likely gain is, against dimension and angle; and where it starts under a law that is not isotropic."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from w2s_verify.distributions import rademacher
from w2s_verify.kernels import Points, batched_cosine_rates, path_of_frames
from w2s_verify.runs.measuring.intervals import Share, binomial_band, share
from w2s_verify.runs.measuring.laws import Floats

BAND = 0.99
"""Level of the exact bands around the closed form."""
STUDENT_DEGREES = 30.0
DIMENSIONS = (3, 5, 10, 30, 100, 300, 1000)
TEACHER_DEGREES = tuple(float(degrees) for degrees in (31, 32, 34, 37, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 88))
PHASE_DIMENSION, PHASE_STUDENT = 8, 0.6
"""The phase diagram: the hypercube in R^8, students at cosine 0.6."""


@dataclass(frozen=True)
class Cell:
    """P(gain starts) at one dimension and teacher's angle: measured, in closed form, and the exact band around that."""

    dimension: int
    teacher_degrees: float
    measured: Share
    exact: float
    band_low: float
    band_high: float


def canonical_gains(rng: np.random.Generator, dimension: int, student: float, teacher: float, count: int) -> Share:
    """Whether gain starts for ``count`` pairs with error directions uniform in R^d, each in its canonical frame.

    κ = Z/√(Z² + χ²_{d−2}); truth (1,0,0), student (cos φ_S, sin φ_S, 0), teacher (cos φ_T, sin φ_T κ, sin φ_T √(1−κ²))
    Shapes  -> a share of count
    Units   angles in radians
    Domain  d >= 3, angles in (0, π)
    Error   rounding of X only
    Raises  none
    Source  one coordinate of a uniform point of the sphere S^{d−2}; claim gain.criterion
    """
    along = rng.standard_normal(count)
    across = np.sqrt(rng.chisquare(dimension - 2, count))
    length = np.hypot(along, across)
    frames = np.empty((count, 5))
    frames[:, 0], frames[:, 1], frames[:, 2] = math.cos(student), math.sin(student), math.cos(teacher)
    np.multiply(along / length, math.sin(teacher), out=frames[:, 3])
    np.multiply(across / length, math.sin(teacher), out=frames[:, 4])
    return share(path_of_frames(frames).drive > 0)


def gain_probability(dimension: int, student: float, teacher: float) -> float:
    """1 − ½ I_{1−k²}((d−2)/2, ½), k = tan φ_S/tan φ_T < 1; 1 where k >= 1 (claim inevitable.probability)."""
    k = math.tan(student) / math.tan(teacher)
    return 1.0 if k >= 1 else float(1 - special.betainc((dimension - 2) / 2, 0.5, (1 - k) * (1 + k)) / 2)


def probability_cells(seed: int, count: int) -> tuple[Cell, ...]:
    """The grid of dimensions and teacher's angles, students at 30 degrees, ``count`` pairs a cell."""
    student = math.radians(STUDENT_DEGREES)
    cells = []
    for dimension in DIMENSIONS:
        for degrees in TEACHER_DEGREES:
            rng = np.random.default_rng([seed, dimension, round(degrees)])
            exact = gain_probability(dimension, student, math.radians(degrees))
            low, high = binomial_band(exact, count, BAND)
            measured = canonical_gains(rng, dimension, student, math.radians(degrees), count)
            cells.append(Cell(dimension, degrees, measured, exact, float(low), float(high)))
    return tuple(cells)


@dataclass(frozen=True)
class Phase:
    """Share of rotations for which gain starts, on a grid of c_T and ρ; None where no three vectors have these cosines."""

    law: str
    student_cosine: float
    rotations: int
    teacher_cosines: tuple[float, ...]
    alignments: tuple[float, ...]
    shares: tuple[tuple[float | None, ...], ...]


def phase_diagram(seed: int, size: int, rotations: int) -> Phase:
    """Truth, student and teacher with given cosines, rotated jointly by Haar rotations, under the hypercube law in R^8."""
    rng = np.random.default_rng([seed, 8])
    points = Points(rademacher(PHASE_DIMENSION).points)
    grid = np.linspace(-0.98, 0.98, size)
    c_t, rho = (part.ravel() for part in np.meshgrid(grid, grid))
    c_s = PHASE_STUDENT
    side = (rho - c_s * c_t) / math.sqrt(1 - c_s * c_s)
    rest = 1 - c_t * c_t - side * side
    there = rest >= 0
    gains = np.zeros(c_t.size)
    for _ in range(rotations):
        frame, triangle = np.linalg.qr(rng.standard_normal((PHASE_DIMENSION, PHASE_DIMENSION)))
        axes: Floats = (frame * np.sign(np.diag(triangle))).T
        student = 2 * (c_s * axes[0] + math.sqrt(1 - c_s * c_s) * axes[1])
        third = np.sqrt(np.maximum(rest, 0))
        teachers = 2 * (np.outer(c_t, axes[0]) + np.outer(side, axes[1]) + np.outer(third, axes[2]))
        rates = batched_cosine_rates(points, np.tile(student, (int(there.sum()), 1)), teachers[there], axes[0])
        gains[there] += rates > 0
    shares = np.where(there, gains / rotations, np.nan).reshape(size, size).tolist()
    named = f"hypercube, d = {PHASE_DIMENSION}, all lengths 2, soft labels"
    cleaned = tuple(tuple(None if math.isnan(value) else value for value in row) for row in shares)
    return Phase(named, c_s, rotations, tuple(grid.tolist()), tuple(grid.tolist()), cleaned)
