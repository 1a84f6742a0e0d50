"""Kernels that the claims use on both sides alike, so that no claim notices a fault: each against its definition in mpmath."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from flint import arb
from mpmath.ctx_mp import MPContext

from w2s_verify.arithmetic import ball
from w2s_verify.distributions import (
    GAUSSIAN,
    Elliptical,
    LaplaceRadial,
    Mixture,
    ShiftedGaussian,
    Sphere,
    StudentT,
    answer_slope,
    isotropic,
)
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE, centred_label, definite, largest_eigenvalue, log_curvature
from w2s_verify.quantities.flow import Problem, certified_flow

BITS = 160
POINTS = (-30, -3, -1, 1, 2, 17)
MP = MPContext()
MP.prec = 3 * BITS
QUAD = MPContext()
QUAD.prec = BITS
Pair = tuple[arb, Any]


def _softplus(num: Any) -> Iterator[Pair]:
    for t in POINTS:
        yield num.softplus(arb(t)), MP.log(1 + MP.exp(t))


def _log_curvature(num: Any) -> Iterator[Pair]:
    for t in POINTS:
        yield log_curvature(num, arb(t)), MP.log(MP.exp(t) / (1 + MP.exp(t)) ** 2)


def _centred_label(num: Any) -> Iterator[Pair]:
    """y or 1 − y with probability ``noise`` = 1/4, less ½."""
    for t in POINTS:
        for hard in (0, 1):
            answer = MP.mpf(t > 0) if hard else 1 / (1 + MP.exp(-t))
            yield centred_label(num, arb(t), arb(hard), arb(1) / 4), (3 * answer + (1 - answer)) / 4 - MP.mpf(1) / 2


def _answer_slope(num: Any) -> Iterator[Pair]:
    """E[(y − ½) Z]/r with hard answers and noise 1/4: (1 − 2/4)/(√(2π) r)."""
    for r in (1, 2, 5):
        yield answer_slope(num, arb(r), arb(1), arb(1) / 4), 1 / (2 * r * MP.sqrt(2 * MP.pi))


def _elementary(num: Any) -> Iterator[Pair]:
    """sinh, cosh, and Σ c x xᵀ for two points."""
    for t in POINTS:
        yield num.sinh(arb(t)), (MP.exp(t) - MP.exp(-t)) / 2
        yield num.cosh(arb(t)), (MP.exp(t) + MP.exp(-t)) / 2
    rows, coefficients = np.array([[1, 2], [3, -1]]), np.array([5, 7])
    found = num.scatter(num.exact(coefficients), num.exact(rows))
    for i, j in np.ndindex(2, 2):
        yield found[i, j], MP.mpf(int(np.sum(coefficients * rows[:, i] * rows[:, j])))


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


def _largest_eigenvalue(num: Any) -> Iterator[Pair]:
    """Of [[2, 1], [1, 2]] moved to a third axis, 3 or more; and whether a wide matrix' ball contains its own."""
    matrix = num.exact(np.array([[2.0, 1, 0], [1, 2, 0], [0, 0, 5]]))
    yield largest_eigenvalue(num, matrix), MP.mpf(5)
    yield largest_eigenvalue(num, matrix[:2, :2]), MP.mpf(3)
    shaken = matrix + num.exact(np.ones((3, 3))) * arb(0, 1)
    yield arb(int(largest_eigenvalue(num, shaken).contains(6))), MP.mpf(1)


def _definite(num: Any) -> Iterator[Pair]:
    """A matrix with the eigenvalues 1/4 and −1/4, and a definite one."""
    yield arb(int(definite(num.exact(np.array([[0.25, 0], [0, -0.25]]))) is False)), MP.mpf(1)
    yield arb(int(definite(num.exact(np.array([[2.0, 1], [1, 2]]))) is True)), MP.mpf(1)


def _certified_flow(num: Any) -> Iterator[Pair]:
    """w' = y − σ(w) from 0 under one example with a hard answer, y = 1: w + e^w = 1 + t, so w(1) lies within the error."""
    del num
    found = certified_flow(Problem(np.array([[1.0]]), np.array([1.0]), np.array([1.0]), hard=1.0), np.zeros(1), 1.0, 8)
    true = MP.findroot(lambda w: w + MP.exp(w) - 2, 0.4)
    error = found.errors[-1]
    yield arb(int(abs(MP.mpf(found.nodes[-1, 0]) - true) <= error)), MP.mpf(1)
    yield arb(int(0 < error < 1e-3)), MP.mpf(1)


ORACLES: dict[str, Callable[[Any], Iterator[Pair]]] = {
    "softplus": _softplus,
    "log_curvature": _log_curvature,
    "centred_label": _centred_label,
    "answer_slope": _answer_slope,
    "elementary": _elementary,
    "radial_moments": _radial_moments,
    "elliptical": _elliptical,
    "shifted": _shifted,
    "largest_eigenvalue": _largest_eigenvalue,
    "definite": _definite,
    "certified_flow": _certified_flow,
}


def agrees(name: str) -> bool:
    """Whether every ball of the kernel is close to mpmath's value of the definition: within 2^-100 of max(1, |value|)."""
    with ball(BITS) as num:
        pairs = [(MP.mpf(kernel.mid().str(60, radius=False)), value) for kernel, value in ORACLES[name](num)]
    return all(abs(kernel - value) <= MP.mpf(2) ** -100 * max(1, abs(value)) for kernel, value in pairs)
