"""Which claim rests on which: the lemmas that claims name, checked for unknown ids and for circles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

from w2s_verify.claims.claim import Claim, ClaimError


def from_the_ground(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims in an order in which every one comes after the lemmas it rests on.

    Raises
    ------
    ClaimError
        A claim rests on an id that is none, or on itself through others.
    """
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        unknown = [lemma for lemma in claim.rests_on if lemma not in by_id]
        if unknown:
            raise ClaimError(f"{claim.id}: rests_on = {unknown[0]!r}: no claim has this id")
    sorter = TopologicalSorter({claim.id: sorted(claim.rests_on) for claim in claims})
    try:
        return tuple(by_id[name] for name in sorter.static_order())
    except CycleError as error:
        raise ClaimError(f"claims rest on each other in a circle: {' <- '.join(error.args[1])}") from error


def shaken_by(claims: Sequence[Claim], fallen: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For every claim that rests on a fallen one, directly or through others: which ones."""
    fallen = set(fallen)
    under: dict[str, set[str]] = {}
    for claim in from_the_ground(claims):
        under[claim.id] = {name for lemma in claim.rests_on for name in {lemma} & fallen | under[lemma]}
    return {name: tuple(sorted(lemmas)) for name, lemmas in under.items() if lemmas and name not in fallen}
