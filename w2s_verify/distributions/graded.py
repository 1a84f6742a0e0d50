"""∫ tanh(r t/2) t f(t) dt over (0, end) as a finite sum, good for all r up to a reach: panels that double from 1/reach on."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
from flint import arb

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.quadrature import legendre_rule

ELLIPSE = 2 + math.sqrt(3)
"""Sum of the half-axes 2 and √3 of every panel's ellipse, in half panels."""
SPARE_BITS = 14


def graded_rule(
    num: Arithmetic, reach: float, end: float, bits: int, bound: Callable[[Number], Number]
) -> tuple[Number, Number, Number]:
    """Nodes and weights of ∫_0^end, about log2(reach·end) panels of about bits/4 nodes, and what they leave out.

    The poles of tanh(r t/2) lie on the imaginary axis. A panel [a, b], b <= 2a, has its ellipse in |arg t| < π/4, where
    |tanh| <= coth(π/4): |tanh(x + iy)|² <= 1 + (sin²y − cos²y)/sinh²x, and sin²y > cos²y needs x > |y| > π/4. On the ellipse of
    the first panel |Im r t/2| < π/4, where |tanh| <= 1. On both |t| <= 3b/2.
    Shapes  none -> (n,), (n,), ()
    Units   none
    Domain  reach >= 1, end >= 1/reach; ``bound``(s) >= |f| on those ellipses where |t| <= s
    Error   balls: proved; mpmath, float64: the same rule, its error given as 0
    Raises  none
    Source  Trefethen, Approximation Theory and Approximation Practice, theorem 19.3
    """
    count = 2 * math.ceil((bits + SPARE_BITS) * math.log(2) / (4 * math.log(ELLIPSE)) + 1)
    first = 2.0 ** -math.ceil(math.log2(reach))
    edges = [0.0, *(first * 2.0**k for k in range(math.ceil(math.log2(end / first)))), end]
    x, weights = legendre_rule(num, count)
    nodes, masses, error = [], [], num.ratio(0, 1)
    for low, high in pairwise(edges):
        middle, half = (num.exact(np.asarray(value)) for value in ((low + high) / 2, (high - low) / 2))
        nodes += [middle - half * x, middle + half * x]
        masses += [half * weights] * 2
        farthest = 3 * num.exact(np.asarray(high)) / 2
        error = error + half * farthest * bound(farthest)
    if num.name != "ball":
        return np.concatenate(nodes), np.concatenate(masses), 0
    decay = (2 + arb(3).sqrt()) ** (-2 * (count - 1))
    share = arb(64) / 15 * decay / (1 - (2 + arb(3).sqrt()) ** -2) / (arb.pi() / 4).tanh()
    return np.concatenate(nodes), np.concatenate(masses), (share * error).abs_upper()
