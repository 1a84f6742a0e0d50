"""CONJECTURE, measured: the same question for a two-layer network and for random features. Nothing is proved of them here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from w2s_verify.runs.measuring.intervals import Median, Share, median, share
from w2s_verify.runs.measuring.laws import Floats

STEPS, ETA, BATCH, HELD_OUT = 40, 0.25, 256, 500
NOISE = 1.0
"""Length of a copy's error beside the truth's, layer by layer."""
MODELS = 2
"""Networks and random features."""
Heard = Callable[[int], None]


@dataclass(frozen=True)
class BeyondCell:
    """One model, width and dimension: how often the better copy gains on itself from the worse one, and by how much."""

    model: str
    width: int
    dimension: int
    weaker_helps: Share
    peak_gain: Median
    peak_step: Median
    gain_at_the_end: Median


@dataclass(frozen=True)
class Beyond:
    """The cells that were finished."""

    pairs: int
    cells: tuple[BeyondCell, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {"schema": "w2s-verify/beyond/1", "standing": "CONJECTURE", "steps": STEPS, "eta": ETA, **asdict(self)}


def beyond(
    widths: tuple[int, ...], dimensions: tuple[int, ...], pairs: int, seed: int, heard: Heard = lambda done: None
) -> Beyond:
    """Both models on the grid; Ctrl-C returns the cells that are finished."""
    cells: list[BeyondCell] = []
    try:
        for model, trained in (("two-layer network", True), ("random features", False)):
            for width in widths:
                for dimension in dimensions:
                    rng = np.random.default_rng([seed, width, dimension, trained])
                    cells.append(_cell(model, rng, width, dimension, pairs, trained))
                    heard(len(cells))
    except KeyboardInterrupt:
        if not cells:
            raise
    return Beyond(pairs, tuple(cells))


@dataclass
class _Networks:
    """f(x) = Σ_j a_j relu(w_j · x) for many networks: inner (pairs, m, d), outer (pairs, m)."""

    inner: Floats
    outer: Floats

    def hidden(self, X: Floats) -> Floats:
        """relu(W x): (pairs, n, m)."""
        return np.asarray(np.maximum(np.matmul(X, self.inner.transpose(0, 2, 1)), 0))

    def answers(self, X: Floats) -> Floats:
        """f(x): (pairs, n)."""
        return np.asarray(np.matmul(self.hidden(X), self.outer[:, :, None])[..., 0])

    def descend(self, X: Floats, labels: Floats, trained: bool) -> None:
        """One step of size η on the mean logistic loss; the inner layer moves where ``trained``."""
        hidden = self.hidden(X)
        scores = np.matmul(hidden, self.outer[:, :, None])[..., 0]
        residual = (labels - _sigmoid(scores)) / X.shape[0]
        step = np.matmul(residual[:, None, :], hidden)[:, 0]
        if trained:
            back = residual[:, :, None] * self.outer[:, None, :] * (hidden > 0)
            self.inner += ETA * np.matmul(back.transpose(0, 2, 1), X)
        self.outer += ETA * step


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * scores))


def _copies(rng: np.random.Generator, truth: _Networks, pairs: int, trained: bool) -> _Networks:
    """Noisy copies: independent Gaussian errors, in the outer layer only where the inner one is fixed."""
    inner = np.repeat(truth.inner, pairs, axis=0)
    size = truth.inner.shape
    if trained:
        inner += NOISE * np.sqrt(np.mean(truth.inner**2)) * rng.standard_normal((pairs, *size[1:]))
    outer = truth.outer + NOISE * np.sqrt(np.mean(truth.outer**2)) * rng.standard_normal((pairs, size[1]))
    return _Networks(inner, outer)


def _cell(model: str, rng: np.random.Generator, width: int, dimension: int, pairs: int, trained: bool) -> BeyondCell:
    """Fresh Gaussian batches, soft labels; the cosine is that of the functions on held-out examples."""
    inner = rng.standard_normal((1, width, dimension)) / np.sqrt(dimension)
    truth = _Networks(inner, rng.standard_normal((1, width)) * np.sqrt(8 / width))
    held = rng.standard_normal((HELD_OUT, dimension))
    aim = truth.answers(held)[0]
    first, second = (_copies(rng, truth, pairs, trained) for _ in range(2))
    better = _alike(first, held, aim) >= _alike(second, held, aim)
    student, teacher = _Networks(*_chosen(better, first, second)), _Networks(*_chosen(~better, first, second))
    path = [_alike(student, held, aim)]
    for _ in range(STEPS):
        X = rng.standard_normal((BATCH, dimension))
        student.descend(X, _sigmoid(teacher.answers(X)), trained)
        path.append(_alike(student, held, aim))
    gains = np.array(path) - path[0]
    at = gains.argmax(axis=0)
    return BeyondCell(
        model, width, dimension, share(gains.max(axis=0) > 0), median(gains.max(axis=0)), median(at), median(gains[-1])
    )


def _chosen(first_is: Any, first: _Networks, second: _Networks) -> tuple[Floats, Floats]:
    inner = np.where(first_is[:, None, None], first.inner, second.inner)
    return inner, np.where(first_is[:, None], first.outer, second.outer)


def _alike(networks: _Networks, held: Floats, aim: Floats) -> Floats:
    """Cosine of the centred functions on the held-out examples."""
    values = networks.answers(held)
    values = values - values.mean(axis=1, keepdims=True)
    aimed = aim - aim.mean()
    return np.asarray(values @ aimed / np.maximum(np.linalg.norm(values, axis=1) * np.linalg.norm(aimed), 1e-300))
