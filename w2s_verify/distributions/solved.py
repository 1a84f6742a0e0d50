"""The gradient flow in float64 by SciPy's solver, with an event where the cosine with the truth peaks. Never a verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import solve_ivp

from w2s_verify.arithmetic import float64
from w2s_verify.distributions.descent import cosine_rate, descent
from w2s_verify.distributions.law import Law, direction

TIGHTEST = 1e-11


@dataclass(frozen=True, slots=True)
class SolvedFlow:
    """Nodes of the flow at the solver's own times, and the first time at which the cosine stops to rise (None: it does not)."""

    times: NDArray[np.float64]
    nodes: NDArray[np.float64]
    peak_time: float | None
    peak: NDArray[np.float64] | None


def solved_flow(
    law: Law, student: ArrayLike, teacher: ArrayLike, truth: ArrayLike, time: float, hard: float = 0, noise: float = 0
) -> SolvedFlow:
    """w' = −∇L(w) from a student under a teacher's answers, up to a time.

    Shapes  student, teacher, truth (d,) -> times (k,), nodes (k, d), peak (d,)
    Units   weights, time
    Domain  any law; vectors non-zero
    Error   about 1e-11 a step, not proved; ``law_flow`` proves its own
    Raises  ValueError: a vector without a direction, two lengths, a time that is not positive and finite; the solver gives up
    Source  SciPy's solve_ivp, DOP853; the event is a root of the cosine's rate, from above
    """
    if not 0 < time < math.inf:
        raise ValueError(f"time = {time}: must be positive and finite")
    named = {"student": student, "teacher": teacher, "truth": truth}
    start, aim, goal = (direction(name, values) for name, values in named.items())
    if not start.size == aim.size == goal.size:
        raise ValueError(f"student, teacher, truth have {start.size}, {aim.size}, {goal.size} entries: must be of one length")

    def rate(_: float, weights: NDArray[np.float64]) -> float:
        return float(cosine_rate(float64, law, weights, aim, goal, hard, noise))

    rate.direction = -1.0  # type: ignore[attr-defined]  # how SciPy is told which way the event is crossed
    found = solve_ivp(
        lambda _, weights: descent(float64, law, weights, aim, hard, noise),
        (0.0, time),
        start,
        method="DOP853",
        events=rate,
        rtol=TIGHTEST,
        atol=TIGHTEST / 100,
    )
    if not found.success:
        raise ValueError(f"the solver gave up at time {found.t[-1]}: {found.message}")
    peaked = found.t_events[0].size > 0
    peak_time, peak = (float(found.t_events[0][0]), found.y_events[0][0]) if peaked else (None, None)
    return SolvedFlow(found.t, found.y.T, peak_time, peak)
