"""Composite Gauss-Legendre quadrature in float64 and mpmath, for integrands whose poles keep their distance from every
panel, and trapezoid sums under the normal density in mpmath.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from flint import arb
from mpmath.libmp import from_man_exp
from numpy.typing import NDArray

from w2s_verify.arithmetic import Arithmetic, Mp, Number, ball, mp

NODES = 32
FIRST_LEVEL = 2


@lru_cache(maxsize=64)
def float64_legendre(count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes and weights of the Gauss-Legendre rule on [−1, 1]."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return nodes, weights


def gauss_legendre(integrand: Callable[[NDArray[np.float64]], Any], edges: list[float]) -> float:
    """∫ by 32 Gauss-Legendre nodes on every panel, in float64."""
    nodes, weights = composite_nodes(np.array(edges))
    return float(np.sum(weights * integrand(nodes)))


def composite_nodes(edges: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The nodes and weights of 32 Gauss-Legendre nodes on every panel, in float64: edges (..., k) -> (..., 32(k − 1))."""
    half = (edges[..., 1:] - edges[..., :-1])[..., None] / 2
    abscissae, gauss = float64_legendre(NODES)
    nodes, weights = edges[..., :-1, None] + half * (1 + abscissae), half * gauss
    shape = (*edges.shape[:-1], -1)
    return nodes.reshape(shape), weights.reshape(shape)


def mp_gauss_legendre(num: Mp, integrand: Callable[[Any], Any], edges: list[Any]) -> Number:
    """∫ by bits/3 + 16 Gauss-Legendre nodes on every panel, in mpmath."""
    context = num.context
    ends = [context.mpf(edge) for edge in edges]
    total = context.zero
    for low, high in pairwise(ends):
        half = (high - low) / 2
        middle = low + half
        for node, weight in _legendre_nodes(num.bits // 3 + 16, num.bits):
            step, mass = half * context.make_mpf(node), half * context.make_mpf(weight)
            total += mass * (integrand(middle + step) + integrand(middle - step))
    return total


@lru_cache(maxsize=64)
def _legendre_nodes(count: int, bits: int) -> tuple[tuple[Any, Any], ...]:
    """The positive nodes of an even rule with their weights, as raw mpf: Arb's Legendre roots, rounded."""
    with ball(bits + 10):
        pairs = [arb.legendre_p_root(count + count % 2, k, weight=True) for k in range((count + 1) // 2)]
        raw = [tuple((value.mid().man_exp()) for value in pair) for pair in pairs]
    return tuple(tuple(from_man_exp(int(man), int(exp)) for man, exp in pair) for pair in raw)


def mp_normal_integrals(num: Mp, integrand: Callable[[Any], Any]) -> Any:
    """∫ over z >= 0 of even functions times e^{−z²/2}: trapezoid sums, the step halved until two agree to 0.6 of the bits.

    Their error is about e^{−2πa/h}, a the distance to the nearest pole: half the step squares it, so the last one has all bits.
    """
    context = num.context

    def added(level: int) -> Any:
        return sum(integrand(z) * density for z, density in _normal_nodes(level, num.bits))

    level = FIRST_LEVEL
    total = added(level) + integrand(context.zero) / 2
    while True:
        more = total + added(level + 1)
        if np.all(abs(more / 2 - total) <= abs(total) * context.ldexp(1, -(3 * num.bits) // 5)):
            return more * context.ldexp(1, -level - 1)
        level, total = level + 1, more


@lru_cache(maxsize=32)
def _normal_nodes(level: int, bits: int) -> tuple[tuple[Any, Any], ...]:
    """z = k 2^-level and e^{−z²/2}: every k >= 1 at the first level, the odd ones at those after it."""
    context = mp(bits).context
    last = int(context.ceil(context.sqrt(2 * (bits + 20) * context.ln2))) << level
    nodes = (context.ldexp(context.mpf(k), -level) for k in range(1, last + 1, 1 if level == FIRST_LEVEL else 2))
    return tuple((z, context.exp(-z * z / 2)) for z in nodes)


def legendre_rule(num: Arithmetic, count: int) -> tuple[Number, Number]:
    """The positive nodes of the even Gauss-Legendre rule, and their weights."""
    if num.name == "float64":
        x, weights = float64_legendre(count)
        return x[count // 2 :], weights[count // 2 :]
    if num.name == "ball":
        pairs = [arb.legendre_p_root(count, k, weight=True) for k in range(count // 2)]
    else:
        assert isinstance(num, Mp)
        make = num.context.make_mpf
        pairs = [(make(node), make(weight)) for node, weight in _legendre_nodes(count, num.bits)]
    return num.vector(*(node for node, _ in pairs)), num.vector(*(weight for _, weight in pairs))


def chebyshev_rule(num: Arithmetic, count: int) -> tuple[Number, Number]:
    """cos((2j − 1)π/(2N)), j <= N/2, each with weight π/N."""
    angles = [(2 * j - 1) * num.pi() / (2 * count) for j in range(1, count // 2 + 1)]
    if num.name == "float64":
        return np.cos(np.array(angles)), np.full(count // 2, math.pi / count)
    if num.name == "ball":
        return num.vector(*(angle.cos() for angle in angles)), num.vector(*[num.pi() / count] * (count // 2))
    assert isinstance(num, Mp)
    return num.vector(*map(num.context.cos, angles)), num.vector(*[num.pi() / count] * (count // 2))
