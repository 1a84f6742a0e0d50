"""Isotropic laws x = s z, z of the radial law that an integer axis names: the pull and the answers by radius."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.elliptical import answer_moment
from w2s_verify.distributions.radial import Radial, radial_law
from w2s_verify.quantities import CENTRED_SIGMOID, RidgeFunction


@dataclass(frozen=True, slots=True)
class Spherical:
    """x = s z in R^d, Σ = s² I. In float64 ``index`` and ``scale`` may carry batch axes, one radial law for each instance.

    E[h(w·x) x] = (w/|w|) s E[h(r z1) z1], r = s|w|.
    """

    index: Number
    scale: Number
    dimension: int

    def _moment(self, num: Arithmetic, function: RidgeFunction, radius: Number) -> Number:
        """E[h(r z1) z1]."""
        if np.ndim(self.index) == 0:
            return self._radial().moment(num, function, radius, 1)
        indices, radii = np.broadcast_arrays(self.index, radius)
        found = np.empty(radii.shape)
        for index in np.unique(indices):
            here = indices == index
            found[here] = radial_law(index, self.dimension).moment(num, function, radii[here], 1)
        return found

    def _radial(self) -> Radial:
        return radial_law(self.index, self.dimension)

    def _answer(self, num: Arithmetic, radius: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) z1]."""
        if np.ndim(self.index) == 0:
            return answer_moment(num, self._radial(), radius, hard, noise)
        indices, places = np.unique(self.index, return_inverse=True)
        means = np.array([radial_law(index, self.dimension).mean_absolute(num) for index in indices])[places]
        soft = self._moment(num, CENTRED_SIGMOID, radius)
        return (1 - 2 * noise) * (soft + hard * (means / 2 - soft))

    def pull(self, num: Arithmetic, radius: Number) -> Number:
        """g at a radius r = s|w| > 0."""
        return self._moment(num, CENTRED_SIGMOID, radius) / radius

    def answer_pull(self, num: Arithmetic, radius: Number, hard: Number = 0, noise: Number = 0) -> Number:
        """ĝ at a radius r = s|v| > 0."""
        return self._answer(num, radius, hard, noise) / radius

    def second_form(self, num: Arithmetic, a: Number, b: Number) -> Number:
        """s² a·b."""
        return self.scale * self.scale * num.dot(a, b)

    def ridge_vector(self, num: Arithmetic, function: RidgeFunction, direction: Number) -> Number:
        """E[h(w·x) x] for an odd h; w non-zero."""
        length = num.norm(direction)
        return num.times(self.scale * self._moment(num, function, self.scale * length) / length, direction)

    def ridge_form(self, num: Arithmetic, function: RidgeFunction, direction: Number, a: Number) -> Number:
        """E[h(w·x) (a·x)²] for an even h; w non-zero, one law at a time."""
        squared = num.dot(direction, direction)
        radius = self.scale * num.sqrt(squared)
        along = num.dot(a, direction) * num.dot(a, direction) / squared
        flat, steep = self._radial().moment_across(num, function, radius), self._radial().moment(num, function, radius, 2)
        return self.scale * self.scale * (flat * (num.dot(a, a) - along) + steep * along)

    def answer_vector(self, num: Arithmetic, teacher: Number, hard: Number, noise: Number) -> Number:
        """E[(y − ½) x]."""
        length = num.norm(teacher)
        return num.times(self.scale * self._answer(num, self.scale * length, hard, noise) / length, teacher)
