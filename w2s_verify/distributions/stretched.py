"""A law stretched along the axes: x = S z with a diagonal S, the elliptical laws up to rotation."""

from __future__ import annotations

from dataclasses import dataclass

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.law import Law
from w2s_verify.quantities import RidgeFunction


@dataclass(frozen=True, slots=True)
class Stretched:
    """x = S z, z of the law ``base``, S = diag(stretch). E[h(w·x) x] = S E[h(Sw·z) z].

    Shapes  stretch (..., d)
    """

    base: Law
    stretch: Number

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """aᵀ S Σ_z S b."""
        return self.base.second_form(num, self.stretch * a, self.stretch * b)

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(direction·x) x]."""
        return self.stretch * self.base.ridge_vector(num, function, self.stretch * direction)

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(direction·x) (a·x)²]."""
        return self.base.ridge_form(num, function, self.stretch * direction, self.stretch * a)

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]."""
        return self.stretch * self.base.answer_vector(num, self.stretch * teacher, hard, noise)
