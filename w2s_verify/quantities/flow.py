"""Gradient flow w' = −∇L(w) by Taylor polynomials: in balls with a proved error, in mpmath and float64 to the bits asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from flint import arb

from w2s_verify.arithmetic import Arithmetic, Number

BITS_A_TERM = 2.8
"""Order by accuracy: with errors (h/R)^N the work N²/h is least at h = R/e²."""
MANTISSA_BITS = 3
"""Step widths have few bits, so that the times they add up to are exact."""
LEAST_STEP = 2.0**-40


class Expansion(Protocol):
    """−∇L along a path, one Taylor coefficient after the other."""

    def push(self, weights: Number) -> Number:
        """The next coefficient of −∇L from the next one of the path: (d,) -> (d,)."""
        ...


class Neighbourhood(Protocol):
    """The velocity near one point, as a finite sum; ``error`` bounds what the sum leaves out, |·| over the neighbourhood."""

    @property
    def error(self) -> Number:
        """0 where the law is itself finite."""
        ...

    def expansion(self, num: Arithmetic, order: int) -> Expansion:
        """A path of this order; in balls a coefficient is not finite where the path may leave the neighbourhood."""
        ...


class Velocity(Protocol):
    """−∇L of a convex risk."""

    def near(self, num: Arithmetic, weights: Number, bits: int) -> Neighbourhood:
        """The velocity near a point, to a relative accuracy of 2^-bits."""
        ...


@dataclass(frozen=True, slots=True)
class Flow:
    """Nodes of a path and what separates them from the flow: |w(times_k) − nodes_k| <= errors_k, proved where in balls.

    Shapes  times (k,), nodes k vectors (d,), errors (k,)
    """

    times: tuple[float, ...]
    nodes: tuple[Number, ...]
    errors: tuple[Number, ...]

    @property
    def end(self) -> Number:
        """w at the last time; in balls an enclosure of it."""
        return self.nodes[-1] + self.errors[-1] * arb(0, 1) if isinstance(self.errors[-1], arb) else self.nodes[-1]


class HalfTanh:
    """u = tanh(s/2) along a path of scores, from u' = ½(1 − u²)s': coefficients (n,), one order after the other."""

    def __init__(self, num: Arithmetic, order: int, count: int) -> None:
        self.num, self.known = num, 0
        shape = (count, order + 1)
        kind = np.float64 if num.name == "float64" else object
        self.rise, self.values, self.slopes = (np.zeros(shape, dtype=kind) for _ in range(3))

    def push(self, scores: Number) -> Number:
        """The next coefficient of u from the next one of the scores."""
        num, k, low = self.num, self.known, (self.known + 1) // 2
        self.known += 1
        if k == 0:
            self.values[:, 0] = num.tanh(scores / 2)
            self.slopes[:, 0] = 2 * num.curvature(scores)
            return self.values[:, 0]
        self.rise[:, k] = k * scores
        self.values[:, k] = num.dot(self.rise[:, 1 : k + 1], self.slopes[:, k - 1 :: -1]) / k
        self.slopes[:, k] = -num.dot(self.values[:, :low], self.values[:, k : k - low : -1])
        if k % 2 == 0:
            self.slopes[:, k] -= self.values[:, low] * self.values[:, low] / 2
        return self.values[:, k]


def flow(num: Arithmetic, velocity: Velocity, start: Number, time: float, bits: int) -> Flow:
    """The flow up to a time.

    L is convex, so any path p with p(0) = w₀ has |w(t) − p(t)| <= ∫₀ᵗ |p' + ∇L(p)|, a jump of p adding its length. p is on
    each step the Taylor polynomial of the flow at the node before; the residual is enclosed by its first coefficients there
    and the next one over the whole step.
    Shapes  start (d,)
    Units   weights
    Domain  time >= 0
    Error   in balls ``errors``, proved, about 2^-bits times |start| a step; else as small, not proved
    Raises  ValueError: a negative time; ArithmeticError: the velocity cannot be expanded
    Source  contraction of the gradient flow of a convex function; Taylor's theorem
    """
    if not 0 <= time < math.inf:
        raise ValueError(f"time = {time}: must be non-negative and finite")
    order = max(6, math.ceil(bits / BITS_A_TERM))
    error = _length(num, start - _middle(num, start))
    times, nodes, errors = [0.0], [_middle(num, start)], [error]
    while times[-1] < time:
        step = _Step(num, velocity, nodes[-1], bits, order)
        width, local = step.taken(time - times[-1])
        reached = step.at(width)
        nodes.append(_middle(num, reached))
        error = error + local + _length(num, reached - nodes[-1])
        times.append(times[-1] + width)
        errors.append(error)
    return Flow(tuple(times), tuple(nodes), tuple(errors))


class _Step:
    """The Taylor polynomial of the flow at one node."""

    def __init__(self, num: Arithmetic, velocity: Velocity, node: Number, bits: int, order: int) -> None:
        self.num, self.order = num, order
        self.around = velocity.near(num, node, bits)
        self.budget = max(_float(num.norm(node)), 2.0**-400) * 2.0**-bits
        expansion = self.around.expansion(num, order)
        self.path, self.slack = [node], []
        for k in range(order):
            slope = expansion.push(self.path[k])
            self.path.append(_middle(num, slope / (k + 1)))
            self.slack.append(_length(num, slope - (k + 1) * self.path[k + 1]))

    def at(self, time: Number) -> Number:
        """The polynomial at a time after the node."""
        total = self.path[-1]
        for coefficient in self.path[-2::-1]:
            total = total * time + coefficient
        return total

    def taken(self, left: float) -> tuple[float, Number]:
        """The width of the step, at most ``left``, and ∫ |p' + ∇L(p)| over it."""
        width = min(left, self._guess())
        while width > LEAST_STEP * left:
            local = self._residual(width)
            if not isinstance(local, arb) or bool(local < 4 * self.budget):
                return width, local
            width /= 2
        raise ArithmeticError(f"the flow cannot be expanded at {[_float(w) for w in self.path[0]]}")

    def _guess(self) -> float:
        """Where the last coefficients stay within the budget, rounded down to a few bits."""
        sizes = [(k, max(_float(abs(w)) for w in self.path[k])) for k in (self.order - 1, self.order)]
        widths = [math.exp(math.log(self.budget / size) / k) for k, size in sizes if size > 0]
        mantissa, exponent = math.frexp(min(widths, default=2.0**60))
        return math.ldexp(math.floor(mantissa * 2**MANTISSA_BITS), exponent - MANTISSA_BITS)

    def _residual(self, width: float) -> Number:
        """A bound of the integral in balls; elsewhere 0."""
        if self.num.name != "ball":
            return 0
        whole = arb(width / 2, width / 2)
        expansion = self.around.expansion(self.num, self.order)
        for coefficient in _recentred(self.path, whole):
            last = expansion.push(coefficient)
        size = _length(self.num, last)
        power = arb(width)
        total = self.around.error * power
        for k, slack in enumerate(self.slack):
            total += slack * power / (k + 1)
            power *= width
        bound: arb = total + size * power / (self.order + 1)
        return bound.abs_upper()


def _recentred(path: list[Number], centre: arb) -> list[Number]:
    """Taylor coefficients of a polynomial at another centre."""
    shifted, top = list(path), len(path) - 1
    for k in range(top):
        for j in range(top - 1, k - 1, -1):
            shifted[j] = shifted[j] + centre * shifted[j + 1]
    return shifted


def _middle(num: Arithmetic, vector: Number) -> Number:
    """Exact numbers in the middle of balls; elsewhere the numbers themselves."""
    return np.array([arb(w).mid() for w in vector], dtype=object) if num.name == "ball" else vector


def _length(num: Arithmetic, vector: Number) -> Number:
    """An upper bound of the length in balls; elsewhere 0."""
    if num.name != "ball":
        return 0
    uppers = [arb(w).abs_upper() for w in vector]
    return sum((w * w for w in uppers), arb(0)).sqrt().abs_upper()


def _float(number: Any) -> float:
    return float(number.mid()) if isinstance(number, arb) else float(number)
