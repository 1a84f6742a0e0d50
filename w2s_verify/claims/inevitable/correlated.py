"""Errors with correlation r in every coordinate: P(gain) = P(κ < k), which tends with d to 1 for r < k and to 0 for r > k.

κ is the inner product of the two error directions: κ/√(1 − κ²) is (r R + √(1 − r²) g)/(√(1 − r²) χ_{d−2}) with R = χ_{d−1}, g
normal and χ_{d−2} independent. So P(κ < k) = E Φ(k χ_{d−2}/√(1 − k²) − r R/√(1 − r²)), k = tan φ_S/tan φ_T.
Standing: derived here; tested on raw coordinates against the integral, which is computed before any draw.
Source: A2: gain happens for most student-teacher pairs; here the premise of independent errors is varied.
Assumes: isotropic law, angles 0 < φ_S < φ_T < π/2, 0 ≤ r < 1, d ≥ 3.
Proof: gain.error-direction; the part of e_T along e_S is normal with mean r|e_S|. As d grows κ concentrates at r.
Rests on: gain.error-direction
Not checked: the integral is taken in double precision, with an error below 10⁻⁶ that the band allows; r < 0, which only helps.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import special

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions import gain_probability
from w2s_verify.quantities import gram_of_vectors

QUADRATURE = 1e-6
TEACHER = math.radians(45)
GRID = tuple(
    Cell(f"d = {d}, φ_S = {own}°, φ_T = 45°, r = {r}", {"d": d, "own": own, "r": r}, trials)
    for d, own, r, trials in (
        (3, 20, 0.5, 100_000),
        (10, 20, 0.2, 100_000),
        (10, 20, 0.5, 100_000),
        (50, 30, 0.5, 40_000),
        (50, 20, 0.5, 40_000),
        (200, 30, 0.5, 20_000),
        (200, 20, 0.5, 20_000),
    )
)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Pairs around (1, 0, …, 0) at the two angles, their errors normal with correlation r in every coordinate."""
    d, own = int(at["d"]), math.radians(at["own"])
    hits = 0
    for start in range(0, trials, 10_000):
        count = min(10_000, trials - start)
        first, other = rng.standard_normal((2, count, d - 1))
        errors = first, at["r"] * first + math.sqrt(1 - at["r"] ** 2) * other
        student, teacher = (
            np.hstack([np.full((count, 1), math.cos(angle)), math.sin(angle) * _units(error)])
            for angle, error in zip((own, TEACHER), errors, strict=True)
        )
        hits += int(np.count_nonzero(gram_of_vectors(float64, student, teacher, np.eye(d)[0]).excess_teacher > 0))
    return hits


def _units(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    units: NDArray[np.float64] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return units


def _chi(freedom: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Values of χ with their probabilities."""
    low, high = max(0.0, math.sqrt(freedom) - 8), math.sqrt(freedom) + 8
    points, weights = np.polynomial.legendre.leggauss(200)
    values = low + (high - low) * (1 + points) / 2
    log_density = (
        (freedom - 1) * np.log(values) - values**2 / 2 - (freedom / 2 - 1) * math.log(2) - special.gammaln(freedom / 2)
    )
    return values, (high - low) * weights / 2 * np.exp(log_density)


def _ratio(at: Mapping[str, float]) -> float:
    """k."""
    return math.tan(math.radians(at["own"]))


def _gain(at: Mapping[str, float]) -> float:
    """E Φ(k χ_{d−2}/√(1 − k²) − r R/√(1 − r²))."""
    k, r, d = _ratio(at), at["r"], int(at["d"])
    (rest, rest_mass), (length, length_mass) = _chi(d - 2), _chi(d - 1)
    edge = k / math.sqrt(1 - k * k) * rest[:, None] - r / math.sqrt(1 - r * r) * length
    return float(rest_mass @ special.ndtr(edge) @ length_mass)


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """The integral."""
    return _gain(at) - QUADRATURE, min(1.0, _gain(at) + QUADRATURE)


def _independent(at: Mapping[str, float]) -> tuple[float, float]:
    value = gain_probability(at["d"], _ratio(at))
    return value, value


RIVALS = (
    Rival("as-if-independent", "inevitable.probability holds here too", _independent, everywhere=lambda at: at["d"] < 200),
    Rival("still-inevitable", "P(gain) ≥ ½", lambda at: (0.5, 1.0), everywhere=lambda at: _ratio(at) < at["r"]),
)

CLAIM = Statistical(
    id="inevitable.correlated",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("A2",),
    rests_on=("gain.error-direction",),
    deviation=0.03,
    doc=__doc__,
)
