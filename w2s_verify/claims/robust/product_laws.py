"""Hypercube, (w★, w₀, v) rotated jointly by one Haar rotation, norms and k√d fixed: P(gain) is near inevitable.probability.

Tested as |P(gain) − P_isotropic| ≤ 0.02 at d = 6, 8 and 10, the rate being that of the law itself, over all 2^d corners.
Standing: conjecture for the approach, CONSISTENT or not for the band; the band is chosen, not derived.
Source: L1: the distributional conditions are not characterised.
Assumes: hypercube {−1, 1}^d, soft labels, |w₀| = |v| = 1, error directions uniform.
Proof: none: a projection of a product law on a random direction is nearly Gaussian.
Rests on: gain.rate, inevitable.probability
Not checked: cube, product Laplace; a truth along an axis, where it fails.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions import loss_probability
from w2s_verify.distributions.pairs import uniform_errors

BAND = 0.02
GRID = tuple(
    Cell(f"d = {d}, φ_S = {own}°, φ_T = 45°", {"d": d, "own": own}, 20_000) for d, own in ((6, 20), (8, 20), (10, 20), (8, 30))
)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Pairs around a fresh uniform truth each, with a positive rate on the hypercube: half of its corners are enough."""
    d = int(at["d"])
    corners = np.array(list(itertools.product((-1.0, 1.0), repeat=d - 1)))
    corners = np.hstack([np.ones((len(corners), 1)), corners])
    basis = np.eye(d)[0]
    pair = uniform_errors(rng, basis, math.radians(at["own"]), math.pi / 4, trials)
    axis = rng.standard_normal((trials, d))
    axis /= np.linalg.norm(axis, axis=1, keepdims=True)
    student, teacher, truth = (_turned(vectors, basis - axis) for vectors in (*pair, np.tile(basis, (trials, 1))))
    pull = truth - np.vecdot(truth, student)[:, None] * student
    hits = 0
    for start in range(0, trials, 2000):
        part = slice(start, start + 2000)
        own, taught, along = (vectors[part] @ corners.T for vectors in (student, teacher, pull))
        hits += int(np.count_nonzero(np.vecdot(np.tanh(taught / 2) - np.tanh(own / 2), along) > 0))
    return hits


def _turned(vectors: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Reflected in the plane orthogonal to ``normal``: the first axis goes to the uniform one."""
    share = np.vecdot(vectors, normal) / np.vecdot(normal, normal)
    turned: np.ndarray = vectors - 2 * share[:, None] * normal
    return turned


def _isotropic(at: Mapping[str, float], extra: int = 0) -> float:
    ratio = math.tan(math.radians(at["own"]))
    return 1 - float(loss_probability(float64, np.float64(at["d"] + extra), np.float64(ratio)))


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
