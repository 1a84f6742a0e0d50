"""statsmodels' Logit: log-likelihood, score and Hessian as sums, so signs and the mean are put right here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from statsmodels.discrete.discrete_model import Logit

from w2s_verify.runs.bench.peers.peer import Peer
from w2s_verify.runs.bench.problem import Problem


def _risk(problem: Problem) -> Callable[[], Any]:
    model, rows, weights = Logit(problem.labels, problem.X), problem.rows, problem.weights
    return lambda: (-model.loglike(weights) / rows, -model.score(weights) / rows)


def _hessian(problem: Problem) -> Callable[[], Any]:
    model, rows, weights = Logit(problem.labels, problem.X), problem.rows, problem.weights
    return lambda: (-model.score(weights) / rows, -model.hessian(weights) / rows)


PEER = Peer("statsmodels", _risk, _hessian)
