"""x ~ N(0, I), labels only where |v̂·x| >= m: the pull along the teacher's direction."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number

NODES = 200


def selective_pull(num: Arithmetic, cut: Number, radius: Number, along: Number, across: Number) -> Number:
    """B̃ in −∇L = −a(w)w + B̃ v̂ for soft labels given only where |v̂·x| >= cut.

    2 ∫_m^∞ (σ(rt) − ½) t φ(t) dt − 2 φ(m) E[σ(w₁m + w₂Z) − ½], r = |v|, w₁ = along, w₂ = across
    Shapes  scalars -> scalar
    Units   probability
    Domain  cut, radius, across >= 0
    Error   balls: rigorous; mpmath: quadrature to its precision; float64: 200 Gauss nodes on 12 deviations
    Raises  none
    Source  integration by parts in v̂·x, whose boundary term is the second one
    """
    root = num.sqrt(2 * num.pi())

    def answers(t: Any, tanh: Any, exp: Any) -> Any:
        return tanh(radius * t / 2) * t * exp(-t * t / 2)

    def own(z: Any, tanh: Any, exp: Any) -> Any:
        return tanh((along * cut + across * z) / 2) * exp(-z * z / 2) / 2

    reach = math.ceil(math.sqrt(2 * (max(num.bits, 53) + 20) * math.log(2)))
    first = _integral(num, answers, cut, cut + reach) / root
    second = _integral(num, own, -reach + 0 * cut, reach + 0 * cut) / root
    pull = first - 2 * num.exp(-cut * cut / 2) / root * second
    if num.name == "ball":
        return pull + 4 * (arb(-reach * reach) / 2).exp() * arb(0, 1)
    return pull


def _integral(num: Arithmetic, integrand: Any, start: Number, end: Number) -> Number:
    if num.name == "ball":
        return acb.integral(lambda z, _: integrand(z, acb.tanh, acb.exp), acb(start), acb(end)).real
    if num.name == "mp":
        assert isinstance(num, Mp)
        context = num.context
        panels = [start + (end - start) * k / 16 for k in range(17)]
        return context.quad(lambda z: integrand(z, context.tanh, context.exp), panels)
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    half = (end - start) / 2
    return half * np.sum(weights * integrand(start + half * (1 + nodes), np.tanh, np.exp))
