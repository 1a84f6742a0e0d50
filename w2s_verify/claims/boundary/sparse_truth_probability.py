"""Hypercube, truth along an axis, long weights: P(gain) is within 0.1 of inevitable.probability, as for isotropic laws.

Standing: FALSE, and declared so: rejected by an exact binomial test at d = 8 and d = 10, |w₀| = |v| = 8.
Source: L1: the distributional conditions are not characterised.
Assumes: x uniform on {−1, 1}^d, w★ = (1, 0, …, 0), φ_S = 20° < φ_T = 45°, error directions uniform, soft labels.
Proof: the student's long first coordinate decides the sign of its score alone, so its score is far from normal.
Nearest true: robust.product-laws (a truth turned by a uniform rotation).
Not checked: the value that P(gain) does have.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import numpy as np

from w2s_verify.claims.statistical import Answer, Cell, Rival, Statistical
from w2s_verify.distributions import gain_probability
from w2s_verify.distributions.pairs import uniform_errors

GRID = tuple(Cell(f"d = {d}", {"d": d}, 2_000) for d in (8, 10))


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Pairs with a positive rate on the hypercube: half of its corners are enough, the other half repeats them."""
    d = int(at["d"])
    corners = np.array(list(itertools.product((-1.0, 1.0), repeat=d - 1)))
    corners = np.hstack([np.ones((len(corners), 1)), corners])
    truth = np.eye(d)[0]
    hits = 0
    for count in [500] * (trials // 500) + [trials % 500]:
        pair = uniform_errors(rng, truth, math.radians(20), math.radians(45), count)
        pull = truth - pair.student[:, :1] * pair.student
        own, taught, along = (vectors @ corners.T for vectors in (8 * pair.student, 8 * pair.teacher, pull))
        hits += int(np.count_nonzero(np.vecdot(np.tanh(taught / 2) - np.tanh(own / 2), along) > 0))
    return hits


def _isotropic(at: Mapping[str, float]) -> float:
    return gain_probability(at["d"], math.tan(math.radians(20)))


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """The closed form ± 0.1."""
    return _isotropic(at) - 0.1, _isotropic(at) + 0.1


CLAIM = Statistical(
    id="boundary.sparse-truth-probability",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=(Rival("isotropic", "P(gain) is that of isotropic laws", lambda at: (_isotropic(at), _isotropic(at))),),
    tags=("A2", "L1"),
    deviation=0.2,
    expects=Answer.REJECTED,
    doc=__doc__,
)
