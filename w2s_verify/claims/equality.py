"""A declared equality, examined further than a judgement does: exactly where the sides are rational, else to 2^-800."""

from __future__ import annotations

from collections.abc import Collection

from w2s_verify.arithmetic import ball, rational
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, agrees_to, bit_cap, difference, precisions

EQUALITY_BITS = 800
FIRST_BITS = 1024
LEAST_CAP = 4096


def confirm_equality(claim: Claim, instance: Instance, judgement: Judgement) -> bool:
    """Whether the parts that ``equality`` declares to be equal are: decided in rationals, or to 2^-800 of the scale.

    False where no precision up to the cap narrows the balls so far.

    Raises
    ------
    Contradiction
        The sides differ.
    """
    if claim.equality is None or judgement.verdict in (Verdict.VACUOUS, Verdict.UNDECIDED):
        return True
    names = claim.equal_parts(instance.lift(rational), judgement.parts)
    return not names or _in_rationals(claim, instance, names) or _in_balls(claim, instance, names)


def _in_rationals(claim: Claim, instance: Instance, names: Collection[str]) -> bool:
    """Whether all sides are rational functions; then they are compared exactly."""
    try:
        parts = claim.parts(rational, instance.lift(rational))  # type: ignore[arg-type]
    except (AttributeError, TypeError, ClaimError, ZeroDivisionError):
        return False
    for name in names:
        one, other, _ = parts[name]
        if one != other:
            raise Contradiction(f"equality declares {name!r}, but in exact rationals its sides differ by {other - one}")
    return True


def _in_balls(claim: Claim, instance: Instance, names: Collection[str]) -> bool:
    for bits in precisions(max(LEAST_CAP, bit_cap(claim, instance)), FIRST_BITS):
        with ball(bits) as num:
            parts = claim.parts(num, instance.lift(num))
            ends = [difference(parts[name]) for name in names]
            for name, (margin, _) in zip(names, ends, strict=True):
                if not margin.contains(0):
                    raise Contradiction(f"equality declares {name!r}, but its sides differ by {margin.str(8)} ({bits} bits)")
            if all(agrees_to(margin, scale, EQUALITY_BITS) for margin, scale in ends):
                return True
    return False
