"""Spherically symmetric laws z with E[zzᵀ] = I, each by the law of one coordinate, written as an integral over s >= 0."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

import numpy as np
from flint import arb
from numpy.typing import NDArray

from w2s_verify.arithmetic import Arithmetic, Mp, Number
from w2s_verify.distributions.gaussian_moments import gaussian_moment
from w2s_verify.distributions.marginal import Elementary, marginal_moment
from w2s_verify.distributions.sphere_sum import reducible, sphere_moment
from w2s_verify.quantities import RidgeFunction

Samples = NDArray[np.float64]


class Radial(Hashable, Protocol):
    """A spherical law of z, E[zzᵀ] = I: what its first two coordinates z1, z2 say (``dimension`` 0: exists in every one)."""

    @property
    def dimension(self) -> int:
        """The largest dimension in which the law exists; 0 where there is no largest."""
        ...

    def moment(self, num: Arithmetic, function: RidgeFunction, radius: Number, power: int) -> Number:
        """E[h(r z1) z1^p]."""
        ...

    def moment_across(self, num: Arithmetic, function: RidgeFunction, radius: Number) -> Number:
        """E[h(r z1) z2²] = E[h(r z1)(|z|² − z1²)]/(d − 1)."""
        ...

    def mean_absolute(self, num: Arithmetic) -> Number:
        """E|z1|."""
        ...

    def sample(self, rng: np.random.Generator, count: int, dimension: int) -> Samples:
        """``count`` draws of z in the given dimension: (count, d)."""
        ...


def wallis(num: Arithmetic, power: int) -> Number:
    """∫ cos^n θ dθ over (0, π/2): W_0 = π/2, W_1 = 1, W_n = (n−1)/n W_{n−2}."""
    rational = Fraction(1)
    for n in range(power, 1, -2):
        rational *= Fraction(n - 1, n)
    start = num.ratio(1, 1) if power % 2 else num.pi() / 2
    return start * num.ratio(rational.numerator, rational.denominator)


def check_dimension(radial: Radial, dimension: int) -> None:
    """Refuse a dimension in which the radial law does not exist.

    Raises
    ------
    ValueError
        dimension < 1, or larger than the law's own.
    """
    if dimension < 1 or 0 < radial.dimension < dimension:
        raise ValueError(f"dimension = {dimension}: must be in 1 … {radial.dimension or '∞'} for {radial}")


@dataclass(frozen=True, slots=True)
class GaussianRadial:
    """z ~ N(0, I)."""

    dimension = 0

    def moment(self, num: Arithmetic, function: RidgeFunction, radius: Number, power: int) -> Number:
        """E[h(rZ) Z^p]."""
        return gaussian_moment(num, function, radius, power)

    def moment_across(self, num: Arithmetic, function: RidgeFunction, radius: Number) -> Number:
        """E[h(rZ)]: the coordinates are independent."""
        return gaussian_moment(num, function, radius, 0)

    def mean_absolute(self, num: Arithmetic) -> Number:
        """√(2/π)."""
        return num.sqrt(2 / num.pi())

    def sample(self, rng: np.random.Generator, count: int, dimension: int) -> Samples:
        """Standard normal draws."""
        return rng.standard_normal((count, dimension))


@dataclass(frozen=True, slots=True)
class Sphere:
    """z = the first coordinates of a uniform point of the sphere of radius √D in R^D: z1 = √D sin θ, density ∝ cos^{D−2} θ.

    In dimension d = D the sphere itself; in d = D − 2 the uniform law in a ball (Archimedes).

    Raises
    ------
    ValueError
        D < 2.
    """

    dimension: int

    @property
    def panel(self) -> float:
        """cos^n is as narrow as 1/√n."""
        return min(0.8, 2 / math.sqrt(self.dimension))

    def __post_init__(self) -> None:
        if self.dimension < 2:
            raise ValueError(f"dimension = {self.dimension}: must be at least 2 (on the line the sphere is two points)")

    def scale(self, num: Arithmetic) -> Number:
        """√D."""
        return num.sqrt(num.ratio(self.dimension, 1))

    def normaliser(self, num: Arithmetic) -> Number:
        """∫ cos^{D−2}."""
        return wallis(num, self.dimension - 2)

    def coordinate(self, by: Elementary, s: Number) -> Number:
        """sin θ."""
        return by.sin(s)

    def inverse(self, coordinate: float) -> float:
        """The angle of a coordinate, in float64."""
        return math.asin(min(coordinate, 1.0))

    def density(self, by: Elementary, s: Number) -> Number:
        """cos^{D−2} θ."""
        return by.cos(s) ** (self.dimension - 2)

    def across(self, by: Elementary, s: Number) -> Number:
        """E[z2² | z1]/D = cos² θ/(D − 1)."""
        cosine = by.cos(s)
        return cosine * cosine / (self.dimension - 1)

    def reach(self, wanted: float, power: int) -> float | None:
        """The integral ends by itself at π/2."""
        del wanted, power
        return None

    def tail(self, end: arb, power: int) -> arb:
        """∫ over what is cut off is at most the whole, π/2."""
        del end, power
        return arb(2)

    def moment(self, num: Arithmetic, function: RidgeFunction, radius: Number, power: int) -> Number:
        """E[h(r z1) z1^p]."""
        score = radius * self.scale(num)
        if isinstance(num, Mp) and reducible(self.dimension, score):
            return self.scale(num) ** power * sphere_moment(num, self.dimension, function, score, power)
        return marginal_moment(num, self, function, radius, power)

    def moment_across(self, num: Arithmetic, function: RidgeFunction, radius: Number) -> Number:
        """E[h(r z1) z2²]."""
        score = radius * self.scale(num)
        if isinstance(num, Mp) and reducible(self.dimension, score):
            return self.dimension * sphere_moment(num, self.dimension, function, score, 0, across=True)
        return marginal_moment(num, self, function, radius, 0, across=True)

    def mean_absolute(self, num: Arithmetic) -> Number:
        """√D/((D − 1) W_{D−2})."""
        return self.scale(num) / ((self.dimension - 1) * self.normaliser(num))

    def sample(self, rng: np.random.Generator, count: int, dimension: int) -> Samples:
        """Normal draws in R^D on the sphere, then the first coordinates."""
        check_dimension(self, dimension)
        z = rng.standard_normal((count, self.dimension))
        z *= math.sqrt(self.dimension) / np.linalg.norm(z, axis=1, keepdims=True)
        return z[:, :dimension]


def uniform_ball(dimension: int) -> Sphere:
    """The uniform law in a ball of R^d."""
    return Sphere(dimension + 2)


@dataclass(frozen=True, slots=True)
class StudentT:
    """Student's t with ν > 2 degrees of freedom, scaled to E[zzᵀ] = I: z1 = √(ν−2) sinh s, density ∝ cosh^{−ν} s.

    Raises
    ------
    ValueError
        ν is not an integer of at least 3: no second moment.
    """

    freedom: int
    dimension = 0
    panel = 2.4

    def __post_init__(self) -> None:
        if not isinstance(self.freedom, int) or self.freedom < 3:
            raise ValueError(f"freedom = {self.freedom!r}: must be an integer of at least 3, or there is no second moment")

    def scale(self, num: Arithmetic) -> Number:
        """√(ν − 2)."""
        return num.sqrt(num.ratio(self.freedom - 2, 1))

    def normaliser(self, num: Arithmetic) -> Number:
        """∫ cosh^{−ν} over (0, ∞) = ∫ cos^{ν−1}."""
        return wallis(num, self.freedom - 1)

    def coordinate(self, by: Elementary, s: Number) -> Number:
        """sinh s."""
        return by.sinh(s)

    def inverse(self, coordinate: float) -> float:
        """arsinh, in float64."""
        return math.asinh(coordinate)

    def density(self, by: Elementary, s: Number) -> Number:
        """cosh^{−ν} s = (2e^{−s}/(1 + e^{−2s}))^ν."""
        e = by.exp(-s)
        return (2 * e / (1 + e * e)) ** self.freedom

    def across(self, by: Elementary, s: Number) -> Number:
        """E[z2² | z1]/(ν − 2) = cosh² s/(ν − 1)."""
        cosine = by.cosh(s)
        return cosine * cosine / (self.freedom - 1)

    def reach(self, wanted: float, power: int) -> float | None:
        """Where the tail is below e^−wanted."""
        return wanted / (self.freedom - power) + 2

    def tail(self, end: arb, power: int) -> arb:
        """∫ cosh^{q−ν} beyond S is at most 2^{ν−q} e^{−(ν−q)S}/(ν−q)."""
        rest = self.freedom - power
        bound: arb = 2**rest * (-rest * end).exp() / rest
        return bound

    def moment(self, num: Arithmetic, function: RidgeFunction, radius: Number, power: int) -> Number:
        """E[h(r z1) z1^p]."""
        return marginal_moment(num, self, function, radius, power)

    def moment_across(self, num: Arithmetic, function: RidgeFunction, radius: Number) -> Number:
        """E[h(r z1) z2²]."""
        return marginal_moment(num, self, function, radius, 0, across=True)

    def mean_absolute(self, num: Arithmetic) -> Number:
        """√(ν−2)/((ν−1) W_{ν−1})."""
        return self.scale(num) / ((self.freedom - 1) * self.normaliser(num))

    def sample(self, rng: np.random.Generator, count: int, dimension: int) -> Samples:
        """A normal vector over an independent chi."""
        mixing = np.sqrt((self.freedom - 2) / rng.chisquare(self.freedom, (count, 1)))
        return np.asarray(mixing * rng.standard_normal((count, dimension)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class LaplaceRadial:
    """z = √W·N(0, I), W exponential: every coordinate has the Laplace law, z1 = x/√2 with density e^{−x}."""

    dimension = 0
    panel = 20.0

    def scale(self, num: Arithmetic) -> Number:
        """1/√2."""
        return num.sqrt(num.ratio(1, 2))

    def normaliser(self, num: Arithmetic) -> Number:
        """1."""
        return num.ratio(1, 1)

    def coordinate(self, by: Elementary, s: Number) -> Number:
        """x."""
        del by
        return s

    def inverse(self, coordinate: float) -> float:
        """x itself."""
        return coordinate

    def density(self, by: Elementary, s: Number) -> Number:
        """e^{−x}."""
        return by.exp(-s)

    def across(self, by: Elementary, s: Number) -> Number:
        """E[z2² | z1]/scale² = 1 + x, since ∫ w e^{−w} N(u; 0, w) dw = (1 + x) e^{−x}/(2√2), x = √2|u|."""
        del by
        return 1 + s

    def reach(self, wanted: float, power: int) -> float | None:
        """Where the tail is below e^−wanted."""
        del power
        return wanted + 8 * math.log1p(wanted)

    def tail(self, end: arb, power: int) -> arb:
        """∫ (1+x)³ e^{−x} beyond T = e^{−T}(y³ + 3y² + 6y + 6), y = 1 + T; it bounds x^p and (1 + x)."""
        del power
        y = 1 + end
        return (-end).exp() * (y**3 + 3 * y**2 + 6 * y + 6)

    def moment(self, num: Arithmetic, function: RidgeFunction, radius: Number, power: int) -> Number:
        """E[h(r z1) z1^p]."""
        return marginal_moment(num, self, function, radius, power)

    def moment_across(self, num: Arithmetic, function: RidgeFunction, radius: Number) -> Number:
        """E[h(r z1) z2²]."""
        return marginal_moment(num, self, function, radius, 0, across=True)

    def mean_absolute(self, num: Arithmetic) -> Number:
        """1/√2."""
        return self.scale(num)

    def sample(self, rng: np.random.Generator, count: int, dimension: int) -> Samples:
        """A normal vector times the root of an exponential."""
        mixing = np.sqrt(rng.standard_exponential((count, 1)))
        return np.asarray(mixing * rng.standard_normal((count, dimension)), dtype=np.float64)


Ratio = tuple[int, int]


@lru_cache(maxsize=256)
def _exact_mixture(radii: tuple[float, ...], weights: tuple[int, ...]) -> tuple[int, Ratio, tuple[Ratio, ...]]:
    """Σ weights, E radius² and the radii, in whole numbers."""
    exact = [Fraction(radius) for radius in radii]
    squared = Fraction(sum(weight * radius**2 for weight, radius in zip(weights, exact, strict=True))) / sum(weights)
    return sum(weights), squared.as_integer_ratio(), tuple(radius.as_integer_ratio() for radius in exact)


@dataclass(frozen=True, slots=True)
class ScaleMixture:
    """z = λ_i z_base with probability weights_i/Σ weights, λ_i = radii_i/√(E radii²): a finite mixture of spheres, say.

    Raises
    ------
    ValueError
        radii and weights of different lengths or empty, a radius or weight that is not positive and finite.
    """

    base: Radial
    radii: tuple[float, ...]
    weights: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.radii or len(self.radii) != len(self.weights):
            raise ValueError(f"radii = {self.radii}, weights = {self.weights}: must be of one length, at least 1")
        for name, values in (("radii", self.radii), ("weights", self.weights)):
            if not all(math.isfinite(value) and value > 0 for value in values):
                raise ValueError(f"{name} = {values}: every entry must be positive and finite")

    @property
    def dimension(self) -> int:
        """That of the base."""
        return self.base.dimension

    def components(self, num: Arithmetic) -> list[tuple[Number, Number]]:
        """(probability, λ) of every component; the radii are exact doubles, their squares are added as rationals."""
        total, squared, radii = _exact_mixture(self.radii, self.weights)
        root = num.sqrt(num.ratio(*squared))
        pairs = zip(self.weights, radii, strict=True)
        return [(num.ratio(weight, total), num.ratio(*radius) / root) for weight, radius in pairs]

    def moment(self, num: Arithmetic, function: RidgeFunction, radius: Number, power: int) -> Number:
        """Σ P_i λ_i^p E[h(r λ_i z1) z1^p]."""
        return sum(
            mass * scale**power * self.base.moment(num, function, radius * scale, power) for mass, scale in self.components(num)
        )

    def moment_across(self, num: Arithmetic, function: RidgeFunction, radius: Number) -> Number:
        """Σ P_i λ_i² E[h(r λ_i z1) z2²]."""
        return sum(
            mass * scale * scale * self.base.moment_across(num, function, radius * scale)
            for mass, scale in self.components(num)
        )

    def mean_absolute(self, num: Arithmetic) -> Number:
        """Σ P_i λ_i E|z1|."""
        return sum(mass * scale for mass, scale in self.components(num)) * self.base.mean_absolute(num)

    def sample(self, rng: np.random.Generator, count: int, dimension: int) -> Samples:
        """A component for every draw, then the base."""
        mass = np.array(self.weights, dtype=np.float64) / sum(self.weights)
        radii = np.array(self.radii, dtype=np.float64)
        scales = radii / math.sqrt(float(mass @ radii**2))
        return scales[rng.choice(len(mass), count, p=mass)][:, None] * self.base.sample(rng, count, dimension)


GAUSSIAN = GaussianRadial()
RADIAL_LAWS = 5
"""How many radial laws ``radial_law`` numbers."""


def radial_law(index: Number, dimension: int) -> Radial:
    """The radial law that a claim's integer axis names, in R^d.

    0 Gaussian, 1 spheres of radii 1 and 2, 2 uniform ball, 3 Student t with 5 degrees of freedom, 4 Laplace-type

    Raises
    ------
    ValueError
        index is not in 0 … 4.
    """
    number = round(float(index))
    if number not in range(RADIAL_LAWS):
        raise ValueError(f"index = {number}: must be in 0 … {RADIAL_LAWS - 1}")
    if number == 1:
        return ScaleMixture(Sphere(max(dimension, 2)), (1.0, 2.0), (3, 1))
    return (GAUSSIAN, None, uniform_ball(dimension), StudentT(5), LaplaceRadial())[number]  # type: ignore[return-value]
