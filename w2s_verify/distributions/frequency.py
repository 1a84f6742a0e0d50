"""The standard normal law by its characteristic function: E[σ'(w·x)(a·x)²] without turning x towards w."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Ball, Mp, Number, ball_key, ball_of_key, mp
from w2s_verify.distributions.coordinate import frequency_kernel
from w2s_verify.distributions.quadrature import composite_nodes, mp_gauss_legendre

PANELS = 12
"""Of float64: to a reach of 16 they keep the poles at ±i outside an ellipse of parameter 3."""
LEAST_SQUARED = 2.0**-80
"""Below this |w|² the Gaussian factor is no bound on the frequencies."""


def normal_form(num: Arithmetic, weights: Number, test: Number) -> Number:
    """E[σ'(w·x) (a·x)²], x ~ N(0, I).

    ∫ k(ω) (|a|² − ω²(a·w)²) e^{−ω²|w|²/2} dω over ω > 0, k(ω) = ω/sinh πω
    Shapes  weights, test (..., d) -> (...); in float64 only may there be leading axes
    Units   those of the squared test
    Domain  any
    Error   balls: rigorous, about 2^-bits |a|²; mpmath and float64: quadrature to their precision
    Raises  none
    Source  σ'(t) = ∫ k(ω) cos(ωt) dω over ω > 0; E[x_i x_j e^{iω w·x}] = (1{i = j} − ω² w_i w_j) e^{−ω²|w|²/2}, since the
            coordinates are independent
    """
    squared, whole, along = num.dot(weights, weights), num.dot(test, test), num.dot(test, weights)
    share = along * along / (whole + 1 - num.step(whole))
    if num.name == "ball":
        return whole * _in_balls(ball_key(arb(squared)), ball_key(arb(share)), num.bits)
    if isinstance(num, Mp):
        return whole * num.context.make_mpf(_in_mp(squared._mpf_, share._mpf_, num.bits))
    edges = _reach(num.bits, np.asarray(squared))[..., None] * np.linspace(0.0, 1.0, PANELS + 1)
    omega, masses = composite_nodes(edges)
    return whole * num.sum(masses * _integrand(num, omega, np.asarray(squared)[..., None], np.asarray(share)[..., None]))


def _integrand(num: Arithmetic, omega: Any, squared: Number, share: Number) -> Any:
    """k(ω) (1 − ω² (a·w)²/|a|²) e^{−ω²|w|²/2}; in balls at complex ω."""
    square = omega * omega
    exponent = -square * squared / 2
    decay = exponent.exp() if num.name == "ball" else num.exp(exponent)
    return frequency_kernel(num, omega) * (1 - square * share) * decay


def _reach(bits: int, squared: Any) -> Any:
    """Where πω or ω²|w|²/2 is past the precision, with room for the powers of ω."""
    wanted = (max(bits, 53) + 20) * math.log(2)
    return np.minimum((wanted + 20) / math.pi, np.sqrt((2 * wanted) / np.maximum(squared, LEAST_SQUARED)))


@lru_cache(maxsize=4096)
def _in_balls(squared_key: tuple[int, int, int, int], share_key: tuple[int, int, int, int], bits: int) -> arb:
    """The integral to the reach, and |1 − ω²c| <= 1 + ω²|w|², c <= |w|², beyond it."""
    num, squared, share = Ball(bits), ball_of_key(squared_key), ball_of_key(share_key)
    end = arb(float(_reach(bits, float(squared.mid()))))
    value = acb.integral(lambda omega, _: _integrand(num, omega, squared, share), acb(0), acb(end), eval_limit=10**6).real
    return value + (_moment_tail(1, end) + squared * _moment_tail(3, end)).abs_upper() * _gaussian(end, squared) * arb(0, 1)


def _gaussian(end: arb, squared: arb) -> arb:
    return (-end * end * squared / 2).exp().abs_upper()


def _moment_tail(power: int, end: arb) -> arb:
    """∫ 2ω^m e^{−πω}/(1 − e^{−2πω}) dω over ω > end, the denominator at end."""
    pi = arb.pi()
    terms = (math.perm(power, k) * end ** (power - k) / pi ** (k + 1) for k in range(power + 1))
    return 2 * sum(terms, arb(0)) * (-pi * end).exp() / (1 - (-2 * pi * end).exp())


@lru_cache(maxsize=1024)
def _in_mp(squared_raw: Any, share_raw: Any, bits: int) -> Any:
    num = mp(bits)
    squared, share = num.context.make_mpf(squared_raw), num.context.make_mpf(share_raw)
    edges = _doubling(float(_reach(bits, float(squared))), 4 / math.sqrt(max(float(squared), LEAST_SQUARED)))
    return mp_gauss_legendre(num, lambda omega: _integrand(num, omega, squared, share), edges)._mpf_


def _doubling(end: float, widest: float) -> list[float]:
    """Panels as wide as their distance from the poles at ±i, ±2i, …, and no wider than the Gaussian factor allows."""
    edges = [0.0]
    while edges[-1] < end:
        edges.append(min(end, edges[-1] + min(max(1.5, edges[-1]), widest)))
    return edges
