"""x ~ N(0, I), labels only where the teacher is confident, |v̂·x| >= m: the descent in the plane of student and teacher."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, NamedTuple

import numpy as np
from flint import acb, arb
from scipy import special

from w2s_verify.arithmetic import Arithmetic, Ball, Mp, Number, ball_key, ball_of_key, mp, unguarded
from w2s_verify.distributions.quadrature import float64_legendre, mp_gauss_legendre, mp_normal_integrals

NODES = 200
NARROW = 2048
"""1/sin² from which mpmath refines its panels where v̂·x passes the cut: a trapezoid sum would need ~ 1/sin nodes."""
REMEMBERED = 1024


class _Complex:
    """Complex balls; a pole makes the value infinite, which the integrator reads as "split"."""

    exp, tanh, erfc = map(staticmethod, (acb.exp, acb.tanh, acb.erfc))


class _Real:
    """Real balls."""

    exp, tanh, erfc = map(staticmethod, (arb.exp, arb.tanh, arb.erfc))


class _Double:
    """Float64 arrays."""

    exp, tanh, erfc = map(staticmethod, (np.exp, np.tanh, special.erfc))


def _remembered(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """A kernel of scalars that knows its last balls and mpfs again: several parts of a claim ask for the same ones."""

    @lru_cache(maxsize=REMEMBERED)
    def in_balls(bits: int, *keys: tuple[int, int, int, int]) -> Any:
        return kernel(Ball(bits), *map(ball_of_key, keys))

    @lru_cache(maxsize=REMEMBERED)
    def in_mpmath(bits: int, *raw: Any) -> Any:
        return kernel(mp(bits), *map(mp(bits).context.make_mpf, raw))

    @wraps(kernel)
    def found(num: Arithmetic, *values: Number) -> Any:
        num, *plain = unguarded(num, *values)
        if num.name == "ball":
            return in_balls(num.bits, *(ball_key(arb(value)) for value in plain))
        if isinstance(num, Mp):
            return in_mpmath(num.bits, *(num.context.mpf(value)._mpf_ for value in plain))
        return kernel(num, *plain)

    return found


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
    soft = _soft_answers(num, cut, radius)
    return soft + hard * (normal_density(num, cut) - soft)


@_remembered
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


@_remembered
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
        return answers[0] + answers[1], slopes[0] + slopes[1], slopes[0] * scores[0] + slopes[1] * scores[1]

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
        count = math.ceil(float(end - start) * max(1.0, float(radius)) / 4)  # poles keep π/2 times their panel's half away
        panels = [start + (end - start) * k / count for k in range(count + 1)]
        return mp_gauss_legendre(num, lambda z: integrand(z, num.context), panels)
    nodes, weights = float64_legendre(NODES)
    start, half = np.asarray(start)[..., None], (np.asarray(end) - np.asarray(start))[..., None] / 2
    return np.sum(half * weights * integrand(start + half * (1 + nodes), _Double), axis=-1)


def _even_integrals(
    num: Arithmetic, integrand: Callable[[Any, Any], Any], size: Number, steep: Number, spread: Number, turn: Number = 0
) -> Any:
    """∫ over z >= 0 of three even functions times e^{−z²/2}: tanh or its derivative at scores of slope ``steep``.

    They may also turn at z = ``turn``, as erfc does, within some 1/√spread.
    With that weight, on the real line each is at most 2·size·(1 + z)e^{−z²/2}; at z = x + ib, |b| <= a < π/steep, at most
    size·(tan(steep·a/2) ∨ 1 + 1/cos²(steep·a/2))·(1 + a + |x|)·e^{−x²/2 + spread·a²/2}.
    """

    def weighted(z: Any, by: Any, column: Callable[[Any], Any]) -> Any:
        return by.exp(-z * z / 2) * column(integrand(z, by))

    if num.name == "float64":
        return tuple(_gauss(num, lambda z, by: weighted(z, by, np.stack), 0 * size, _reach(num) + 0 * size, steep))
    if num.name == "mp":
        assert isinstance(num, Mp)
        if spread < NARROW:
            return tuple(mp_normal_integrals(num, lambda z: _column(integrand(z, num.context))))
        panels = _panels(_reach(num), 4 / max(1.0, float(steep)), float(turn), 1 / math.sqrt(spread))
        return tuple(mp_gauss_legendre(num, lambda z: weighted(z, num.context, _column), panels))
    wanted, fast, wide = (num.bits + 20) * math.log(2), float(steep.abs_upper()), float(spread.abs_upper())
    strip = min(0.9 * math.pi / fast if fast else math.inf, math.sqrt(2 * wanted / wide))
    step = arb(2 * math.pi * strip / (wanted + wide * strip * strip / 2 + 8))
    nodes = math.ceil(_reach(num) / float(step)) + 1
    total = weighted(arb(0), _Real, _column) / 2 + sum(weighted(step * k, _Real, _column) for k in range(1, nodes + 1))
    error = _strip_error(size, steep, spread, arb(strip), step) + 4 * size * (-(step * nodes) * (step * nodes) / 2).exp()
    return tuple(step * value + error.abs_upper() * arb(0, 1) for value in total)


def _panels(reach: int, widest: float, turn: float, width: float) -> list[float]:
    """Ends of panels: of four times the width up to ``reach`` widths on either side of the turn, beyond it of the widest."""
    near, far = (min(max(turn + side * reach * width, 0.0), float(reach)) for side in (-1, 1))
    ends = [0.0]
    for end, panel in ((near, widest), (far, 4 * width), (float(reach), widest)):
        ends += np.linspace(ends[-1], end, math.ceil((end - ends[-1]) / panel) + 1).tolist()[1:]
    return ends


def _column(values: Any) -> Any:
    return np.array(values, dtype=object)


def _strip_error(size: arb, steep: arb, spread: arb, strip: arb, step: arb) -> arb:
    """Half of |I_h − I| <= 2M/(e^{2πa/h} − 1), M the bound on the strip integrated, ∫(1 + a + |x|)e^{−x²/2} <= 3(2 + a)."""
    half = steep * strip / 2
    cosine = half.cos()
    height = half.tan().max(arb(1)) + 1 / (cosine * cosine)
    bound = 3 * size * height * (2 + strip) * (spread * strip * strip / 2).exp()
    return bound / (2 * arb.pi() * strip / step).expm1()


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
    steep, turned, aside, edge = (_nodes(num, value) for value in (length, cosine, sine, cut))

    def integrand(z: Any, by: Any) -> tuple[Any, Any, Any]:
        near, far = ((edge - side * turned * z) / aside for side in (1, -1))
        chance = (by.erfc(near / two) + by.erfc(far / two)) / 2
        edges = aside * (by.exp(-near * near / 2) - by.exp(-far * far / 2)) / root
        answer = by.tanh(steep * z / 2) / 2
        return (
            answer * (turned * z * chance + edges),
            answer * steep * z * chance,
            (1 - 4 * answer * answer) / 4 * chance,
        )

    found = _even_integrals(num, integrand, 1 + length, length, 1 / (sine * sine), cut / num.absolute(cosine))
    return PlaneMoments(*(2 * value / root for value in found))
