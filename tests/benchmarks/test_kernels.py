"""Timings, asked for with `pytest tests/benchmarks --benchmark-only`; an ordinary run skips them."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from w2s_verify.claims.judge import judge
from w2s_verify.claims.search import margins
from w2s_verify.kernels import (
    HARD,
    SOFT,
    batched_gradients,
    gaussian_spectrum,
    gradient_and_hessian,
    hessian_vector_product,
    path_of_frames,
    risk_and_gradient,
)
from w2s_verify.kernels.hessian import gradient_and_hessian_numpy
from w2s_verify.kernels.risk import risk_and_gradient_numpy
from w2s_verify.runs.bench.claim_sections import ATOMS, BATCHES, DIMENSION, JUDGED, claim_batch, one_claim
from w2s_verify.runs.bench.problem import make_pairs, make_problem
from w2s_verify.runs.bench.sections import SIZES

KERNELS = {
    "risk_and_gradient": lambda p: lambda: risk_and_gradient(p.data, p.weights),
    "risk_and_gradient_numpy": lambda p: lambda: risk_and_gradient_numpy(p.data, p.weights),
    "gradient_and_hessian": lambda p: lambda: gradient_and_hessian(p.data, p.weights),
    "gradient_and_hessian_numpy": lambda p: lambda: gradient_and_hessian_numpy(p.data, p.weights),
    "hessian_vector_product": lambda p: lambda: hessian_vector_product(p.data, p.weights, p.vector),
}


@pytest.fixture(autouse=True)
def one_thread():
    with threadpool_limits(1):
        yield


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kernel", KERNELS)
def test_data_kernels(benchmark, kernel, size):
    benchmark.group = f"{kernel.removesuffix('_numpy')} {size[0]}x{size[1]}"
    call = KERNELS[kernel](make_problem(*size))
    call()
    benchmark(call)


@pytest.mark.parametrize("kind", ["soft", "hard"])
def test_pairs(benchmark, kind):
    benchmark.group = "batched_gradients 1000 pairs on 2000x10"
    problem = make_pairs(1000, 2000, 10)
    benchmark(batched_gradients, problem.data, problem.students, problem.teachers, SOFT if kind == "soft" else HARD)


@pytest.mark.parametrize("claim_id", [claim_id for claim_id, _, _ in BATCHES])
def test_margins(benchmark, claim_id):
    _, sizes, count = next(batch for batch in BATCHES if batch[0] == claim_id)
    benchmark.group = f"margins of {claim_id}, {count} instances"
    claim = one_claim(claim_id)
    batch = claim_batch(claim, sizes, count)
    with np.errstate(all="ignore"):
        benchmark(margins, claim, batch)


@pytest.mark.parametrize("claim_id", JUDGED)
def test_verdicts(benchmark, claim_id):
    benchmark.group = f"verdict on {claim_id}, {ATOMS} atoms, d = {DIMENSION}"
    claim = one_claim(claim_id)
    benchmark(judge, claim, claim_batch(claim, {"n": ATOMS, "d": DIMENSION}, 1).row(0))


def test_path(benchmark):
    benchmark.group = "path_of_frames 100000"
    benchmark(path_of_frames, np.random.default_rng(1).integers(1, 1000, (100_000, 5)).astype(np.float64))


def test_spectrum(benchmark):
    benchmark.group = "gaussian_spectrum 10000"
    benchmark(gaussian_spectrum, np.exp(np.random.default_rng(2).uniform(-5, 5, 10_000)))
