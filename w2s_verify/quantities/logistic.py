"""Scalar facts of the logistic function sigma(t) = 1 / (1 + e^-t), stable over the whole line."""

from __future__ import annotations

from w2s_verify.arithmetic import Arithmetic, Number


def sigmoid_difference(num: Arithmetic, s: Number, t: Number) -> Number:
    """σ(s) − σ(t), without cancellation.

    (σ(s) − σ(t)) = tanh((s−t)/4) (1 + tanh(s/2) tanh(t/2)) ... written as sinh((s−t)/2) / (2 cosh(s/2) cosh(t/2))

    Shapes  s, t any, broadcast
    Units   probability
    Domain  any s, t; in float64 |s|, |t| <= 1400
    Error   a few units of relative rounding
    Raises  none
    Source  addition theorem of tanh
    """
    return num.sinh((s - t) / 2) / (2 * num.cosh(s / 2) * num.cosh(t / 2))
