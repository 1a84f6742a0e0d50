"""The inner product κ of two error directions, one of them uniform on the sphere S^{d−2} orthogonal to the truth."""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import acb, arb
from scipy import special

from w2s_verify.arithmetic import Arithmetic, Mp, Number
from w2s_verify.arithmetic.float64 import float64
from w2s_verify.distributions.quadrature import float64_legendre


def loss_probability(num: Arithmetic, dimension: Number, ratio: Number) -> Number:
    """P(κ >= k), the probability that a weaker teacher gives no gain.

    ½ I_{1−k²}((d − 2)/2, ½), I the regularised incomplete beta function
    Shapes  dimension, ratio (...) -> (...)
    Units   probability
    Domain  d >= 3, 0 <= k <= 1
    Error   that of the arithmetic's incomplete beta function
    Raises  none
    Source  κ² ~ Beta(½, (d − 2)/2), κ symmetric
    """
    shape, inside = (dimension - 2) / 2, (1 - ratio) * (1 + ratio)
    if num.name == "float64":
        return special.betainc(shape, 0.5, inside) / 2
    if num.name == "mp":
        assert isinstance(num, Mp)
        return num.context.betainc(shape, num.ratio(1, 2), 0, inside, regularized=True) / 2
    if inside == 0:
        return arb(0)
    if ratio == 0:
        return arb(1) / 2
    if 2 * ratio * ratio < 1:
        return (1 - arb(ratio * ratio).beta_lower(arb(1) / 2, arb(shape), True)) / 2
    return arb(inside).beta_lower(arb(shape), arb(1) / 2, True) / 2


def gain_probability(dimension: float, ratio: float) -> float:
    """1 − P(κ >= k) in doubles: the probability that a weaker teacher gives a gain, k = tan φ_S/tan φ_T."""
    return 1 - float(loss_probability(float64, np.float64(dimension), np.float64(ratio)))


def cap_mass(num: Arithmetic, dimension: int, ratio: Number) -> Number:
    """P(κ >= k) as an integral of the density of κ.

    Γ((d−1)/2)/(√π Γ((d−2)/2)) ∫ cos^{d−3} θ dθ over [asin k, π/2], the density (1 − κ²)^{(d−4)/2} at κ = sin θ
    Shapes  scalars -> scalar
    Units   probability
    Domain  an integer d >= 3, 0 <= k <= 1
    Error   balls: rigorous; mpmath: quadrature to its precision; float64: 200 Gauss nodes
    Raises  none
    Source  density of one coordinate of a uniform point of S^{d−2}
    """
    start = num.atan2(ratio, num.sqrt((1 - ratio) * (1 + ratio)))
    power, end = int(dimension) - 3, num.pi() / 2
    if num.name == "mp":
        assert isinstance(num, Mp)
        return _by_mpmath(num, power, start)
    if num.name == "float64":
        nodes, weights = float64_legendre(200)
        half = (end - start) / 2
        integral: Any = half * np.sum(weights * np.cos(start + half * (1 + nodes)) ** power)
        return integral * special.gamma((power + 2) / 2) / special.gamma((power + 1) / 2) / np.sqrt(np.pi)
    inner = acb.integral(lambda z, _: z.cos() ** power, acb(start), acb(end)).real
    return inner * arb(arb(power + 2) / 2).gamma() / arb(arb(power + 1) / 2).gamma() / arb.pi().sqrt()


def _by_mpmath(num: Mp, power: int, start: Number) -> Number:
    """cos^n by its Fourier series, integrated term by term: no quadrature."""
    context = num.context
    end = context.pi / 2
    with context.workprec(num.bits + power + 64):
        total = context.mpf(0)
        for k in range(power + 1):
            frequency = power - 2 * k
            part = (
                end - start if frequency == 0 else (context.sin(frequency * end) - context.sin(frequency * start)) / frequency
            )
            total += context.binomial(power, k) * part
        total = context.ldexp(total, -power)
        constant = context.gamma(context.mpf(power + 2) / 2) / context.gamma(context.mpf(power + 1) / 2)
        return total * constant / context.sqrt(context.pi)
