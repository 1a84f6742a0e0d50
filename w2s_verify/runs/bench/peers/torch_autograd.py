"""PyTorch: automatic derivatives of its stable loss, one thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from w2s_verify.runs.bench.peers.peer import Peer
from w2s_verify.runs.bench.problem import PairProblem, Problem

torch.set_num_threads(1)
Tensors = Any


def _mean_loss(weights: Tensors, X: Tensors, labels: Tensors) -> Tensors:
    return torch.nn.functional.binary_cross_entropy_with_logits(X @ weights, labels)


def _placed(problem: Problem) -> tuple[Tensors, Tensors, Tensors]:
    return torch.from_numpy(problem.weights), torch.from_numpy(problem.X), torch.from_numpy(problem.labels)


def _risk(problem: Problem) -> Callable[[], Any]:
    weights, X, labels = _placed(problem)

    def call() -> tuple[float, Any]:
        variable = weights.detach().requires_grad_(True)
        loss = _mean_loss(variable, X, labels)
        (gradient,) = torch.autograd.grad(loss, variable)
        return float(loss), gradient.numpy()

    return call


def _hessian(problem: Problem) -> Callable[[], Any]:
    weights, X, labels = _placed(problem)
    both = (torch.func.grad(_mean_loss), torch.func.hessian(_mean_loss))
    return lambda: tuple(function(weights, X, labels).numpy() for function in both)


def _pairs(problem: PairProblem) -> Callable[[], Any]:
    X = torch.from_numpy(problem.data.X)
    students, teachers = torch.from_numpy(problem.students), torch.from_numpy(problem.teachers)

    def call() -> Any:
        blocks = zip(students.split(64), teachers.split(64), strict=True)
        slopes = [(torch.sigmoid(s @ X.T) - torch.sigmoid(t @ X.T)) @ X / len(X) for s, t in blocks]
        return torch.cat(slopes).numpy()

    return call


PEER = Peer("torch", _risk, _hessian, None, _pairs)
