"""P(w·x and w★·x have one sign) under a spherical law, from the law of two coordinates; no use is made of its angle."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from flint import acb, arb
from scipy import special

from w2s_verify.arithmetic import Arithmetic, Mp, Number, unguarded
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.distributions.radial import GaussianRadial, Radial, ScaleMixture, Sphere, wallis

SHARPEST = 60
"""Panels halve towards the point at which the integrand bends, this many times at most."""


def agreement(num: Arithmetic, radial: Radial, cosine: Number, sine: Number) -> Number:
    """P(z1 (z1 cos θ + z2 sin θ) > 0), from the law of z1 and that of z2 given z1.

    Given z1 > 0 the second sign agrees when z2 > −z1 cot θ. By parts in z1, with C the distribution function of |z1| and
    a = cot θ times z1 in units of the widest z2: 1 − ∫ C dP(z2 < a), for the sphere over a = sin τ, for the normal law over z2.
    Shapes  scalars
    Units   probability
    Domain  cos² + sin² = 1, sine >= 0; Gaussian, spheres in an odd dimension of at least 3, their mixtures
    Error   balls: rigorous; mpmath and float64: quadrature to their precision
    Raises  ValueError: another law
    Source  conditioning on one coordinate; integration by parts
    """
    while isinstance(radial, ScaleMixture):
        radial = radial.base  # a sign does not see the length
    if not isinstance(radial, GaussianRadial) and not (isinstance(radial, Sphere) and radial.dimension % 2):
        raise ValueError(f"radial = {radial}: must be Gaussian, or a sphere in an odd dimension, or a mixture of such")
    num, cosine, sine = unguarded(num, cosine, sine)
    if cosine == 0:
        return num.ratio(1, 2)
    positive = bool(cosine > 0)
    near = cosine if positive else -cosine
    missed = _normal(num, near, sine) if isinstance(radial, GaussianRadial) else _sphere(num, radial, near, sine)
    return 1 - missed if positive else missed


def _sphere(num: Arithmetic, radial: Sphere, cosine: Number, sine: Number) -> Number:
    """∫ C(ψ) cos^{D−3} τ dτ/(2 W_{D−3}) over (0, π/2), tan ψ = tan θ sin τ, C(ψ) = ∫_0^ψ cos^{D−2}/W_{D−2}.

    ∫_0^ψ cos^{2h+1} = sin ψ Σ_k binom(h, k) (−sin² ψ)^k/(2k + 1).
    """
    dimension = radial.dimension
    lower = wallis(num, dimension - 3)
    half = (dimension - 3) // 2

    def integrand(s: Any, c: Any, root: Any) -> Any:
        height = sine * s / root(cosine * cosine + sine * sine * s * s)
        squared = height * height
        inner = sum(((-1) ** k * math.comb(half, k) * squared**k / (2 * k + 1) for k in range(half + 1)), 0 * squared)
        return height * inner * c ** (dimension - 3)

    scale = 2 * lower * radial.normaliser(num)
    ratio = float(cosine) / max(float(sine), 1e-300)
    edges = [math.atan(min(ratio, 1e6) * 2.0**k) for k in range(SHARPEST)]
    inner = sorted({edge for edge in (*edges, 0.4, 0.8, 1.2) if 2.0**-SHARPEST < edge < 1.57})
    if num.name == "ball":
        value: Any = acb.integral(
            lambda t, a: integrand(t.sin(), t.cos(), lambda x: x.sqrt(analytic=a)), acb(0), acb(arb.pi() / 2), eval_limit=10**6
        ).real
    elif isinstance(num, Mp):
        by = num.context
        value = mp_gauss_legendre(num, lambda t: integrand(by.sin(t), by.cos(t), by.sqrt), [0.0, *inner, by.pi / 2])
    else:
        value = gauss_legendre(lambda t: integrand(np.sin(t), np.cos(t), np.sqrt), [0.0, *inner, math.pi / 2])
    return value / scale


def _normal(num: Arithmetic, cosine: Number, sine: Number) -> Number:
    """∫ erf(y tan θ/√2) φ(y) dy over y > 0."""
    slope = sine / cosine / num.sqrt(num.ratio(2, 1))
    reach = math.ceil(math.sqrt(2 * (max(num.bits, 53) + 20) * math.log(2)))
    root = num.sqrt(2 * num.pi())
    if num.name == "ball":
        integral = acb.integral(lambda y, _: (slope * y).erf() * (-y * y / 2).exp(), acb(0), acb(reach), eval_limit=10**6).real
        tail = (arb(-reach * reach) / 2).exp() / reach
        return (integral + tail * arb(0, 1)) / root
    steep = max(1.0, float(slope))
    inner = {reach * 2.0**-k for k in range(SHARPEST)} | set(map(float, range(2, reach, 2)))
    edges = [0.0, *sorted(edge for edge in inner if edge * steep > 0.5), float(reach)]
    if isinstance(num, Mp):
        by = num.context
        value: Any = mp_gauss_legendre(num, lambda y: by.erf(slope * y) * by.exp(-y * y / 2), edges)
    else:
        value = gauss_legendre(lambda y: special.erf(slope * y) * np.exp(-y * y / 2), edges)
    return value / root
