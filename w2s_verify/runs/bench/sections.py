"""The sections of the benchmark. A further section is one function from `Bench` to rows, added to SECTIONS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from w2s_verify.kernels import (
    Data,
    batched_gradients,
    gradient_and_hessian,
    hessian_vector_product,
    risk_and_gradient,
)
from w2s_verify.kernels.compiled import hessian_loop, risk_loop
from w2s_verify.kernels.hessian import gradient_and_hessian_numpy
from w2s_verify.kernels.risk import risk_and_gradient_numpy
from w2s_verify.runs.bench.peers import Peer
from w2s_verify.runs.bench.problem import Problem, make_pairs, make_problem
from w2s_verify.runs.bench.record import Row
from w2s_verify.runs.bench.timing import Call, race

SIZES = ((1_000, 10), (10_000, 50), (100_000, 50), (20_000, 500))
OURS = "w2s-verify"
MOST_FOR_TORCH = 10**8


@dataclass(frozen=True, slots=True)
class Bench:
    """What a section is given: the peers that are there, the peaks, the seconds of one race, and a place to report."""

    peers: tuple[Peer, ...]
    peaks: Mapping[str, float]
    seconds: float
    quick: bool
    progress: Callable[[str], None]
    found: list[Row] = field(default_factory=list)
    """Every row as soon as its race is over, so that an interrupted run loses one race only."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a call cannot do without: `amount` of what the machine does at most `peak` of a second."""

    amount: float
    peak: str


@dataclass(frozen=True, slots=True)
class Output:
    """What a call hands back: so many of what `unit` names."""

    count: int
    unit: str


Section = Callable[[Bench], list[Row]]


def _assert_equal(ours: object, other: object, name: str) -> None:
    """Both results, flattened, within 1e-9 of the largest entry."""
    for mine, theirs in zip(_flat(ours), _flat(other), strict=True):
        scale = float(np.abs(mine).max())
        np.testing.assert_allclose(theirs, mine, rtol=0, atol=1e-9 * scale, err_msg=f"{name} disagrees")


def _flat(result: Any) -> list[Any]:
    return [np.asarray(part) for part in result] if isinstance(result, tuple) else [np.asarray(result)]


def compare(
    bench: Bench,
    kernel: str,
    size: str,
    ours: Call,
    others: Mapping[str, Call],
    work: Work | None = None,
    output: Output | None = None,
) -> list[Row]:
    """Assert that all results are equal, then race ours against the others: one row a peer."""
    bench.progress(f"{kernel}, {size}")
    mine = ours()
    for name, call in others.items():
        _assert_equal(mine, call(), f"{kernel}, {size}: {name}")
    raced = race({OURS: ours, **others}, bench.seconds)
    seconds = raced.seconds(OURS)
    share = None if work is None else work.amount / raced.shortest(OURS) / bench.peaks[work.peak]
    rows = [
        Row(
            kernel=kernel,
            size=size,
            peer=name,
            ratio=raced.ratio(name, OURS),
            seconds=seconds,
            peer_seconds=raced.seconds(name),
            rounds=raced.rounds,
            share_of_peak=share,
            peak=None if work is None else work.peak,
            per_second=None if output is None else output.count / seconds,
            unit=None if output is None else output.unit,
        )
        for name in others
    ]
    bench.found.extend(rows)
    return rows


def _name(problem: Problem) -> str:
    return f"{problem.rows} x {problem.columns}"


def _problems() -> list[Problem]:
    return [make_problem(*size) for size in SIZES]


def risk_section(bench: Bench) -> list[Row]:
    """Loss with gradient: the NumPy path and, where present, the compiled one, against the bandwidth of one read."""
    rows = []
    for problem in _problems():
        others = {peer.name: peer.risk(problem) for peer in bench.peers if peer.risk is not None}
        data, weights, work = problem.data, problem.weights, Work(problem.X.nbytes, "bandwidth")
        loops: dict[str, Callable[[Data, Any], Any]] = {"loss+gradient (numpy)": risk_and_gradient_numpy}
        if risk_loop(data) is not None:
            loops["loss+gradient (compiled)"] = risk_and_gradient
        for kernel, loop in loops.items():
            call = _bound(loop, data, weights)
            rows += compare(bench, kernel, _name(problem), call, others, work)
    return rows


def _bound(function: Callable[..., Any], *given: object) -> Call:
    return lambda: function(*given)


def hessian_section(bench: Bench) -> list[Row]:
    """Gradient with Hessian, NumPy path and compiled one where it pays, against the peak of dsyrk: n d^2 operations."""
    rows = []
    for problem in _problems():
        able = [peer for peer in bench.peers if _bearable(peer, problem)]
        others = {peer.name: peer.hessian(problem) for peer in able if peer.hessian is not None}
        work = Work(problem.rows * problem.columns**2, "dsyrk")
        loops: dict[str, Callable[[Data, Any], Any]] = {"gradient+Hessian (numpy)": gradient_and_hessian_numpy}
        if hessian_loop(problem.data) is not None:
            loops["gradient+Hessian (compiled)"] = gradient_and_hessian
        for kernel, loop in loops.items():
            call = _bound(loop, problem.data, problem.weights)
            rows += compare(bench, kernel, _name(problem), call, others, work)
    return rows


def _bearable(peer: Peer, problem: Problem) -> bool:
    """Not torch.func.hessian at the large sizes, where it takes a hundred times as long as the others."""
    return peer.name != "torch" or problem.rows * problem.columns**2 <= MOST_FOR_TORCH


def product_section(bench: Bench) -> list[Row]:
    """Hessian times vector against the bandwidth of one read."""
    rows = []
    for problem in _problems():
        others = {peer.name: peer.product(problem) for peer in bench.peers if peer.product is not None}
        call = _bound(hessian_vector_product, problem.data, problem.weights, problem.vector)
        rows += compare(bench, "Hessian-vector product", _name(problem), call, others, Work(problem.X.nbytes, "bandwidth"))
    return rows


def pairs_section(bench: Bench) -> list[Row]:
    """Gradients of many pairs on one set of points against the peak of dgemm: 6 n d operations a pair."""
    count, rows, columns = (1_000 if bench.quick else 10_000), 2_000, 10
    problem = make_pairs(count, rows, columns)
    others = {peer.name: peer.pairs(problem) for peer in bench.peers if peer.pairs is not None}
    call = _bound(batched_gradients, problem.data, problem.students, problem.teachers)
    size = f"{count} pairs on {rows} x {columns}"
    work, output = Work(6.0 * count * rows * columns, "dgemm"), Output(count, "pairs")
    return compare(bench, "pair gradients", size, call, others, work, output)
