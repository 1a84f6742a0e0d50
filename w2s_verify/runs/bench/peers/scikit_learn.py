"""scikit-learn's own (private) loss of linear models, the one its solvers run on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sklearn._loss import HalfBinomialLoss
from sklearn.linear_model._linear_loss import LinearModelLoss

from w2s_verify.runs.bench.peers.peer import Peer
from w2s_verify.runs.bench.problem import Problem


def _loss() -> Any:
    return LinearModelLoss(base_loss=HalfBinomialLoss(), fit_intercept=False)


def _risk(problem: Problem) -> Callable[[], Any]:
    loss = _loss()
    return lambda: loss.loss_gradient(problem.weights, problem.X, problem.labels)


def _hessian(problem: Problem) -> Callable[[], Any]:
    loss = _loss()
    return lambda: loss.gradient_hessian(problem.weights, problem.X, problem.labels)[:2]


def _product(problem: Problem) -> Callable[[], Any]:
    loss = _loss()

    def call() -> Any:
        return loss.gradient_hessian_product(problem.weights, problem.X, problem.labels)[1](problem.vector)

    return call


PEER = Peer("scikit-learn", _risk, _hessian, _product)
