"""Elliptical laws of the plane by the angle alone: E over z = λ√2 (cos φ, sin φ) without reducing to one coordinate.

Every spherical law of the plane is a mixture of circles; this is the oracle of what elliptical expectations reduce to.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number, mp
from w2s_verify.distributions.marginal import COMPLEX_FUNCTIONS, RIDGE_FUNCTIONS, SCORE_PANELS
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.quantities import RidgeFunction

LEAST_STEPS = 16
LARGEST_PERIODIC_SCORE = 24
"""Up to it mpmath's opinion is a trapezoid sum with halved steps, beyond it a panelled quadrature."""


def circle_mean(num: Arithmetic, factor: Number, function: RidgeFunction, weights: Number, test: Number, power: int) -> Number:
    """E[h(w·x) (a·x)^power], x = Sz, z uniform on the circle of radius √2, so that E[zzᵀ] = I.

    Shapes  factor (..., 2, 2), weights and test (..., 2) -> (...); in float64 only may there be leading axes
    Units   those of h times those of x to the power
    Domain  power of h's parity (else the mean is 0 and is not computed)
    Error   balls: rigorous, absolute; mpmath and float64: quadrature to their precision
    Raises  ValueError: a power of the wrong parity
    Source  the angle of z is uniform; half a turn suffices by symmetry, from the direction where w·x = 0
    """
    if (-1) ** power != function.parity:
        raise ValueError(f"power = {power}: with {function.name} the mean is 0 by symmetry")
    root = num.sqrt(num.ratio(2, 1))
    score, along = (root * num.combine(vector, factor) for vector in (weights, test))
    if num.name == "ball":
        return _in_balls(function, score, along, power)
    if isinstance(num, Mp):
        raw = _in_mp(function.name, tuple(entry._mpf_ for entry in score), power, num.bits)
        products = [math.comb(power, k) * along[0] ** (power - k) * along[1] ** k for k in range(power + 1)]
        return num.context.fdot(products, map(num.context.make_mpf, raw))
    means = [_in_float64(num, function, *pair, power) for pair in zip(score.reshape(-1, 2), along.reshape(-1, 2), strict=True)]
    return np.array(means).reshape(score.shape[:-1])


@lru_cache(maxsize=1024)
def _in_mp(name: str, raw: tuple[Any, ...], power: int, bits: int) -> tuple[Any, ...]:
    """E[h(score) cos^{p−k} sin^k], k = 0 … p, in mpmath, as raw numbers: every test direction needs only these."""
    num, function = mp(bits), RIDGE_FUNCTIONS[name]
    context = num.context
    score = [context.make_mpf(entry) for entry in raw]

    def values(c: Number, s: Number) -> Number:
        value = function.of(num, score[0] * c + score[1] * s)
        return num.vector(*(value * math.prod([c] * (power - k) + [s] * k) for k in range(power + 1)))

    if context.hypot(*score) <= LARGEST_PERIODIC_SCORE:
        found = _by_halving(num, values)
    else:
        zero, edges = _edges(float(score[0]), float(score[1]))
        first = context.mpf(zero)
        inner = [first + context.mpf(edge - zero) for edge in edges[1:-1]]
        integral = mp_gauss_legendre(num, lambda angle: values(*context.cos_sin(angle)), [first, *inner, first + context.pi])
        found = integral / context.pi
    return tuple(entry._mpf_ for entry in found)


def _by_halving(num: Mp, values: Callable[[Number, Number], Number]) -> Number:
    """The mean over equal steps of half a turn, halved until two means agree: the integrand is analytic and π-periodic."""

    def mean(count: int, odd: int) -> Number:
        return sum((values(c, s) for c, s in _half_turn(count, odd, num.bits)), num.context.zero) / count

    count = LEAST_STEPS
    coarse = mean(count, 0)
    while True:
        fine = (coarse + mean(count, 1)) / 2
        if max(abs(entry) for entry in fine - coarse) <= num.context.ldexp(1, 8 - num.bits):
            return fine
        coarse, count = fine, 2 * count


@lru_cache(maxsize=64)
def _half_turn(count: int, odd: int, bits: int) -> tuple[tuple[Number, Number], ...]:
    """Cosines and sines of the angles (2k + odd)π/(2 count), k < count."""
    context = mp(bits).context
    angles = ((2 * k + odd) * context.pi / (2 * count) for k in range(count))
    return tuple((context.cos(angle), context.sin(angle)) for angle in angles)


def _in_float64(num: Arithmetic, function: RidgeFunction, score: Number, along: Number, power: int) -> float:
    _, edges = _edges(float(score[0]), float(score[1]))

    def integrand(angle: Any) -> Any:
        c, s = np.cos(angle), np.sin(angle)
        return function.of(num, score[0] * c + score[1] * s) * (along[0] * c + along[1] * s) ** power

    return gauss_legendre(integrand, edges) / math.pi


def _edges(first: float, second: float) -> tuple[float, list[float]]:
    """A zero of the score first·cos + second·sin, and the half turn from it, refined where the score is small."""
    zero, reach = math.atan2(-first, second), math.hypot(first, second)
    near = [math.asin(score / reach) for score in SCORE_PANELS if score < reach]
    offsets = {0.0, math.pi, math.pi / 4, math.pi / 2, 3 * math.pi / 4, *near, *(math.pi - angle for angle in near)}
    return zero, [zero + offset for offset in sorted(offsets)]


def _in_balls(function: RidgeFunction, score: Number, along: Number, power: int) -> arb:
    kernel = COMPLEX_FUNCTIONS[function.name]

    def integrand(angle: acb, analytic: bool) -> acb:
        del analytic  # a pole makes the value infinite, which the integrator reads as "split"
        c, s = angle.cos(), angle.sin()
        t = score[0] * c + score[1] * s
        value = function.parity * kernel(-t) if t.real.upper() < 0 else kernel(t)
        product: acb = value * (along[0] * c + along[1] * s) ** power
        return product

    return acb.integral(integrand, acb(0), acb(arb.pi()), eval_limit=10**6).real / arb.pi()
