"""E[h(r z1) z1^p] on a sphere in mpmath, over one coordinate: one Gauss rule at small radii, panels at large ones."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from w2s_verify.arithmetic import Mp, Number, mp
from w2s_verify.distributions.marginal import RIDGE_FUNCTIONS, SCORE_PANELS
from w2s_verify.distributions.quadrature import chebyshev_rule, legendre_rule, mp_gauss_legendre
from w2s_verify.quantities import RidgeFunction

LARGEST_SCORE = 24.0
"""Beyond it one rule would need many nodes."""
ROUNDED = 16
"""Numbers of nodes are multiples of it, so that few rules are made."""


def reducible(dimension: int, score: Number) -> bool:
    """Whether ``sphere_moment`` takes it: at a large score the density must be a polynomial."""
    return bool(score <= LARGEST_SCORE) or dimension % 2 == 1


def sphere_moment(
    num: Mp, dimension: int, function: RidgeFunction, score: Number, power: int, *, across: bool = False
) -> Number:
    """E[h(R x) x^p], or E[h(R x) (1 − x²)]/(D − 1) where ``across``, x one coordinate of the unit sphere in R^D.

    The density (1 − x²)^{(D−3)/2} is a polynomial for odd D, which calls for Gauss-Legendre, and for even D a polynomial over
    √(1 − x²), which calls for Gauss-Chebyshev.
    Shapes  scalars
    Units   those of h
    Domain  R >= 0, ``reducible``; h of the parity of p
    Error   about 2^-bits: the nearest poles, at ±iπ/R, are outside an ellipse of parameter ρ, and the error is about ρ^{−2N}
    Raises  none
    Source  Gauss rules on an ellipse
    """
    return num.context.make_mpf(_remembered(dimension, function.name, num.context.mpf(score)._mpf_, power, across, num.bits))


@lru_cache(maxsize=4096)
def _remembered(dimension: int, name: str, raw: Any, power: int, across: bool, bits: int) -> Any:
    num, function = mp(bits), RIDGE_FUNCTIONS[name]
    score = num.context.make_mpf(raw)
    if score > LARGEST_SCORE:
        return _panelled(num, dimension, function, score, power, across)._mpf_
    x, masses, whole = _rule(dimension, _count(dimension, float(score), bits), bits)
    factor = (1 - x * x) / (dimension - 1) if across else x**power
    return (num.dot(masses, function.of(num, score * x) * factor) / whole)._mpf_


def _panelled(num: Mp, dimension: int, function: RidgeFunction, score: Number, power: int, across: bool) -> Number:
    """Gauss-Legendre on panels that widen with the score, up to where a decaying h is below the precision."""
    half, one = (dimension - 3) // 2, num.context.one
    wanted = (num.bits + 20) * math.log(2) + 4 * math.log1p(float(score))
    end = min(one, wanted / score) if function.decay else one
    edges = [num.context.zero, *(edge for edge in (panel / score for panel in SCORE_PANELS) if edge < end), end]

    def density(x: Number) -> Number:
        return (1 - x * x) ** half

    def integrand(x: Number) -> Number:
        factor = (1 - x * x) / (dimension - 1) if across else x**power
        return function.of(num, score * x) * factor * density(x)

    return mp_gauss_legendre(num, integrand, edges) / mp_gauss_legendre(num, density, [num.context.zero, one])


def _count(dimension: int, score: float, bits: int) -> int:
    """Nodes by the nearest pole, with a margin for the pole's order and the polynomial's degree."""
    height = math.pi / score if score > math.pi / 8 else 8.0
    ratio = height + math.hypot(height, 1.0)
    wanted = (bits + 24) * math.log(2) / (2 * math.log(ratio)) + dimension + 8
    return ROUNDED * math.ceil(wanted / ROUNDED)


@lru_cache(maxsize=256)
def _rule(dimension: int, count: int, bits: int) -> tuple[Number, Number, Number]:
    """Positive nodes, their masses with the density, and the sum of those."""
    num = mp(bits)
    x, weights = legendre_rule(num, count) if dimension % 2 else chebyshev_rule(num, count)
    masses = weights * (1 - x * x) ** ((dimension - 2) // 2)
    return x, masses, num.sum(masses)
