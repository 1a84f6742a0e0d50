"""One exponential e = e^-|score| a row gives loss, slope and curvature, each without cancellation.

Let miss = 1 - label where score >= 0, label elsewhere: how far the label is from the predicted class.

    loss  = miss |score| + log1p(e)          a sum of non-negative terms
    slope = ±(miss - e / (1 + e))            + where score >= 0; a hard label met has miss = 0: no tail is lost
    root  = sqrt(curvature) = e^(-|score|/2) / (1 + e)      no square root, and it lives twice as far as e

Calm scores, all below CALM in size, need no case distinction: a = e^-score, t = 1/(1 + a) are far from the range's ends.

    slope = (1 - label) t - label a t        one of the terms is 0 for a hard label: no tail is lost
    curvature = a t t
"""

from __future__ import annotations

import numpy as np

from w2s_verify.kernels.data import Floats

CALM = 300.0
"""e^-CALM = 1e-131: curvatures can be multiplied by entries down to 1e-170 before a digit is lost."""


def is_calm(score: Floats) -> bool:
    """Whether all scores are below CALM in size; one inner product says so for most, False where there is nan."""
    return bool(score.dot(score) < CALM * CALM or np.abs(score).max() < CALM)


def calm_curvature(away: Floats) -> Floats:
    """Curvature σ'(score) of calm scores, given as away = -score, which is overwritten.

    a t t,  a = e^away, t = 1/(1 + a)
    Shapes  (k,) -> (k,)
    Units   nats per squared unit of score
    Domain  |away| < CALM
    Error   5 ulp
    Raises  none
    Source  this project
    """
    once, share = _calm_parts(away)
    return np.multiply(once, share, out=once)


def calm_slope_and_curvature(away: Floats, label: Floats, refused: Floats) -> tuple[Floats, Floats]:
    """Slope of each row and its curvature, for calm scores, given as away = -score, which is overwritten.

    refused t - label a t;  a t t,  a = e^away, t = 1/(1 + a), refused = 1 - label
    Shapes  away, label, refused (k,) -> (k,), (k,)
    Units   nats per unit of score; nats per squared unit of score
    Domain  |away| < CALM, labels in [0, 1]
    Error   5 ulp where label is 0 or 1, otherwise of (1 - label) t + label a t; curvature 5 ulp
    Raises  none
    Source  this project
    """
    once, share = _calm_parts(away)
    slope = refused * share
    slope -= label * once
    return slope, np.multiply(once, share, out=once)


def _calm_parts(away: Floats) -> tuple[Floats, Floats]:
    """(a t, t); `away` is overwritten."""
    np.exp(away, out=away)
    share = away + 1.0
    np.divide(1.0, share, out=share)
    return np.multiply(away, share, out=away), share


def _miss(score: Floats, label: Floats) -> Floats:
    return np.where(score < 0, label, 1.0 - label)


def _slope(score: Floats, miss: Floats, tail: Floats, one_plus: Floats) -> Floats:
    """±(miss - e/(1+e)); `tail` is overwritten, `miss` becomes the answer."""
    np.divide(tail, one_plus, out=tail)
    np.subtract(miss, tail, out=miss)
    np.copysign(1.0, score, out=tail)
    np.multiply(miss, tail, out=miss)
    return miss


def loss_and_slope(score: Floats, label: Floats) -> tuple[Floats, Floats]:
    """Loss log(1+e^score) - label score of each row, and its derivative in the score.

    miss |score| + log1p(e);  ±(miss - e/(1+e))
    Shapes  score, label (k,) -> (k,), (k,)
    Units   nats; nats per unit of score
    Domain  finite scores, labels in [0, 1]
    Error   4 ulp each where label is 0 or 1; otherwise the slope has 4 ulp of miss + e/(1+e)
    Raises  none
    Source  softplus form: Maechler, log1mexp note (2012); the miss form is this project's
    """
    size = np.abs(score)
    tail = np.negative(size)
    np.exp(tail, out=tail)
    miss = _miss(score, label)
    loss = np.multiply(miss, size, out=size)
    one_plus = np.log1p(tail)
    np.add(loss, one_plus, out=loss)
    np.add(tail, 1.0, out=one_plus)
    return loss, _slope(score, miss, tail, one_plus)


def slope_and_root(score: Floats, label: Floats) -> tuple[Floats, Floats]:
    """Slope of each row, and the square root of its curvature σ'(score).

    ±(miss - e/(1+e));  e^(-|score|/2) / (1+e)
    Shapes  score, label (k,) -> (k,), (k,)
    Units   nats per unit of score; square root of nats per squared unit of score
    Domain  finite scores, labels in [0, 1]
    Error   slope as in loss_and_slope, 6 ulp; root 4 ulp
    Raises  none
    Source  this project
    """
    root, tail, one_plus = _root_parts(score)
    np.divide(root, one_plus, out=root)
    return _slope(score, _miss(score, label), tail, one_plus), root


def curvature_root(score: Floats) -> Floats:
    """Square root of σ'(score) of each row.

    e^(-|score|/2) / (1 + e^-|score|)
    Shapes  (k,) -> (k,)
    Units   square root of nats per squared unit of score
    Domain  any finite score; positive up to |score| = 1490
    Error   4 ulp
    Raises  none
    Source  this project
    """
    root, _, one_plus = _root_parts(score)
    return np.divide(root, one_plus, out=root)


def _root_parts(score: Floats) -> tuple[Floats, Floats, Floats]:
    root = np.abs(score)
    np.multiply(root, -0.5, out=root)
    np.exp(root, out=root)
    tail = root * root
    return root, tail, tail + 1.0
