"""Elliptical laws x = Sz, z spherical with E[zzᵀ] = I: every expectation along a direction is one of a single coordinate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.radial import Radial, Samples, check_dimension
from w2s_verify.quantities import CENTRED_SIGMOID, RidgeFunction


def is_zero(vector: Number) -> bool:
    """Whether every entry is exactly 0."""
    return not np.any(vector != 0)


def answer_moment(num: Arithmetic, radial: Radial, radius: Number, hard: Number, noise: Number) -> Number:
    """E[(y − ½) z1] for a teacher with score r z1: soft, hard (½ E|z1|) or flipped with probability ``noise``."""
    soft = 0 * radius if np.all(hard == 1) else radial.moment(num, CENTRED_SIGMOID, radius, 1)
    return (1 - 2 * noise) * (soft + hard * (radial.mean_absolute(num) / 2 - soft))


@dataclass(frozen=True, slots=True)
class Elliptical:
    """x = Sz with an exact factor S (d, k), Σ = SSᵀ, also singular. Fields are already checked."""

    radial: Radial
    factor: Number

    def _pulled(self, num: Arithmetic, direction: Number) -> Number:
        """Sᵀw."""
        return num.combine(direction, self.factor)

    def radius(self, num: Arithmetic, direction: Number) -> Number:
        """r = |Sᵀw|."""
        return num.norm(self._pulled(num, direction))

    def mean_vector(self, num: Arithmetic) -> Number:
        """0: the law is symmetric."""
        return num.exact(np.zeros(np.shape(self.factor)[-2]))

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """aᵀ Σ b."""
        return num.dot(self._pulled(num, a), self._pulled(num, b))

    def second_vector(self, num: Arithmetic, direction: Number) -> Number:
        """Σw."""
        return num.matvec(self.factor, self._pulled(num, direction))

    def _along(self, num: Arithmetic, direction: Number, moment: Number) -> Number:
        """Σw·moment/r: what the linear regression of x on its score leaves."""
        return num.times(moment / self.radius(num, direction), self.second_vector(num, direction))

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(w·x) x] for an odd h."""
        if is_zero(self._pulled(num, direction)):
            return self.mean_vector(num)
        return self._along(num, direction, self.radial.moment(num, function, self.radius(num, direction), 1))

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(w·x) (a·x)²] for an even h: A (|b|² − (b·u)²) + B (b·u)², b = Sᵀa, u = Sᵀw/r."""
        pulled, other = self._pulled(num, direction), self._pulled(num, a)
        whole = num.dot(other, other)
        if is_zero(pulled):
            return whole * function.of(num, num.ratio(0, 1))
        radius = num.norm(pulled)
        squared = num.dot(other, pulled) * num.dot(other, pulled) / num.dot(pulled, pulled)
        across = self.radial.moment_across(num, function, radius)
        return across * (whole - squared) + self.radial.moment(num, function, radius, 2) * squared

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]."""
        if is_zero(self._pulled(num, teacher)):
            return self.mean_vector(num)
        moment = answer_moment(num, self.radial, self.radius(num, teacher), hard, noise)
        return self._along(num, teacher, moment)

    def pull(self, num: Arithmetic, weights: Number) -> Number:
        """g(w) = E[(σ(w·x) − ½) w·x]/(wᵀΣw), w not in the kernel of Σ."""
        radius = self.radius(num, weights)
        return self.radial.moment(num, CENTRED_SIGMOID, radius, 1) / radius

    def answer_pull(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """ĝ(v) = E[(y − ½) v·x]/(vᵀΣv), v not in the kernel of Σ."""
        radius = self.radius(num, teacher)
        return answer_moment(num, self.radial, radius, hard, noise) / radius

    def sample(self, rng: np.random.Generator, count: int) -> Samples:
        """``count`` draws of x, where the factor is float64: (count, d)."""
        drawn: Samples = self.radial.sample(rng, count, self.factor.shape[-1]) @ self.factor.T
        return drawn


def isotropic(num: Arithmetic, radial: Radial, scale: Number, dimension: int) -> Elliptical:
    """x = s z in R^d: Σ = s² I."""
    return Elliptical(radial, num.exact(np.eye(dimension)) * scale)


def _finite_matrix(name: str, values: ArrayLike) -> Any:
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim != 2 or 0 in matrix.shape:
        raise ValueError(f"{name} has shape {matrix.shape}: must be a matrix with at least one row and column")
    if not np.isfinite(matrix).all():
        raise ValueError(f"{name} = {matrix[~np.isfinite(matrix)][0]}: every entry must be finite")
    return matrix


def elliptical(radial: Radial, factor: ArrayLike) -> Elliptical:
    """A checked elliptical law in float64 by its factor.

    Raises
    ------
    ValueError
        factor is no finite matrix, or has more columns than the radial law has dimensions.
    """
    matrix = _finite_matrix("factor", factor)
    check_dimension(radial, matrix.shape[1])
    return Elliptical(radial, matrix)


def elliptical_of_scatter(radial: Radial, scatter: ArrayLike) -> Elliptical:
    """A checked elliptical law in float64 by Σ; the law is that of the rounded factor.

    Raises
    ------
    ValueError
        scatter is not square, symmetric, finite and positive semidefinite (to 2⁻⁴⁰ of its largest eigenvalue).
    """
    matrix = _finite_matrix("scatter", scatter)
    if matrix.shape[0] != matrix.shape[1] or (matrix != matrix.T).any():
        raise ValueError(f"scatter has shape {matrix.shape}: must be square and symmetric")
    values, vectors = np.linalg.eigh(matrix)
    if values[0] < -np.ldexp(max(abs(values[-1]), abs(values[0])), -40):
        raise ValueError(f"scatter has the eigenvalue {values[0]:.6g}: must be positive semidefinite")
    return elliptical(radial, vectors * np.sqrt(np.maximum(values, 0)))


def check_direction(law: Elliptical, name: str, weights: ArrayLike) -> None:
    """Refuse weights in the kernel of Σ: their score is 0, and they have no direction under the law.

    Raises
    ------
    ValueError
        Sᵀw = 0, or an entry is not finite.
    """
    vector = np.asarray(weights, dtype=np.float64)
    if not np.isfinite(vector).all():
        raise ValueError(f"{name} = {vector.tolist()}: every entry must be finite")
    if is_zero(vector @ law.factor):
        raise ValueError(f"{name} = {vector.tolist()}: is in the kernel of Σ, and has no direction under this law")
