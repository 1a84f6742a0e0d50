"""Composite Gauss-Legendre quadrature in float64 and mpmath, for integrands whose poles keep their distance from every
panel.
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

from w2s_verify.arithmetic import Arithmetic, Mp, Number, ball

NODES = 32
_ABSCISSAE, _GAUSS = np.polynomial.legendre.leggauss(NODES)


def gauss_legendre(integrand: Callable[[NDArray[np.float64]], Any], edges: list[float]) -> float:
    """∫ by 32 Gauss-Legendre nodes on every panel, in float64."""
    ends = np.array(edges)
    half = (ends[1:] - ends[:-1])[:, None] / 2
    return float(np.sum(half * _GAUSS * integrand(ends[:-1, None] + half * (1 + _ABSCISSAE))))


def composite_nodes(edges: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The nodes and weights of 32 Gauss-Legendre nodes on every panel, in float64: edges (..., k) -> (..., 32(k − 1))."""
    half = (edges[..., 1:] - edges[..., :-1])[..., None] / 2
    nodes, weights = edges[..., :-1, None] + half * (1 + _ABSCISSAE), half * _GAUSS
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


def legendre_rule(num: Arithmetic, count: int) -> tuple[Number, Number]:
    """The positive nodes of the even Gauss-Legendre rule, and their weights."""
    if num.name == "float64":
        x, weights = np.polynomial.legendre.leggauss(count)
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
