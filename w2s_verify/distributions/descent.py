"""The descent direction −∇L of the student's risk under a teacher's answers, and the rate of the gain along it."""

from __future__ import annotations

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.distributions.law import Law
from w2s_verify.quantities import CENTRED_SIGMOID, cosine_gradient


def descent(num: Arithmetic, law: Law, student: Number, teacher: Number, hard: Number = 0, noise: Number = 0) -> Number:
    """Minus the gradient of the risk.

    E[(y − ½) x] − E[(σ(w·x) − ½) x]
    Shapes  student, teacher (..., d) -> (..., d)
    Units   risk per unit of weights
    Domain  student and teacher non-zero for laws without atoms
    Error   that of the law's expectations
    Raises  none
    Source  definition of the risk
    """
    return law.answer_vector(num, teacher, hard, noise) - law.ridge_vector(num, CENTRED_SIGMOID, student)


def cosine_rate(
    num: Arithmetic, law: Law, student: Number, teacher: Number, truth: Number, hard: Number = 0, noise: Number = 0
) -> Number:
    """Derivative of cos(w_t, truth) at time 0 of the gradient flow.

    ∇f(w₀) · (−∇L(w₀))
    Shapes  (..., d) -> (...)
    Units   per time
    Domain  student and truth non-zero
    Error   that of the law's expectations, relative to |∇L|/|w₀|
    Raises  none
    Source  chain rule
    """
    return num.dot(cosine_gradient(num, student, truth), descent(num, law, student, teacher, hard, noise))
