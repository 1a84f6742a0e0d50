"""E[(σ(r z1) − ½) z1] as a finite sum of tanh(r z/2), good for all r up to a reach: what a power series in r needs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from flint import arb

from w2s_verify.arithmetic import Arithmetic, Number, ball, mp
from w2s_verify.arithmetic import float64 as floats
from w2s_verify.distributions.gaussian_moments import STRIP_SHARE, gaussian_tail, strip_error
from w2s_verify.distributions.graded import graded_rule
from w2s_verify.distributions.quadrature import chebyshev_rule, legendre_rule
from w2s_verify.distributions.radial import GaussianRadial, Radial, ScaleMixture, Sphere
from w2s_verify.quantities import CENTRED_SIGMOID

WIDEST_ELLIPSE = 3.0
"""The largest half-height of the ellipse on which an integrand is bounded; a wider one would let the bound grow."""

LARGEST_EVEN_REACH = 8.0
"""Beyond it nodes spread evenly over the law would be more than those of panels that double."""


@dataclass(frozen=True, slots=True)
class Rule:
    """m(r) = E[(σ(r z1) − ½) z1] is within ``error`` of Σ masses_k tanh(r nodes_k/2) for 0 <= r <= reach.

    Shapes  nodes, masses (n,)
    """

    nodes: Number
    masses: Number
    error: Number
    reach: float


def ridge_rule(num: Arithmetic, radial: Radial, reach: float, bits: int) -> Rule:
    """A rule of about 2^-bits.

    Shapes  none
    Units   none
    Domain  reach > 0; Gaussian, spheres (so balls too) and finite mixtures of them
    Error   balls: proved; mpmath, float64: the same rule, its error given as 0
    Raises  ValueError: another radial law
    Source  trapezoid on a strip (Trefethen and Weideman 2014, theorems 3.2, 5.1); Gauss-Legendre on an ellipse (Trefethen,
            Approximation Theory and Approximation Practice, theorem 19.3); beyond a reach of 8 by panels that double
    """
    return _remembered(num.name, num.bits, radial, reach, bits)


@lru_cache(maxsize=512)
def _remembered(name: str, precision: int, radial: Radial, reach: float, bits: int) -> Rule:
    if name == "float64":
        return _rule(floats, radial, reach, bits)
    if name == "mp":
        return _rule(mp(precision), radial, reach, bits)
    with ball(precision) as num:
        return _rule(num, radial, reach, bits)


def _rule(num: Arithmetic, radial: Radial, reach: float, bits: int) -> Rule:
    if isinstance(radial, GaussianRadial):
        return _gaussian(num, reach, bits) if reach <= LARGEST_EVEN_REACH else _graded_gaussian(num, reach, bits)
    if isinstance(radial, Sphere):
        if radial.dimension % 2 and reach > LARGEST_EVEN_REACH:
            return _graded_sphere(num, radial, reach, bits)
        return _sphere(num, radial, reach, bits)
    if isinstance(radial, ScaleMixture):
        parts = [
            (mass, scale, _rule(num, radial.base, reach * float(scale) * (1 + 2.0**-20), bits))
            for mass, scale in radial.components(num)
        ]
        return Rule(
            np.concatenate([scale * rule.nodes for _, scale, rule in parts]),
            np.concatenate([mass * scale * rule.masses for mass, scale, rule in parts]),
            sum(mass * scale * rule.error for mass, scale, rule in parts),
            reach,
        )
    raise ValueError(f"radial = {radial}: a flow is certified for the Gaussian, spheres, balls and their finite mixtures")


def _gaussian(num: Arithmetic, reach: float, bits: int) -> Rule:
    """The trapezoid in z: 2h Σ_{k >= 1} ½ tanh(r z/2) z φ(z), z = kh."""
    wanted = (bits + 4) * math.log(2)
    strip = min(STRIP_SHARE * math.pi / reach, math.sqrt(2 * wanted))
    step = 2 * math.pi * strip / (wanted + strip * strip / 2 + 4)
    count = math.ceil(math.sqrt(2 * wanted) / step) + 1
    nodes = num.exact(np.arange(1, count + 1)) * num.exact(np.asarray(step))
    masses = nodes * num.exp(-nodes * nodes / 2) * (num.exact(np.asarray(step)) / num.sqrt(2 * num.pi()))
    error: Any = 0
    if num.name == "ball":
        width = arb(step)
        error = strip_error(CENTRED_SIGMOID, arb(reach), 1, arb(strip), width)
        error += gaussian_tail(CENTRED_SIGMOID, arb(reach), 1, width * count)
    return Rule(nodes, masses, error, reach)


def _graded_gaussian(num: Arithmetic, reach: float, bits: int) -> Rule:
    """∫ tanh(r z/2) z φ(z) over (0, Z); |φ| <= 1 on every ellipse: only near 0 is Re z² < 0, and then it is above −1."""
    end = float(math.ceil(math.sqrt(2 * (bits + 4) * math.log(2))))
    z, weights, error = graded_rule(num, reach, end, bits, lambda farthest: 0 * farthest + 1)
    if num.name == "ball":
        error += gaussian_tail(CENTRED_SIGMOID, arb(reach), 1, arb(end))
    return Rule(z, weights * z * num.exp(-z * z / 2) / num.sqrt(2 * num.pi()), error, reach)


def _graded_sphere(num: Arithmetic, radial: Sphere, reach: float, bits: int) -> Rule:
    """z1 = √D x for odd D: ∫ tanh(r √D x/2) √D x (1−x²)^{(D−3)/2}/(2W) over (0, 1)."""
    power, root, mass = (radial.dimension - 3) // 2, radial.scale(num), 2 * radial.normaliser(num)

    def bound(farthest: Number) -> Number:
        return (1 + farthest * farthest) ** power * root / mass

    x, weights, error = graded_rule(num, reach * math.sqrt(radial.dimension), 1.0, bits, bound)
    return Rule(root * x, weights * (1 - x * x) ** power * root * x / mass, error, reach)


def _sphere(num: Arithmetic, radial: Sphere, reach: float, bits: int) -> Rule:
    """z1 = √D x, x of density (1−x²)^{(D−3)/2}/(2W) on (−1, 1): Gauss-Legendre for odd D, Gauss-Chebyshev for even D.

    On the ellipse of half-axes a, b: |tanh| <= the strip's bound, |x| <= a, |1 − x²| <= a².
    """
    dimension, root, mass = radial.dimension, radial.scale(num), 2 * radial.normaliser(num)
    height = min(STRIP_SHARE * math.pi / (reach * math.sqrt(dimension)), WIDEST_ELLIPSE)
    ratio = height + math.hypot(height, 1.0)
    power = (dimension - 2) // 2
    half = math.ceil((bits * math.log(2) + (2 * power + 3) * math.log(ratio) + 5) / (4 * math.log(ratio))) + 1
    x, weights = legendre_rule(num, 2 * half) if dimension % 2 else chebyshev_rule(num, 2 * half)
    nodes = root * x
    masses = weights * (1 - x * x) ** power * nodes / mass
    error: Any = 0
    if num.name == "ball":
        outer = arb(ratio)
        b, a = (outer - 1 / outer) / 2, (outer + 1 / outer) / 2
        bound = CENTRED_SIGMOID.strip_bound(reach * root * b) * a ** (2 * power + 1) * root / mass
        decay = outer ** (-2 * (2 * half - 1))
        if dimension % 2:
            error = (arb(64) / 15 * bound * decay / (1 - outer**-2)).abs_upper()
        else:
            error = (2 * arb.pi() * bound / (outer ** (4 * half) - 1)).abs_upper()
    return Rule(nodes, masses, error, reach)
