"""The judge: a claim at one exact instance, decided in balls whose precision doubles until the sign is known."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from flint import arb

from w2s_verify.arithmetic import Ball, Enclosure, ball, rational
from w2s_verify.claims.claim import Agree, Below, Claim, ClaimError, Part, Positive
from w2s_verify.claims.instance import At, Instance
from w2s_verify.claims.written import shown

AGREEMENT_BITS = 200
LEAST_CAP = 1024
GREATEST_CAP = 65_536
FIRST_BITS = 128
RAISE_CAP = "give the claim a largest_score that raises it, an equality, or declare Regime(undecided=True)"


class Verdict(StrEnum):
    """What a reading says of one instance, or of one part of it."""

    HOLDS = "HOLDS"
    EQUAL = "EQUAL"
    AGREES = "AGREES"
    REFUTED = "REFUTED"
    VACUOUS = "VACUOUS"
    UNDECIDED = "UNDECIDED"


class Contradiction(Exception):
    """Two statements of one claim exclude each other: margin and sides, a declared equality and the sides, two arithmetics."""


@dataclass(frozen=True, slots=True)
class PartJudgement:
    """One part of a claim at one instance: its verdict, the enclosure of larger - smaller, and what it is measured against."""

    verdict: Verdict
    margin: Enclosure
    scale: float
    relative: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim at one instance. ``relative`` is the smallest margin of a part divided by that part's larger side.

    ``unmet`` names the premises that fail here.
    """

    verdict: Verdict
    bits: int
    parts: Mapping[str, PartJudgement] = field(default_factory=dict)
    premises: Mapping[str, Enclosure] = field(default_factory=dict)
    reason: str = ""
    unmet: tuple[str, ...] = ()

    @property
    def relative(self) -> float:
        """Smallest relative margin over the parts that are not equalities; nan where there is none."""
        return min((part.relative for part in self.parts.values() if not math.isnan(part.relative)), default=math.nan)


def bit_cap(claim: Claim, instance: Instance) -> int:
    """Next power of two >= max(1024, 2 |largest score| / ln 2), at most 65,536.

    Raises
    ------
    ClaimError
        The largest score is nan, or no number.
    """
    with np.errstate(over="ignore"):
        score = claim.largest_score(instance) if claim.largest_score is not None else 0.0
    if not isinstance(score, (int, float)) or math.isnan(score):
        raise ClaimError(f"{claim.id}: largest_score returned {score!r}: must be a number")
    wanted = max(LEAST_CAP, min(GREATEST_CAP, 2 * abs(score) / math.log(2)))
    return 1 << math.ceil(math.log2(wanted))


def precisions(cap: int, first: int = FIRST_BITS) -> Iterator[int]:
    """first, 2 first, 4 first, ... up to the cap."""
    bits = first
    while bits <= cap:
        yield bits
        bits *= 2


def ends(part: Part) -> tuple[arb, arb]:
    """(smaller, larger) of one part in balls, or (right, left) of an identity."""
    if isinstance(part, Agree):
        return arb(part.right), arb(part.left)
    return arb(part.smaller), arb(part.larger)


def difference(part: Part) -> tuple[arb, arb]:
    """(margin, scale) of one part in balls: larger - smaller, and what an equality is measured against."""
    smaller, larger = ends(part)
    return larger - smaller, abs(smaller) + abs(larger) if part.scale is None else arb(part.scale)


def agrees_to(margin: arb, scale: arb, bits: int = AGREEMENT_BITS) -> bool:
    """The ball contains 0 and its radius is at most 2^-200 (2^-bits) times the scale."""
    limit = scale.abs_upper() * arb(2) ** (-bits)
    return bool(margin.contains(0)) and bool(margin.rad() <= limit)


def _decide(part: Part, margin: arb, scale: arb, equal: bool) -> Verdict | None:
    """The verdict on one part from one enclosure of its margin, or None while it is too wide."""
    lower, upper = margin.lower(), margin.upper()
    if isinstance(part, Agree):
        if lower > 0 or upper < 0:
            return Verdict.REFUTED
        return Verdict.AGREES if agrees_to(margin, scale) else None
    if equal:
        if lower > 0 or upper < 0:
            raise Contradiction("equality is declared, but the sides differ")
        if not agrees_to(margin, scale):
            return None
        return Verdict.REFUTED if isinstance(part, Below) else Verdict.EQUAL
    if isinstance(part, Below):
        return Verdict.HOLDS if lower > 0 else Verdict.REFUTED if upper <= 0 else None
    return Verdict.HOLDS if lower >= 0 else Verdict.REFUTED if upper < 0 else None


@dataclass(slots=True)
class _Level:
    """What one precision says."""

    parts: dict[str, PartJudgement] = field(default_factory=dict)
    premises: dict[str, Enclosure] = field(default_factory=dict)
    premise_verdicts: dict[str, Verdict] = field(default_factory=dict)
    broken: str = ""


def _read_premises(claim: Claim, num: Ball, at: At, level: _Level) -> None:
    for name, value in claim.premise_values(num, at).items():
        strict = isinstance(value, Positive)
        number = arb(value.value if isinstance(value, Positive) else value)
        if not number.is_finite():
            level.broken = f"premise {name} is not finite"
            level.premise_verdicts[name] = Verdict.UNDECIDED
            continue
        lower, upper = number.lower(), number.upper()
        holds = lower > 0 if strict else lower >= 0
        fails = upper <= 0 if strict else upper < 0
        level.premises[name] = Enclosure.of(number)
        level.premise_verdicts[name] = Verdict.HOLDS if holds else Verdict.VACUOUS if fails else Verdict.UNDECIDED


def _relative(part: Part, margin: arb, scale: arb, verdict: Verdict | None) -> float:
    """The margin over the part's scale, or over its larger side; negative for a failed identity; nan for an equality.

    One that is below every double becomes the least double of its sign: 0 stands for 0 alone.
    """
    if verdict in (Verdict.EQUAL, Verdict.AGREES):
        return math.nan
    if isinstance(part, Agree):
        return -float((abs(margin) / scale).mid())
    smaller, larger = ends(part)
    size = (abs(larger).max(abs(smaller)) if part.scale is None else scale).abs_upper()
    share = (margin / size).mid() if size > 0 else arb(0)
    if share == 0:
        return 0.0
    return float(share) or math.copysign(math.ulp(0.0), 1 if share > 0 else -1)


def _judge_part(name: str, part: Part, margins: Callable[[], Mapping[str, Any]], equal: bool, level: _Level) -> None:
    """The margins are computed only where the sides do not decide."""
    plain, scale = difference(part)
    if not (plain.is_finite() and scale.is_finite()):
        smaller, larger = (end.str(8) for end in ends(part))
        level.broken = f"sides[{name!r}] is not finite: ({smaller}, {larger})"
        return
    margin = plain
    verdict = _decide(part, plain, scale, equal)
    if verdict is None and name in margins():
        margin = arb(margins()[name])
        if not margin.is_finite():
            level.broken = f"margin[{name!r}] is not finite"
            return
        if not margin.overlaps(plain):
            raise Contradiction(f"margin[{name!r}] = {margin.str(8)} is not larger - smaller = {plain.str(8)}")
        verdict = _decide(part, margin, scale, equal)
    relative = _relative(part, margin, scale, verdict)
    level.parts[name] = PartJudgement(
        verdict or Verdict.UNDECIDED, Enclosure.of(margin), float(scale.abs_upper().mid()), relative
    )


def _read(claim: Claim, num: Ball, at: At, equal: frozenset[str] | None, instance: Instance) -> tuple[_Level, frozenset[str]]:
    level = _Level()
    _read_premises(claim, num, at, level)
    if Verdict.VACUOUS in level.premise_verdicts.values():
        return level, equal or frozenset()
    parts = claim.parts(num, at)
    if equal is None:
        equal = claim.equal_parts(instance.lift(rational), parts)
    margins = cache(lambda: claim.margin_values(num, at, parts))
    for name, part in parts.items():
        _judge_part(name, part, margins, name in equal, level)
    return level, equal


def _overall(level: _Level) -> Verdict | None:
    """The verdict on the whole instance, or None while it is open at this precision."""
    premises = level.premise_verdicts.values()
    if Verdict.VACUOUS in premises:
        return Verdict.VACUOUS
    if level.broken or not level.parts:
        return None
    verdicts = {part.verdict for part in level.parts.values()}
    if Verdict.REFUTED in verdicts and Verdict.UNDECIDED not in premises:
        return Verdict.REFUTED
    if Verdict.UNDECIDED in verdicts or Verdict.REFUTED in verdicts:
        return None
    for verdict in (Verdict.EQUAL, Verdict.HOLDS):
        if verdict in verdicts:
            return verdict
    return Verdict.AGREES


def judge(claim: Claim, instance: Instance, *, cap: int | None = None, first_bits: int = FIRST_BITS) -> Judgement:
    """The verdict on a claim at one exact instance.

    Raises
    ------
    TypeError
        claim is no ``Claim``, instance no ``Instance``.
    ValueError
        The cap is below the first precision.
    ClaimError
        A side or premise is nan or infinite at every precision, or the instance lacks an axis.
    Contradiction
        margin and sides exclude each other, or a declared equality is none.
    """
    _check_arguments(claim, instance, cap, first_bits)
    limit = bit_cap(claim, instance) if cap is None else cap
    equal: frozenset[str] | None = None
    level, bits = _Level(), first_bits
    at: At | None = None
    for bits in precisions(limit, first_bits):
        with ball(bits) as num:
            at = at or instance.lift(num)
            level, equal = _read(claim, num, at, equal, instance)
            verdict = _overall(level)
        if verdict is not None:
            unmet = tuple(name for name, said in level.premise_verdicts.items() if said is Verdict.VACUOUS)
            return Judgement(verdict, bits, level.parts, level.premises, unmet=unmet)
    if level.broken:
        raise ClaimError(f"{claim.id}: {level.broken} (at {bits} bits, {instance!r})")
    return Judgement(Verdict.UNDECIDED, bits, level.parts, level.premises, f"the cap of {limit} bits was reached; {RAISE_CAP}")


def _check_arguments(claim: Claim, instance: Instance, cap: int | None, first_bits: int) -> None:
    if not isinstance(claim, Claim):
        raise TypeError(f"claim = {shown(claim)}: must be a Claim; select((id,)) in w2s_verify.claims.catalogue finds one")
    if not isinstance(instance, Instance):
        raise TypeError(f"instance = {shown(instance)}: must be an Instance, like Instance(x=1, y=[0.5, 2])")
    if cap is not None and (isinstance(cap, bool) or not isinstance(cap, int) or cap < first_bits):
        raise ValueError(f"cap = {cap!r}: must be a number of bits, at least {first_bits}")
    for axis in claim.domain.axes if claim.domain.couple is None else ():
        if axis.name not in instance:
            raise ClaimError(f"{claim.id}: instance = {shown(instance)}: lacks {axis.name}")
        if instance[axis.name].ndim != len(axis.shape):
            shape = instance[axis.name].shape
            raise ClaimError(f"{claim.id}: {axis.name}: shape {shape}: must have the axes ({', '.join(map(str, axis.shape))})")
