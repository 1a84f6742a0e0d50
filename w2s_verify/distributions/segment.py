"""∫₀¹ σ'(a + s(b − a)) ds: the curvature averaged along a segment of scores, by quadrature and not by its closed form."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from flint import acb, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number, ball, ball_key, ball_of_key, mp, unguarded
from w2s_verify.distributions.marginal import COMPLEX_FUNCTIONS, SCORE_PANELS
from w2s_verify.distributions.quadrature import composite_nodes, mp_gauss_legendre
from w2s_verify.quantities import CURVATURE

SEGMENT_BITS = 256
"""The quadrature's precision whatever the caller's: enough for an identity, and remembered over the caller's precisions."""
OPINION_BITS = 272
PANELS = sorted({0.0, *(sign * score for sign in (-1, 1) for score in SCORE_PANELS if score <= 200)})
"""Where panels of scores end; beyond ±200 σ' is below 2^-288."""


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
        plain, starts, ends = unguarded(num, start, end)
        found = (_in_mp(plain, a, b) for a, b in zip(starts, ends, strict=True))
        return num.vector(*(num.context.make_mpf(value._mpf_) for value in found))
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


def _in_mp(num: Mp, start: Number, end: Number) -> Number:
    """∫ σ'(t) dt from the lower to the higher score, over their distance: whole panels are shared by all atoms."""
    if start == end:
        return num.curvature(start)
    low, high = min(start, end), max(start, end)
    inner = [num.context.mpf(score) for score in PANELS if low < score < high]
    total = sum(num.context.make_mpf(_panel(p._mpf_, q._mpf_)) for p, q in pairwise([low, *inner, high]))
    return total / (high - low)


@lru_cache(maxsize=4096)
def _panel(low: Any, high: Any) -> Any:
    context = mp(OPINION_BITS).context

    def curvature(t: Any) -> Any:
        e = context.exp(-abs(t))
        return e / ((1 + e) * (1 + e))

    return mp_gauss_legendre(mp(OPINION_BITS), curvature, list(map(context.make_mpf, (low, high))))._mpf_


def _in_float64(num: Arithmetic, start: Any, end: Any) -> Any:
    whole = np.broadcast_to(np.array([0.0, 1.0]), (*start.shape[:-1], 2))
    s, weights = composite_nodes(np.sort(np.concatenate([whole, _panels(start, end)], axis=-1), axis=-1))
    return num.sum(weights * num.curvature(start + s * (end - start)))


def _panels(start: Any, end: Any) -> Any:
    """Where the score passes 0 and ± the ends of the panels, kept to [0, 1]."""
    apart = np.where(start == end, 1.0, end - start)
    return np.clip((np.array(PANELS) - start) / apart, 0.0, 1.0)
