"""E[h(a + rZ) Z^p] for a standard normal Z and a shift a: what laws that are not centred need."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb
from scipy.special import ndtr

from w2s_verify.arithmetic import Arithmetic, Mp, Number, ball_key, ball_of_key, unguarded
from w2s_verify.distributions.marginal import COMPLEX_FUNCTIONS, RIDGE_FUNCTIONS
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.quantities import RidgeFunction


def shifted_moment(num: Arithmetic, function: RidgeFunction, shift: Number, radius: Number, power: int) -> Number:
    """E[h(a + rZ) Z^p], p = 0, 1, 2.

    Shapes  shift, radius () -> ()
    Units   those of h
    Domain  any shift, r >= 0
    Error   balls: rigorous, 2^-bits absolute; mpmath: quadrature to its precision; float64: 1e-13 of E[|h| |Z|^p]
    Raises  none
    Source  integration of analytic functions with proved error (Johansson 2018); tail (T + 1/T) φ(T) on either side
    """
    if num.name == "ball":
        return _in_balls(function.name, ball_key(arb(shift)), ball_key(arb(radius)), power, num.bits)
    if isinstance(num, Mp):
        return _in_mp(num, function, shift, radius, power)
    panels = _panels(float(shift), float(radius), 9.0)
    root = math.sqrt(2 * math.pi)
    return gauss_legendre(lambda z: function.of(num, shift + radius * z) * z**power * np.exp(-z * z / 2), panels) / root


def normal_cdf(num: Arithmetic, t: Number) -> Number:
    """Φ(t) = ½ erfc(−t/√2)."""
    if num.name == "float64":
        return ndtr(t)
    half = -t / num.sqrt(num.ratio(2, 1))
    if isinstance(num, Mp):
        return num.context.erfc(half) / 2
    return arb(half).erfc() / 2


def _panels(shift: float, radius: float, reach: float) -> list[float]:
    base = np.linspace(-reach, reach, 25).tolist()
    scores = (-60.0, -30, -14, -6, -2, 0, 2, 6, 14, 30, 60)
    inner = [(score - shift) / radius for score in scores] if radius > 0 else []
    return sorted({*base, *(z for z in inner if -reach < z < reach)})


def _in_mp(num: Mp, function: RidgeFunction, shift: Number, radius: Number, power: int) -> Number:
    context = num.context

    def integrand(z: Any) -> Any:
        return function.of(num, shift + radius * z) * z**power * context.exp(-z * z / 2)

    _, *rough = unguarded(num, shift, radius)
    panels = _panels(float(rough[0]), float(rough[1]), math.sqrt(2 * (num.bits + 20) * math.log(2)))
    integral = mp_gauss_legendre(num, integrand, panels)
    return integral / context.sqrt(2 * context.pi)


@lru_cache(maxsize=4096)
def _in_balls(
    name: str, shift_key: tuple[int, int, int, int], radius_key: tuple[int, int, int, int], power: int, bits: int
) -> arb:
    function, kernel = RIDGE_FUNCTIONS[name], COMPLEX_FUNCTIONS[name]
    shift, radius = ball_of_key(shift_key), ball_of_key(radius_key)
    from_bits = math.sqrt(2 * (bits + 20) * math.log(2))
    reach = arb(math.ceil(from_bits))

    def integrand(z: acb, analytic: bool) -> acb:
        del analytic  # a pole makes the value infinite, which the integrator reads as "split"
        score = shift + radius * z
        value = function.parity * kernel(-score) if score.real.upper() < 0 else kernel(score)
        return value * z**power * (-z * z / 2).exp()

    value = acb.integral(integrand, acb(-reach), acb(reach), eval_limit=10**6).real
    tail = 2 * (reach + 1 / reach) * (-reach * reach / 2).exp()
    return (value + tail.abs_upper() * arb(0, 1)) / (2 * arb.pi()).sqrt()
