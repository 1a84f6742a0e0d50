"""Two draws w★ + (τ|w★|/√d)N(0, I), the better one the student, τ fixed: P(gain) = 2E[P(κ < c/C); c < C, C > 0], → 1 with d.

C, c are independent draws of the cotangent (√d/τ + g)/χ_{d−1} of a draw's angle, κ one coordinate of a uniform point of the
sphere S^{d−2}. For every [l, h] with l > 0: P(no gain) ≤ ½e^{−(d−1)l²/(2h²)} + 2P(C outside [l, h]), both exponentially small
in d when l < 1/τ < h.
Standing: derived here; tested on raw coordinates against the integral, which is computed before any draw.
Source: A2 and K4: same family of pairs, many teacher trials.
Assumes: isotropic law, so that gain occurs ⇔ c_T > ρc_S for the weaker teacher; 3 ≤ d ≤ 200, τ from ½ to 4.
Proof: gain.error-direction, with κ independent of the two lengths; inevitable.tail at k ≥ l/h.
Rests on: gain.error-direction, inevitable.tail
Not checked: the integral is taken in double precision, with an error below 10⁻⁵ that the band allows.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions.pairs import noisy_copies
from w2s_verify.distributions.same_family import same_family_probability
from w2s_verify.quantities import cosine

QUADRATURE = 1e-5
GRID = tuple(
    Cell(f"d = {d}, τ = {noise}", {"d": d, "noise": noise}, trials)
    for d, noise, trials in (
        (3, 1.0, 100_000),
        (10, 0.5, 100_000),
        (10, 2.0, 100_000),
        (30, 2.0, 50_000),
        (30, 4.0, 50_000),
        (100, 4.0, 20_000),
        (200, 4.0, 20_000),
    )
)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """How often the worse draw helps the better one."""
    truth, hits = np.arange(1.0, at["d"] + 1), 0
    for start in range(0, trials, 10_000):
        pair = noisy_copies(rng, truth, at["noise"], at["noise"], min(10_000, trials - start))
        first, second = (cosine(float64, vectors, truth) for vectors in pair)
        shared = cosine(float64, pair.student, pair.teacher)
        hits += int(np.count_nonzero(np.minimum(first, second) > shared * np.maximum(first, second)))
    return hits


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """The integral."""
    exact = same_family_probability(int(at["d"]), at["noise"])
    return exact - QUADRATURE, min(1.0, exact + QUADRATURE)


def _other(dimension: int, noise: float) -> tuple[float, float]:
    """The same with another dimension or noise."""
    value = same_family_probability(dimension, noise)
    return value, value


RIVALS = (
    Rival("half", "the teacher helps as often as not", lambda at: (0.0, 0.5), everywhere=lambda at: True),
    Rival(
        "one-dimension-less",
        "κ is one coordinate of a point of S^{d−3}",
        lambda at: _other(int(at["d"]) - 1, at["noise"]),
        everywhere=lambda at: at["d"] == 10 and at["noise"] > 1,
    ),
    Rival("noise-1.1", "the noise is 1.1 τ", lambda at: _other(int(at["d"]), 1.1 * at["noise"])),
)

CLAIM = Statistical(
    id="inevitable.same-family",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("A2", "K4"),
    rests_on=("gain.error-direction", "inevitable.tail"),
    deviation=0.03,
    doc=__doc__,
)
