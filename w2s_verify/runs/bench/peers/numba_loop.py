"""numba: the loop over rows that one writes by hand, each row read once, fast-math."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from w2s_verify.kernels.data import Floats
from w2s_verify.runs.bench.peers.peer import Peer
from w2s_verify.runs.bench.problem import PairProblem, Problem


@njit(fastmath=True, error_model="numpy")
def _fused(X: Floats, labels: Floats, weights: Floats) -> tuple[float, Floats]:
    rows, columns = X.shape
    gradient, total = np.zeros(columns), 0.0
    for i in range(rows):
        score = 0.0
        for j in range(columns):
            score += X[i, j] * weights[j]
        e = math.exp(-abs(score))
        probability = (1.0 if score >= 0 else e) / (1.0 + e)
        total += max(score, 0.0) - labels[i] * score + math.log1p(e)
        slope = probability - labels[i]
        for j in range(columns):
            gradient[j] += slope * X[i, j]
    return total / rows, gradient / rows


@njit(fastmath=True, error_model="numpy")
def _all_pairs(X: Floats, students: Floats, teachers: Floats) -> Floats:
    gradients = np.zeros(students.shape)
    for k in range(len(students)):
        for i in range(len(X)):
            score, told = 0.0, 0.0
            for j in range(X.shape[1]):
                score += X[i, j] * students[k, j]
                told += X[i, j] * teachers[k, j]
            slope = 1.0 / (1.0 + math.exp(-score)) - 1.0 / (1.0 + math.exp(-told))
            for j in range(X.shape[1]):
                gradients[k, j] += slope * X[i, j]
    return gradients / len(X)


def _risk(problem: Problem) -> Callable[[], Any]:
    return lambda: _fused(problem.X, problem.labels, problem.weights)


def _pairs(problem: PairProblem) -> Callable[[], Any]:
    return lambda: _all_pairs(problem.data.X, problem.students, problem.teachers)


PEER = Peer("numba", _risk, None, None, _pairs)
