"""CONJECTURE, measured: the same question for a two-layer network and for random features. Nothing is proved of them here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from w2s_verify.hunts.blas import one_blas_thread
from w2s_verify.runs.measuring.intervals import Median, Share, median, share
from w2s_verify.runs.measuring.laws import Floats

STEPS, ETA, BATCH, HELD_OUT = 40, 0.25, 256, 500
NOISE = 1.0
"""Length of a copy's error beside the truth's, layer by layer."""
MODELS = {"two-layer network": True, "random features": False}
"""Name -> whether the inner layer is trained."""
FULL_GRID = ((4, 16, 64, 256), (20, 60, 200), 200)
QUICK_GRID = ((4, 16), (20,), 50)
"""Widths, dimensions, pairs a cell."""
AT_ONCE = 2**18
"""Entries of hidden layers' answers that are held at once: they stay in cache. Fixed features are shared by all pairs."""


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

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> BeyondCell:
        """The cell that ``asdict`` wrote."""
        medians = {name: Median(**data[name]) for name in ("peak_gain", "peak_step", "gain_at_the_end")}
        return cls(**{**data, **medians, "weaker_helps": Share(**data["weaker_helps"])})


@dataclass(frozen=True)
class Beyond:
    """The cells that were finished."""

    pairs: int
    cells: tuple[BeyondCell, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {"schema": "w2s-verify/beyond/1", "standing": "CONJECTURE", "steps": STEPS, "eta": ETA, **asdict(self)}


@dataclass
class _Networks:
    """f(x) = Σ_j a_j relu(w_j · x) for many networks: inner (pairs, m, d), or (1, m, d) if shared; outer (pairs, m)."""

    inner: Floats
    outer: Floats

    def hidden(self, X: Floats) -> Floats:
        """relu(W x): (pairs, n, m), or (1, n, m)."""
        scores = np.matmul(X, self.inner.transpose(0, 2, 1))
        return np.asarray(np.maximum(scores, 0, out=scores))

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


def beyond_cell(model: str, width: int, dimension: int, pairs: int, seed: int) -> BeyondCell:
    """Fresh Gaussian batches, soft labels; the cosine is that of the centred functions on held-out examples.

    Truth and batches are those of the cell, each pair has copies of its own.
    """
    trained = MODELS[model]
    rng = np.random.default_rng([seed, width, dimension, trained])
    inner = rng.standard_normal((1, width, dimension)) / np.sqrt(dimension)
    truth = _Networks(inner, rng.standard_normal((1, width)) * np.sqrt(8 / width))
    held = rng.standard_normal((HELD_OUT, dimension))
    batches = rng.standard_normal((STEPS, BATCH, dimension))
    at_once = max(1, AT_ONCE // (HELD_OUT * width)) if trained else pairs
    with one_blas_thread():
        aim = truth.answers(held)[0]
        parts = [
            _path(rng, truth, min(at_once, pairs - done), held, aim, batches, trained) for done in range(0, pairs, at_once)
        ]
    path = np.concatenate(parts, axis=1)
    gains = path - path[0]
    at = gains.argmax(axis=0)
    most = gains.max(axis=0)
    return BeyondCell(model, width, dimension, share(most > 0), median(most), median(at), median(gains[-1]))


def _path(
    rng: np.random.Generator, truth: _Networks, pairs: int, held: Floats, aim: Floats, batches: Floats, trained: bool
) -> Floats:
    """Cosines of some students after every step, taught by the worse of two copies: (steps + 1, pairs)."""
    first, second = (_copies(rng, truth, pairs, trained) for _ in range(2))
    better = _alike(first, held, aim) >= _alike(second, held, aim)
    student, teacher = _Networks(*_chosen(better, first, second)), _Networks(*_chosen(~better, first, second))
    path = [_alike(student, held, aim)]
    for X in batches:
        student.descend(X, _sigmoid(teacher.answers(X)), trained)
        path.append(_alike(student, held, aim))
    return np.array(path)


def _copies(rng: np.random.Generator, truth: _Networks, pairs: int, trained: bool) -> _Networks:
    """Noisy copies: independent Gaussian errors, in the outer layer only where the inner one is fixed and shared by all."""
    size, inner = truth.inner.shape, truth.inner
    if trained:
        inner = inner + NOISE * np.sqrt(np.mean(inner**2)) * rng.standard_normal((pairs, *size[1:]))
    outer = truth.outer + NOISE * np.sqrt(np.mean(truth.outer**2)) * rng.standard_normal((pairs, size[1]))
    return _Networks(inner, outer)


def _chosen(first_is: Any, first: _Networks, second: _Networks) -> tuple[Floats, Floats]:
    shared = first.inner is second.inner
    inner = first.inner if shared else np.where(first_is[:, None, None], first.inner, second.inner)
    return inner, np.where(first_is[:, None], first.outer, second.outer)


def _alike(networks: _Networks, held: Floats, aim: Floats) -> Floats:
    """Cosine of the centred functions on the held-out examples."""
    values = networks.answers(held)
    values = values - values.mean(axis=1, keepdims=True)
    aimed = aim - aim.mean()
    return np.asarray(values @ aimed / np.maximum(np.linalg.norm(values, axis=1) * np.linalg.norm(aimed), 1e-300))
