"""How likely gain is, against dimension and angle."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from w2s_verify.kernels import path_of_frames
from w2s_verify.runs.measuring.intervals import Share, binomial_band, share
from w2s_verify.runs.measuring.laws import Floats

BAND = 0.99
"""Level of the exact bands around the closed form."""
STUDENT_DEGREES = 30.0
DIMENSIONS = (3, 5, 10, 30, 100, 300, 1000)
TEACHER_DEGREES = tuple(float(degrees) for degrees in (31, 32, 34, 37, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 88))


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


def gain_probabilities(dimension: int, student: Floats, teacher: Floats) -> Floats:
    """The same from cosines of any sign, for weaker teachers, with the error directions independent and uniform.

    Gain starts ⇔ c_T > ρ c_S ⇔ κ < (c_T/sin φ_T)(sin φ_S/c_S) for c_S > 0, reversed for c_S < 0
    Shapes  cosines (...) -> (...)
    Units   probability
    Domain  d >= 3, cosines in (−1, 1)
    Error   that of SciPy's incomplete beta function
    Raises  none
    Source  claims gain.criterion and inevitable.probability; κ and −κ have the same law
    """
    ratio = teacher * np.sqrt((1 - student) * (1 + student)) / np.sqrt((1 - teacher) * (1 + teacher))
    ratio = np.clip(ratio / np.abs(student), -1.0, 1.0)
    tail = special.betainc((dimension - 2) / 2, 0.5, (1 - ratio) * (1 + ratio)) / 2
    return np.asarray(np.where(ratio >= 0, 1 - tail, tail))


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
