"""x ~ N(0, I), labels only where the teacher is confident, |v̂·x| >= m: the descent in the plane of student and teacher."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from flint import acb, arb
from scipy import special

from w2s_verify.arithmetic import Arithmetic, Mp, Number, mp
from w2s_verify.distributions.quadrature import mp_gauss_legendre

NODES = 200


class _Complex:
    """Complex balls; a pole makes the value infinite, which the integrator reads as "split"."""

    exp, tanh, erfc = map(staticmethod, (acb.exp, acb.tanh, acb.erfc))


class _Double:
    """Float64 arrays."""

    exp, tanh, erfc = map(staticmethod, (np.exp, np.tanh, special.erfc))


def selective_pull(num: Arithmetic, cut: Number, radius: Number, along: Number, across: Number, hard: Number = 0) -> Number:
    """B̃ in −∇L = −a(w)w + B̃ v̂ for labels given only where |v̂·x| >= cut.

    E[(y − ½) v̂·x; |v̂·x| >= m] − 2 φ(m) E[σ(w₁m + w₂Z) − ½], w₁ = along, w₂ = across; the first is φ(m) for hard answers
    Shapes  (...) -> (...)
    Units   probability
    Domain  cut, radius, across >= 0
    Error   balls: rigorous; mpmath: quadrature to its precision; float64: 200 Gauss nodes on 12 deviations
    Raises  none
    Source  integration by parts in v̂·x, whose boundary term is the second one
    """
    hit = edge_moments(num, cut, along, across).answer
    return selective_answers(num, cut, radius, hard) - 2 * normal_density(num, cut) * hit


def normal_density(num: Arithmetic, t: Number) -> Number:
    """φ(t), the standard normal density."""
    return num.exp(-t * t / 2) / num.sqrt(2 * num.pi())


def selective_answers(num: Arithmetic, cut: Number, radius: Number, hard: Number = 0) -> Number:
    """E[(y − ½) v̂·x; |v̂·x| >= m]: 2 ∫_m^∞ (σ(rt) − ½) t φ(t) dt for soft answers, φ(m) for hard ones."""
    if num.name == "mp":
        assert isinstance(num, Mp)
        soft = num.context.make_mpf(_mp_answers(cut._mpf_, num.context.mpf(radius)._mpf_, num.bits))
    else:
        soft = _soft_answers(num, cut, radius)
    return soft + hard * (normal_density(num, cut) - soft)


@lru_cache(maxsize=256)
def _mp_answers(cut: Any, radius: Any, bits: int) -> Any:
    num = mp(bits)
    return _soft_answers(num, num.context.make_mpf(cut), num.context.make_mpf(radius))._mpf_


def _soft_answers(num: Arithmetic, cut: Number, radius: Number) -> Number:
    reach = _reach(num)

    def integrand(t: Any, by: Any) -> Any:
        return by.tanh(_nodes(num, radius) * t / 2) * t * by.exp(-t * t / 2)

    soft = _gauss(num, integrand, cut, cut + reach, radius) / num.sqrt(2 * num.pi())
    if num.name == "ball":
        soft += (-(cut * cut + reach * reach) / 2).exp() * arb(0, 1)
    return soft


class EdgeMoments(NamedTuple):
    """F = E[σ(U)] − ½, E[σ'(U)] and E[Uσ'(U)] of the student's score U = w₁m + w₂Z at the edge v̂·x = m."""

    answer: Number
    slope: Number
    score: Number


def edge_moments(num: Arithmetic, cut: Number, along: Number, across: Number) -> EdgeMoments:
    """Expectations at the edge; either score w₁m ± w₂Z has the law of U, so their mean is an integral of an even function.

    Shapes  (...) -> (...)
    Units   probability
    Domain  cut, across >= 0
    Error   as ``selective_pull``
    Raises  none
    Source  definition
    """
    middle = along * cut

    def integrand(z: Any, by: Any) -> tuple[Any, Any, Any]:
        scores = [_nodes(num, middle) + side * _nodes(num, across) * z for side in (1, -1)]
        answers = [by.tanh(score / 2) / 2 for score in scores]
        slopes = [(1 - 4 * answer * answer) / 4 for answer in answers]
        mass = by.exp(-z * z / 2)
        weighted = slopes[0] * scores[0] + slopes[1] * scores[1]
        return (answers[0] + answers[1]) * mass, (slopes[0] + slopes[1]) * mass, weighted * mass

    found = _even_integrals(num, integrand, 1 + num.absolute(middle) + across, across, num.ratio(1, 1))
    return EdgeMoments(*(value / num.sqrt(2 * num.pi()) for value in found))


def _nodes(num: Arithmetic, value: Number) -> Number:
    """In float64 an axis for the quadrature's nodes behind the batch."""
    return np.asarray(value)[..., None] if num.name == "float64" else value


def _reach(num: Arithmetic) -> int:
    """Deviations beyond which the normal density is below the precision."""
    return math.ceil(math.sqrt(2 * (max(num.bits, 53) + 20) * math.log(2)))


def _gauss(num: Arithmetic, integrand: Any, start: Number, end: Number, radius: Number) -> Number:
    """∫ over [start, end] of a function of tanh(rt/2), r = radius, and the normal density."""
    if num.name == "ball":
        return acb.integral(lambda z, _: integrand(z, _Complex), acb(start), acb(end)).real
    if num.name == "mp":
        assert isinstance(num, Mp)
        count = math.ceil(float(end - start) * max(1.0, float(radius) / 2))  # poles keep twice their panel's half away
        panels = [start + (end - start) * k / count for k in range(count + 1)]
        return mp_gauss_legendre(num, lambda z: integrand(z, num.context), panels)
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    start, half = np.asarray(start)[..., None], (np.asarray(end) - np.asarray(start))[..., None] / 2
    return np.sum(half * weights * integrand(start + half * (1 + nodes), _Double), axis=-1)


def _even_integrals(num: Arithmetic, integrand: Callable[[Any, Any], Any], size: Number, steep: Number, spread: Number) -> Any:
    """∫ over z >= 0 of three even functions: tanh or its derivative at scores of slope ``steep``, times probabilities.

    On the real line each is at most 2·size·(1 + z)e^{−z²/2}; at z = x + ib, |b| <= a < π/steep, at most
    size·(tan(steep·a/2) ∨ 1 + 1/cos²(steep·a/2))·(1 + a + |x|)·e^{−x²/2 + spread·a²/2}.
    """
    if num.name == "float64":
        values = _gauss(num, lambda z, by: np.stack(integrand(z, by)), 0 * size, _reach(num) + 0 * size, steep)
        return tuple(values)
    if num.name == "mp":
        assert isinstance(num, Mp)
        return _by_halving(num, lambda z: np.array(integrand(z, num.context), dtype=object), _reach(num) + 2)
    wanted, fast, wide = (num.bits + 20) * math.log(2), float(steep.abs_upper()), float(spread.abs_upper())
    strip = min(0.9 * math.pi / fast if fast else math.inf, math.sqrt(2 * wanted / wide))
    step = arb(2 * math.pi * strip / (wanted + wide * strip * strip / 2 + 8))
    nodes = math.ceil(_reach(num) / float(step)) + 1
    total = np.array(integrand(acb(0), _Complex), dtype=object) / 2
    for k in range(1, nodes + 1):
        total = total + np.array(integrand(acb(step * k), _Complex), dtype=object)
    error = _strip_error(size, steep, spread, arb(strip), step) + 4 * size * (-(step * nodes) * (step * nodes) / 2).exp()
    return tuple(step * value.real + error.abs_upper() * arb(0, 1) for value in total)


def _strip_error(size: arb, steep: arb, spread: arb, strip: arb, step: arb) -> arb:
    """Half of |I_h − I| <= 2M/(e^{2πa/h} − 1), M the bound on the strip integrated, ∫(1 + a + |x|)e^{−x²/2} <= 3(2 + a)."""
    half = steep * strip / 2
    cosine = half.cos()
    height = half.tan().max(arb(1)) + 1 / (cosine * cosine)
    bound = 3 * size * height * (2 + strip) * (spread * strip * strip / 2).exp()
    return bound / (2 * arb.pi() * strip / step).expm1()


def _by_halving(num: Mp, integrand: Callable[[Any], Any], reach: int) -> Any:
    """Trapezoid sums of even functions, the step halved until two of them agree to 0.6 of the bits.

    Their error is about e^{−2πa/h}, a the distance to the nearest pole: half the step squares it, so the last one has all bits.
    """
    step = num.context.mpf(1) / 4
    total = integrand(num.context.mpf(0)) / 2 + sum(integrand(step * k) for k in range(1, 4 * reach))
    while True:
        more = total + sum(integrand(step * k / 2) for k in range(1, int(2 * reach / step), 2))
        if np.all(abs(more / 2 - total) <= abs(total) * num.context.ldexp(1, -(3 * num.bits) // 5)):
            return tuple(step * more / 2)
        step, total = step / 2, more


class PlaneMoments(NamedTuple):
    """E[(σ(w·x) − ½) v̂·x], E[(σ(w·x) − ½) w·x] and a(w) = E[σ'(w·x)], each over |v̂·x| >= m."""

    taught: Number
    own: Number
    decay: Number


def selective_moments(num: Arithmetic, cut: Number, along: Number, across: Number) -> PlaneMoments:
    """The student's own part of the descent, by the law of its score: given ζ = ŵ·x, v̂·x is N(ζ cos, sin²).

    Shapes  scalars
    Units   probability; the second one times a score
    Domain  cut >= 0, across > 0
    Error   balls: rigorous; mpmath: quadrature to its precision; float64: 200 Gauss nodes on 12 deviations
    Raises  none
    Source  moments of a normal variable beyond a cut; no integration by parts
    """
    length = num.sqrt(along * along + across * across)
    cosine, sine = along / length, across / length
    root, two = num.sqrt(2 * num.pi()), num.sqrt(num.ratio(2, 1))

    def integrand(z: Any, by: Any) -> tuple[Any, Any, Any]:
        near, far = ((cut - side * cosine * z) / sine for side in (1, -1))
        chance = (by.erfc(near / two) + by.erfc(far / two)) / 2
        edges = sine * (by.exp(-near * near / 2) - by.exp(-far * far / 2)) / root
        answer, e, mass = by.tanh(length * z / 2) / 2, by.exp(-length * z), by.exp(-z * z / 2)
        taught = answer * (cosine * z * chance + edges)
        return taught * mass, answer * length * z * chance * mass, e / ((1 + e) * (1 + e)) * chance * mass

    found = _even_integrals(num, integrand, 1 + length, length, 1 / (sine * sine))
    return PlaneMoments(*(2 * value / root for value in found))
