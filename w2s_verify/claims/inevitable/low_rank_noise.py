"""Anisotropic errors that fill only m dimensions: P(gain) is that of dimension m + 1, not of d.

With error directions uniform in an m-dimensional subspace orthogonal to w★: P(gain) = 1 − ½ I_{1−k²}((m − 1)/2, ½), whatever d.
Standing: derived here, tested on raw coordinates.
Source: A2: gain happens for most student-teacher pairs; here the premise of isotropic errors is varied.
Assumes: isotropic law, angles 0 < φ_S < φ_T < π/2, the subspace turned at random, 2 ≤ m ≤ d − 1.
Proof: gain.error-direction asks for κ < k only, and κ is one coordinate of a uniform point of S^{m−1}.
Rests on: gain.error-direction, inevitable.probability
Not checked: scatters of full rank (measured: simulation.pair-laws).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions import gain_probability
from w2s_verify.quantities import gram_of_vectors

GRID = tuple(
    Cell(f"m = {m} of d = {d}, φ_S = {own}°, φ_T = 45°", {"d": d, "m": m, "own": own}, 100_000)
    for d, m, own in ((10, 2, 20), (10, 4, 20), (30, 5, 30), (30, 12, 15))
)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Errors in a fresh random subspace every 10,000 pairs, the truth along the first axis."""
    d, m, hits = int(at["d"]), int(at["m"]), 0
    for start in range(0, trials, 10_000):
        count = min(10_000, trials - start)
        basis = np.linalg.qr(rng.standard_normal((d - 1, m)))[0]
        student, teacher = (_tilted(rng, basis, angle, count) for angle in (at["own"], 45))
        hits += int(np.count_nonzero(gram_of_vectors(float64, student, teacher, np.eye(d)[0]).excess_teacher > 0))
    return hits


def _tilted(rng: np.random.Generator, basis: NDArray[np.float64], degrees: float, count: int) -> NDArray[np.float64]:
    """Unit vectors at an angle to the first axis, their errors uniform in the span of the basis."""
    angle = math.radians(degrees)
    error = rng.standard_normal((count, basis.shape[1])) @ basis.T
    error *= math.sin(angle) / np.linalg.norm(error, axis=1, keepdims=True)
    return np.hstack([np.full((count, 1), math.cos(angle)), error])


def _gain(at: Mapping[str, float], dimension: float) -> tuple[float, float]:
    value = gain_probability(dimension, math.tan(math.radians(at["own"])))
    return value, value


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """The closed form at m + 1."""
    return _gain(at, at["m"] + 1)


RIVALS = (
    Rival("all-dimensions", "the closed form at d", lambda at: _gain(at, at["d"]), everywhere=lambda at: True),
    Rival(
        "degree-of-freedom", "the closed form at m + 2", lambda at: _gain(at, at["m"] + 2), everywhere=lambda at: at["m"] <= 5
    ),
)

CLAIM = Statistical(
    id="inevitable.low-rank-noise",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("A2",),
    rests_on=("gain.error-direction", "inevitable.probability"),
    deviation=0.02,
    doc=__doc__,
)
