"""The second opinion: the plain sides in mpmath must lie in the ball that the plain sides give."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flint import arb, fmpz

from w2s_verify.arithmetic import Ball, Number, ball, mp
from w2s_verify.claims.claim import Agree, Claim, Part
from w2s_verify.claims.instance import At, Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, bit_cap, difference, precisions

LEAST_BITS = 200
"""60 decimal digits."""
GUARD_BITS = 72
SHARP_BITS = 20


class Opinion(StrEnum):
    """What the second arithmetic says of a judgement."""

    CONFIRMED = "confirmed"
    UNCHECKED = "unchecked"


def _as_ball(value: Number) -> arb:
    """An mpf, or a Python integer, as a ball of radius 0."""
    if not hasattr(value, "_mpf_"):
        return arb(value)
    sign, mantissa, exponent, _ = value._mpf_
    return arb((fmpz(-int(mantissa) if sign else int(mantissa)), fmpz(int(exponent))))


def plain_margin(part: Part) -> Number:
    """The slack of a part as written, without rewriting: larger − smaller, or the difference of an equality."""
    return part.left - part.right if isinstance(part, Agree) else part.larger - part.smaller


def _sharp(margin: arb, scale: arb, verdict: Verdict) -> bool:
    radius = margin.rad()
    if verdict in (Verdict.EQUAL, Verdict.AGREES):
        return bool(radius <= scale.abs_upper() * arb(2) ** -LEAST_BITS)
    return bool(radius <= abs(margin.mid()) * arb(2) ** -SHARP_BITS)


def second_opinion(claim: Claim, instance: Instance, judgement: Judgement) -> Opinion:
    """Compare the plain sides in mpmath (60 digits or more) with their balls, and the margin's ball with both.

    The ball is refined until its radius is at most 2^-20 of the margin's midpoint (2^-200 of the scale for an equality);
    mpmath carries more bits than the ball, and doubles them while its value is outside: a rounding error of mpmath shrinks,
    a real difference stays.

    Raises
    ------
    Contradiction
        mpmath's value stays outside the ball, or the margin's ball and the sides' ball are disjoint.
    """
    cap = bit_cap(claim, instance)
    at = None
    for bits in precisions(cap):
        with ball(bits) as num:
            at = at or instance.lift(num)
            plain = {name: difference(part) for name, part in claim.parts(num, at).items()}
            _compare_margins(claim, num, at, plain)
            sharp = all(_sharp(*plain[name], judgement.parts[name].verdict) for name in plain)
        if sharp:
            return _compare(claim, instance, {name: margin for name, (margin, _) in plain.items()}, bits)
    return Opinion.UNCHECKED


def check_margin(claim: Claim, instance: Instance, bits: int) -> None:
    """The claim's own margin, where it has one, beside larger - smaller: their balls at these bits have a number in common.

    Raises
    ------
    Contradiction
        They exclude each other.
    """
    if claim.margin is not None:
        with ball(bits) as num:
            at = instance.lift(num)
            _compare_margins(claim, num, at, {name: difference(part) for name, part in claim.parts(num, at).items()})


def _compare_margins(claim: Claim, num: Ball, at: At, plain: Mapping[str, tuple[arb, arb]]) -> None:
    for name, margin in claim.margin_values(num, at, plain).items():
        if not arb(margin).overlaps(plain[name][0]):
            raise Contradiction(f"margin[{name!r}] = {arb(margin).str(8)}, but the sides give {plain[name][0].str(8)}")


def _compare(claim: Claim, instance: Instance, plain: dict[str, arb], bits: int) -> Opinion:
    """mpmath at more bits than the ball, then at twice as many: its rounding error shrinks, a real difference stays."""
    more = max(LEAST_BITS, bits + GUARD_BITS)
    distance: dict[str, arb] = {}
    while True:
        num = mp(more, strict=True)
        values = {name: _as_ball(plain_margin(part)) for name, part in claim.parts(num, instance.lift(num)).items()}
        with ball(more):
            outside = {
                name: abs(value - plain[name].mid()) for name, value in values.items() if not plain[name].contains(value)
            }
            stuck = [name for name in outside if name in distance and not bool(2 * outside[name] < distance[name])]
        if not outside:
            return Opinion.CONFIRMED
        if stuck:
            found = values[stuck[0]].str(20, radius=False)
            raise Contradiction(f"second opinion on {stuck[0]!r}: mpmath gives {found}, the balls {plain[stuck[0]].str(20)}")
        distance = outside
        more *= 2
