"""Product laws: independent coordinates, uniform (the cube) or Laplace; expectations as one integral over a frequency."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import acb, arb
from numpy.typing import ArrayLike

from w2s_verify.arithmetic import Arithmetic, Mp, Number, unguarded
from w2s_verify.distributions.coordinate import LAPLACE, UNIFORM, Coordinate, frequency_kernel
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.distributions.radial import Samples
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE, RidgeFunction


@dataclass(frozen=True, slots=True)
class Product:
    """x_i = stretch_i z_i, the z_i independent with the law ``coordinate``, mean 0 and variance 1. Fields are checked.

    With χ the characteristic function of z, η(u) = −χ'(u)/u, κ = −χ'' and u_i = ω w_i stretch_i:
    E[(σ(w·x) − ½) x_i] = w_i stretch_i² ∫ k(ω) η(u_i) Π_{j≠i} χ(u_j) dω and
    E[σ'(w·x) (a·x)²] = ∫ k(ω) (Σ b_i² κ_i Π_{j≠i} χ_j − Σ_{i≠j} b_i b_j u_iη_i u_jη_j Π_{others} χ) dω, b_i = a_i stretch_i,
    k(ω) = ω/sinh πω, with absolute errors of about 2^-bits in balls, since σ(t) − ½ = ∫ sin(ωt)/sinh(πω) dω over ω > 0.
    """

    coordinate: Coordinate
    stretch: Number

    def mean_vector(self, num: Arithmetic) -> Number:
        """0: the law is symmetric."""
        return num.exact(np.zeros(len(self.stretch)))

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """Σ a_i b_i stretch_i²."""
        return num.dot(a * self.stretch, b * self.stretch)

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[(σ(w·x) − ½) x].

        Raises
        ------
        ValueError
            Another function.
        """
        if function is not CENTRED_SIGMOID:
            raise ValueError(f"function = {function.name}: under a product law only E[(σ(w·x) − ½) x] is known")
        rates = direction * self.stretch
        found = [self._slope(num, rates, i) if rates[i] != 0 else rates[i] for i in range(len(rates))]
        return self.stretch * num.vector(*found)

    def _slope(self, num: Arithmetic, rates: Number, i: int) -> Number:
        def integrand(by: Any, frequency: Any) -> Any:
            terms = [self.coordinate.functions(by, frequency * rate) for rate in rates]
            return terms[i][1] * math.prod(chi for j, (chi, *_) in enumerate(terms) if j != i)

        return rates[i] * self._integral(num, rates, integrand, num.ratio(1, 1))

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[σ'(w·x) (a·x)²].

        Raises
        ------
        ValueError
            Another function.
        """
        if function is not CURVATURE:
            raise ValueError(f"function = {function.name}: under a product law only E[σ'(w·x) (a·x)²] is known")
        rates, tests = direction * self.stretch, a * self.stretch
        bound = num.sum(num.absolute(tests))

        def integrand(by: Any, frequency: Any) -> Any:
            """As the second derivative at 0 of Π E[e^{i(u + s b)z}], one coordinate joined at a time."""
            value, slope, bend = 1, 0, 0
            for rate, test in zip(rates, tests, strict=True):
                chi, eta, kappa = self.coordinate.functions(by, frequency * rate)
                first, second = -test * frequency * rate * eta, -test * test * kappa
                value, slope, bend = (
                    value * chi,
                    value * first + slope * chi,
                    value * second + 2 * slope * first + bend * chi,
                )
            return -bend

        return self._integral(num, rates, integrand, bound * bound)

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]."""
        soft = 0 * teacher if np.all(hard == 1) else self.ridge_vector(num, CENTRED_SIGMOID, teacher)
        sharp = 0 * teacher if np.all(hard == 0) else self.stretch * self.coordinate.signs(num, teacher * self.stretch)
        return num.times(1 - 2 * noise, num.times(1 - hard, soft) + num.times(hard, sharp))

    def sample(self, rng: np.random.Generator, count: int) -> Samples:
        """``count`` draws of x, where the stretch is float64: (count, d)."""
        drawn: Samples = self.coordinate.sample(rng, (count, len(self.stretch))) * self.stretch
        return drawn

    def _integral(self, num: Arithmetic, rates: Number, integrand: Any, bound: Number) -> Number:
        """∫ k(ω) f(ω) dω over ω > 0, |f| <= bound there; k(ω) <= 2ω e^{−πω}/(1 − e^{−2πω})."""
        sizes = [abs(float(rate)) for rate in unguarded(num, rates)[1]]
        reach = float(math.ceil(((max(num.bits, 53) + 20) * math.log(2) + 4 * math.log1p(max(sizes))) / math.pi) + 2)
        if num.name == "ball":
            end = arb(reach)
            value = acb.integral(
                lambda omega, _: frequency_kernel(num, omega) * integrand(num, omega), acb(0), acb(end), eval_limit=10**6
            ).real
            decay = (-arb.pi() * end).exp()
            tail = 2 * bound * (end / arb.pi() + 1 / arb.pi() ** 2) * decay / (1 - decay * decay)
            return value + tail.abs_upper() * arb(0, 1)
        edges = self.coordinate.panels(sizes, reach)
        if isinstance(num, Mp):
            return mp_gauss_legendre(num, lambda omega: frequency_kernel(num, omega) * integrand(num, omega), edges)
        return gauss_legendre(lambda omega: frequency_kernel(num, omega) * integrand(num, omega), edges)


def _checked(coordinate: Coordinate, stretch: ArrayLike) -> Product:
    scales = np.asarray(stretch, dtype=np.float64)
    if scales.ndim != 1 or not scales.size:
        raise ValueError(f"stretch has shape {scales.shape}: must be (d,) with d >= 1")
    if not np.isfinite(scales).all() or (scales <= 0).any():
        raise ValueError(f"stretch = {scales.tolist()}: every entry must be positive and finite")
    return Product(coordinate, scales)


def uniform_product(stretch: ArrayLike) -> Product:
    """Independent coordinates, uniform on ±√3 stretch_i, in float64: the cube where all are equal. Σ = diag(stretch²).

    Raises
    ------
    ValueError
        stretch is not (d,), or an entry is not positive and finite.
    """
    return _checked(UNIFORM, stretch)


def laplace_product(stretch: ArrayLike) -> Product:
    """Independent coordinates with the Laplace law of deviation stretch_i, in float64. Σ = diag(stretch²).

    Raises
    ------
    ValueError
        stretch is not (d,), or an entry is not positive and finite.
    """
    return _checked(LAPLACE, stretch)
