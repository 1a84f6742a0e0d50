"""E[h(r z1) z1^p] for a law of one coordinate given as ∫ f(s) ds over s >= 0: in balls with a proved error, mpmath, float64."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from flint import acb, arb
from numpy.typing import NDArray

from w2s_verify.arithmetic import Arithmetic, Mp, Number, ball_key, ball_of_key, mp
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE, RidgeFunction

SCORE_PANELS = (2.0, 7.0, 22.0, 66.0, 200.0, 600.0, 1800.0)


class Elementary(Protocol):
    """The functions a density is written in; floats, mpf and complex balls offer them."""

    def exp(self, t: Number) -> Number:
        """e^t."""
        ...

    def sin(self, t: Number) -> Number:
        """Sine."""
        ...

    def cos(self, t: Number) -> Number:
        """Cosine."""
        ...

    def sinh(self, t: Number) -> Number:
        """Hyperbolic sine."""
        ...

    def cosh(self, t: Number) -> Number:
        """Hyperbolic cosine."""
        ...


class Marginal(Hashable, Protocol):
    """z1 = scale·c(s), s >= 0, with density(s)/normaliser, and E[z2² | z1] = scale²·across(s)."""

    @property
    def panel(self) -> float:
        """The widest panel over which the density is far from its poles."""
        ...

    def scale(self, num: Arithmetic) -> Number:
        """z1 = scale·c(s)."""
        ...

    def normaliser(self, num: Arithmetic) -> Number:
        """∫ density ds."""
        ...

    def coordinate(self, by: Elementary, s: Number) -> Number:
        """c(s), increasing from c(0) = 0."""
        ...

    def inverse(self, coordinate: float) -> float:
        """s from c, in float64."""
        ...

    def density(self, by: Elementary, s: Number) -> Number:
        """Unnormalised."""
        ...

    def across(self, by: Elementary, s: Number) -> Number:
        """E[z2² | z1]/scale²."""
        ...

    def reach(self, wanted: float, power: int) -> float | None:
        """s beyond which ∫ c^p·density is below e^−wanted; None where s ends at π/2."""
        ...

    def tail(self, end: arb, power: int) -> arb:
        """A bound of ∫ c^p·density ds (and of ∫ across·density) over s > end."""
        ...


class _Complex:
    """Complex balls."""

    exp, sin, cos, sinh, cosh = map(staticmethod, (acb.exp, acb.sin, acb.cos, acb.sinh, acb.cosh))


def _complex_curvature(t: acb) -> acb:
    """σ'(t), Re t >= 0 in mind: e/(1+e)², e = e^{−t}."""
    e: acb = (-t).exp()
    root: acb = 1 + e
    return e / (root * root)


def _complex_centred(t: acb) -> acb:
    """σ(t) − ½: by tanh near 0, by e^{−t} far from it, where tanh of a wide ball is wide."""
    if t.real.lower() > 1:
        e = (-t).exp()
        return (1 - e) / (2 * (1 + e))
    return (t / 2).tanh() / 2


COMPLEX_FUNCTIONS: dict[str, Callable[[acb], acb]] = {
    CURVATURE.name: _complex_curvature,
    CENTRED_SIGMOID.name: _complex_centred,
}
RIDGE_FUNCTIONS = {function.name: function for function in (CURVATURE, CENTRED_SIGMOID)}


def marginal_moment(
    num: Arithmetic, law: Marginal, function: RidgeFunction, radius: Number, power: int, *, across: bool = False
) -> Number:
    """E[h(r z1) z1^p], or E[h(r z1) z2²] where ``across``, for (σ', p = 0 or 2) and (σ − ½, p = 1).

    Shapes  radius (...) -> (...)
    Units   those of h
    Domain  r >= 0
    Error   balls: rigorous, about 2^-bits relative; mpmath: quadrature to its precision; float64: 1e-13 relative
    Raises  ValueError: a power whose parity makes the moment 0
    Source  integration of analytic functions with proved error (Johansson 2018); the tails stand at each law
    """
    if (-1) ** power != function.parity:
        raise ValueError(f"power = {power}: with {function.name} the moment is 0 by symmetry")
    scale = law.scale(num)
    if num.name == "ball":
        integral = _ball_integral(law, function.name, ball_key(arb(radius * scale)), power, across, num.bits)
    elif num.name == "mp":
        assert isinstance(num, Mp)
        raw = _mp_integral(law, function.name, (radius * scale)._mpf_, power, across, num.bits)
        integral = num.context.make_mpf(raw)
    else:
        integral = _float64_integral(num, law, function, np.asarray(radius * scale, dtype=np.float64), power, across)
    return scale ** (2 if across else power) * integral / law.normaliser(num)


@lru_cache(maxsize=16384)
def _ball_integral(law: Marginal, name: str, key: tuple[int, int, int, int], power: int, across: bool, bits: int) -> arb:
    """∫ h(R c) c^p density over [0, end], plus the tail; remembered by (law, h, R, p, bits)."""
    function, kernel, radius = RIDGE_FUNCTIONS[name], COMPLEX_FUNCTIONS[name], ball_of_key(key)
    by, order = _Complex(), 2 if across else power
    size = float(radius.abs_upper())
    wanted = (bits + 20) * math.log(2) + 4 * math.log1p(size)
    end, cut = _end(law, function, radius, wanted, order)

    def integrand(s: acb, analytic: bool) -> acb:
        del analytic  # a pole makes the value infinite, which the integrator reads as "split"
        c = law.coordinate(by, s)
        factor = law.across(by, s) if across else c**power
        value: acb = kernel(radius * c) * factor * law.density(by, s)
        return value

    small = arb(2) ** (-bits) * arb(-4 * math.log1p(size)).exp()
    value = acb.integral(integrand, acb(0), acb(end), abs_tol=small, rel_tol=arb(2) ** (-bits - 4), eval_limit=10**6).real
    if not cut:
        return value
    decay = (-radius.abs_lower() * arb(law.coordinate(by, acb(end)).real)).exp() if function.decay else arb(1)
    return value + (law.tail(end, order) * decay).abs_upper() * arb(0, 1)


def _end(law: Marginal, function: RidgeFunction, radius: arb, wanted: float, order: int) -> tuple[arb, bool]:
    """Where to stop, and whether anything is cut off there."""
    reach = law.reach(wanted, order)
    size = float(radius.abs_lower())
    near = law.inverse(wanted / size) if function.decay and size > 0 and wanted / size < 1e300 else math.inf
    if reach is None:
        return (arb(near), True) if near < 1.57 else (arb.pi() / 2, False)
    return arb(min(reach, near)), True


def _panels(law: Marginal, size: float, wanted: float, order: int, half_turn: Any) -> list[Any]:
    """Break points for Gauss-Legendre: on the scale of the density and on that of h, so that poles keep their distance."""
    reach = law.reach(wanted, order)
    end = half_turn if reach is None else reach
    count = max(2, math.ceil(float(end) / law.panel))
    base = [end * k / count for k in range(count + 1)]
    scores = [law.inverse(score / size) for score in SCORE_PANELS] if size > 0 else []
    return sorted({*base, *(type(base[0])(s) for s in scores if s < float(end))})


@lru_cache(maxsize=4096)
def _mp_integral(law: Marginal, name: str, raw: Any, power: int, across: bool, bits: int) -> Any:
    """Gauss-Legendre in mpmath, panel by panel; every pole is outside an ellipse of parameter 3, whence bits/3 nodes."""
    num, function = mp(bits), RIDGE_FUNCTIONS[name]
    context = num.context
    radius = context.make_mpf(raw)
    order = 2 if across else power
    wanted = (num.bits + 20) * math.log(2) + 4 * math.log1p(float(radius))

    def integrand(s: Any) -> Any:
        c = law.coordinate(context, s)
        factor = law.across(context, s) if across else c**power
        return function.of(num, radius * c) * factor * law.density(context, s)

    return mp_gauss_legendre(num, integrand, _panels(law, float(radius), wanted, order, context.pi / 2))._mpf_


def _float64_integral(
    num: Arithmetic, law: Marginal, function: RidgeFunction, radius: NDArray[np.float64], power: int, across: bool
) -> Any:
    """Composite Gauss-Legendre, radius by radius."""
    by: Any = np

    def one(size: float) -> float:
        def integrand(s: NDArray[np.float64]) -> Any:
            c = law.coordinate(by, s)
            factor = law.across(by, s) if across else c**power
            return function.of(num, size * c) * factor * law.density(by, s)

        return gauss_legendre(integrand, _panels(law, size, 45 + 4 * math.log1p(size), 2 if across else power, math.pi / 2))

    values = [one(float(size)) for size in radius.ravel()]
    return np.array(values).reshape(radius.shape) if radius.ndim else values[0]
