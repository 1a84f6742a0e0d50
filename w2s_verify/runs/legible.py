"""Whether a claim can be read at all: a few instances of every regime, judged before a search spends its budget on it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import numpy as np

from w2s_verify.arithmetic import float64
from w2s_verify.claims.claim import Claim, ClaimError, Positive
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Verdict, judge
from w2s_verify.claims.second_opinion import second_opinion
from w2s_verify.hunts.objective import Objective
from w2s_verify.runs.failures import blaming

SAMPLES = 24
"""Instances that are tried, over all regimes."""
ENOUGH = 3
"""So many settle it for a claim that integrates."""
BITS = 256
DRAWN = 96
"""Instances of each regime among which those are sought that a dropped premise excludes."""


@dataclass(frozen=True)
class Legibility:
    """How many of the instances drawn the premises admit, how many of these cannot be read, what the first of them raises."""

    admitted: int = 0
    unreadable: int = 0
    first: str = ""

    def __str__(self) -> str:
        return f"{self.unreadable} of {self.admitted} instances drawn cannot be read: {self.first}" if self.unreadable else ""


def check_legible(claim: Claim) -> Legibility:
    """Judge a few instances in balls and read them in float64.

    Raises
    ------
    ClaimError
        Nine in ten cannot be read, or one of the rest not by mpmath: what the claim itself raises there.
    """
    plain, enough = replace(claim, from_law=None), SAMPLES if claim.quota >= 1 else ENOUGH
    faults, read = faults_at(plain, sampled(claim, SAMPLES), enough)
    of_law, read_of_law = faults_at(claim, read, enough=1) if claim.from_law is not None else ([], read)
    for some, others in ((faults, read), (of_law, read_of_law)):
        if illegible(some, len(others)):
            raise some[0]
    if read:
        _opine(plain, read[0])
    return Legibility(len(faults) + len(read), len(faults), str(faults[0]) if faults else "")


def illegible(faults: list[ClaimError], read: int) -> bool:
    """Nine in ten raised, or more."""
    return len(faults) > 0 and 9 * read <= len(faults)


def unreadable_without(claim: Claim, premise: str) -> bool:
    """Whether the claim cannot be read where that premise alone fails; False where no such instance is drawn."""
    excluded = (instance for instance in sampled(claim, DRAWN * len(claim.domain.regimes)) if _fails(claim, premise, instance))
    faults, read = faults_at(replace(claim.without(premise), from_law=None), excluded)
    return illegible(faults, len(read))


def sampled(claim: Claim, count: int) -> Iterator[Instance]:
    """So many instances, the regimes in turn.

    Raises
    ------
    ClaimError
        A coupling raised.
    """
    rng, domain = np.random.default_rng(0), claim.domain
    each = math.ceil(count / len(domain.regimes))
    drawn = [(regime, *domain.sample(regime, rng, each)) for regime in domain.regimes]
    for at in range(each):
        for regime, layout, integers in drawn:
            with blaming(claim):
                instance = domain.decode(regime, layout, integers[at])
            yield instance


def faults_at(claim: Claim, instances: Iterable[Instance], enough: int = ENOUGH) -> tuple[list[ClaimError], list[Instance]]:
    """What the claim raises at the instances, and where it can be read; those that a premise excludes count as neither."""
    faults: list[ClaimError] = []
    read: list[Instance] = []
    for instance in instances:
        try:
            if _read(claim, instance) is not Verdict.VACUOUS:
                read.append(instance)
        except ClaimError as fault:
            faults.append(fault)
        if len(read) >= enough or len(faults) + len(read) >= SAMPLES:
            break
    return faults, read


def _read(claim: Claim, instance: Instance) -> Verdict | None:
    """The verdict at the instance, None for a contradiction."""
    with _blamed(claim), suppress(Contradiction):
        verdict = judge(claim, instance, cap=BITS).verdict
        Objective(claim).attempt(instance)
        return verdict
    return None


def _opine(claim: Claim, instance: Instance) -> None:
    """mpmath reads the claim at the instance too."""
    with _blamed(claim), suppress(Contradiction):
        second_opinion(claim, instance, judge(claim, instance, cap=BITS))


@contextmanager
def _blamed(claim: Claim) -> Iterator[None]:
    """Whatever is raised, as a ``ClaimError``: also by what the claim's functions returned."""
    try:
        with blaming(claim):
            yield
    except (ClaimError, Contradiction):
        raise
    except Exception as error:
        raise ClaimError(f"{claim.id}: {type(error).__name__}: {' '.join(str(error).split())}") from error


def _fails(claim: Claim, premise: str, instance: Instance) -> bool:
    """Whether float64 sees the premise fail."""
    try:
        with np.errstate(all="ignore"):
            value = claim.premise_values(float64, instance.lift(float64))[premise]
        return bool(value.value <= 0 if isinstance(value, Positive) else value < 0)
    except Exception:  # a premise that cannot be read excludes nothing
        return False
