"""The mean of 1/χ², by two integrals of the density: what least squares on Gaussian features makes of noise."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number, mp
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre


def inverse_chi_square_mean(num: Arithmetic, freedom: Number) -> Number:
    """E[1/χ²_k] = ∫ u^{k−3} e^{−u²/2} du / ∫ u^{k−1} e^{−u²/2} du over u > 0.

    Shapes  freedom a whole number; in float64 an array of them
    Units   none
    Domain  3 <= k <= 100
    Error   balls: rigorous; mpmath: quadrature to its precision; float64: 1e-13 relative
    Raises  none
    Source  u = √χ²; no closed form of the normaliser is used
    """
    if num.name == "float64":
        counts = np.asarray(freedom, dtype=np.float64)
        return np.array([_ratio(num, round(k)) for k in counts.ravel()]).reshape(counts.shape)
    return _ratio(num, round(float(freedom)))


def _ratio(num: Arithmetic, freedom: int) -> Number:
    return _moment(num, freedom - 3) / _moment(num, freedom - 1)


def _moment(num: Arithmetic, power: int) -> Number:
    """∫ u^p e^{−u²/2} over u > 0."""
    if num.name == "ball":
        return _ball_moment(power, num.bits)
    if isinstance(num, Mp):
        return num.context.make_mpf(_mp_moment(power, num.bits))
    return gauss_legendre(lambda u: u**power * np.exp(-u * u / 2), [float(edge) for edge in range(0, _end(53, power) + 2, 2)])


def _end(bits: int, power: int) -> int:
    """Where R^p e^{−R²/2} is far below the precision."""
    return math.ceil(math.sqrt(2 * (bits + 30) * math.log(2) + 8 * power))


@lru_cache(maxsize=1024)
def _ball_moment(power: int, bits: int) -> arb:
    """Beyond R² >= 2p the rest is at most R^{p−1} e^{−R²/2}/(1 − p/R²); ``bits`` is the precision in force."""
    end = _end(bits, power)
    tail = 2 * arb(end) ** max(power - 1, 0) * (arb(-end * end) / 2).exp()
    return acb.integral(lambda u, _: u**power * (-u * u / 2).exp(), acb(0), acb(end)).real + tail * arb(0, 1)


@lru_cache(maxsize=1024)
def _mp_moment(power: int, bits: int) -> Any:
    num = mp(bits)
    integral = mp_gauss_legendre(
        num, lambda u: u**power * num.context.exp(-u * u / 2), list(range(0, _end(bits, power) + 2, 2))
    )
    return integral._mpf_
