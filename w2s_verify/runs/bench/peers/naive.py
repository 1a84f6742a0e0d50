"""Textbook NumPy: what one writes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from w2s_verify.kernels.data import Floats
from w2s_verify.runs.bench.peers.peer import Peer
from w2s_verify.runs.bench.problem import PairProblem, Problem


def _sigmoid(score: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-score))


def _risk(problem: Problem) -> Callable[[], Any]:
    X, labels, weights = problem.X, problem.labels, problem.weights

    def call() -> tuple[float, Floats]:
        score = X @ weights
        loss = np.mean(np.logaddexp(0.0, score) - labels * score)
        return float(loss), X.T @ (_sigmoid(score) - labels) / len(X)

    return call


def _hessian(problem: Problem) -> Callable[[], Any]:
    X, labels, weights = problem.X, problem.labels, problem.weights

    def call() -> tuple[Floats, Floats]:
        probability = _sigmoid(X @ weights)
        bend = probability * (1.0 - probability)
        return X.T @ (probability - labels) / len(X), X.T @ (bend[:, None] * X) / len(X)

    return call


def _product(problem: Problem) -> Callable[[], Any]:
    X, weights, vector = problem.X, problem.weights, problem.vector

    def call() -> Floats:
        probability = _sigmoid(X @ weights)
        return X.T @ (probability * (1.0 - probability) * (X @ vector)) / len(X)

    return call


def _pairs(problem: PairProblem) -> Callable[[], Any]:
    X = problem.data.X

    def call() -> Floats:
        rows = zip(problem.students, problem.teachers, strict=True)
        return np.stack([X.T @ (_sigmoid(X @ student) - _sigmoid(X @ teacher)) / len(X) for student, teacher in rows])

    return call


PEER = Peer("naive NumPy", _risk, _hessian, _product, _pairs)
