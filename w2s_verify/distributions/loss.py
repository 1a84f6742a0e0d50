"""The risk of a student under hard answers and a spherical law: E log(1 + e^{−|t|}) and what wrong answers add to it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Ball, Mp, Number, ball_key, ball_of_key, mp
from w2s_verify.distributions.elliptical import Elliptical
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.distributions.radial import GaussianRadial, Radial, ScaleMixture, Sphere

PANELS = (2.0, 7.0, 22.0, 66.0, 200.0, 600.0, 1800.0)
"""Scores at which panels end: the nearest poles, at ±iπ, keep outside an ellipse of parameter 3."""
WIDEST_PANEL = 4.0


def mean_loss(num: Arithmetic, radial: Radial, radius: Number) -> Number:
    """E log(1 + e^{−r|z1|}): the risk at w under the hard answers of w itself, r = |Sᵀw|.

    Shapes  radius (...) in float64, a scalar elsewhere -> the same
    Units   nats
    Domain  r >= 0; Gaussian, spheres, finite mixtures of them
    Error   balls: rigorous, absolute; mpmath and float64: quadrature to their precision
    Raises  ValueError: another law
    Source  definition; one coordinate as z (normal) or √D sin θ (sphere)
    """
    if isinstance(radial, ScaleMixture):
        parts = radial.components(num)
        return sum(mass * mean_loss(num, radial.base, radius * scale) for mass, scale in parts)
    if not isinstance(radial, (GaussianRadial, Sphere)):
        raise ValueError(f"radial = {radial}: must be Gaussian, or a sphere, or a mixture of such")
    if num.name == "ball":
        return _in_balls(radial, ball_key(arb(radius)), num.bits)
    if isinstance(num, Mp):
        return num.context.make_mpf(_in_mp(radial, num.context.mpf(radius)._mpf_, num.bits))
    sizes = np.asarray(radius, dtype=np.float64)
    values = [_in_float64(num, radial, size) for size in sizes.ravel()]
    return np.array(values).reshape(sizes.shape)


def hard_risk(num: Arithmetic, law: Elliptical, weights: Number, teacher: Number) -> Number:
    """E[log(1 + e^{w·x}) − 1{v·x > 0} w·x] = E log(1 + e^{−|w·x|}) + ½ E|z1| |Sᵀw| (1 − cos_Σ(w, v)).

    Shapes  weights, teacher (d,) -> ()
    Units   nats
    Domain  neither in the kernel of Σ
    Error   that of ``mean_loss`` and of the law's expectations
    Raises  ValueError: another radial law
    Source  log(1 + e^t) − t 1{t > 0} = log(1 + e^{−|t|}), and a wrong answer costs |t| more
    """
    radius = law.radius(num, weights)
    sharp = num.dot(weights, law.answer_vector(num, teacher, num.ratio(1, 1), num.ratio(0, 1)))
    return mean_loss(num, law.radial, radius) + law.radial.mean_absolute(num) * radius / 2 - sharp


def _terms(radial: Radial, num: Arithmetic, by: Any, radius: Number, log: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The integrand over z, or over the angle."""
    if isinstance(radial, Sphere):
        score, power = radius * radial.scale(num), radial.dimension - 2
        return lambda t: log(1 + by.exp(-score * by.sin(t))) * by.cos(t) ** power
    return lambda z: log(1 + by.exp(-radius * z)) * by.exp(-z * z / 2)


def _whole(radial: Radial, num: Arithmetic) -> Number:
    return radial.normaliser(num) if isinstance(radial, Sphere) else num.sqrt(num.pi() / 2)


def _reach(bits: int) -> int:
    return math.ceil(math.sqrt(2 * (bits + 20) * math.log(2)))


def _edges(radial: Radial, size: float, end: Any) -> list[Any]:
    """Break points on the scale of the score and on that of the density."""
    score = size * math.sqrt(radial.dimension) if isinstance(radial, Sphere) else size
    inverse = (lambda x: math.asin(min(x, 1.0))) if isinstance(radial, Sphere) else float
    inner = {inverse(panel / score) for panel in PANELS} if score > 0 else set()
    count = math.ceil(float(end) / (0.8 if isinstance(radial, Sphere) else WIDEST_PANEL))
    base = {float(end) * k / count for k in range(1, count)}
    return [0.0, *sorted(edge for edge in inner | base if 0 < edge < float(end) * 0.999), end]


@lru_cache(maxsize=4096)
def _in_balls(radial: Radial, key: tuple[int, int, int, int], bits: int) -> arb:
    by: Any = acb
    integrand = _terms(radial, Ball(bits), by, ball_of_key(key), lambda x: x.log())
    sphere = isinstance(radial, Sphere)
    end = arb.pi() / 2 if sphere else arb(_reach(bits))
    value = acb.integral(lambda t, _: integrand(t), acb(0), acb(end), eval_limit=10**6).real
    tail = arb(0) if sphere else (-end * end / 2).exp() / end
    enclosed: arb = (value + tail * arb(0, 1)) / _whole(radial, Ball(bits))
    return enclosed


@lru_cache(maxsize=1024)
def _in_mp(radial: Radial, raw: Any, bits: int) -> Any:
    num = mp(bits)
    context = num.context
    radius = context.make_mpf(raw)
    end = context.pi / 2 if isinstance(radial, Sphere) else context.mpf(_reach(bits))
    integrand = _terms(radial, num, context, radius, context.log)
    return (mp_gauss_legendre(num, integrand, _edges(radial, float(radius), end)) / _whole(radial, num))._mpf_


def _in_float64(num: Arithmetic, radial: Radial, radius: float) -> float:
    by: Any = np
    end = math.pi / 2 if isinstance(radial, Sphere) else float(_reach(num.bits))
    integrand = _terms(radial, num, by, radius, np.log)
    return gauss_legendre(integrand, _edges(radial, float(radius), end)) / float(_whole(radial, num))
