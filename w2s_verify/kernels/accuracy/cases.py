"""Seeded inputs by regime: tiny, moderate and large scores, labels near the prediction, weights over 600 decades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from w2s_verify.kernels.data import Data, Floats

REGIMES = ("tiny", "moderate", "large", "cancelling", "weighted")
ROWS, COLUMNS = 24, 5
"""Of one case: small, because the reference costs a microsecond an operation."""

SIZES = {"tiny": 1e-6, "moderate": 2.0, "large": 3e3, "cancelling": 2.0, "weighted": 2.0}
"""Typical |score| of a regime; in `large` it reaches 1e4."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One input: data with a student's weights, a teacher, the truth, and a direction."""

    data: Data
    student: Floats
    teacher: Floats
    truth: Floats
    direction: Floats


def _labels(regime: str, score: Floats, random: np.random.Generator) -> Floats:
    """Soft labels; in `large` hard ones that agree with the student, in `cancelling` next to its prediction."""
    if regime == "large":
        return (score > 0).astype(np.float64)
    if regime == "cancelling":
        return np.clip(1.0 / (1.0 + np.exp(-score)) * (1.0 + 1e-9 * random.standard_normal(len(score))), 0.0, 1.0)
    return random.random(len(score))


def cases(regime: str, count: int, seed: int) -> Iterator[Case]:
    """Cases of a regime, the same ones for the same seed.

    Shapes  X (24, 5)
    Units   none
    Domain  regime in REGIMES
    Error   none: the draws are the exact inputs
    Raises  KeyError: unknown regime
    Source  none
    """
    random = np.random.default_rng([seed, REGIMES.index(regime)])
    for _ in range(count):
        X = random.standard_normal((ROWS, COLUMNS))
        student = random.standard_normal(COLUMNS) * SIZES[regime] / np.sqrt(COLUMNS)
        shift = 1e-6 if regime == "cancelling" else 1.0
        teacher = student * (1.0 if shift < 1 else 0.0) + shift * random.standard_normal(COLUMNS) * SIZES[regime]
        heavy = 10.0 ** random.uniform(-300, 300, ROWS) if regime == "weighted" else None
        data = Data(X, _labels(regime, X @ student, random), sample_weights=heavy)
        yield Case(data, student, teacher, random.standard_normal(COLUMNS), random.standard_normal(COLUMNS))


def radii(regime: str, count: int, seed: int) -> Floats:
    """Radii of the Gaussian spectrum: tiny 2^-20…2^-3, moderate 2^-3…2^3, large 2^3…2^20; none for the others."""
    ranges = {"tiny": (-20.0, -3.0), "moderate": (-3.0, 3.0), "large": (3.0, 20.0)}
    if regime not in ranges:
        return np.empty(0)
    return np.exp2(np.random.default_rng(seed).uniform(*ranges[regime], count))


def frames(regime: str, count: int, seed: int) -> Floats:
    """Canonical frames whose peak is inside: small integers, 2^20, or (cancelling) with pb - aq = 1."""
    random = np.random.default_rng(seed)
    largest = {"tiny": 4, "moderate": 50, "large": 2**20, "cancelling": 1000}.get(regime, 0)
    chosen: list[list[int]] = []
    while largest and len(chosen) < count:
        a, b, p, q, r = (int(random.integers(1, largest + 1)) for _ in range(5))
        if regime == "cancelling":
            b, p = a + 1, 1
            q = (p * b - 1) // a
        inner = b * (p * b - a * q) > 0 and a * (q * q + r * r) > b * q * p
        if inner and (a * r) ** 2 != (p * b - a * q) * (a * q + p * b):
            chosen.append([a, b, p, q, r])
    return np.array(chosen, dtype=np.float64).reshape(-1, 5)
