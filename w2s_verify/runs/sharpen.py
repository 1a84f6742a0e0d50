"""What a theorist asks first: how good is the constant, and which premises are needed?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.hunts import Target, hunt
from w2s_verify.hunts.shrink import shrink
from w2s_verify.hunts.target import premise_names
from w2s_verify.records import instance_json

STEPS = (Fraction(1, 2), Fraction(1, 10), *(Fraction(1, 10**k) for k in range(2, 13)))
"""Relative changes of the constant that are tried, the largest first, until the hunt finds nothing."""


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
    """The best constant: certified false at ``refuted``, no counterexample found at ``standing``; None: no value is false."""

    claim: Claim
    parameter: str
    stated: Fraction
    refuted: Fraction | None
    standing: Fraction
    trials: tuple[Trial, ...]
    complete: bool = True
    """False where Ctrl-C ended it."""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "claim": self.claim.id,
            "complete": self.complete,
            "parameter": self.parameter,
            "stated": str(self.stated),
            "refuted": self.refuted and str(self.refuted),
            "standing": str(self.standing),
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
    named: str, parameter: str = "", *, seconds: float, seed: int = 0, heard: Callable[[Trial], None] = lambda trial: None
) -> Sharpness:
    """Hunt at the stated constant changed by 1/2, 1/10, 10⁻² … 10⁻¹² of itself, on the side that a large change refutes.

    ``parameter`` may be left out where the claim has one; ``seconds`` is the budget of each value. Ctrl-C keeps what is known.

    Raises
    ------
    ClaimError
        The claim declares no such parameter, none or several; even its stated value is refuted.
    """
    claim = Target(named).claim()
    parameter = parameter or _only_parameter(claim)
    Target(named, parameter=parameter, value=(1, 1)).claim()
    declared = claim.parameters[parameter]
    stated = Fraction(declared.numerator, declared.denominator)
    trials: list[Trial] = []

    def tried(value: Fraction) -> bool:
        trials.append(_tried(named, parameter, value, seconds, seed))
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
        complete = True
    false = [trial.value for trial in trials if trial.false]
    standing = trials[-1].value if false and not trials[-1].false else stated
    return Sharpness(claim, parameter, stated, false[-1] if false else None, standing, tuple(trials), complete)


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
    raise ClaimError(f"{claim.id}: declares no constant to sharpen; these do: {', '.join(known)}")


def _tried(named: str, parameter: str, value: Fraction, seconds: float, seed: int) -> Trial:
    target = Target(named, parameter=parameter, value=(value.numerator, value.denominator))
    return Trial(value, *_counterexample(target, seconds, seed))


def _counterexample(target: Target, seconds: float, seed: int) -> tuple[Instance | None, float, int]:
    """(instance, relative margin, evaluations): the first counterexample, shrunk; None where the hunt finds none.

    Where the parts that start from a law cannot be read at it, the sides alone refute, as in the hunt.
    """
    found = hunt(target, seed=seed, seconds=seconds, first_only=True)
    refuted = [hit for hit in found.hits if hit.verdict == "REFUTED"]
    if not refuted:
        return None, 0.0, found.evaluations
    claim, instance = target.claim(), Instance(**refuted[0].instance)
    try:
        simple, judgement = shrink(claim, instance)
    except (ClaimError, ValueError):
        simple, judgement = shrink(replace(claim, from_law=None), instance)
    return simple, judgement.relative, found.evaluations


@dataclass(frozen=True)
class Need:
    """One premise: the counterexample when it is dropped, or none found."""

    premise: str
    instance: Instance | None
    relative: float
    evaluations: int

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        instance = self.instance and instance_json(self.instance)
        return {
            "premise": self.premise,
            "instance": instance,
            "relative": self.relative,
            "evaluations": self.evaluations,
        }


def necessity(
    named: str, *, seconds: float, seed: int = 0, heard: Callable[[int, str], None] = lambda done, premise: None
) -> tuple[list[Need], bool]:
    """Hunt the claim without each of its premises, ``seconds`` each; and whether all are done: Ctrl-C keeps those that are.

    Raises
    ------
    ClaimError
        The claim cannot be read.
    """
    premises = premise_names(Target(named).claim())
    needs: list[Need] = []
    with suppress(KeyboardInterrupt):
        for premise in premises:
            heard(len(needs), premise)
            instance, relative, evaluations = _counterexample(Target(named, drop=premise), seconds, seed)
            needs.append(Need(premise, instance, relative, evaluations))
    return needs, len(needs) == len(premises)
