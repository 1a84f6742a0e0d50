"""Derivatives of the logistic function σ beyond the first, and its increments, in forms that neither cancel nor overflow."""

from __future__ import annotations

from w2s_verify.arithmetic import Arithmetic, Number


def curvature_slope(num: Arithmetic, score: Number) -> Number:
    """σ''(t) = −σ'(t) tanh(t/2), odd.

    Shapes  score any
    Units   probability per cubed unit of score
    Domain  any score
    Error   relative, a few units of rounding
    Raises  none
    Source  σ'' = σ'(1 − 2σ), and 1 − 2σ(t) = −tanh(t/2)
    """
    return -num.curvature(score) * num.tanh(score / 2)


def curvature_bend(num: Arithmetic, score: Number) -> Number:
    """σ'''(t) = σ'(t)(1 − 6σ'(t)) = σ'(t)(3 tanh²(t/2) − 1)/2, even.

    Shapes  score any
    Units   probability per fourth power of a unit of score
    Domain  any score
    Error   relative to σ'(t)
    Raises  none
    Source  derivative of −σ'(t) tanh(t/2), with 4σ' = 1 − tanh²(t/2)
    """
    slope = num.tanh(score / 2)
    return num.curvature(score) * (3 * slope * slope - 1) / 2


def log_curvature(num: Arithmetic, score: Number) -> Number:
    """log σ'(t) = −|t| − 2 log(1 + e^{−|t|}), even.

    Shapes  score any
    Units   none
    Domain  any score (no underflow)
    Error   relative, a few units of rounding
    Raises  none
    Source  σ' = e^{−|t|}/(1 + e^{−|t|})²
    """
    size = num.absolute(score)
    return -size - 2 * num.log1p(num.exp(-size))


def sigmoid_increment(num: Arithmetic, start: Number, end: Number) -> Number:
    """σ(end) − σ(start).

    With u = (end − start)/2, m = (start + end)/2 it is sinh u/(cosh u + cosh m); both are divided by e^{max(|u|,|m|)}.
    Shapes  start, end of one shape
    Units   probability
    Domain  any scores
    Error   relative, a few units of rounding beyond the rounding of end − start
    Raises  none
    Source  addition theorems of sinh and cosh
    """
    u, m = (end - start) / 2, (start + end) / 2
    wide, far = num.absolute(u), num.absolute(m)
    top = num.maximum(wide, far)
    decay, remote = num.exp(-2 * wide), num.exp(-2 * far)
    return (
        num.tanh(u)
        * num.exp(wide - top)
        * (1 + decay)
        / (num.exp(wide - top) * (1 + decay) + num.exp(far - top) * (1 + remote))
    )


def curvature_increment(num: Arithmetic, start: Number, end: Number) -> Number:
    """σ'(end) − σ'(start).

    4 σ'(start) σ'(end) sinh((start + end)/2) sinh((start − end)/2), the powers of e taken together
    Shapes  start, end of one shape
    Units   probability per squared unit of score
    Domain  any scores
    Error   relative, a few units of rounding beyond the rounding of start ± end
    Raises  none
    Source  σ' = 1/(2(1 + cosh t)) and the product form of a difference of cosh
    """
    m, u = (start + end) / 2, (start - end) / 2
    near = num.minimum(num.absolute(start), num.absolute(end))
    both = (1 + num.exp(-num.absolute(start))) * (1 + num.exp(-num.absolute(end)))
    return num.exp(-near) * _unit_sinh(num, m) * _unit_sinh(num, u) / (both * both)


def _unit_sinh(num: Arithmetic, t: Number) -> Number:
    """2 e^{−|t|} sinh t = tanh t (1 + e^{−2|t|})."""
    return num.tanh(t) * (1 + num.exp(-2 * num.absolute(t)))
