"""Two draws w★ + (τ|w★|/√d)N(0, I), the better one the student, τ fixed: P(gain) → 1 with d.

Tested as P(gain) ≥ 0.75 at d = 10, 0.99 at d = 30, 0.999 at d = 100 and above, for τ from ½ to 2.
Standing: derived here; the three thresholds are chosen, not derived.
Source: A2 and K4: same family of pairs, many teacher trials.
Assumes: isotropic law, so that gain occurs ⇔ c_T > ρc_S for the weaker teacher.
Proof: both angles tend to arctan τ, so k → 1, while κ → 0.
Rests on: gain.criterion, inevitable.probability
Not checked: the rate of convergence.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions.pairs import noisy_copies
from w2s_verify.quantities import cosine

GRID = tuple(
    Cell(f"d = {d}, τ = {noise}", {"d": d, "noise": noise}, trials)
    for d, noise, trials in ((10, 0.5, 50_000), (10, 2.0, 50_000), (30, 1.0, 50_000), (100, 1.0, 20_000), (200, 2.0, 10_000))
)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """How often the worse draw helps the better one."""
    truth = np.arange(1.0, at["d"] + 1)
    pair = noisy_copies(rng, truth, at["noise"], at["noise"], trials)
    first, second = (cosine(float64, vectors, truth) for vectors in pair)
    shared = cosine(float64, pair.student, pair.teacher)
    return int(np.count_nonzero(np.minimum(first, second) > shared * np.maximum(first, second)))


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """From the threshold to 1."""
    return (0.75 if at["d"] < 30 else 0.99 if at["d"] < 100 else 0.999), 1.0


RIVALS = (Rival("half", "the teacher helps as often as not", lambda at: (0.0, 0.5)),)

CLAIM = Statistical(
    id="inevitable.same-family",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("A2", "K4"),
    rests_on=("gain.criterion", "inevitable.probability"),
    deviation=0.02,
    doc=__doc__,
)
