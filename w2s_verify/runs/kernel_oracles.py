"""Kernels that the claims use on both sides alike, so that no claim notices a fault: each against its definition in mpmath."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from flint import arb
from mpmath.ctx_mp import MPContext

from w2s_verify.arithmetic import ball
from w2s_verify.distributions import Discrete, answer_slope, law_flow
from w2s_verify.quantities import centred_label, definite, largest_eigenvalue, log_curvature
from w2s_verify.runs.law_oracles import LAW_ORACLES

BITS = 160
POINTS = (-30, -3, -1, 1, 2, 17)
MP = MPContext()
MP.prec = 3 * BITS
Pair = tuple[arb, Any]


def _softplus(num: Any) -> Iterator[Pair]:
    for t in POINTS:
        yield num.softplus(arb(t)), MP.log(1 + MP.exp(t))


def _log_curvature(num: Any) -> Iterator[Pair]:
    for t in POINTS:
        yield log_curvature(num, arb(t)), MP.log(MP.exp(t) / (1 + MP.exp(t)) ** 2)


def _centred_label(num: Any) -> Iterator[Pair]:
    """y or 1 − y with probability ``noise`` = 1/4, less ½."""
    for t in POINTS:
        for hard in (0, 1):
            answer = MP.mpf(t > 0) if hard else 1 / (1 + MP.exp(-t))
            yield centred_label(num, arb(t), arb(hard), arb(1) / 4), (3 * answer + (1 - answer)) / 4 - MP.mpf(1) / 2


def _answer_slope(num: Any) -> Iterator[Pair]:
    """E[(y − ½) Z]/r with hard answers and noise 1/4: (1 − 2/4)/(√(2π) r)."""
    for r in (1, 2, 5):
        yield answer_slope(num, arb(r), arb(1), arb(1) / 4), 1 / (2 * r * MP.sqrt(2 * MP.pi))


def _elementary(num: Any) -> Iterator[Pair]:
    """A double as it is; sinh, cosh; Σ c x xᵀ for two points."""
    yield num.exact(1 + 2.0**-40), MP.mpf(1) + MP.mpf(2) ** -40
    for t in POINTS:
        yield num.sinh(arb(t)), (MP.exp(t) - MP.exp(-t)) / 2
        yield num.cosh(arb(t)), (MP.exp(t) + MP.exp(-t)) / 2
    rows, coefficients = np.array([[1, 2], [3, -1]]), np.array([5, 7])
    found = num.scatter(num.exact(coefficients), num.exact(rows))
    for i, j in np.ndindex(2, 2):
        yield found[i, j], MP.mpf(int(np.sum(coefficients * rows[:, i] * rows[:, j])))


def _largest_eigenvalue(num: Any) -> Iterator[Pair]:
    """Of [[2, 1], [1, 2]] ⊕ 5 and its corner; and whether the ball for entries shaken by 1 holds the 7 that they may reach."""
    matrix = num.exact(np.array([[2.0, 1, 0], [1, 2, 0], [0, 0, 5]]))
    yield largest_eigenvalue(num, matrix), MP.mpf(5)
    yield largest_eigenvalue(num, matrix[:2, :2]), MP.mpf(3)
    shaken = matrix + num.exact(np.ones((3, 3))) * arb(0, 1)
    yield arb(int(largest_eigenvalue(num, shaken).contains(7))), MP.mpf(1)


def _definite(num: Any) -> Iterator[Pair]:
    """A matrix with the eigenvalues 1/4 and −1/4, and a definite one."""
    yield arb(int(definite(num.exact(np.array([[0.25, 0], [0, -0.25]]))) is False)), MP.mpf(1)
    yield arb(int(definite(num.exact(np.array([[2.0, 1], [1, 2]]))) is True)), MP.mpf(1)


def _flow(num: Any) -> Iterator[Pair]:
    """w' = 1 − σ(w) from 1 under one example with a hard answer: w + e^w = 1 + e + t; w(1) lies in a narrow enclosure."""
    law = Discrete(num.exact(np.array([[1.0]])), num.exact(np.array([1.0])))
    reached = arb(law_flow(num, law, num.exact(np.ones(1)), num.exact(np.ones(1)), 1.0, arb(1), arb(0)).end[0])
    true = MP.findroot(lambda w: w + MP.exp(w) - 2 - MP.e, 1.2)
    middle, radius = (MP.mpf(part.str(60, radius=False)) for part in (reached.mid(), reached.rad()))
    yield arb(int(abs(middle - true) <= radius)), MP.mpf(1)
    yield arb(int(radius < 1e-6)), MP.mpf(1)


ORACLES: dict[str, Callable[[Any], Iterator[Pair]]] = {
    "softplus": _softplus,
    "log_curvature": _log_curvature,
    "centred_label": _centred_label,
    "answer_slope": _answer_slope,
    "elementary": _elementary,
    "largest_eigenvalue": _largest_eigenvalue,
    "definite": _definite,
    "flow": _flow,
    **LAW_ORACLES,
}


def agrees(name: str) -> bool:
    """Whether every ball of the kernel is close to mpmath's value of the definition: within 2^-100 of max(1, |value|)."""
    with ball(BITS) as num:
        pairs = [(MP.mpf(kernel.mid().str(60, radius=False)), value) for kernel, value in ORACLES[name](num)]
    return all(abs(kernel - value) <= MP.mpf(2) ** -100 * max(1, abs(value)) for kernel, value in pairs)
