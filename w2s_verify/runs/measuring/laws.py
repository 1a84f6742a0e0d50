"""The laws that can be simulated, by name: isotropic, stretched, and rows drawn once from a product law."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from w2s_verify.distributions import GAUSSIAN, Radial, radial_law
from w2s_verify.runs.measuring.intervals import MeasuringError, unknown
from w2s_verify.runs.measuring.pulls import PullTable, pull_table

Floats = NDArray[np.float64]
Descent = Callable[[Floats], Floats]
"""Weights (pairs, d) -> minus the gradients of their risks (pairs, d)."""
LABELS = ("soft", "hard", "noisy")
CONDITION = 10.0
"""Condition number of the law ``anisotropic``."""
ROWS = 1000
"""Rows of an empirical law."""


class World(Protocol):
    """A law of x that students can descend on."""

    @property
    def isotropic(self) -> bool:
        """Whether Σ = I and the law is spherical, so that closed forms exist."""
        ...

    @property
    def fastest(self) -> float:
        """A bound on the curvature of the risk: λ_max(Σ)/4."""
        ...

    def descent(self, teachers: Floats, labels: str, noise: float) -> Descent:
        """−∇L for each pair."""
        ...

    def accuracy(self, weights: Floats, truth: Floats) -> Floats:
        """Probability of the truth's class."""
        ...

    def sample(self, rng: np.random.Generator, count: int) -> Floats:
        """Fresh examples (count, d)."""
        ...


@dataclass(frozen=True)
class EllipticalWorld:
    """x = Sz, Σ = SSᵀ; everything by g(r) alone. Field ``factor`` is S, or its diagonal."""

    radial: Radial
    factor: Floats
    isotropic: bool = False

    @cached_property
    def table(self) -> PullTable:
        """g of the radial law."""
        return pull_table(self.radial)

    @cached_property
    def fastest(self) -> float:
        """λ_max(Σ)/4."""
        return float(np.linalg.norm(self.factor, 2 if self.factor.ndim == 2 else np.inf)) ** 2 / 4

    def _pulled(self, weights: Floats) -> Floats:
        """Sᵀw."""
        return weights * self.factor if self.factor.ndim == 1 else weights @ self.factor

    def _pushed(self, latent: Floats) -> Floats:
        """S times a vector."""
        return latent * self.factor if self.factor.ndim == 1 else latent @ self.factor.T

    def descent(self, teachers: Floats, labels: str, noise: float) -> Descent:
        """Σ(ĝ(v) v − g(w) w)."""
        pulled = self._pulled(teachers)
        target = self.table.answer(_length(pulled), labels, noise) * pulled

        def of(weights: Floats) -> Floats:
            latent = self._pulled(weights)
            return self._pushed(target - self.table(_length(latent)) * latent)

        return of

    def accuracy(self, weights: Floats, truth: Floats) -> Floats:
        """1 − angle/π in the inner product of Σ."""
        along, aim = self._pulled(weights), self._pulled(truth)
        cosine = along @ aim / (np.linalg.norm(along, axis=-1) * np.linalg.norm(aim))
        agreement: Floats = 1.0 - np.arccos(np.clip(cosine, -1.0, 1.0)) / math.pi
        return agreement

    def sample(self, rng: np.random.Generator, count: int) -> Floats:
        """Fresh examples."""
        return self._pushed(self.radial.sample(rng, count, self.factor.shape[-1]))


@dataclass(frozen=True)
class RowsWorld:
    """The empirical law of given rows."""

    rows: Floats
    isotropic: bool = field(default=False, init=False)

    @cached_property
    def fastest(self) -> float:
        """λ_max(Σ)/4."""
        return float(np.linalg.norm(self.rows, 2)) ** 2 / len(self.rows) / 4

    def centred(self, weights: Floats) -> Floats:
        """E[(σ(w·x) − ½) x] = ½ E[tanh(w·x/2) x]."""
        halves = np.matmul(0.5 * weights, self.rows.T)
        return np.asarray(np.matmul(np.tanh(halves, out=halves), self.rows) * (0.5 / len(self.rows)))

    def descent(self, teachers: Floats, labels: str, noise: float) -> Descent:
        """E[(y − ½) x], which the teachers fix once, minus E[(σ(w·x) − ½) x]; flipped labels pull (1 − 2p) times as hard."""
        if labels == "soft":
            target = self.centred(teachers)
        else:
            kept = 1.0 if labels == "hard" else 1.0 - 2.0 * noise
            sides = np.where(np.matmul(teachers, self.rows.T) > 0, kept, -kept)
            target = np.asarray(np.matmul(sides, self.rows) * (0.5 / len(self.rows)))
        return lambda weights: np.asarray(target - self.centred(weights))

    def accuracy(self, weights: Floats, truth: Floats) -> Floats:
        """Share of rows on the truth's side."""
        agreement: Floats = np.mean((weights @ self.rows.T > 0) == (self.rows @ truth > 0), axis=-1)
        return agreement

    def sample(self, rng: np.random.Generator, count: int) -> Floats:
        """Rows drawn with replacement."""
        return self.rows[rng.integers(len(self.rows), size=count)]


def _length(vectors: Floats) -> Floats:
    return np.asarray(np.linalg.norm(vectors, axis=-1, keepdims=True))


RADIAL = {"gaussian": 0, "spheres": 1, "ball": 2, "student-t": 3, "laplace-type": 4}
PRODUCT: dict[str, Callable[[np.random.Generator, tuple[int, int]], Floats]] = {
    "hypercube": lambda rng, shape: rng.choice([-1.0, 1.0], shape),
    "cube": lambda rng, shape: rng.uniform(-math.sqrt(3), math.sqrt(3), shape),
    "laplace": lambda rng, shape: rng.laplace(0.0, math.sqrt(0.5), shape),
}
LAWS = (*RADIAL, "anisotropic", *PRODUCT)
"""Isotropic laws; a Gaussian one with condition number 10; rows drawn from laws with independent coordinates, Σ = I."""


def world(law: str, dimension: int, rng: np.random.Generator, rows: int = ROWS) -> World:
    """The law of that name in R^d.

    Raises
    ------
    MeasuringError
        No such law.
    """
    if law in RADIAL:
        return EllipticalWorld(radial_law(RADIAL[law], dimension), np.ones(dimension), isotropic=True)
    if law == "anisotropic":
        variances = np.geomspace(1.0, CONDITION, dimension)
        return EllipticalWorld(GAUSSIAN, np.sqrt(variances / variances.mean()))
    if law in PRODUCT:
        return RowsWorld(np.ascontiguousarray(PRODUCT[law](rng, (rows, dimension)), dtype=np.float64))
    raise MeasuringError(unknown("law", law, LAWS))
