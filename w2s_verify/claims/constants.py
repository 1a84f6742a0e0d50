"""Whether every constant of a statement is exact as written: its formulas are run once in numbers that refuse other floats."""

from __future__ import annotations

from contextlib import suppress

from w2s_verify.arithmetic import mp
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.instance import Instance

BITS = 128


def check_constants(claim: Claim, instance: Instance) -> None:
    """Premises, sides and margin at one instance.

    Raises
    ------
    RoundedConstantError, ClaimError
        A float that is neither whole nor a short binary fraction, or a number that is rounded to a float.
    """
    num = mp(BITS, strict=True)
    at = instance.lift(num)
    with suppress(ArithmeticError):  # 0 in a denominator that balls find to be positive
        claim.premise_values(num, at)
        parts = claim.parts(num, at)
        claim.margin_values(num, at, parts)
