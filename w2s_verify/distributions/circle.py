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

from w2s_verify.arithmetic import Arithmetic, Mp, Number, mp, unguarded
from w2s_verify.distributions.marginal import COMPLEX_FUNCTIONS, RIDGE_FUNCTIONS, SCORE_PANELS
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.quantities import CENTRED_SIGMOID, RidgeFunction

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


def circle_answer(num: Arithmetic, factor: Number, teacher: Number, test: Number, hard: Number, noise: Number) -> Number:
    """E[(y − ½) a·x] on the same circle, y = (1 − noise) q + noise (1 − q), q the teacher's answer σ(v·x) or 1{v·x > 0}.

    (1/π) ∫ ½(y(x) − y(−x)) a·x over the half turn with v·x > 0
    Shapes  factor (..., 2, 2), teacher and test (..., 2), hard and noise (...) -> (...); in float64 only leading axes
    Units   those of the test's scores
    Domain  teacher not in the kernel; hard 0 or 1
    Error   balls: rigorous, absolute; mpmath and float64: quadrature to their precision
    Raises  none
    Source  x and −x are equally likely
    """
    root = num.sqrt(num.ratio(2, 1))
    score, along = (root * num.combine(vector, factor) for vector in (teacher, test))
    if num.name == "ball":
        return _answer_in_balls(score, along, hard, noise)
    if isinstance(num, Mp):
        plain, values = unguarded(num, num.vector(*score, *along, hard, noise))
        return num.context.make_mpf(_answer_in_mp(plain, values[:2], values[2:4], *values[4:])._mpf_)
    rows = zip(*(np.reshape(pair, (-1, 2)) for pair in (score, along)), np.ravel(hard), np.ravel(noise), strict=True)
    return np.array([_answer_in_float64(num, *row) for row in rows]).reshape(score.shape[:-1])


def _flipped(one: Number, other: Number, noise: Number) -> Number:
    """½(y(x) − y(−x)) where the answers without flips are ``one`` at x and ``other`` at −x."""
    first, second = ((1 - noise) * q + noise * (1 - q) for q in (one, other))
    return (first - second) / 2


def _answer_in_balls(score: Number, along: Number, hard: arb, noise: arb) -> arb:
    centred = COMPLEX_FUNCTIONS[CENTRED_SIGMOID.name]

    def integrand(angle: acb, analytic: bool) -> acb:
        del analytic  # as in ``_in_balls``
        c, s = angle.cos(), angle.sin()
        slope = arb(1) / 2 if hard == 1 else centred(score[0] * c + score[1] * s)
        half = arb(1) / 2
        product: acb = _flipped(half + slope, half - slope, noise) * (along[0] * c + along[1] * s)
        return product

    zero = arb.atan2(-score[0], score[1])
    return acb.integral(integrand, acb(zero), acb(zero + arb.pi()), eval_limit=10**6).real / arb.pi()


def _answer_in_mp(num: Mp, score: Number, along: Number, hard: Number, noise: Number) -> Number:
    context = num.context
    zero, edges = _edges(float(score[0]), float(score[1]))
    first = context.atan2(-score[0], score[1])

    def integrand(angle: Any) -> Any:
        c, s = context.cos_sin(angle)
        t = score[0] * c + score[1] * s
        one, other = (1, 0) if hard == 1 else (num.sigmoid(t), num.sigmoid(-t))
        return _flipped(one, other, noise) * (along[0] * c + along[1] * s)

    inner = [first + context.mpf(edge - zero) for edge in edges[1:-1]]
    return mp_gauss_legendre(num, integrand, [first, *inner, first + context.pi]) / context.pi


def _answer_in_float64(num: Arithmetic, score: Number, along: Number, hard: Number, noise: Number) -> float:
    def integrand(angle: Any) -> Any:
        c, s = np.cos(angle), np.sin(angle)
        t = score[0] * c + score[1] * s
        label = num.step if hard == 1 else num.sigmoid
        return _flipped(label(t), label(-t), noise) * (along[0] * c + along[1] * s)

    return gauss_legendre(integrand, _edges(float(score[0]), float(score[1]))[1]) / math.pi


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
