"""Exact values of the kernels in balls, each with the scale its error is measured in.

The scale of an entry is the sum of its absolute terms, where a term counts once for its own rounding and once for the
rounding of its score: what any algorithm that rounds its scores must be allowed. Where nothing cancels and scores are
small it is the value itself, up to a small factor.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from w2s_verify.arithmetic import Ball
from w2s_verify.kernels.data import Data, Floats, Points

Balls = Any
Measured = tuple[Balls, Balls]
"""Exact values and their scales, arrays of balls of one shape."""


def _shares(num: Ball, points: Points) -> Balls:
    weights = num.exact(np.ones(len(points.X)) if points.sample_weights is None else points.sample_weights)
    return weights / num.sum(weights)


def _scores(num: Ball, X: Balls, weights: Floats) -> tuple[Balls, Balls]:
    """X weights, and the sum of the absolute terms of each score."""
    exact = num.exact(weights)
    return X @ exact, num.absolute(X) @ num.absolute(exact)


def exact_risk(num: Ball, data: Data, weights: Floats) -> tuple[Measured, Measured]:
    """Loss and gradient, from (1-y) softplus(z) + y softplus(-z) and (1-y) σ(z) - y σ(-z)."""
    X, label, share = num.exact(data.X), num.exact(data.labels), _shares(num, data)
    score, terms = _scores(num, X, weights)
    up, down = (1 - label) * num.sigmoid(score), label * num.sigmoid(-score)
    loss = (1 - label) * num.softplus(score) + label * num.softplus(-score)
    conditioned = up + down + num.curvature(score) * terms
    risk = np.array([num.sum(share * loss)]), np.array([num.sum(share * (loss + (up + down) * terms))])
    return risk, ((share * (up - down)) @ X, (share * conditioned) @ num.absolute(X))


def exact_hessian(num: Ball, points: Points, weights: Floats) -> Measured:
    """Hessian, entry by entry."""
    X, share = num.exact(points.X), _shares(num, points)
    score, terms = _scores(num, X, weights)
    curvature, size = share * num.curvature(score), num.absolute(X)
    return (curvature[:, None] * X).T @ X, ((curvature * (1 + terms))[:, None] * size).T @ size


def exact_product(num: Ball, points: Points, weights: Floats, vector: Floats) -> Measured:
    """Hessian times vector."""
    X, share = num.exact(points.X), _shares(num, points)
    score, terms = _scores(num, X, weights)
    image, image_terms = _scores(num, X, vector)
    curvature = share * num.curvature(score)
    scale = curvature * (image_terms + num.absolute(image) * terms)
    return (curvature * image) @ X, scale @ num.absolute(X)


def exact_pair(num: Ball, points: Points, student: Floats, teacher: Floats, hard: bool) -> Measured:
    """Gradient of one student told by one teacher."""
    X, share = num.exact(points.X), _shares(num, points)
    score, terms = _scores(num, X, student)
    told, told_terms = _scores(num, X, teacher)
    answer = num.step(told) if hard else num.sigmoid(told)
    refused = 1 - answer if hard else num.sigmoid(-told)
    slope = refused * num.sigmoid(score) - answer * num.sigmoid(-score)
    scale = num.absolute(slope) + num.curvature(score) * terms
    if not hard:
        scale = scale + num.curvature(told) * told_terms
    return (share * slope) @ X, (share * scale) @ num.absolute(X)


def exact_rate(num: Ball, gradient: Measured, student: Floats, truth: Floats) -> Measured:
    """Rate at which the cosine starts to change, from the exact gradient."""
    w, aim = num.exact(student), num.exact(truth)
    length = num.norm(w)
    along, aim = w / length, aim / num.norm(aim)
    toward = aim - num.dot(along, aim) * along
    value, scale = gradient
    return np.array([-num.dot(value, toward) / length]), np.array([num.norm(scale) / length])


def exact_spectrum(num: Ball, radius: float) -> tuple[Measured, Measured]:
    """Both eigenvalues by a trapezoid far finer than the kernel's: error below 2^-150, tail below 2^-120."""
    r = num.exact(np.array(radius))
    step, reach = min(1.0, radius) / 8, min(90.0, 14.0 * radius)
    t = num.exact(step * np.arange(-int(reach / step), int(reach / step) + 1))
    z = t / r
    density = num.exp(-z * z / 2) * num.curvature(t) * step / (r * num.sqrt(2 * num.pi()))
    across, along = np.array([num.sum(density)]), np.array([num.sum(density * z * z)])
    return (across, across), (along, along)


def exact_path(num: Ball, frame: Floats) -> dict[str, Measured]:
    """Fields of the path where the peak is inside: X > 0, Y > 0; from the statements, not the determinants."""
    a, b, p, q, r = num.exact(frame)
    student, teacher = num.sqrt(a * a + b * b), num.sqrt(p * p + q * q + r * r)
    c_s, c_t, rho = a / student, p / teacher, (a * p + b * q) / (student * teacher)
    drive, pull = c_t - rho * c_s, c_s - rho * c_t
    peak = num.sqrt((c_s * c_s + c_t * c_t - 2 * rho * c_s * c_t) / (1 - rho * rho))
    end = 2 * c_s * drive / (c_s * c_s - c_t * c_t)
    values = {"peak": peak, "peak_gain": peak - c_s, "peak_position": drive / pull, "window_end": end, "drive": drive}
    return {name: (np.array([value]), np.array([abs(value)])) for name, value in values.items()}
