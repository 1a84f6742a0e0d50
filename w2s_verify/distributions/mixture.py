"""Finite mixtures: of any laws, and the class-conditional Gaussian law x | y ~ N(±μ, Σ), which is not centred."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.elliptical import elliptical
from w2s_verify.distributions.law import SampledLaw
from w2s_verify.distributions.radial import GAUSSIAN, Samples
from w2s_verify.distributions.shifted import normal_cdf, shifted_moment
from w2s_verify.quantities import CENTRED_SIGMOID, RidgeFunction, centred_label


@dataclass(frozen=True, slots=True)
class ShiftedGaussian:
    """x = m + Sz, z ~ N(0, I)."""

    mean: Number
    factor: Number

    def _pulled(self, num: Arithmetic, direction: Number) -> Number:
        return num.combine(direction, self.factor)

    def mean_vector(self, num: Arithmetic) -> Number:
        """m."""
        del num
        return self.mean

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """aᵀ(SSᵀ + mmᵀ)b."""
        return num.dot(self._pulled(num, a), self._pulled(num, b)) + num.dot(a, self.mean) * num.dot(b, self.mean)

    def _spread(self, num: Arithmetic, direction: Number, level: Number, slope: Number) -> Number:
        """E[h x] = m E[h] + (SSᵀw/r) E[h Z]."""
        pulled = self._pulled(num, direction)
        along = num.times(slope / num.norm(pulled), num.matvec(self.factor, pulled))
        return num.times(level, self.mean) + along

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(w·x) x]."""
        shift, radius = num.dot(direction, self.mean), num.norm(self._pulled(num, direction))
        if not np.any(radius != 0):
            return num.times(function.of(num, shift), self.mean)
        level, slope = (shifted_moment(num, function, shift, radius, power) for power in (0, 1))
        return self._spread(num, direction, level, slope)

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(w·x) (a·x)²], a·x = a·m + (b·u)Z + a part of variance |b|² − (b·u)² independent of Z, b = Sᵀa."""
        shift, pulled, other = num.dot(direction, self.mean), self._pulled(num, direction), self._pulled(num, a)
        offset, radius, whole = num.dot(a, self.mean), num.norm(pulled), num.dot(other, other)
        if not np.any(radius != 0):
            return function.of(num, shift) * (offset * offset + whole)
        along = num.dot(other, pulled) / radius
        flat, slope, steep = (shifted_moment(num, function, shift, radius, power) for power in (0, 1, 2))
        return flat * (offset * offset + whole - along * along) + 2 * offset * along * slope + along * along * steep

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]; hard answers: Φ(a/r) − ½ and φ(a/r)."""
        shift, radius = num.dot(teacher, self.mean), num.norm(self._pulled(num, teacher))
        if not np.any(radius != 0):
            return num.times(centred_label(num, shift, hard, noise), self.mean)
        ratio = shift / radius
        sharp = (normal_cdf(num, ratio) - num.ratio(1, 2), num.exp(-ratio * ratio / 2) / num.sqrt(2 * num.pi()))
        soft = (shifted_moment(num, CENTRED_SIGMOID, shift, radius, power) for power in (0, 1))
        level, slope = (s + hard * (h - s) for s, h in zip(soft, sharp, strict=True))
        return num.times(1 - 2 * noise, self._spread(num, teacher, level, slope))

    def sample(self, rng: np.random.Generator, count: int) -> Samples:
        """``count`` draws of x, where the fields are float64."""
        return np.asarray(self.mean + rng.standard_normal((count, self.factor.shape[-1])) @ self.factor.T)


@dataclass(frozen=True, slots=True)
class Mixture:
    """Component i with probability weights_i/Σ weights."""

    components: tuple[SampledLaw, ...]
    weights: tuple[Number, ...]

    def _mean(self, values: list[Number]) -> Number:
        total = sum(self.weights)
        return sum(weight * value for weight, value in zip(self.weights, values, strict=True)) / total

    def mean_vector(self, num: Arithmetic) -> Number:
        """E[x]."""
        return self._mean([law.mean_vector(num) for law in self.components])

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """aᵀ Σ b."""
        return self._mean([law.second_form(num, a, b) for law in self.components])

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(w·x) x]."""
        return self._mean([law.ridge_vector(num, function, direction) for law in self.components])

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(w·x) (a·x)²]."""
        return self._mean([law.ridge_form(num, function, direction, a) for law in self.components])

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]."""
        return self._mean([law.answer_vector(num, teacher, hard, noise) for law in self.components])

    def sample(self, rng: np.random.Generator, count: int) -> Samples:
        """A component for every draw, then its own draw."""
        mass = np.array(self.weights, dtype=np.float64)
        counts = rng.multinomial(count, mass / mass.sum())
        drawn = np.concatenate([law.sample(rng, int(k)) for law, k in zip(self.components, counts, strict=True)])
        return rng.permutation(drawn)


def mixture(components: tuple[SampledLaw, ...], weights: tuple[float, ...]) -> Mixture:
    """A checked mixture in float64.

    Raises
    ------
    ValueError
        None, or not as many weights; a weight negative or not finite; all of them zero.
    """
    mass = np.asarray(weights, dtype=np.float64)
    if not components or mass.shape != (len(components),):
        raise ValueError(f"weights = {weights}: must be one for each of the {len(components)} components, at least 1")
    if not np.isfinite(mass).all() or (mass < 0).any() or not mass.any():
        raise ValueError(f"weights = {weights}: must be non-negative and finite, at least one positive")
    return Mixture(components, tuple(mass.tolist()))


def check_probability(name: str, value: float) -> None:
    """Refuse what is no probability.

    Raises
    ------
    ValueError
        value outside [0, 1], or nan.
    """
    if not 0 <= value <= 1:
        raise ValueError(f"{name} = {value}: must be a probability, in [0, 1]")


def class_conditional(mean: ArrayLike, factor: ArrayLike, positive: float = 0.5) -> Mixture:
    """x | y ~ N(±μ, SSᵀ), P(y = 1) = ``positive``, in float64. Centred only where ``positive`` is ½ or μ = 0; never elliptical
    where μ ≠ 0, so the criterion of gain.criterion does not hold under it.

    Raises
    ------
    ValueError
        mean and factor do not fit or are not finite; positive is no probability.
    """
    check_probability("positive", positive)
    matrix = elliptical(GAUSSIAN, factor).factor
    centre = np.asarray(mean, dtype=np.float64)
    if centre.shape != matrix.shape[:1] or not np.isfinite(centre).all():
        raise ValueError(f"mean = {centre.tolist()}: must be {matrix.shape[0]} finite numbers")
    return mixture((ShiftedGaussian(centre, matrix), ShiftedGaussian(-centre, matrix)), (positive, 1 - positive))
