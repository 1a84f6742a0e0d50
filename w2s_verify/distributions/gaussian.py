"""The centred Gaussian law with covariance SSᵀ, S an exact factor (also singular)."""

from __future__ import annotations

from dataclasses import dataclass

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.gaussian_moments import gaussian_moment
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE, RidgeFunction


@dataclass(frozen=True, slots=True)
class IsotropicGaussian:
    """x ~ N(0, s² I) in any dimension, s = scale > 0.

    E[h(w·x) x] = (w/|w|) s E[h(rZ) Z], r = s|w|: x is ŵ(ŵ·x) plus a part of mean 0 that does not know w·x.
    """

    scale: Number

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """s² a·b."""
        return self.scale * self.scale * num.dot(a, b)

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(w·x) x] for an odd h; w non-zero."""
        length = num.norm(direction)
        moment = gaussian_moment(num, function, self.scale * length, 1)
        return num.times(self.scale * moment / length, direction)

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(w·x) (a·x)²] for an even h; w non-zero: s² (E[h(rZ)] |a_⊥|² + E[h(rZ)Z²] |a_∥|²)."""
        squared = num.dot(direction, direction)
        radius = self.scale * num.norm(direction)
        along = num.dot(a, direction) * num.dot(a, direction) / squared
        across = num.dot(a, a) - along
        flat, steep = (gaussian_moment(num, function, radius, power) for power in (0, 2))
        return self.scale * self.scale * (flat * across + steep * along)

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]; for hard answers E[½ sign(Z) Z] = 1/√(2π)."""
        length = num.norm(teacher)
        soft = gaussian_moment(num, CENTRED_SIGMOID, self.scale * length, 1)
        sharp = 1 / num.sqrt(2 * num.pi())
        moment = (1 - 2 * noise) * (soft + hard * (sharp - soft))
        return num.times(self.scale * moment / length, teacher)


def curvature_across(num: Arithmetic, radius: Number) -> Number:
    """α(r) = E[σ'(rZ)], the Hessian's eigenvalue across w for x ~ N(0, I)."""
    return gaussian_moment(num, CURVATURE, radius, 0)


def curvature_along(num: Arithmetic, radius: Number) -> Number:
    """β(r) = E[σ'(rZ) Z²], the Hessian's eigenvalue along w for x ~ N(0, I)."""
    return gaussian_moment(num, CURVATURE, radius, 2)


def answer_slope(num: Arithmetic, radius: Number, hard: Number = 0, noise: Number = 0) -> Number:
    """ĝ(v) = E[(y − ½) v·x]/(vᵀΣv) for x ~ N(0, s²I), radius = s|v|, by Stein's identity.

    (1 − 2 noise) E[σ'(rZ)] for soft answers, (1 − 2 noise)/(√(2π) r) for hard ones
    """
    soft = curvature_across(num, radius)
    sharp = 1 / (num.sqrt(2 * num.pi()) * radius)
    return (1 - 2 * noise) * (soft + hard * (sharp - soft))
