"""JAX, compiled by XLA in double precision: automatic derivatives of the stable loss."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

if "jax" not in sys.modules:  # one thread, as every contender has; XLA reads this once
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp

from w2s_verify.runs.bench.peers.peer import Peer
from w2s_verify.runs.bench.problem import PairProblem, Problem

jax.config.update("jax_enable_x64", True)
Arrays = Any

PAIRS = 64


def _mean_loss(weights: Arrays, X: Arrays, labels: Arrays) -> Arrays:
    score = X @ weights
    return jnp.mean(jax.nn.softplus(score) - labels * score)


_value_and_gradient = jax.jit(jax.value_and_grad(_mean_loss))
_gradient_and_hessian = jax.jit(lambda *given: (jax.grad(_mean_loss)(*given), jax.hessian(_mean_loss)(*given)))
_product_of = jax.jit(
    lambda weights, vector, X, labels: jax.jvp(lambda w: jax.grad(_mean_loss)(w, X, labels), (weights,), (vector,))[1]
)


def _all_pairs(X: Arrays, students: Arrays, teachers: Arrays) -> Arrays:
    def block(pair: tuple[Arrays, Arrays]) -> Arrays:
        slope = jax.nn.sigmoid(pair[0] @ X.T) - jax.nn.sigmoid(pair[1] @ X.T)
        return slope @ X / len(X)

    count = len(students) // PAIRS
    blocks = [given[: count * PAIRS].reshape(count, PAIRS, given.shape[1]) for given in (students, teachers)]
    most = jax.lax.map(block, tuple(blocks)).reshape(count * PAIRS, X.shape[1])
    return jnp.concatenate([most, block((students[count * PAIRS :], teachers[count * PAIRS :]))])


def _blocked(compiled: Callable[..., Any], *given: Arrays) -> Callable[[], Any]:
    """A call that waits for its result, on arrays already moved to the device."""
    placed = [jnp.asarray(array) for array in given]
    return lambda: jax.block_until_ready(compiled(*placed))


def _risk(problem: Problem) -> Callable[[], Any]:
    return _blocked(_value_and_gradient, problem.weights, problem.X, problem.labels)


def _hessian(problem: Problem) -> Callable[[], Any]:
    return _blocked(_gradient_and_hessian, problem.weights, problem.X, problem.labels)


def _product(problem: Problem) -> Callable[[], Any]:
    return _blocked(_product_of, problem.weights, problem.vector, problem.X, problem.labels)


def _pairs(problem: PairProblem) -> Callable[[], Any]:
    return _blocked(jax.jit(_all_pairs), problem.data.X, problem.students, problem.teachers)


PEER = Peer("jax", _risk, _hessian, _product, _pairs)
