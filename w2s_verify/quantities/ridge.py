"""Functions of one score whose expectations the theory needs, with what a rigorous quadrature must know of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flint import arb

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.quantities.labels import centred_sigmoid


@dataclass(frozen=True, slots=True)
class RidgeFunction:
    """h(t), analytic in |Im t| < π.

    strip_bound(a)  bounds |h| on |Im t| <= a < π
    decay           1 where |h(t)| <= e^-|t| on the real line, else 0 (then |h| <= 1)
    parity          +1 for an even function, -1 for an odd one
    """

    name: str
    of: Callable[[Arithmetic, Number], Number]
    strip_bound: Callable[[arb], arb]
    decay: int
    parity: int


def _curvature_bound(a: arb) -> arb:
    """|σ'(x+ia)| <= 1/(4 cos²(a/2)), attained at x = 0."""
    c = (a / 2).cos()
    return 1 / (4 * c * c)


def _centred_bound(a: arb) -> arb:
    """|tanh((x+ia)/2)|/2 <= max(1, tan(a/2))/2."""
    return (a / 2).tan().max(arb(1)) / 2


CURVATURE = RidgeFunction("curvature", lambda num, t: num.curvature(t), _curvature_bound, decay=1, parity=1)
"""σ'(t)."""
CENTRED_SIGMOID = RidgeFunction("centred sigmoid", centred_sigmoid, _centred_bound, decay=0, parity=-1)
"""σ(t) − ½."""
