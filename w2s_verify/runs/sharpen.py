"""What a theorist asks first: how good is the constant, and which premises are needed?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

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

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "claim": self.claim.id,
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
    named: str, parameter: str, *, seconds: float, seed: int = 0, heard: Callable[[Trial], None] = lambda trial: None
) -> Sharpness:
    """Hunt at the stated constant changed by 1/2, 1/10, 10⁻² … 10⁻¹² of itself, on the side that a large change refutes.

    ``seconds`` is the budget of each value.

    Raises
    ------
    ClaimError
        The claim declares no such parameter; even its stated value is refuted.
    """
    claim = Target(named).claim()
    Target(named, parameter=parameter, value=(1, 1)).claim()
    declared = claim.parameters[parameter]
    stated = Fraction(declared.numerator, declared.denominator)
    trials: list[Trial] = []

    def tried(value: Fraction) -> Trial:
        trials.append(_tried(named, parameter, value, seconds, seed))
        heard(trials[-1])
        return trials[-1]

    if tried(stated).false:
        raise ClaimError(f"{claim.id}: {parameter} = {stated}: even the stated value has a counterexample")
    sign = next((sign for sign in (-1, 1) if tried(stated * (1 + sign * STEPS[0])).false), None)
    if sign is None:
        return Sharpness(claim, parameter, stated, None, stated, tuple(trials))
    refuted, standing = stated * (1 + sign * STEPS[0]), stated
    for step in STEPS[1:]:
        value = stated * (1 + sign * step)
        if not tried(value).false:
            standing = value
            break
        refuted = value
    return Sharpness(claim, parameter, stated, refuted, standing, tuple(trials))


def _tried(named: str, parameter: str, value: Fraction, seconds: float, seed: int) -> Trial:
    target = Target(named, parameter=parameter, value=(value.numerator, value.denominator))
    found = hunt(target, seed=seed, seconds=seconds, first_only=True)
    refuted = [hit for hit in found.hits if hit.verdict == "REFUTED"]
    if not refuted:
        return Trial(value, None, 0.0, found.evaluations)
    instance, judgement = shrink(target.claim(), Instance(**refuted[0].instance))
    return Trial(value, instance, judgement.relative, found.evaluations)


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


def necessity(named: str, *, seconds: float, seed: int = 0) -> list[Need]:
    """Hunt the claim without each of its premises in turn; ``seconds`` for each.

    Raises
    ------
    ClaimError
        The claim cannot be read.
    """
    needs = []
    for premise in premise_names(Target(named).claim()):
        target = Target(named, drop=premise)
        found = hunt(target, seed=seed, seconds=seconds, first_only=True)
        refuted = [hit for hit in found.hits if hit.verdict == "REFUTED"]
        if refuted:
            instance, judgement = shrink(target.claim(), Instance(**refuted[0].instance))
            needs.append(Need(premise, instance, judgement.relative, found.evaluations))
        else:
            needs.append(Need(premise, None, 0.0, found.evaluations))
    return needs
