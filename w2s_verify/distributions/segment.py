"""∫₀¹ σ'(a + s(b − a)) ds: the curvature averaged along a segment of scores, by quadrature and not by its closed form."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number, ball, ball_key, ball_of_key, mp
from w2s_verify.distributions.marginal import COMPLEX_FUNCTIONS, SCORE_PANELS
from w2s_verify.distributions.quadrature import composite_nodes, mp_gauss_legendre
from w2s_verify.quantities import CURVATURE

SEGMENT_BITS = 256
"""The quadrature's precision whatever the caller's: enough for an identity, and remembered over the caller's precisions."""
OPINION_BITS = 272
PANELS = [score for score in SCORE_PANELS if score <= 200]
"""Beyond ±200 σ' is below 2^-288."""


def mean_curvature(num: Arithmetic, start: Number, end: Number) -> Number:
    """∫₀¹ σ'(start + s(end − start)) ds, entry by entry.

    Shapes  start, end of one shape, in balls and mpmath (n,) -> the same
    Units   probability per unit of score
    Domain  any scores
    Error   balls: rigorous, about 2^-256 absolute; mpmath: about 2^-272; float64: quadrature to its precision
    Raises  none
    Source  integration of analytic functions with proved error (Johansson 2018); panels as for the marginal laws
    """
    if num.name == "ball":
        pairs = zip(map(arb, start), map(arb, end), strict=True)
        return num.vector(*(_in_balls(*map(ball_key, pair)) for pair in pairs))
    if isinstance(num, Mp):
        make = num.context.make_mpf
        return num.vector(*(make(_in_mp(a._mpf_, b._mpf_)) for a, b in zip(start, end, strict=True)))
    return _in_float64(num, start[..., None], end[..., None])


@lru_cache(maxsize=16384)
def _in_balls(start: tuple[int, int, int, int], end: tuple[int, int, int, int]) -> arb:
    kernel = COMPLEX_FUNCTIONS[CURVATURE.name]
    with ball(SEGMENT_BITS):
        a, b = ball_of_key(start), ball_of_key(end)

        def integrand(s: acb, analytic: bool) -> acb:
            del analytic  # a pole makes the value infinite, which the integrator reads as "split"
            t = a + s * (b - a)
            return kernel(-t) if t.real.upper() < 0 else kernel(t)

        found: arb = acb.integral(integrand, acb(0), acb(1), eval_limit=10**6).real
    return found


@lru_cache(maxsize=4096)
def _in_mp(start: Any, end: Any) -> Any:
    num = mp(OPINION_BITS)
    context = num.context
    a, b = context.make_mpf(start), context.make_mpf(end)

    def integrand(s: Any) -> Any:
        e = context.exp(-abs(a + s * (b - a)))
        return e / ((1 + e) * (1 + e))

    return mp_gauss_legendre(num, integrand, sorted({0.0, *_panels(float(a), float(b)).tolist(), 1.0}))._mpf_


def _in_float64(num: Arithmetic, start: Any, end: Any) -> Any:
    whole = np.broadcast_to(np.array([0.0, 1.0]), (*start.shape[:-1], 2))
    s, weights = composite_nodes(np.sort(np.concatenate([whole, _panels(start, end)], axis=-1), axis=-1))
    return num.sum(weights * num.curvature(start + s * (end - start)))


def _panels(start: Any, end: Any) -> Any:
    """Where the score passes 0 and ± the ends of the panels, kept to [0, 1]."""
    scores = np.array([*(-panel for panel in PANELS), 0.0, *PANELS])
    apart = np.where(start == end, 1.0, end - start)
    return np.clip((scores - start) / apart, 0.0, 1.0)
