"""Gradient flow w' = −∇L(w) on finitely many points, solved in float64 and certified in balls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import arb, arb_series
from numpy.typing import NDArray
from scipy.integrate import solve_ivp

from w2s_verify.arithmetic import ball, float64
from w2s_verify.quantities.labels import centred_label, centred_sigmoid

Floats = NDArray[np.float64]
ORDER = 4
BITS = 64


@dataclass(frozen=True, slots=True)
class CertifiedFlow:
    """Nodes of an approximate path and what separates it from the flow: |w(times_k) − nodes_k| ≤ errors_k, proved.

    Shapes  times (k,), nodes (k, d), errors (k,)
    """

    times: Floats
    nodes: Floats
    errors: Floats


@dataclass(frozen=True, slots=True)
class Problem:
    """A discrete law with a teacher: points (n, d), weights (n,), teacher (d,), hard in {0, 1}, noise in [0, 1]; exact."""

    points: Floats
    weights: Floats
    teacher: Floats
    hard: float = 0.0
    noise: float = 0.0

    def descent(self, weights: Floats) -> Floats:
        """−∇L in float64."""
        answers = centred_label(float64, self.points @ self.teacher, self.hard, self.noise)
        slope = answers - centred_sigmoid(float64, self.points @ weights)
        found: Floats = (self.weights * slope) @ self.points / self.weights.sum()
        return found


def certified_flow(problem: Problem, start: Floats, time: float, steps: int) -> CertifiedFlow:
    """The flow up to a time, with a proved error.

    L is convex, so any differentiable path p with p(0) = w₀ has |w(t) − p(t)| ≤ ∫₀ᵗ |p' + ∇L(p)|.
    p is the cubic Hermite path through the solver's nodes; on each step p' + ∇L(p) is expanded at the middle to order 3,
    the coefficient of order 4 taken over the whole step.
    Shapes  start (d,) -> steps + 1 nodes
    Units   weights
    Domain  time >= 0; scores up to about 2^9
    Error   ``errors``, an upper bound in float64 rounded upwards; about T (T/steps)³ L/400 in practice
    Raises  ValueError: a negative time, steps < 1, the solver gave up
    Source  contraction of the gradient flow of a convex function; Hermite interpolation
    """
    if not 0 <= time < math.inf:
        raise ValueError(f"time = {time}: must be non-negative and finite")
    if steps < 1:
        raise ValueError(f"steps = {steps}: must be at least 1")
    times = np.linspace(0.0, time, steps + 1)
    if time == 0:
        return CertifiedFlow(times, np.tile(start, (steps + 1, 1)), np.zeros(steps + 1))
    solved = solve_ivp(
        lambda _, w: problem.descent(w), (0.0, time), start, method="DOP853", t_eval=times, rtol=1e-11, atol=1e-13
    )
    if not solved.success:
        raise ValueError(f"the solver gave up at time {solved.t[-1] if solved.t.size else 0.0}: {solved.message}")
    nodes: Floats = np.ascontiguousarray(solved.y.T)
    nodes[0] = start
    slopes = np.array([problem.descent(node) for node in nodes])
    errors = [0.0]
    with ball(BITS):
        residual = _Residual(problem)
        for k in range(steps):
            width = arb(times[k + 1]) - arb(times[k])
            bound = arb(errors[-1]) + width * residual.largest(nodes[k : k + 2], slopes[k : k + 2], width)
            errors.append(math.nextafter(float(bound.abs_upper()), math.inf))
    return CertifiedFlow(times, nodes, np.array(errors))


class _Residual:
    """p' + ∇L(p) on one step, in balls."""

    def __init__(self, problem: Problem) -> None:
        with ball(BITS) as num:
            points, weights = num.exact(problem.points), num.exact(problem.weights)
            scores = num.matvec(points, num.exact(problem.teacher))
            self.labels = centred_label(num, scores, num.exact(np.asarray(problem.hard)), num.exact(np.asarray(problem.noise)))
            self.mass = weights / np.sum(weights)
            self.points = points

    def largest(self, ends: Floats, slopes: Floats, width: arb) -> arb:
        """An upper bound of |p' + ∇L(p)| over the step."""
        half = width / 2
        at_middle = self._expanded(ends, slopes, width, half)
        over_all = self._expanded(ends, slopes, width, arb(half, half))
        total = arb(0)
        for near, wide in zip(at_middle, over_all, strict=True):
            bound = sum((abs(near[k]) * half**k for k in range(ORDER)), abs(wide[ORDER]) * half**ORDER)
            total += bound * bound
        return arb(total.abs_upper()).sqrt()

    def _expanded(self, ends: Floats, slopes: Floats, width: arb, centre: arb) -> list[Any]:
        """Taylor coefficients 0 … 4 of every coordinate at ``centre`` (a point, or a ball that holds the step)."""
        place = arb_series([centre, 1], prec=ORDER + 2)
        corners = [[arb(value) for value in (*ends[:, j], *slopes[:, j])] for j in range(ends.shape[1])]
        paths = [_hermite(first, last, rise, fall, width, place) for first, last, rise, fall in corners]
        residuals = [path.derivative() for path in paths]
        for point, mass, label in zip(self.points, self.mass, self.labels, strict=True):
            score = sum((x * path for x, path in zip(point, paths, strict=True)), arb_series([0], prec=ORDER + 1))
            slope = mass * (1 / (1 + (-score).exp()) - (label + arb(1) / 2))
            residuals = [found + x * slope for found, x in zip(residuals, point, strict=True)]
        return residuals


def _hermite(first: arb, last: arb, rise: arb, fall: arb, width: arb, place: Any) -> Any:
    """The cubic with values first, last and slopes rise, fall at the ends, as a series in t at ``place``."""
    chord = (last - first) / width
    second, third = (3 * chord - 2 * rise - fall) / width, (rise + fall - 2 * chord) / (width * width)
    return first + place * (rise + place * (second + place * third))
