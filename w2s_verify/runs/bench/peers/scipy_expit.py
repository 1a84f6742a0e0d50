"""SciPy's special functions: what one writes when overflow has been met."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import expit, log_expit

from w2s_verify.kernels.data import Floats
from w2s_verify.runs.bench.peers.peer import Peer
from w2s_verify.runs.bench.problem import PairProblem, Problem

PAIRS = 64


def _risk(problem: Problem) -> Callable[[], Any]:
    X, labels, weights = problem.X, problem.labels, problem.weights

    def call() -> tuple[float, Floats]:
        score = X @ weights
        loss = -(log_expit(-score) + labels * score).mean()
        return float(loss), (expit(score) - labels) @ X / len(X)

    return call


def _hessian(problem: Problem) -> Callable[[], Any]:
    X, labels, weights = problem.X, problem.labels, problem.weights

    def call() -> tuple[Floats, Floats]:
        score = X @ weights
        probability = expit(score)
        return (probability - labels) @ X / len(X), (X.T * (probability * expit(-score))) @ X / len(X)

    return call


def _product(problem: Problem) -> Callable[[], Any]:
    X, weights, vector = problem.X, problem.weights, problem.vector

    def call() -> Floats:
        score = X @ weights
        return (expit(score) * expit(-score) * (X @ vector)) @ X / len(X)  # type: ignore[no-any-return]

    return call


def _pairs(problem: PairProblem) -> Callable[[], Any]:
    X, students, teachers = problem.data.X, problem.students, problem.teachers

    def block(some: slice) -> Floats:
        return (expit(students[some] @ X.T) - expit(teachers[some] @ X.T)) @ X / len(X)  # type: ignore[no-any-return]

    def call() -> Floats:
        starts = range(0, len(students), PAIRS)
        return np.concatenate([block(slice(start, start + PAIRS)) for start in starts])

    return call


PEER = Peer("SciPy expit", _risk, _hessian, _product, _pairs)
