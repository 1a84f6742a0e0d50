"""How likely gain is where the two errors are not independent or not isotropic; the law of x stays isotropic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from w2s_verify.distributions.pairs import Pair, anisotropic_copies
from w2s_verify.hunts.blas import one_blas_thread
from w2s_verify.runs.measuring.intervals import Share, share
from w2s_verify.runs.measuring.laws import Floats
from w2s_verify.runs.measuring.probability import gain_probabilities

Draw = Callable[[np.random.Generator, Floats, float, int], Pair]
"""Truth, strength of the departure from independent isotropic errors, pairs -> two vectors a row."""
NOISE = 1.0
"""Length of an error beside the truth's."""
SAMPLE, RIDGE, NEWTON_STEPS, SMALL = 60, 0.1, 20, 1e-9
"""Rows of a training sample, the ridge of a fit, Newton steps of it at most, and the gradient at which it ends."""
DIMENSIONS = (5, 20, 50)


@dataclass(frozen=True)
class PairCell:
    """One law of the pair: the share with gain, and its mean if the errors were independent and uniform at the same angles."""

    law: str
    departure: str
    strength: float
    dimension: int
    measured: Share
    independent: float


def _anisotropic(rng: np.random.Generator, truth: Floats, condition: float, count: int) -> Pair:
    """Errors with scatter of the given condition number, in axes that are independent of the truth."""
    d = truth.size
    axes = np.linalg.qr(rng.standard_normal((d, d)))[0]
    variances = np.geomspace(1.0, condition, d)
    factor = axes * np.sqrt(variances / variances.mean()) * np.linalg.norm(truth)
    return anisotropic_copies(rng, truth, factor, NOISE, NOISE, count)


def _correlated(rng: np.random.Generator, truth: Floats, correlation: float, count: int) -> Pair:
    """Isotropic Gaussian errors, the student's and the teacher's with the given correlation coordinate by coordinate."""
    first, other = rng.standard_normal((2, count, truth.size))
    second = correlation * first + np.sqrt(1 - correlation * correlation) * other
    scale = NOISE * np.linalg.norm(truth) / np.sqrt(truth.size)
    return Pair(truth + scale * first, truth + scale * second)


def _shared_samples(rng: np.random.Generator, truth: Floats, part: float, count: int) -> Pair:
    """Ridge fits on Gaussian samples labelled by the truth's Bernoulli classes, of which the given part is common to both."""
    common = round(part * SAMPLE)
    X = rng.standard_normal((count, 2 * SAMPLE - common, truth.size))
    y = (rng.random(X.shape[:2]) < 0.5 + 0.5 * np.tanh(0.5 * X @ truth)).astype(np.float64)
    return Pair(_fits(X[:, :SAMPLE], y[:, :SAMPLE]), _fits(X[:, SAMPLE - common :], y[:, SAMPLE - common :]))


def _fits(X: Floats, y: Floats) -> Floats:
    """argmin of mean loss + ½ λ|w|² for many samples: X (fits, n, d), y (fits, n) -> (fits, d), by Newton's method."""
    fits, n, d = X.shape
    weights, turned = np.zeros((fits, d)), X.transpose(0, 2, 1)
    for _ in range(NEWTON_STEPS):
        answers = 0.5 + 0.5 * np.tanh(0.5 * np.matmul(X, weights[:, :, None])[..., 0])
        gradient = np.matmul(turned, (answers - y)[:, :, None])[..., 0] / n + RIDGE * weights
        if np.abs(gradient).max() < SMALL:
            break
        hessian = np.matmul(turned * (answers * (1 - answers))[:, None, :], X) / n + RIDGE * np.eye(d)
        weights = weights - np.linalg.solve(hessian, gradient[:, :, None])[..., 0]
    return weights


PAIR_LAWS: dict[str, tuple[str, Draw, tuple[float, ...]]] = {
    "anisotropic noise": ("condition number", _anisotropic, (1.0, 10.0, 100.0, 1000.0)),
    "correlated errors": ("correlation", _correlated, (-0.5, 0.0, 0.25, 0.5, 0.75, 0.9)),
    "shared training samples": ("part in common", _shared_samples, (0.0, 0.25, 0.5, 0.75, 0.9)),
}
"""Name -> what measures the departure, how a pair is drawn, and the strengths that are tried."""
CHUNK = 500
"""Pairs that are drawn at once."""


def pair_cells(seed: int, count: int, heard: Callable[[int], None] = lambda done: None) -> tuple[PairCell, ...]:
    """Every law, strength and dimension with ``count`` pairs each; the better of two is the student.

    Raises
    ------
    KeyboardInterrupt
        Ctrl-C.
    """
    cells: list[PairCell] = []
    with one_blas_thread():
        for k, (law, (departure, draw, strengths)) in enumerate(PAIR_LAWS.items()):
            for strength in strengths:
                for dimension in DIMENSIONS:
                    rng = np.random.default_rng([seed, 3, k, strengths.index(strength), dimension])
                    cells.append(_cell(law, departure, draw, strength, dimension, rng, count))
                    heard(len(cells))
    return tuple(cells)


def _cell(
    law: str, departure: str, draw: Draw, strength: float, dimension: int, rng: np.random.Generator, count: int
) -> PairCell:
    gains: list[Floats] = []
    independent: list[Floats] = []
    for done in range(0, count, CHUNK):
        truth = rng.standard_normal(dimension)
        truth /= np.linalg.norm(truth)
        pair = draw(rng, truth, strength, min(CHUNK, count - done))
        units = [vectors / np.linalg.norm(vectors, axis=1, keepdims=True) for vectors in pair]
        both = np.stack([unit @ truth for unit in units])
        c_s, c_t = both.max(axis=0), both.min(axis=0)
        gains.append(c_t > np.vecdot(*units) * c_s)
        independent.append(gain_probabilities(dimension, c_s, c_t))
    mean = float(np.concatenate(independent).mean())
    return PairCell(law, departure, strength, dimension, share(np.concatenate(gains)), mean)
