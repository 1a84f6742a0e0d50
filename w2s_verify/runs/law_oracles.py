"""Laws against their definitions in mpmath: expectations by quadrature over the density, not by the law's own reduction."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from flint import arb
from mpmath.ctx_mp import MPContext
from scipy.integrate import solve_ivp

from w2s_verify.arithmetic import float64
from w2s_verify.distributions import (
    GAUSSIAN,
    Elliptical,
    IsotropicGaussian,
    LaplaceRadial,
    Mixture,
    ScaleMixture,
    ShiftedGaussian,
    Sphere,
    Stretched,
    StudentT,
    curvature_across,
    isotropic,
    loss_probability,
    path_time,
    selective_pull,
)
from w2s_verify.distributions.rule import ridge_rule
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE, Gram

QUAD = MPContext()
QUAD.prec = 160
Pair = tuple[arb, Any]
"""A kernel's ball and mpmath's value; where only an order is known, 1 for true and 1."""


def _radial_moments(num: Any) -> Iterator[Pair]:
    """E|z1| and, at r = 3, E[σ'(r z1)] and E[σ'(r z1) z2²]: the densities of one and of two coordinates, by quadrature.

    Student t with 5 degrees of freedom and the Laplace-type law, both with E[zzᵀ] = I.
    """
    root = QUAD.sqrt(2)

    def student(u: Any) -> Any:
        return 8 / (3 * QUAD.pi * QUAD.sqrt(3)) * (1 + u * u / 3) ** -3

    def laplace(u: Any) -> Any:
        return QUAD.exp(-root * u) / root

    def curved(u: Any) -> Any:
        return 2 * _mp_curvature(3 * u)

    fifth, double = StudentT(5), LaplaceRadial()
    yield Sphere(3).mean_absolute(num), QUAD.sqrt(3) / 2
    yield fifth.mean_absolute(num), _half_line(lambda u: 2 * u * student(u))
    yield double.mean_absolute(num), _half_line(lambda u: 2 * u * laplace(u))
    yield fifth.moment(num, CURVATURE, arb(3), 0), _half_line(lambda u: curved(u) * student(u))
    yield double.moment(num, CURVATURE, arb(3), 0), _half_line(lambda u: curved(u) * laplace(u))
    yield fifth.moment_across(num, CURVATURE, arb(3)), _half_line(lambda u: curved(u) * student(u) * (3 + u * u) / 4)
    yield double.moment_across(num, CURVATURE, arb(3)), _half_line(lambda u: curved(u) * laplace(u) * (1 + root * u) / 2)


def _scaled(function: Callable[[Any, Any], Any], scale: Any, u: Any) -> Any:
    return function(scale * u, scale)


def _mixed_spheres(num: Any) -> Iterator[Pair]:
    """Spheres of R³ with radii 1 and 2, three to one: λ² = 4/7 and 16/7, each coordinate uniform on ±λ√3; r = 3."""
    law = ScaleMixture(Sphere(3), (1.0, 2.0), (3, 1))
    scales = ((3, QUAD.sqrt(4 / QUAD.mpf(7))), (1, QUAD.sqrt(16 / QUAD.mpf(7))))
    end = QUAD.sqrt(3)

    def mean(function: Callable[[Any, Any], Any]) -> Any:
        parts = [weight * QUAD.quad(partial(_scaled, function, scale), [0, end / 4, end]) for weight, scale in scales]
        return sum(parts) / (4 * end)

    yield law.moment(num, CENTRED_SIGMOID, arb(3), 1), mean(lambda u, scale: QUAD.tanh(3 * u / 2) / 2 * u)
    yield law.moment(num, CURVATURE, arb(3), 0), mean(lambda u, scale: _mp_curvature(3 * u))
    yield law.moment_across(num, CURVATURE, arb(3)), mean(lambda u, scale: _mp_curvature(3 * u) * (3 * scale**2 - u * u) / 2)


def _elliptical(num: Any) -> Iterator[Pair]:
    """x = Sz, z ~ N(0, I), S = [[2, 1], [0, 1]], so that Σ = [[5, 1], [1, 1]]; w = (1, 1), a = (1, −1): one coordinate is left.

    wᵀΣw = 8, aᵀΣw = 4, aᵀΣa = 4.
    """
    law = Elliptical(GAUSSIAN, num.exact(np.array([[2.0, 1], [0, 1]])))
    w, a, r = num.exact(np.array([1.0, 1])), num.exact(np.array([1.0, -1])), QUAD.sqrt(8)

    def mean(function: Callable[[Any], Any]) -> Any:
        return _half_line(lambda z: 2 * function(z) * QUAD.npdf(z))

    flat, steep = mean(lambda z: _mp_curvature(r * z)), mean(lambda z: _mp_curvature(r * z) * z * z)
    soft = mean(lambda z: QUAD.tanh(r * z / 2) / 2 * z) / r
    yield law.second_form(num, a, w), QUAD.mpf(4)
    yield law.ridge_form(num, CURVATURE, w, a), 2 * flat + 2 * steep
    yield law.pull(num, w), soft
    yield law.ridge_vector(num, CENTRED_SIGMOID, w)[1], 2 * soft
    yield law.answer_pull(num, w, arb(1), arb(1) / 4), QUAD.sqrt(2 / QUAD.pi) / (4 * r)
    gaussian = IsotropicGaussian(arb(2))
    yield gaussian.ridge_vector(num, CENTRED_SIGMOID, w)[1], 4 * soft
    yield gaussian.answer_vector(num, w, arb(1), arb(1) / 4)[1], QUAD.sqrt(2 / QUAD.pi) / r
    stretched = Stretched(IsotropicGaussian(1), num.exact(np.array([2.0, 2])))
    yield stretched.ridge_vector(num, CENTRED_SIGMOID, w)[1], 4 * soft
    yield isotropic(num, GAUSSIAN, arb(3), 2).second_form(num, w, w), QUAD.mpf(18)


def _half_line(function: Callable[[Any], Any]) -> Any:
    return QUAD.quad(function, [0, 0.25, 0.5, 1, 2, 4, 8, 16, 64, QUAD.inf])


def _mp_curvature(t: Any) -> Any:
    e = QUAD.exp(-t)
    return e / (1 + e) ** 2


def _shifted(num: Any) -> Iterator[Pair]:
    """x ~ N(m, 4) on the line and a mixture of two: second moments, E[σ'(x) x²], E[(σ − ½) x] and hard answers."""
    factor, one = num.exact(np.array([[2.0]])), num.exact(np.array([1.0]))
    laws = {m: ShiftedGaussian(num.exact(np.array([float(m)])), factor) for m in (-1, 3)}

    def mean(m: int, function: Callable[[Any], Any]) -> Any:
        normal = QUAD.sqrt(2 * QUAD.pi)
        edges = [-QUAD.inf, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, QUAD.inf]
        return QUAD.quad(lambda z: function(m + 2 * z) * QUAD.exp(-z * z / 2) / normal, edges)

    mixed = Mixture(tuple(laws.values()), (arb(1), arb(3)))
    form = {m: mean(m, lambda x: _mp_curvature(abs(x)) * x * x) for m in laws}
    for m, law in laws.items():
        yield law.second_form(num, one, one), QUAD.mpf(4 + m * m)
        yield law.ridge_form(num, CURVATURE, one, one), form[m]
        yield law.ridge_vector(num, CENTRED_SIGMOID, one)[0], mean(m, lambda x: QUAD.tanh(x / 2) * x / 2)
        sharp = m * (QUAD.ncdf(QUAD.mpf(m) / 2) - QUAD.mpf(1) / 2) + 2 * QUAD.npdf(QUAD.mpf(m) / 2)
        yield law.answer_vector(num, one, arb(1), arb(0))[0], sharp
    yield mixed.ridge_form(num, CURVATURE, one, one), (form[-1] + 3 * form[3]) / 4


def _selective(num: Any) -> Iterator[Pair]:
    """Student 1·v̂, teacher of length 3, labels where |t| >= 1: the pull by its definition, without an integration by parts."""

    def beyond(function: Callable[[Any], Any]) -> Any:
        return 2 * QUAD.quad(lambda t: function(t) * QUAD.npdf(t), [1, 2, 4, 8, 16, QUAD.inf])

    answers = beyond(lambda t: (QUAD.tanh(3 * t / 2) - QUAD.tanh(t / 2)) / 2 * t)
    yield selective_pull(num, arb(1), arb(3), arb(1), arb(0)), answers + beyond(_mp_curvature)


def _caps(num: Any) -> Iterator[Pair]:
    """P(κ >= k) in d = 5, where the density of κ is (2/π)√(1 − κ²): on either side of 1/√2."""
    for k in (1, 4):
        by_density = QUAD.quad(lambda x: 2 / QUAD.pi * QUAD.sqrt(1 - x * x), [QUAD.mpf(k) / 5, 1])
        yield loss_probability(num, arb(5), arb(k) / 5), by_density


def _path_time(num: Any) -> Iterator[Pair]:
    """w₀ = (4, 0), v = (−4, 1): the path passes near 0. The time to q = 1 in float64 lies between the bounds of one piece."""
    slope = 4
    gram = Gram(arb(16), arb(17), arb(1), arb(-16), arb(1), arb(1))
    earliest, latest = path_time(num, arb(1), gram, arb(slope), arb(1), 1, curvature_across)

    def growth(q: float, grown: Any) -> Any:
        radius = math.hypot(4 - 4 * q, q) / grown[0]
        return [curvature_across(float64, radius) / slope, 1 / (slope * grown[0])]

    time = solve_ivp(growth, (0.0, 1.0), [1.0, 0.0], rtol=1e-9, atol=1e-12).y[1, -1]
    yield arb(int(earliest.upper() <= time <= latest.lower())), QUAD.mpf(1)


def _graded_rule(num: Any) -> Iterator[Pair]:
    """E[(σ(20 z1) − ½) z1] by the density lies in the narrow enclosure by a rule for r <= 24: Gaussian, sphere of R³."""
    for radial, density, end in ((GAUSSIAN, QUAD.npdf, 16), (Sphere(3), lambda _: 1 / QUAD.sqrt(12), QUAD.sqrt(3))):
        rule = ridge_rule(num, radial, 24.0, 40)
        found = num.dot(rule.masses, num.tanh(10 * rule.nodes)) + rule.error * arb(0, 1)
        true = QUAD.quad(partial(_pulled, density), [0, 0.0625, 0.125, 0.25, 0.5, 1, end])
        middle, radius = (QUAD.mpf(part.str(60, radius=False)) for part in (found.mid(), found.rad()))
        yield arb(int(abs(middle - true) <= radius)), QUAD.mpf(1)
        yield arb(int(radius < 1e-11)), QUAD.mpf(1)


def _pulled(density: Callable[[Any], Any], u: Any) -> Any:
    return QUAD.tanh(10 * u) * u * density(u)


LAW_ORACLES: dict[str, Callable[[Any], Iterator[Pair]]] = {
    "radial_moments": _radial_moments,
    "mixed_spheres": _mixed_spheres,
    "elliptical": _elliptical,
    "shifted": _shifted,
    "selective": _selective,
    "caps": _caps,
    "path_time": _path_time,
    "graded_rule": _graded_rule,
}
