"""An isotropic law seen from a point of the arc: what its gradient does to the cosine, beside the closed form."""

from __future__ import annotations

from dataclasses import dataclass

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.descent import descent
from w2s_verify.distributions.elliptical import Elliptical, isotropic
from w2s_verify.distributions.radial import radial_law
from w2s_verify.quantities import cosine_gradient


@dataclass(frozen=True, slots=True)
class Reading:
    """One law, one point, one teacher.

    velocity  −∇L(w) from the law's expectations
    rate      d cos(w_t, w★)/dt there, from the velocity
    pull      s² ĝ(v): the clock of the arc
    fade      s² g(w)
    size      what the terms of the rate add up to: (s² ĝ |v| + s² g |w|)/|w|
    """

    velocity: Number
    rate: Number
    pull: Number
    fade: Number
    size: Number


def isotropic_law(num: Arithmetic, index: Number, scale: Number, dimension: int) -> Elliptical:
    """x = s z, z of the radial law that an integer axis names."""
    return isotropic(num, radial_law(index, dimension), scale, dimension)


def read_law(
    num: Arithmetic, law: Elliptical, scale: Number, point: Number, teacher: Number, truth: Number, hard: Number, noise: Number
) -> Reading:
    """The law with Σ = s²I at the point w, under the teacher's soft, hard or noisy answers.

    Shapes  vectors (d,)
    Units   per unit of time
    Domain  point, teacher, truth non-zero
    Error   that of the law's expectations
    Raises  none
    Source  −∇L(w) = Σ(ĝ(v) v − g(w) w)
    """
    velocity = descent(num, law, point, teacher, hard, noise)
    squared = scale * scale
    pull = squared * law.answer_pull(num, teacher, hard, noise)
    fade = squared * law.pull(num, point)
    size = (num.absolute(pull) * num.norm(teacher)) / num.norm(point) + fade
    return Reading(velocity, num.dot(cosine_gradient(num, point, truth), velocity), pull, fade, size)
