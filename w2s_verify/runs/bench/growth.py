"""Growth: seconds against one size at a time, the exponent fitted beside the one expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from w2s_verify.kernels import batched_gradients, gradient_and_hessian, risk_and_gradient
from w2s_verify.runs.bench.problem import make_pairs, make_problem
from w2s_verify.runs.bench.record import Growth
from w2s_verify.runs.bench.timing import Call, race

NEAR = 0.2
"""Fitted and expected exponents closer than this count as equal."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """One kernel over one size: `prepare` makes the call for a value."""

    kernel: str
    variable: str
    values: tuple[int, ...]
    expected: float
    reason: str
    prepare: Callable[[int], Call]


def _risk(rows: int, columns: int) -> Call:
    problem = make_problem(rows, columns)
    return lambda: risk_and_gradient(problem.data, problem.weights)


def _hessian(rows: int, columns: int) -> Call:
    problem = make_problem(rows, columns)
    return lambda: gradient_and_hessian(problem.data, problem.weights)


def _pairs(count: int) -> Call:
    problem = make_pairs(count, 500, 10)
    return lambda: batched_gradients(problem.data, problem.students, problem.teachers)


CALLS = "the cost of the call itself still shows at the small sizes"
CACHE = "the rows leave the cache within the sweep"

SWEEPS = (
    Sweep("loss+gradient", "rows", tuple(2**k for k in range(9, 18)), 1.0, CACHE, lambda n: _risk(n, 32)),
    Sweep("loss+gradient", "columns", tuple(2**k for k in range(3, 11)), 1.0, CALLS, lambda d: _risk(4096, d)),
    Sweep("gradient+Hessian", "rows", tuple(2**k for k in range(9, 17)), 1.0, CACHE, lambda n: _hessian(n, 32)),
    Sweep(
        "gradient+Hessian",
        "columns",
        tuple(2**k for k in range(3, 10)),
        2.0,
        "the symmetric product reaches its peak only for wide matrices, so cost rises more slowly than d^2",
        lambda d: _hessian(4096, d),
    ),
    Sweep("pair gradients", "pairs", tuple(2**k for k in range(4, 12)), 1.0, CALLS, _pairs),
)


def growth_fits(seconds: float, progress: Callable[[str], None], sweeps: tuple[Sweep, ...] = SWEEPS) -> tuple[Growth, ...]:
    """Time each sweep in turns over all its values, and fit the exponent to the larger half.

    slope of log seconds against log value, least squares
    Shapes  one Growth a sweep
    Units   seconds; exponents have none
    Domain  sweeps of at least four values
    Error   none stated
    Raises  none
    Source  none
    """
    return tuple(_fit(sweep, seconds, progress) for sweep in sweeps)


def _fit(sweep: Sweep, seconds: float, progress: Callable[[str], None]) -> Growth:
    progress(f"growth of {sweep.kernel} with {sweep.variable}")
    raced = race({str(value): sweep.prepare(value) for value in sweep.values}, seconds)
    times = tuple(raced.seconds(str(value)) for value in sweep.values)
    half = len(times) // 2
    exponent = float(np.polyfit(np.log(sweep.values[half:]), np.log(times[half:]), 1)[0])
    return Growth(sweep.kernel, sweep.variable, sweep.values, times, exponent, sweep.expected, _sentence(sweep, exponent))


def _sentence(sweep: Sweep, exponent: float) -> str:
    if abs(exponent - sweep.expected) <= NEAR:
        return f"As expected: the fitted exponent is within {NEAR} of {sweep.expected:g}."
    return f"Fitted {exponent:.2f}, expected {sweep.expected:g}: likely because {sweep.reason}."
