"""Isotropic law, every d: E[rate] = s²ĝ(v)(|v|/|w₀|) c_T sin²φ_S > 0 ⇔ c_T > 0: a teacher better than chance helps on average.

Standing: derived here, tested on raw coordinates; that the rates under opposite errors have this mean is certified from laws by
inevitable.opposite-errors.
Source: A2: gain is almost inevitable.
Assumes: the teacher's error direction uniform; the factor s²ĝ(v)|v|/|w₀| taken out, so that the mean is that of X = c_T − ρc_S.
Proof: E[κ] = 0, so E[ρ] = c_S c_T and E[X] = c_T(1 − c_S²). X in [−2, 2] is turned into an event of probability (X + 2)/4,
whose probability the mean fixes exactly: so a binomial test of the mean needs no approximation.
Rests on: gain.criterion, inevitable.opposite-errors
Not checked: other radial laws, which only change the factor.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Cell, Rival, Statistical
from w2s_verify.distributions.pairs import uniform_errors
from w2s_verify.quantities import cosine

GRID = tuple(
    Cell(f"d = {d}, φ_S = {own}°, φ_T = {taught}°", {"d": d, "own": own, "taught": taught}, 100_000)
    for d, own, taught in ((3, 60, 20), (3, 60, 120), (10, 45, 30), (30, 60, 30))
)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Events of probability (X + 2)/4 given the pair."""
    truth = np.arange(1.0, at["d"] + 1)
    pair = uniform_errors(rng, truth, math.radians(at["own"]), math.radians(at["taught"]), trials)
    own, taught = (cosine(float64, vectors, truth) for vectors in pair)
    advantage = taught - cosine(float64, pair.student, pair.teacher) * own
    return int(np.count_nonzero(rng.random(trials) < (advantage + 2) / 4))


def _mean(at: Mapping[str, float], power: int = 2) -> float:
    return math.cos(math.radians(at["taught"])) * math.sin(math.radians(at["own"])) ** power


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """(E[X] + 2)/4."""
    return (_mean(at) + 2) / 4, (_mean(at) + 2) / 4


RIVALS = (
    Rival("sine-once", "sin φ_S in place of its square", lambda at: ((_mean(at, 1) + 2) / 4, (_mean(at, 1) + 2) / 4)),
    Rival("no-gain-on-average", "E[rate] = 0", lambda at: (0.5, 0.5)),
)

CLAIM = Statistical(
    id="inevitable.mean",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("A2",),
    rests_on=("gain.criterion", "inevitable.opposite-errors"),
    deviation=0.02,
    doc=__doc__,
)
