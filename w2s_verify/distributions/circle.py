"""Elliptical laws of the plane by the angle alone: E over z = λ√2 (cos φ, sin φ) without reducing to one coordinate.

Every spherical law of the plane is a mixture of circles; this is the oracle of what elliptical expectations reduce to.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number
from w2s_verify.distributions.marginal import COMPLEX_FUNCTIONS
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.quantities import RidgeFunction

PANELS = (2.0, 6.0, 14.0, 30.0, 62.0, 126.0, 254.0, 510.0, 1022.0, 2046.0)


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
    if num.name == "mp":
        assert isinstance(num, Mp)
        zero, edges = _edges(float(score[0]), float(score[1]))
        context = num.context
        first = context.mpf(zero)
        inner = [first + context.mpf(edge - zero) for edge in edges[1:-1]]
        by: Any = context
        return (
            mp_gauss_legendre(num, _integrand(num, by, function, score, along, power), [first, *inner, first + context.pi])
            / context.pi
        )
    means = [_in_float64(num, function, *pair, power) for pair in zip(score.reshape(-1, 2), along.reshape(-1, 2), strict=True)]
    return np.array(means).reshape(score.shape[:-1])


def _in_float64(num: Arithmetic, function: RidgeFunction, score: Number, along: Number, power: int) -> float:
    _, edges = _edges(float(score[0]), float(score[1]))
    return gauss_legendre(_integrand(num, np, function, score, along, power), edges) / math.pi


def _integrand(
    num: Arithmetic, by: Any, function: RidgeFunction, score: Number, along: Number, power: int
) -> Callable[[Any], Any]:
    def integrand(angle: Any) -> Any:
        c, s = by.cos(angle), by.sin(angle)
        return function.of(num, score[0] * c + score[1] * s) * (along[0] * c + along[1] * s) ** power

    return integrand


def _edges(first: float, second: float) -> tuple[float, list[float]]:
    """A zero of the score first·cos + second·sin, and the half turn from it, refined where the score is small."""
    zero, reach = math.atan2(-first, second), math.hypot(first, second)
    near = [math.asin(score / reach) for score in PANELS if score < reach]
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
