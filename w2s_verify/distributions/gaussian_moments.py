"""E[h(rZ) Z^p] for a standard normal Z: by balls with a proved error, by mpmath, and by float64 for a whole batch."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb, ctx

from w2s_verify.arithmetic import Arithmetic, Ball, Mp, Number, ball_key, ball_of_key, mp
from w2s_verify.distributions.quadrature import mp_gauss_legendre, mp_normal_integrals
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE, RidgeFunction

FUNCTIONS = {function.name: function for function in (CENTRED_SIGMOID, CURVATURE)}
LARGEST_TRAPEZOID_RADIUS = 8.0
"""Beyond it a function that does not decay is integrated by subdivision, since the trapezoid would need ~ r nodes."""
STRIP_SHARE = 0.9
FLOAT64_ROWS = 2**10
LARGEST_HALVED_RADIUS = 4
"""Up to it mpmath's opinion is a trapezoid sum with halved steps, beyond it a panelled quadrature."""


def gaussian_moment(num: Arithmetic, function: RidgeFunction, radius: Number, power: int) -> Number:
    """E[h(r Z) Z^p], Z standard normal, for (σ', p = 0 or 2) and (σ − ½, p = 1).

    Shapes  radius (...) -> (...)
    Units   those of h
    Domain  r >= 0, power in {0, 1, 2} of h's parity
    Error   balls: rigorous, about 2^-bits relative; mpmath: quadrature to its precision; float64: 1e-14 relative
    Raises  ValueError: a power whose parity makes the moment 0
    Source  trapezoidal rule on a strip (Trefethen and Weideman 2014, theorem 5.1)
    """
    if (-1) ** power != function.parity:
        raise ValueError(f"power = {power}: with {function.name} the moment is 0 by symmetry")
    if num.name == "float64":
        return _float64_moment(function, np.asarray(radius, dtype=np.float64), power)
    if isinstance(num, Mp):
        return num.context.make_mpf(_mp_moment(function.name, num.context.mpf(radius)._mpf_, power, num.bits))
    return _ball_moment(function.name, ball_key(arb(radius)), power, num.bits)


def _float64_moment(function: RidgeFunction, radius: np.ndarray[Any, Any], power: int) -> Any:
    """E[(σ(rZ)−½)Z] = r E[σ'(rZ)] keeps the nodes few at large r; rows by runs, so that their nodes stay in the cache."""
    if function is CENTRED_SIGMOID:
        return radius * _float64_moment(CURVATURE, radius, 0)
    rows = radius.ravel()
    found = [_float64_curvature(rows[at : at + FLOAT64_ROWS], power) for at in range(0, rows.size, FLOAT64_ROWS)]
    return np.concatenate(found).reshape(radius.shape)[()] if found else np.empty(radius.shape)


def _float64_curvature(radius: np.ndarray[Any, Any], power: int) -> Any:
    """E[σ'(rZ) Z^p], (k,) -> (k,): trapezoid in z with step 0.4/max(r, 1) and 101 nodes."""
    step = 0.4 / np.maximum(radius, 1.0)
    z = step[:, None] * np.arange(101)
    e = np.exp(-radius[:, None] * z)
    terms = e / ((1.0 + e) * (1.0 + e)) * np.exp(-0.5 * z * z) * z**power
    return (np.sum(terms, axis=1) - terms[:, 0] / 2) * step * math.sqrt(2 / math.pi)


@lru_cache(maxsize=4096)
def _mp_moment(name: str, raw: Any, power: int, bits: int) -> Any:
    """Gauss-Legendre in t = sz, s = max(r, 1), over panels on the scales of h and of the density."""
    num, function = mp(bits), FUNCTIONS[name]
    context = num.context
    radius = context.make_mpf(raw)
    if radius <= LARGEST_HALVED_RADIUS:
        halves = mp_normal_integrals(num, lambda z: function.of(num, radius * z) * z**power)
        return (2 * halves / context.sqrt(2 * context.pi))._mpf_
    stretch = max(radius, context.mpf(1))

    def integrand(t: Any) -> Any:
        z = t / stretch
        return function.of(num, radius * z) * t**power * context.exp(-z * z / 2)

    reach = stretch * context.sqrt(2 * (num.bits + 20) * context.ln2)
    if function.decay:
        reach = min(reach, (num.bits + 20) * context.ln2 + 8 * context.log(1 + stretch))
    inner = {context.mpf(t) for t in (4, 12, 32, 80, 200)} | {stretch * z for z in (0.125, 1, 4, 8)}
    panels = [context.mpf(0), *sorted(panel for panel in inner if panel < reach), reach]
    integral = mp_gauss_legendre(num, integrand, panels)
    moment = 2 * integral / (stretch ** (power + 1) * context.sqrt(2 * context.pi))
    return moment._mpf_


@lru_cache(maxsize=4096)
def _ball_moment(name: str, key: tuple[int, int, int, int], power: int, bits: int) -> arb:
    del bits  # the precision is in force already; here it only tells the remembered results apart
    function = FUNCTIONS[name]
    radius = ball_of_key(key)
    return _moment_in_balls(function, radius, power)


def _moment_in_balls(function: RidgeFunction, radius: arb, power: int) -> arb:
    size = float(radius.abs_upper())
    wanted = (ctx.prec + 20) * math.log(2) + 4 * math.log1p(size)
    if not function.decay and size > LARGEST_TRAPEZOID_RADIUS:
        return _by_subdivision(function, radius, power, wanted)
    strip = min(STRIP_SHARE * math.pi / size if size else math.inf, math.sqrt(2 * wanted))
    step = 2 * math.pi * strip / (wanted + strip * strip / 2 + 8)
    reach = math.sqrt(2 * wanted)
    if function.decay and size > 1:
        reach = min(reach, wanted / size)
    nodes = math.ceil(reach / step) + 1
    total = _trapezoid(function, radius, power, arb(step), nodes)
    error = strip_error(function, radius, power, arb(strip), arb(step)) + gaussian_tail(
        function, radius, power, arb(step) * nodes
    )
    return total + error * arb(0, 1)


def _trapezoid(function: RidgeFunction, radius: arb, power: int, step: arb, nodes: int) -> arb:
    """h Σ_{|k| <= nodes} F(kh), F(z) = h(rz) z^p φ(z), even in z."""
    num = Ball(0)
    half = step * step / 2
    total = function.of(num, arb(0)) / 2 if power == 0 else arb(0)
    for k in range(1, nodes + 1):
        z = k * step
        total += function.of(num, radius * z) * (-half * (k * k)).exp() * z**power
    return 2 * step * total / (2 * arb.pi()).sqrt()


def strip_error(function: RidgeFunction, radius: arb, power: int, strip: arb, step: arb) -> arb:
    """|I_h − I| <= 2M/(e^{2πa/h} − 1), M >= ∫|F(x+ib)| dx for |b| <= a, with |z|^p <= (|x| + a)^p under the normal density."""
    mean_absolute = (2 / arb.pi()).sqrt()
    moment = (arb(1), strip + mean_absolute, strip * strip + 2 * strip * mean_absolute + 1)[power]
    bound = function.strip_bound(radius * strip) * (strip * strip / 2).exp() * moment
    return (2 * bound / (2 * arb.pi() * strip / step).expm1()).abs_upper()


def gaussian_tail(function: RidgeFunction, radius: arb, power: int, reach: arb) -> arb:
    """2 ∫_Z^∞ z^p φ(z) e^{−crz} dz, by parts with the larger of the two decays; F decreases beyond Z.

    c = 0: Z >= 2, ∫_Z^∞ z^p φ <= (Z + 1/Z) φ(Z) for p <= 2.  c = 1: <= φ(Z) e^{−rZ} Σ_j p!/(p−j)! Z^{p−j}/r^{j+1}, Z >= p/r.
    """
    density = (-reach * reach / 2).exp() / (2 * arb.pi()).sqrt()
    if function.decay:
        rate = radius.abs_lower()
        density *= (-rate * reach).exp()
        if rate > 1:
            terms = (1 / rate, reach / rate + 1 / rate**2, reach**2 / rate + 2 * reach / rate**2 + 2 / rate**3)
            _require(reach * rate >= power, "the summation ends before the integrand decreases")
            return (2 * density * terms[power]).abs_upper()
    _require(reach >= 2, "the summation ends before the integrand decreases")
    return (2 * (reach + 1 / reach) * density).abs_upper()


def _require(holds: bool, rule: str) -> None:
    """A condition of an error bound; unlike an assertion it is checked under every way to run Python."""
    if not holds:
        raise ArithmeticError(rule)


def _by_subdivision(function: RidgeFunction, radius: arb, power: int, wanted: float) -> arb:
    """∫_0^Z by adaptive Gauss-Legendre quadrature with proved error, Z where the Gaussian tail is below the precision."""
    reach = arb(math.ceil(math.sqrt(2 * wanted)))

    def integrand(z: acb, analytic: bool) -> acb:
        del analytic  # a pole of h makes the value infinite, which the integrator reads as "split"
        half = radius * z / 2
        return half.tanh() / 2 * z**power * (-z * z / 2).exp()

    _require(function is CENTRED_SIGMOID, "only σ − ½ is integrated by subdivision")
    value = acb.integral(integrand, acb(0), acb(reach)).real
    return 2 * value / (2 * arb.pi()).sqrt() + gaussian_tail(function, radius, power, reach) * arb(0, 1)
