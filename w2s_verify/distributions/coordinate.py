"""One coordinate of a product law, by its characteristic function χ: uniform or Laplace, mean 0 and variance 1."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from flint import acb, acb_poly, arb

from w2s_verify.arithmetic import Arithmetic, Mp, Number, ball, mp, unguarded
from w2s_verify.distributions.quadrature import gauss_legendre, mp_gauss_legendre
from w2s_verify.distributions.radial import Samples

Triple = tuple[Any, Any, Any]
PHASE = 8.0
"""The largest phase of a panel of an oscillating integrand."""


class Coordinate(Protocol):
    """The law of z, E[z] = 0 and E[z²] = 1, symmetric."""

    def functions(self, num: Arithmetic, u: Any) -> Triple:
        """χ(u), η(u) = −χ'(u)/u, κ(u) = −χ''(u), each at most 1 on the real line; in balls at complex u."""
        ...

    def signs(self, num: Arithmetic, rates: Number) -> Number:
        """E[½ sign(Σ rates_j z_j) z_i]: (d,) -> (d,)."""
        ...

    def panels(self, sizes: list[float], reach: float) -> list[float]:
        """Break points in the frequency, so that poles keep their distance and phases stay short."""
        ...

    def sample(self, rng: np.random.Generator, shape: tuple[int, int]) -> Samples:
        """Draws of z."""
        ...


def frequency_kernel(num: Arithmetic, omega: Any) -> Any:
    """ω/sinh πω; in balls at complex ω."""
    if num.name == "ball":
        z = arb.pi() * omega
        if bool(abs(z).upper() < 1):
            return 1 / (arb.pi() * _series(z * z, num.bits, _sine_term))
        return omega / z.sinh()
    z = num.pi() * omega
    if isinstance(num, Mp):
        return omega / num.context.sinh(z) if omega else 1 / num.pi()
    return np.divide(omega, np.sinh(z), where=omega > 0, out=np.full_like(z, 1 / math.pi))


def _sine_term(m: int) -> int:
    """sin z/z = Σ (−z²)^m/(2m + 1)!."""
    return math.factorial(2 * m + 1)


def _spread_term(m: int) -> int:
    """(sin y/y − cos y)/y² = Σ (−y²)^m (2m + 2)/(2m + 3)!, and (2m + 3)!/(2m + 2) = (2m + 3)(2m + 1)!."""
    return (2 * m + 3) * math.factorial(2 * m + 1)


def _series(square: Any, bits: int, divisor: Callable[[int], int]) -> Any:
    """Σ (square)^m/divisor(m), |square| < 1; in balls with what is left out, at most twice the first term of it."""
    if isinstance(square, acb):
        polynomial, rest, count = _polynomial(bits, divisor)
        rest = rest * abs(square).upper() ** count
        return polynomial(square) + acb(arb(0, rest), arb(0, rest))
    total = 0 * square
    for m in reversed(range(_count(bits))):
        total = total * square + (1 + 0 * square) / divisor(m)
    return total


@lru_cache(maxsize=64)
def _count(bits: int) -> int:
    """How many terms leave out less than 2^-bits."""
    return next(m for m in itertools.count() if math.lgamma(2 * m + 2) > (bits + 8) * math.log(2))


@lru_cache(maxsize=64)
def _polynomial(bits: int, divisor: Callable[[int], int]) -> tuple[acb_poly, arb, int]:
    """The terms kept, twice the first coefficient left out, and how many are kept; ``bits`` is the precision in force."""
    count = _count(bits)
    return acb_poly([1 / arb(divisor(m)) for m in range(count)]), 2 / arb(divisor(count)), count


class _Uniform:
    """z uniform on ±√3: χ = sin y/y, y = √3u."""

    def functions(self, num: Arithmetic, u: Any) -> Triple:
        """sin y/y, 3(sin y/y − cos y)/y², 3 sin y/y − 2η."""
        y = num.sqrt(num.ratio(3, 1)) * u
        if num.name == "float64":
            return _spread(*self._in_float64(np.asarray(y)))
        small = bool(abs(y).upper() < 1) if num.name == "ball" else abs(y) < 1
        if small:
            chi = _series(-y * y, num.bits, _sine_term)
            return _spread(chi, _series(-y * y, num.bits, _spread_term))
        sine, cosine = (y.sin(), y.cos()) if num.name == "ball" else num.context.cos_sin(y)[::-1]  # type: ignore[attr-defined]
        chi = sine / y
        return _spread(chi, (chi - cosine) / (y * y))

    def _in_float64(self, y: Any) -> tuple[Any, Any]:
        near = np.abs(y) < 1
        safe = np.where(near, 1.0, y)
        square = np.where(near, -y * y, 0.0)
        chi = np.sin(safe) / safe
        share = (chi - np.cos(safe)) / (safe * safe)
        return (
            np.where(near, _series(square, 53, _sine_term), chi),
            np.where(near, _series(square, 53, _spread_term), share),
        )

    def signs(self, num: Arithmetic, rates: Number) -> Number:
        """By ½ ∂E|T|/∂r_i, T = Σ r_j z_j, a signed sum over the corners that cancels: with bits to spare."""
        sizes = [abs(float(rate)) for rate in unguarded(num, rates)[1] if rate != 0]
        if not sizes:
            return 0 * rates
        extra = 64 + len(sizes) * (8 + math.ceil(math.log2(max(sizes) / min(sizes))))
        if num.name == "ball":
            with ball(num.bits + extra) as finer:
                found = _signed_sum(finer, rates)
            return found + 0 * found  # rounded to the precision in force
        if isinstance(num, Mp):
            return num.vector(*map(num.context.mpf, _signed_sum(mp(num.bits + extra), rates)))
        exact = mp(53 + extra)
        return np.array([float(value) for value in _signed_sum(exact, exact.exact(rates))])

    def panels(self, sizes: list[float], reach: float) -> list[float]:
        """Of equal width."""
        width = min(1.0, PHASE / max(math.sqrt(3) * sum(sizes), 1e-300))
        return np.linspace(0.0, reach, math.ceil(reach / width) + 1).tolist()  # type: ignore[no-any-return]

    def sample(self, rng: np.random.Generator, shape: tuple[int, int]) -> Samples:
        """Uniform draws."""
        return rng.uniform(-math.sqrt(3), math.sqrt(3), shape)


def _spread(chi: Any, share: Any) -> Triple:
    return chi, 3 * share, 3 * chi - 6 * share


def _signed_sum(num: Arithmetic, rates: Number) -> Number:
    """E|T| = √3 Σ_ε Πε |t| t^m/((m+1)! 2^m Π r), t = ε·r over the m non-zero rates; its derivative in r_i."""
    used = [i for i in range(len(rates)) if rates[i] != 0]
    signs = [1 if bool(rates[i] > 0) else -1 for i in used]
    sizes = [sign * rates[i] for sign, i in zip(signs, used, strict=True)]
    m = len(used)
    unit = num.sqrt(num.ratio(3, 1)) / (math.factorial(m + 1) * 2**m * math.prod(sizes))
    whole, slopes = 0 * unit, [0 * unit] * m
    for corner in itertools.product((1, -1), repeat=m):
        t = sum(e * size for e, size in zip(corner, sizes, strict=True))
        weight = math.prod(corner) * num.absolute(t) * t ** (m - 1)
        whole = whole + weight * t
        slopes = [slope + e * (m + 1) * weight for e, slope in zip(corner, slopes, strict=True)]
    found = [0 * rates[i] for i in range(len(rates))]
    for i, sign, slope, size in zip(used, signs, slopes, sizes, strict=True):
        found[i] = sign * unit * (slope - whole / size) / 2
    return num.vector(*found)


class _Laplace:
    """z with density e^{−√2|z|}/√2: χ = 1/(1 + u²/2)."""

    def functions(self, num: Arithmetic, u: Any) -> Triple:
        """χ, χ², χ² − 2u²χ³."""
        del num
        square = u * u
        chi = 1 / (1 + square / 2)
        return chi, chi * chi, chi * chi * (1 - 2 * square * chi)

    def signs(self, num: Arithmetic, rates: Number) -> Number:
        """(r_i/π) ∫ η(ωr_i) Π_{j≠i} χ(ωr_j) dω over ω > 0, ω = tan θ/max|r|."""
        num, rates = unguarded(num, rates)
        largest = max((abs(rate) for rate in rates), key=float)
        shares = [rate / largest for rate in rates] if float(largest) > 0 else []
        found = [self._sign(num, shares, i) if rates[i] != 0 else 0 * rates[i] for i in range(len(rates))]
        return num.vector(*found)

    def _sign(self, num: Arithmetic, shares: list[Number], i: int) -> Number:
        def integrand(cosine: Any, sine: Any) -> Any:
            c, s = cosine * cosine, sine * sine / 2
            chi = [c / (c + k * k * s) for k in shares]
            own = c + shares[i] * shares[i] * s
            return c / (own * own) * math.prod(value for j, value in enumerate(chi) if j != i)

        edges: list[Any] = [0.0, *(math.atan(2.0**k) for k in range(41)), num.pi() / 2]
        value: Any
        if num.name == "ball":
            value = acb.integral(lambda z, _: integrand(z.cos(), z.sin()), acb(0), acb(edges[-1]), eval_limit=10**6).real
        elif isinstance(num, Mp):
            by = num.context
            value = mp_gauss_legendre(num, lambda z: integrand(by.cos(z), by.sin(z)), edges)
        else:
            value = gauss_legendre(lambda z: integrand(np.cos(z), np.sin(z)), edges)
        return shares[i] / num.pi() * value

    def panels(self, sizes: list[float], reach: float) -> list[float]:
        """Doubling from the nearest pole, at √2/max, then of width 1."""
        pole = min(1.0, math.sqrt(2) / max(*sizes, 1e-300))
        doubling = [pole * 2.0**k for k in range(math.ceil(-math.log2(pole)) + 1)]
        return sorted({0.0, *(edge for edge in doubling if edge < 1), *map(float, range(1, int(reach) + 1))})

    def sample(self, rng: np.random.Generator, shape: tuple[int, int]) -> Samples:
        """Laplace draws."""
        return rng.laplace(0.0, math.sqrt(0.5), shape)


UNIFORM = _Uniform()
LAPLACE = _Laplace()
