"""The inputs that all contenders get."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from w2s_verify.kernels import Data
from w2s_verify.kernels.data import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Rows with labels, a student's weights and a direction. Hard labels: one peer is wrong for soft ones."""

    data: Data
    weights: Floats
    vector: Floats

    @property
    def X(self) -> Floats:  # noqa: N802  the matrix of rows
        """The rows."""
        return self.data.X

    @property
    def labels(self) -> Floats:
        """The labels."""
        return self.data.labels

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.data.X)

    @property
    def columns(self) -> int:
        """How many columns."""
        return int(self.data.X.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class PairProblem:
    """One set of points for many (student, teacher) pairs; soft answers."""

    data: Data
    students: Floats
    teachers: Floats


def make_problem(rows: int, columns: int, seed: int = 7) -> Problem:
    """Gaussian rows, scores of order 1, labels drawn from the model."""
    random = np.random.default_rng(seed)
    X = random.standard_normal((rows, columns))
    weights = random.standard_normal(columns) / np.sqrt(columns)
    labels = (random.random(rows) < 1.0 / (1.0 + np.exp(-(X @ weights)))).astype(np.float64)
    return Problem(Data(X, labels), weights, random.standard_normal(columns))


def make_pairs(pairs: int, rows: int, columns: int, seed: int = 7) -> PairProblem:
    """Gaussian rows and pairs with scores of order 1 to 10."""
    random = np.random.default_rng(seed)
    data = make_problem(rows, columns, seed).data
    return PairProblem(data, random.standard_normal((pairs, columns)), random.standard_normal((pairs, columns)))
