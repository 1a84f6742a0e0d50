"""The two ends of what is known about a number. Read the ends; there is no comparison of enclosures here."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpz

Dyadic = tuple[int, int]
"""An exact binary number: (mantissa, exponent) for mantissa * 2**exponent."""


def _dyadic(exact: arb) -> Dyadic:
    mantissa, exponent = exact.man_exp()
    return int(mantissa), int(exponent)


def dyadic_fraction(value: Dyadic) -> Fraction:
    """The dyadic number as a Python fraction, exactly."""
    mantissa, exponent = value
    return Fraction(mantissa * 2**exponent) if exponent >= 0 else Fraction(mantissa, 2**-exponent)


def dyadic_ball(midpoint: Dyadic, radius: Dyadic) -> arb:
    """The ball midpoint ± radius, at least that wide."""
    return arb((fmpz(midpoint[0]), fmpz(midpoint[1])), (fmpz(radius[0]), fmpz(radius[1])))


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The closed interval midpoint ± radius, which contains the exact value."""

    midpoint: Dyadic
    radius: Dyadic

    @classmethod
    def of(cls, ball: arb) -> Enclosure:
        """The enclosure that a finite ball states."""
        return cls(_dyadic(ball.mid()), _dyadic(ball.rad()))

    @property
    def lower(self) -> Fraction:
        """Lower end, exact."""
        return dyadic_fraction(self.midpoint) - dyadic_fraction(self.radius)

    @property
    def upper(self) -> Fraction:
        """Upper end, exact."""
        return dyadic_fraction(self.midpoint) + dyadic_fraction(self.radius)

    def ball(self) -> arb:
        """The enclosure as a ball again."""
        return dyadic_ball(self.midpoint, self.radius)

    def __str__(self) -> str:
        return self.ball().str(8, radius=True)


def ball_key(ball: arb) -> tuple[int, int, int, int]:
    """A finite ball as integers, so that what was computed from it can be remembered."""
    return (*_dyadic(ball.mid()), *_dyadic(ball.rad()))


def ball_of_key(key: tuple[int, int, int, int]) -> arb:
    """The ball that a key stands for."""
    return dyadic_ball(key[:2], key[2:])
