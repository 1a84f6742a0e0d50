"""The accuracy table: maximal and 99 % error of each kernel in each regime, in ulp of the stated scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from flint import arb
from numpy.typing import ArrayLike

from w2s_verify.arithmetic import Ball, ball
from w2s_verify.kernels.accuracy import reference
from w2s_verify.kernels.accuracy.cases import REGIMES, Case, cases, frames, radii
from w2s_verify.kernels.answers import HARD, SOFT
from w2s_verify.kernels.batched import batched_cosine_rates, batched_gradients
from w2s_verify.kernels.compiled import hessian_loop, risk_loop
from w2s_verify.kernels.data import Data, Floats
from w2s_verify.kernels.hessian import gradient_and_hessian_numpy, hessian_vector_product
from w2s_verify.kernels.path import path_of_frames
from w2s_verify.kernels.risk import risk_and_gradient_numpy
from w2s_verify.kernels.spectrum import gaussian_spectrum

BITS = 400
ULP = 2.0**-52

Compared = tuple[str, ArrayLike, reference.Measured]
"""Kernel, what it returned, what is exact with its scale."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Errors of one kernel in one regime, in units of 2^-52 times the scale."""

    kernel: str
    regime: str
    entries: int
    largest: float
    most: float


def _errors(returned: ArrayLike, exact: reference.Measured) -> list[float]:
    """|returned - exact| / (2^-52 scale) of every entry; an entry of scale 0 must be met exactly."""
    errors = []
    for got, value, scale in zip(np.ravel(returned), np.ravel(exact[0]), np.ravel(exact[1]), strict=True):
        difference = abs(arb(float(got)) - value)
        if not (scale > 0):
            errors.append(0.0 if difference == 0 else np.inf)
        else:
            errors.append(float((difference / scale).mid()) / ULP)
    return errors


def _risk(num: Ball, case: Case) -> Iterator[Compared]:
    risk, gradient = reference.exact_risk(num, case.data, case.student)
    loops: dict[str, Callable[[Data, Floats], tuple[float, Floats]] | None]
    loops = {"numpy": risk_and_gradient_numpy, "compiled": risk_loop(case.data)}
    for name, loop in loops.items():
        if loop is not None:
            loss, slope = loop(case.data, case.student)
            yield f"risk ({name})", loss, risk
            yield f"gradient ({name})", slope, gradient


def _second_order(num: Ball, case: Case) -> Iterator[Compared]:
    exact = reference.exact_hessian(num, case.data, case.student)
    yield "hessian (numpy)", gradient_and_hessian_numpy(case.data, case.student)[1], exact
    loop = hessian_loop(case.data)
    if loop is not None:
        yield "hessian (compiled)", loop(case.data, case.student)[1], exact
    product = hessian_vector_product(case.data, case.student, case.direction)
    yield "hessian-vector product", product, reference.exact_product(num, case.data, case.student, case.direction)


def _pairs(num: Ball, case: Case) -> Iterator[Compared]:
    students, teachers = case.student[None], case.teacher[None]
    for name, answers in (("soft", SOFT), ("hard", HARD)):
        exact = reference.exact_pair(num, case.data, case.student, case.teacher, name == "hard")
        yield f"pair gradients ({name})", batched_gradients(case.data, students, teachers, answers), exact
        rates = batched_cosine_rates(case.data, students, teachers, case.truth, answers)
        yield f"pair cosine rates ({name})", rates, reference.exact_rate(num, exact, case.student, case.truth)


def _closed_forms(num: Ball, regime: str, count: int, seed: int) -> Iterator[Compared]:
    for radius in radii(regime, count, seed):
        across, along = gaussian_spectrum(radius)
        exact_across, exact_along = reference.exact_spectrum(num, float(radius))
        yield "spectrum across", across, exact_across
        yield "spectrum along", along, exact_along
    for frame in frames(regime, count, seed):
        path = path_of_frames(frame)
        for field, exact in reference.exact_path(num, frame).items():
            if field != "window_end" or (np.isfinite(path.window_end) and path.window_end > 0):
                yield f"path {field.replace('_', ' ')}", getattr(path, field), exact


def accuracy_table(count: int = 40, seed: int = 20260505) -> tuple[Accuracy, ...]:
    """Errors of every kernel in every regime, from `count` seeded cases each.

    max and 99 % quantile of |kernel - exact| / (2^-52 scale)
    Shapes  -> one row for each kernel and regime
    Units   ulp of the scale of kernels.accuracy.reference
    Domain  count >= 1
    Error   that of balls of 400 bits: none at this precision
    Raises  none
    Source  none
    """
    rows = []
    with ball(BITS) as num:
        for regime in REGIMES:
            errors: dict[str, list[float]] = defaultdict(list)
            for case in cases(regime, count, seed):
                for read in (_risk, _second_order, _pairs):
                    for kernel, returned, exact in read(num, case):
                        errors[kernel] += _errors(returned, exact)
            for kernel, returned, exact in _closed_forms(num, regime, count, seed):
                errors[kernel] += _errors(returned, exact)
            rows += [_summary(kernel, regime, values) for kernel, values in errors.items()]
    return tuple(rows)


def _summary(kernel: str, regime: str, errors: list[float]) -> Accuracy:
    return Accuracy(kernel, regime, len(errors), max(errors), float(np.quantile(errors, 0.99)))


SLACK_FACTOR, SLACK = 1.02, 0.02
"""Of a stored bound: the table is the same in every run, so this covers rounding and compilers, nothing more."""


def accuracy_bounds(*tables: tuple[Accuracy, ...]) -> dict[str, dict[str, float]]:
    """Bounds to store for the ratchet: the worst of the tables of several processors' kernels, and 2 % and 0.02 ulp.

    1.02 max error + 0.02
    Shapes  tables -> largest and most by "kernel | regime"
    Units   ulp of the scale
    Domain  at least one table
    Error   none
    Raises  none
    Source  none
    """
    bounds: dict[str, dict[str, float]] = {}
    for row in (row for table in tables for row in table):
        bound = bounds.setdefault(f"{row.kernel} | {row.regime}", {"largest": 0.0, "most": 0.0})
        for name, error in (("largest", row.largest), ("most", row.most)):
            bound[name] = max(bound[name], round(SLACK_FACTOR * error + SLACK, 2))
    return bounds
