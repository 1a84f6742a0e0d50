"""What a failure says to a person: the statement, the instance, the certified margin, and the line that reproduces it."""

from __future__ import annotations

import json
import shlex
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from w2s_verify.arithmetic import RoundedConstantError
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.domain import DomainError
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import RAISE_CAP, Contradiction, Judgement
from w2s_verify.records import instance_json

LONGEST_TEXT = 300
"""Characters of an instance that a person reads; a longer one is told by its shapes and first entries."""
FIRST_ENTRIES = 4
DRAW_ELSEWHERE = "draw where the premises hold: a coupling, Regime(couple=...), sets some fields by others; or narrow the axes"


@dataclass(frozen=True)
class Reference:
    """How the user names a claim on the command line, and the data set that its law is held at (``--data``), if any."""

    claim: str
    on: str = ""

    def judge_line(self, instance: str) -> str:
        """The command that judges one instance again."""
        data = f" --data {shlex.quote(self.on)}" if self.on else ""
        return f"w2s-verify judge {shlex.quote(self.claim)} '{instance}'{data}"


def recorded(claim: Claim, instance: Instance, on: str) -> dict[str, Any]:
    """The instance for a record; what a data set holds fixed is left out, for the data set's name says it."""
    values = instance_json(instance)
    if not on:
        return values
    held = claim.domain.fixed
    return {name: value for name, value in values.items() if not (name in held and np.array_equal(instance[name], held[name]))}


def instance_text(values: Mapping[str, Any]) -> str:
    """A recorded instance as one line of JSON, exact."""
    return json.dumps(values, separators=(",", ":"))


def instance_shown(values: Mapping[str, Any], longest: int = LONGEST_TEXT) -> str:
    """A recorded instance for a person: as one line of JSON where that is short, else each field with its shape."""
    text = instance_text(values)
    if len(text) <= longest:
        return text
    fields = ", ".join(_field(name, np.asarray(value)) for name, value in values.items())
    return fields if longest >= LONGEST_TEXT or len(fields) <= longest else f"{fields[:longest]}…"


def _field(name: str, value: np.ndarray[Any, Any]) -> str:
    """A number as it is, an array by its shape and its first entries."""
    if not value.ndim:
        return f"{name} {json.dumps(value.item())}"
    shape = " × ".join(map(str, value.shape))
    first = ", ".join(map(json.dumps, value.ravel()[:FIRST_ENTRIES].tolist()))
    return f"{name} ({shape}) [{first}{', …' * (value.size > FIRST_ENTRIES)}]"


def refutation(claim: Claim, instance: Instance, judgement: Judgement, reference: Reference) -> str:
    """A refutation for a person."""
    values = recorded(claim, instance, reference.on)
    text = instance_text(values)
    lines = [f"{claim.id} is REFUTED: {claim.statement or '(the claim has no doc)'}", f"  instance   {instance_shown(values)}"]
    for name, part in judgement.parts.items():
        lines.append(f"  {name}: {part.verdict}, larger - smaller in {part.margin} ({judgement.bits} bits)")
    lines += [f"  premise {name} in {value}" for name, value in judgement.premises.items()]
    lines.append(f"  reproduce  {reference.judge_line(text)}")
    return "\n".join(lines)


def undecided(said: str, claim: Claim, instance: Instance, reference: Reference) -> str:
    """The first instance that is undecided, and what can be done."""
    values = recorded(claim, instance, reference.on)
    text = instance_text(values)
    return f"{said}\n  {RAISE_CAP}\n  first at   {instance_shown(values)}\n  reproduce  {reference.judge_line(text)}"


def vacuous(said: str, never_met: Sequence[str], draws: int) -> str:
    """Which premise no draw meets, and what can be done."""
    names = ", ".join(repr(name) for name in never_met)
    which = f"premise {names} was never met" if names else "the premises were never met together"
    return f"{said}: {which} in {draws} draws\n  {DRAW_ELSEWHERE}"


@contextmanager
def blaming(claim: Claim) -> Iterator[None]:
    """Turn an exception out of the claim's own functions into a ``ClaimError`` of one line that names the place.

    Raises
    ------
    ClaimError
        The claim's premises, sides, margin, equality or couplings raised.
    """
    try:
        yield
    except (ClaimError, Contradiction):
        raise
    except Exception as error:
        files = _files(claim)
        places = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in files]
        its_own = isinstance(error, (RoundedConstantError, DomainError))
        if not places and not its_own:
            raise
        where = f"{Path(places[-1].filename).name}, line {places[-1].lineno}, in {places[-1].name}: " if places else ""
        kind = "" if its_own else f"{type(error).__name__}: "
        raise ClaimError(f"{claim.id}: {where}{kind}{' '.join(str(error).split())}") from error


def _files(claim: Claim) -> set[str]:
    """The files that a claim's functions stand in."""
    couples = [regime.couple for regime in claim.domain.regimes]
    functions: tuple[Any, ...] = (
        claim.sides,
        claim.premises,
        claim.margin,
        claim.from_law,
        claim.equality,
        claim.largest_score,
    )
    named = (*functions, claim.domain.couple, *couples)
    return {function.__code__.co_filename for function in named if hasattr(function, "__code__")}
