"""Growth: seconds against one size at a time, the exponent fitted beside the one expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from w2s_verify.claims.judge import judge
from w2s_verify.claims.search import margins
from w2s_verify.kernels import batched_gradients, gradient_and_hessian, risk_and_gradient
from w2s_verify.runs.bench.claim_sections import claim_batch, in_balls, one_claim
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


def _margins(claim_id: str, count: int, **sizes: int) -> Call:
    claim = one_claim(claim_id)
    batch = claim_batch(claim, sizes, count)

    def call() -> object:
        with np.errstate(all="ignore"):
            return margins(claim, batch)

    return call


def _certification(atoms: int, dimension: int, bits: int) -> Call:
    claim = one_claim("hessian.loewner-band")
    return in_balls(claim, claim_batch(claim, {"n": atoms, "d": dimension}, 1).row(0), bits)


def _verdict(atoms: int) -> Call:
    claim = one_claim("hessian.loewner-band")
    instance = claim_batch(claim, {"n": atoms, "d": 8}, 1).row(0)
    return lambda: judge(claim, instance)


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
    Sweep(
        "margins of path.peak",
        "batch",
        tuple(2**k for k in range(9, 20)),
        1.0,
        "some sixty calls a chunk still show below 2^14 instances, and the fields leave the cache above 2^18",
        lambda count: _margins("path.peak", count),
    ),
    Sweep(
        "margins of hessian.loewner-band",
        "atoms",
        tuple(2**k for k in range(1, 9)),
        1.0,
        "what belongs to an instance, not to an atom, still shows at few atoms",
        lambda atoms: _margins("hessian.loewner-band", 2000, n=atoms, d=4),
    ),
    Sweep("verdict on hessian.loewner-band", "atoms", tuple(2**k for k in range(1, 9)), 1.0, CALLS, _verdict),
    Sweep(
        "certification",
        "dimension",
        tuple(2**k for k in range(7)),
        1.0,
        "the exponentials of the atoms do not grow with the dimension",
        lambda d: _certification(64, d, 128),
    ),
    Sweep(
        "certification",
        "bits",
        tuple(2**k for k in range(7, 15)),
        1.58,
        "at these sizes the products are schoolbook products and exponentials sum a series whose length grows with the bits; "
        "below 1,000 bits the cost of an operation does not depend on its bits at all",
        lambda bits: _certification(16, 4, bits),
    ),
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
