"""What is hunted: a claim by its name, or a false neighbour of it, in a form that another process can read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from w2s_verify.arithmetic import float64
from w2s_verify.claims.catalogue import nearest, select
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.from_file import load_claim
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.statistical import Statistical

NO_VALUE = (0, 1)
HOW_TO_DECLARE = (
    'declare one in the claim: parameters={"C": Parameter(51, 100, bound)} for C = 51/100 as stated,'
    " where bound(p, q) returns the sides with C = p/q"
)
"""How a claim says that a constant of it can be sharpened."""


@dataclass(frozen=True)
class Target:
    """A claim's id or file, and at most one change: a mutant, a premise dropped, a parameter with another value.

    ``value`` is a fraction (numerator, denominator) for ``parameter``.
    """

    named: str
    mutant: str = ""
    drop: str = ""
    parameter: str = ""
    value: tuple[int, int] = NO_VALUE

    def base(self) -> Claim:
        """The claim itself, unchanged.

        Raises
        ------
        ClaimError
            No such id or file; the name of a topic with several claims; a statistical claim.
        """
        found = [load_claim(Path(self.named))] if self.named.endswith(".py") else select((self.named,))
        if len(found) > 1:
            raise ClaimError(f"claim = {self.named!r}: is a topic; name one of {', '.join(claim.id for claim in found)}")
        if isinstance(found[0], Statistical):
            raise ClaimError(f"claim = {self.named!r}: is statistical, it has no instances to hunt; run w2s-verify verify")
        return found[0]

    def claim(self) -> Claim:
        """The claim with the change made.

        Raises
        ------
        ClaimError
            As ``base``; an unknown mutant, premise or parameter (nearest names); more than one change.
        """
        base = self.base()
        if self.value != NO_VALUE and not self.parameter:
            raise ClaimError(f"value = {_quotient(self.value)}: needs a parameter that takes it")
        if sum(map(bool, (self.mutant, self.drop, self.parameter))) > 1:
            raise ClaimError(f"{self}: name a mutant, a premise or a parameter, one of them")
        if self.mutant:
            known = [mutant.name for mutant in base.mutants]
            _check("mutant", self.mutant, known, base)
            return base.mutated(base.mutant(self.mutant))
        if self.drop:
            _check("premise", self.drop, premise_names(base), base)
            return base.without(self.drop)
        if self.parameter:
            if not base.parameters:
                raise ClaimError(f"parameter = {self.parameter!r}: {base.id} declares no parameter; {HOW_TO_DECLARE}")
            _check("parameter", self.parameter, list(base.parameters), base)
            return base.with_parameter(self.parameter, *self.value)
        return base

    def __str__(self) -> str:
        changes = (
            self.mutant,
            self.drop and f"without {self.drop}",
            self.parameter and f"{self.parameter} = {_quotient(self.value)}",
        )
        return " ".join(filter(None, (self.named, *changes)))

    def to_json(self) -> dict[str, Any]:
        """The reference as JSON-ready data."""
        return {**asdict(self), "value": list(self.value)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Target:
        """The reference that ``to_json`` wrote.

        Raises
        ------
        TypeError, KeyError, ValueError
            Other data.
        """
        numerator, denominator = data["value"]
        texts = {key: str(value) for key, value in data.items() if key != "value"}
        return cls(**texts, value=(int(numerator), int(denominator)))


def _quotient(value: tuple[int, int]) -> str:
    return f"{value[0]}/{value[1]}"


def _check(what: str, name: str, known: list[str], claim: Claim) -> None:
    if name not in known:
        offered = f"; it has {', '.join(known)}" if known else "; it has none"
        raise ClaimError(f"{what} = {name!r}: {claim.id} has no such {what}{nearest(name, known) or offered}")


def premise_names(claim: Claim) -> list[str]:
    """The names of a claim's premises, read at the first instance of its first regime.

    Raises
    ------
    ClaimError
        They cannot be read there.
    """
    try:
        with np.errstate(all="ignore"):
            return list(claim.premise_values(float64, simplest(claim).lift(float64)))
    except ClaimError:
        raise
    except Exception as error:
        raise ClaimError(f"{claim.id}: premises cannot be read: {type(error).__name__}: {error}") from error


def simplest(claim: Claim) -> Instance:
    """The first instance of the first regime."""
    regime = claim.domain.regimes[0]
    layout = claim.domain.layout(regime, claim.domain.size_choices(regime)[0])
    return claim.domain.decode(regime, layout, layout.low.clip(1, None).clip(None, layout.high))
