"""Product laws, (w★, w₀, v) rotated jointly by one Haar rotation, norms and k√d fixed: P(gain) is near inevitable.probability.

Tested as |P(gain) − P_isotropic| ≤ 0.02 on the hypercube at d = 6, 8 and 10, on the cube and under product Laplace at d = 8;
the rate is that of the law itself, over all 2^d corners or by integrals of its characteristic function.
Standing: conjecture for the approach, CONSISTENT or not for the band; the band is chosen, not derived.
Source: L1: the distributional conditions are not characterised.
Assumes: independent coordinates of mean 0 and variance 1, soft labels, |w₀| = |v| = 1, error directions uniform.
Proof: none: a projection of a product law on a random direction is nearly Gaussian.
Rests on: gain.rate, inevitable.probability
Not checked: longer weights; a truth along an axis, where it fails (boundary.sparse-truth).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions import gain_probability
from w2s_verify.distributions.coordinate import LAPLACE, UNIFORM, frequency_kernel
from w2s_verify.distributions.pairs import uniform_errors

Floats = NDArray[np.float64]

BAND = 0.02
HYPERCUBE, CUBE, LAPLACE_PRODUCT = range(3)
_NAMES = ("hypercube", "cube", "product Laplace")
GRID = tuple(
    Cell(f"{_NAMES[law]}, d = {d}, φ_S = {own}°, φ_T = 45°", {"law": law, "d": d, "own": own}, trials)
    for law, d, own, trials in (
        (HYPERCUBE, 6, 20, 20_000),
        (HYPERCUBE, 8, 20, 20_000),
        (HYPERCUBE, 10, 20, 20_000),
        (HYPERCUBE, 8, 30, 20_000),
        (CUBE, 8, 20, 10_000),
        (LAPLACE_PRODUCT, 8, 20, 10_000),
    )
)
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(80)
_FREQUENCIES = 6 * (1 + _NODES)
"""Up to 12, where ω/sinh πω is below 10⁻¹⁵."""


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Pairs around a fresh uniform truth each, with a positive rate under the law."""
    d = int(at["d"])
    basis = np.eye(d)[0]
    pair = uniform_errors(rng, basis, math.radians(at["own"]), math.pi / 4, trials)
    axis = rng.standard_normal((trials, d))
    axis /= np.linalg.norm(axis, axis=1, keepdims=True)
    student, teacher, truth = (_turned(vectors, basis - axis) for vectors in (*pair, np.tile(basis, (trials, 1))))
    pull = truth - np.vecdot(truth, student)[:, None] * student
    hits = 0
    for start in range(0, trials, 1000):
        part = slice(start, start + 1000)
        moved = _mean_answers(int(at["law"]), teacher[part]) - _mean_answers(int(at["law"]), student[part])
        hits += int(np.count_nonzero(np.vecdot(moved, pull[part]) > 0))
    return hits


def _mean_answers(law: int, weights: Floats) -> Floats:
    """E[(σ(w·x) − ½) x] for every row w: over half of the corners, which the other half repeats, or by frequencies."""
    d = weights.shape[1]
    if law == HYPERCUBE:
        corners = np.hstack([np.ones((2 ** (d - 1), 1)), np.array(list(itertools.product((-1.0, 1.0), repeat=d - 1)))])
        means: Floats = np.tanh(weights @ corners.T / 2) @ corners / (2 * len(corners))
        return means
    chi, eta, _ = (UNIFORM if law == CUBE else LAPLACE).functions(float64, weights[:, :, None] * _FREQUENCIES)
    ones = np.ones_like(chi[:, :1])
    before = np.cumprod(np.concatenate([ones, chi[:, :-1]], axis=1), axis=1)
    after = np.cumprod(np.concatenate([ones, chi[:, :0:-1]], axis=1), axis=1)[:, ::-1]
    along: Floats = weights * ((eta * before * after) @ (6 * _WEIGHTS * frequency_kernel(float64, _FREQUENCIES)))
    return along


def _turned(vectors: Floats, normal: Floats) -> Floats:
    """Reflected in the plane orthogonal to ``normal``: the first axis goes to the uniform one."""
    share = np.vecdot(vectors, normal) / np.vecdot(normal, normal)
    turned: Floats = vectors - 2 * share[:, None] * normal
    return turned


def _isotropic(at: Mapping[str, float], extra: int = 0) -> float:
    return gain_probability(at["d"] + extra, math.tan(math.radians(at["own"])))


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """The closed form ± 0.02."""
    return _isotropic(at) - BAND, _isotropic(at) + BAND


RIVALS = (
    Rival("inevitable", "P(gain) = 1", lambda at: (0.999, 1.0)),
    Rival("half", "P(gain) = ½", lambda at: (0.5, 0.5)),
)

CLAIM = Statistical(
    id="robust.product-laws",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("L1",),
    rests_on=("gain.rate", "inevitable.probability"),
    deviation=0.04,
    doc=__doc__,
)
