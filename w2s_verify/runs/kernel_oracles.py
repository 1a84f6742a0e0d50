"""Kernels that the claims use on both sides alike, so that no claim notices a fault: each against its definition in mpmath."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flint import arb
from mpmath.ctx_mp import MPContext

from w2s_verify.arithmetic import ball
from w2s_verify.distributions import answer_slope
from w2s_verify.quantities import centred_label, log_curvature

BITS = 160
POINTS = (-30, -3, -1, 1, 2, 17)
MP = MPContext()
MP.prec = 3 * BITS
Pair = tuple[arb, Any]


def _softplus(num: Any) -> Iterator[Pair]:
    for t in POINTS:
        yield num.softplus(arb(t)), MP.log(1 + MP.exp(t))


def _log_curvature(num: Any) -> Iterator[Pair]:
    for t in POINTS:
        yield log_curvature(num, arb(t)), MP.log(MP.exp(t) / (1 + MP.exp(t)) ** 2)


def _centred_label(num: Any) -> Iterator[Pair]:
    """y or 1 − y with probability ``noise`` = 1/4, less ½."""
    for t in POINTS:
        for hard in (0, 1):
            answer = MP.mpf(t > 0) if hard else 1 / (1 + MP.exp(-t))
            yield centred_label(num, arb(t), arb(hard), arb(1) / 4), (3 * answer + (1 - answer)) / 4 - MP.mpf(1) / 2


def _answer_slope(num: Any) -> Iterator[Pair]:
    """E[(y − ½) Z]/r with hard answers and noise 1/4: (1 − 2/4)/(√(2π) r)."""
    for r in (1, 2, 5):
        yield answer_slope(num, arb(r), arb(1), arb(1) / 4), 1 / (2 * r * MP.sqrt(2 * MP.pi))


ORACLES: dict[str, Callable[[Any], Iterator[Pair]]] = {
    "softplus": _softplus,
    "log_curvature": _log_curvature,
    "centred_label": _centred_label,
    "answer_slope": _answer_slope,
}


def agrees(name: str) -> bool:
    """Whether every ball of the kernel is close to mpmath's value of the definition: within 2^-100 of max(1, |value|)."""
    with ball(BITS) as num:
        pairs = [(MP.mpf(kernel.mid().str(60, radius=False)), value) for kernel, value in ORACLES[name](num)]
    return all(abs(kernel - value) <= MP.mpf(2) ** -100 * max(1, abs(value)) for kernel, value in pairs)
