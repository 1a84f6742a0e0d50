"""The mean of 1/χ², by two integrals of the density: what least squares on Gaussian features makes of noise."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number
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
    """∫ u^p e^{−u²/2}; beyond R² >= 2p the rest is at most R^{p−1} e^{−R²/2}/(1 − p/R²)."""
    wanted = (max(num.bits, 53) + 30) * math.log(2)
    end = math.ceil(math.sqrt(2 * wanted + 8 * power))
    if num.name == "ball":
        tail = 2 * arb(end) ** max(power - 1, 0) * (arb(-end * end) / 2).exp()
        return acb.integral(lambda u, _: u**power * (-u * u / 2).exp(), acb(0), acb(end)).real + tail * arb(0, 1)
    by: Any = num.context if isinstance(num, Mp) else np
    total: Any = mp_gauss_legendre if isinstance(num, Mp) else lambda _, integrand, edges: gauss_legendre(integrand, edges)
    return total(num, lambda u: u**power * by.exp(-u * u / 2), list(range(0, end + 2, 2)))
