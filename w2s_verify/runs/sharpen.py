"""What a theorist asks first: how good is the constant, and which premises are needed?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.hunts import Target, hunt
from w2s_verify.hunts.shrink import drawn_fields, shrink
from w2s_verify.hunts.target import HOW_TO_DECLARE, premise_names
from w2s_verify.records import instance_json
from w2s_verify.runs.judging import refutes
from w2s_verify.runs.legible import check_legible, unreadable_without

STEPS = (Fraction(1, 2), Fraction(1, 10), *(Fraction(1, 10**k) for k in range(2, 13)))
"""Relative changes of the constant that are tried, the largest first, until the hunt finds nothing."""
NARROW = Fraction(1, 10**6)
"""The gap between what is false and what stands is halved until it is this share of the constant."""


@dataclass(frozen=True)
class Trial:
    """One value of a constant: the counterexample found there, or none."""

    value: Fraction
    instance: Instance | None
    relative: float
    evaluations: int

    @property
    def false(self) -> bool:
        """Whether a counterexample is certified here."""
        return self.instance is not None


@dataclass(frozen=True)
class Sharpness:
    """The best constant: certified false at ``refuted``, no counterexample found at ``standing``; None: no value is false.

    ``instance`` is the counterexample at ``refuted``.
    """

    claim: Claim
    parameter: str
    stated: Fraction
    refuted: Fraction | None
    standing: Fraction
    trials: tuple[Trial, ...]
    complete: bool = True
    """False where Ctrl-C ended it."""

    @property
    def instance(self) -> Instance | None:
        """The counterexample at the last value that is false."""
        return next((trial.instance for trial in reversed(self.trials) if trial.false and trial.value == self.refuted), None)

    @property
    def smaller_is_false(self) -> bool:
        """Whether the bound fails below ``refuted`` and not above it."""
        return self.refuted is not None and self.refuted < self.standing

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "claim": self.claim.id,
            "complete": self.complete,
            "parameter": self.parameter,
            "stated": str(self.stated),
            "refuted": self.refuted and str(self.refuted),
            "standing": str(self.standing),
            "smaller_is_false": self.smaller_is_false,
            "trials": [
                {
                    "value": str(trial.value),
                    "false": trial.false,
                    "relative": trial.relative,
                    "evaluations": trial.evaluations,
                    "instance": trial.instance and instance_json(trial.instance),
                }
                for trial in self.trials
            ],
        }


def sharpen(
    named: str,
    parameter: str = "",
    *,
    seconds: float | None = None,
    evaluations: int | None = None,
    seed: int = 0,
    heard: Callable[[Trial], None] = lambda trial: None,
) -> Sharpness:
    """Hunt at the stated constant changed by 1/2, 1/10, 10⁻² … 10⁻¹² of itself, on the side that a large change refutes.

    At the first of them where nothing is found, halve the gap to the last one that is false, down to 10⁻⁶ of the constant.
    ``parameter`` may be left out where the claim has one; ``seconds`` or ``evaluations`` is the budget of each value, and only
    the second repeats itself on another machine. Ctrl-C keeps what is known.

    Raises
    ------
    ClaimError
        The claim declares no such parameter, none or several; even its stated value is refuted; it cannot be read.
    """
    claim = Target(named).claim()
    check_legible(claim)
    parameter = parameter or _only_parameter(claim)
    Target(named, parameter=parameter, value=(1, 1)).claim()
    declared = claim.parameters[parameter]
    stated = Fraction(declared.numerator, declared.denominator)
    trials: list[Trial] = []

    def tried(value: Fraction) -> bool:
        target = Target(named, parameter=parameter, value=(value.numerator, value.denominator))
        trials.append(Trial(value, *_counterexample(target, seconds, evaluations, seed)))
        heard(trials[-1])
        return trials[-1].false

    complete = False
    with suppress(KeyboardInterrupt):
        if tried(stated):
            raise ClaimError(f"{claim.id}: {parameter} = {stated}: even the stated value has a counterexample")
        sign = next((sign for sign in (-1, 1) if tried(stated * (1 + sign * STEPS[0]))), 0)
        for step in STEPS[1:] if sign else ():
            if not tried(stated * (1 + sign * step)):
                break
        while sign and not narrow(*_ends(stated, trials), stated):
            tried(between(*_ends(stated, trials)))
        complete = True
    refuted, standing = _ends(stated, trials)
    return Sharpness(claim, parameter, stated, refuted, standing, tuple(trials), complete)


def _ends(stated: Fraction, trials: Sequence[Trial]) -> tuple[Fraction | None, Fraction]:
    """The false value nearest to the stated one, and between the two the one nearest to it at which nothing was found."""
    false = [trial.value for trial in trials if trial.false]
    if not false:
        return None, stated
    refuted = min(false, key=lambda value: abs(value - stated))
    low, high = min(refuted, stated), max(refuted, stated)
    stands = [trial.value for trial in trials if not trial.false and low <= trial.value <= high]
    return refuted, min(stands, key=lambda value: abs(value - refuted), default=stated)


def narrow(refuted: Fraction | None, standing: Fraction, stated: Fraction) -> bool:
    """Whether the gap is closed as far as it shall be."""
    return refuted is None or abs(standing - refuted) <= NARROW * abs(stated)


def between(refuted: Fraction | None, standing: Fraction) -> Fraction:
    """A short fraction in the middle half of the gap."""
    first = standing if refuted is None else refuted
    middle, quarter, largest = (first + standing) / 2, abs(standing - first) / 4, 1
    while abs(middle.limit_denominator(largest) - middle) > quarter:
        largest *= 2
    return middle.limit_denominator(largest)


def _only_parameter(claim: Claim) -> str:
    """The parameter of a claim that has one.

    Raises
    ------
    ClaimError
        It has none, or several.
    """
    names = list(claim.parameters)
    if len(names) == 1:
        return names[0]
    if names:
        raise ClaimError(f"{claim.id}: parameter: must be one of {', '.join(names)}")
    known = [other.id for other in catalogue() if other.parameters]
    raise ClaimError(f"{claim.id}: declares no constant to sharpen; these do: {', '.join(known)}; {HOW_TO_DECLARE}")


def _counterexample(
    target: Target, seconds: float | None, evaluations: int | None, seed: int
) -> tuple[Instance | None, float, int]:
    """(instance, relative margin, evaluations): the first counterexample, shrunk; None where the hunt finds none.

    Where the parts that start from a law cannot be read at it, the sides alone refute, as in the hunt.
    """
    found = hunt(target, seed=seed, seconds=seconds, evaluations=evaluations, first_only=True)
    refuted = [hit for hit in found.hits if hit.verdict == "REFUTED"]
    if not refuted:
        return None, 0.0, found.evaluations
    claim, instance = target.claim(), Instance(**refuted[0].instance)
    drawn = drawn_fields(claim.domain, refuted[0].regime, refuted[0].spot)
    try:
        simple, judgement = shrink(claim, instance, drawn=drawn)
    except (ClaimError, ValueError):
        simple, judgement = shrink(replace(claim, from_law=None), instance, drawn=drawn)
    return simple, judgement.relative, found.evaluations


@dataclass(frozen=True)
class Need:
    """One premise: the counterexample when it is dropped, or none found; or the claim cannot be read where it fails.

    ``fails`` is False where the counterexample refutes the claim with all of its premises: it does not show that one is needed.
    """

    premise: str
    instance: Instance | None
    relative: float
    evaluations: int
    unreadable: bool = False
    fails: bool = True

    @property
    def needed(self) -> bool:
        """Whether a counterexample shows it."""
        return self.instance is not None and self.fails

    @property
    def outcome(self) -> str:
        """In words."""
        if self.instance is not None:
            return "needed" if self.fails else "the claim is false with it"
        return "unreadable without it" if self.unreadable else "none found"

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        instance = self.instance and instance_json(self.instance)
        return {
            "premise": self.premise,
            "outcome": self.outcome,
            "instance": instance,
            "relative": self.relative,
            "evaluations": self.evaluations,
        }


def necessity(
    named: str,
    *,
    seconds: float | None = None,
    evaluations: int | None = None,
    seed: int = 0,
    heard: Callable[[int, str], None] = lambda done, premise: None,
) -> tuple[list[Need], bool]:
    """Hunt the claim without each of its premises; and whether all are done: Ctrl-C keeps those that are.

    ``seconds`` or ``evaluations`` is the budget of each; only the second repeats itself on another machine.

    Raises
    ------
    ClaimError
        The claim cannot be read.
    """
    claim = Target(named).claim()
    check_legible(claim)
    premises = premise_names(claim)
    needs: list[Need] = []
    with suppress(KeyboardInterrupt):
        for premise in premises:
            heard(len(needs), premise)
            instance, relative, judged = _counterexample(Target(named, drop=premise), seconds, evaluations, seed)
            unreadable = instance is None and unreadable_without(claim, premise)
            needs.append(Need(premise, instance, relative, judged, unreadable, not refutes(claim, instance)))
    return needs, len(needs) == len(premises)
