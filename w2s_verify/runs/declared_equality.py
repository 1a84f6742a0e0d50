"""Whether the equality that a claim declares is one, where instances are drawn at which it says so."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain

import numpy as np

from w2s_verify.arithmetic import rational
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.equality import confirm_equality
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, judge
from w2s_verify.runs.failures import blaming
from w2s_verify.runs.legible import BITS, sampled
from w2s_verify.runs.tally import EXAMINED_EQUALITIES

DRAWN = 512
"""Instances, over all regimes, that ``equality`` is asked about; and as many of the smallest size and of small integers."""
SMALL = 4
"""Integers from -4 to 4, or those of the axis that are nearest to them: there fields stand in simple ratios by chance."""
JUDGED = 64
"""So many of those that it declares are judged, and the first few of these examined further."""


def false_equality(claim: Claim) -> str:
    """How the sides differ at an instance where ``equality`` declares that they do not; nothing where none such is drawn."""
    plain = replace(claim, from_law=None)
    examined = 0
    for instance in _declared(plain):
        try:
            with suppress(ClaimError, ArithmeticError):
                judgement = judge(plain, instance, cap=BITS)
                if judgement.parts and examined < EXAMINED_EQUALITIES:
                    examined += 1
                    confirm_equality(plain, instance, judgement)
        except Contradiction as found:
            return f"{found}, at {instance!r:.200}"
    return ""


def _declared(claim: Claim) -> Iterator[Instance]:
    """The first distinct instances drawn at which ``equality`` says something."""
    seen: set[str] = set()
    for instance in chain(sampled(claim, DRAWN), _small(claim)) if claim.equality is not None else ():
        try:
            declared = claim.equality is not None and claim.equality(instance.lift(rational))
        except Exception:  # whatever a formula raises; the judge says so where it matters
            continue
        if declared and instance.digest() not in seen:
            seen.add(instance.digest())
            yield instance
        if len(seen) == JUDGED:
            return


def _small(claim: Claim) -> Iterator[Instance]:
    """Instances of small integers, the regimes in turn."""
    rng, domain = np.random.default_rng(0), claim.domain
    for regime in domain.regimes:
        layout = domain.layout(regime, domain.size_choices(regime)[0])
        nearest = np.clip(0, layout.low, layout.high)
        low, high = np.maximum(layout.low, nearest - SMALL), np.minimum(layout.high, nearest + SMALL)
        for integers in rng.integers(low, high, (math.ceil(DRAWN / len(domain.regimes)), len(low)), endpoint=True):
            with blaming(claim):
                instance = domain.decode(regime, layout, integers)
            yield instance
