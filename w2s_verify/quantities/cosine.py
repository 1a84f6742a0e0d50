"""Cosine similarity: the currency in which a student's gain is counted."""

from __future__ import annotations

from w2s_verify.arithmetic import Arithmetic, Number


def cosine(num: Arithmetic, a: Number, b: Number) -> Number:
    """Cosine similarity of two non-zero vectors.

    a·b / (|a| |b|)
    Shapes  a, b (..., d) -> (...)
    Units   none, in [-1, 1]
    Domain  a, b non-zero
    Error   in balls rigorous; in float64 (d + 4) units of rounding, absolute
    Raises  none
    Source  definition
    """
    return num.dot(a, b) / (num.norm(a) * num.norm(b))


def orthogonal_part(num: Arithmetic, a: Number, direction: Number) -> Number:
    """The part of a orthogonal to a direction.

    a − direction (a·direction)/|direction|²
    Shapes  a, direction (..., d) -> (..., d)
    Units   those of a
    Domain  direction non-zero
    Error   absolute, relative to |a|
    Raises  none
    Source  definition of the projector
    """
    return a - num.times(num.dot(a, direction) / num.dot(direction, direction), direction)


def orthogonal_truth(num: Arithmetic, weights: Number, truth: Number) -> Number:
    """The part of the truth's unit vector orthogonal to the weights: |w| times the gradient of the cosine.

    t − (t·ŵ) ŵ, t the unit vector of the truth
    Shapes  weights, truth (..., d) -> (..., d)
    Units   none
    Domain  both non-zero
    Error   absolute, relative to 1
    Raises  none
    Source  definition of the projector
    """
    return orthogonal_part(num, num.times(1 / num.norm(truth), truth), weights)


def cosine_gradient(num: Arithmetic, weights: Number, truth: Number) -> Number:
    """Gradient of w ↦ cos(w, truth).

    (t − cos(w,t) ŵ) / |w|, t the unit vector of the truth
    Shapes  weights, truth (..., d) -> (..., d)
    Units   per unit of weights
    Domain  both non-zero
    Error   absolute, relative to 1/|w|
    Raises  none
    Source  derivative of cosine similarity
    """
    return num.times(1 / num.norm(weights), orthogonal_truth(num, weights, truth))


def cosine_hessian_form(num: Arithmetic, weights: Number, truth: Number, a: Number, b: Number) -> Number:
    """aᵀ ∇²f(w) b of f(w) = cos(w, truth).

    (−(t·a)(ŵ·b) − (ŵ·a)(t·b) + 3f (ŵ·a)(ŵ·b) − f a·b) / |w|², t the unit vector of the truth
    Shapes  all four (..., d) -> (...)
    Units   those of a b per squared unit of weights
    Domain  weights and truth non-zero
    Error   absolute, relative to |a||b|/|w|²
    Raises  none
    Source  second derivative of cosine similarity
    """
    unit = num.times(1 / num.norm(weights), weights)
    unit_truth = num.times(1 / num.norm(truth), truth)
    along = num.dot(unit, unit_truth)
    a_own, b_own = num.dot(unit, a), num.dot(unit, b)
    mixed = num.dot(unit_truth, a) * b_own + a_own * num.dot(unit_truth, b)
    return (3 * along * a_own * b_own - mixed - along * num.dot(a, b)) / num.dot(weights, weights)


def sine_squared(num: Arithmetic, a: Number, b: Number) -> Number:
    """Squared sine of the angle between two vectors, without cancellation near 0 in the angle's square root.

    Σ_{i<j} (a_i b_j − a_j b_i)² / (|a|² |b|²), Lagrange's identity
    Shapes  a, b (..., d) -> (...)
    Units   none
    Domain  both non-zero
    Error   relative in each squared minor
    Raises  none
    Source  Lagrange's identity
    """
    return wedge_squared(num, a, b) / (num.dot(a, a) * num.dot(b, b))


def wedge_squared(num: Arithmetic, a: Number, b: Number) -> Number:
    """Squared area of the parallelogram of two vectors.

    |a|²|b|² − (a·b)² = Σ_{i<j} (a_i b_j − a_j b_i)²
    Shapes  a, b (..., d) -> (...)
    Units   product of the squared units
    Domain  any
    Error   relative in each squared minor
    Raises  none
    Source  Lagrange's identity
    """
    minors = a[..., :, None] * b[..., None, :] - a[..., None, :] * b[..., :, None]
    return num.sum(num.sum(minors * minors)) / 2
