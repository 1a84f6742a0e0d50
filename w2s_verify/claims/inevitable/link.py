"""From the law of the pair to P(gain): error directions uniform, P(c_T > ρ c_S) = 1 − ½ I_{1−k²}((d − 2)/2, ½).

Standing: derived here, tested on raw coordinates.
Source: A2: gain happens for most student-teacher pairs.
Assumes: student and teacher at angles φ_S < φ_T to a fixed truth, independent uniform error directions, 3 ≤ d ≤ 30.
Proof: inevitable.probability, gain.criterion.
Rests on: inevitable.probability, gain.criterion
Not checked: other dimensions by sampling; the sign of X is taken in double precision.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions import gain_probability
from w2s_verify.distributions.pairs import uniform_errors
from w2s_verify.quantities import gram_of_vectors

TRIALS = 125_000
GRID = tuple(
    Cell(f"d = {d}, φ_S = {own}°, φ_T = {taught}°", {"d": d, "own": own, "taught": taught}, TRIALS)
    for d, own, taught in (
        (3, 30, 50),
        (3, 40, 50),
        (4, 20, 45),
        (5, 30, 60),
        (7, 20, 45),
        (10, 20, 45),
        (20, 15, 45),
        (30, 10, 45),
    )
)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """How many of the pairs have X > 0."""
    truth = np.arange(1.0, at["d"] + 1)
    pair = uniform_errors(rng, truth, math.radians(at["own"]), math.radians(at["taught"]), trials)
    gram = gram_of_vectors(float64, pair.student, pair.teacher, truth)
    return int(np.count_nonzero(gram.excess_teacher > 0))


def _gain(at: Mapping[str, float], extra: int = 0) -> float:
    ratio = math.tan(math.radians(at["own"])) / math.tan(math.radians(at["taught"]))
    return gain_probability(at["d"] + extra, ratio)


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """The closed form."""
    return _gain(at), _gain(at)


RIVALS = (
    Rival(
        "degree-of-freedom",
        "one degree of freedom too many",
        lambda at: (_gain(at, 1), _gain(at, 1)),
        everywhere=lambda at: at["d"] <= 10,
    ),
    Rival(
        "factor-1.02",
        "larger by a factor 1.02",
        lambda at: (min(1.0, 1.02 * _gain(at)), min(1.0, 1.02 * _gain(at))),
        everywhere=lambda at: True,
    ),
)

CLAIM = Statistical(
    id="inevitable.link",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("A2",),
    rests_on=("inevitable.probability", "gain.criterion"),
    deviation=0.015,
    doc=__doc__,
)
"""10⁶ pairs."""
