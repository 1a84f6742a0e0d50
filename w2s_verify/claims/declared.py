"""What the fields of a claim must be, checked once, where the claim is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.written import ClaimError, check_function, shown

FUNCTIONS = {
    "sides": ("num", "at"),
    "premises": ("num", "at"),
    "margin": ("num", "at"),
    "from_law": ("num", "at"),
    "equality": ("at",),
    "largest_score": ("instance",),
}


def check_claim(claim: Any) -> None:
    """Every field of a claim by its type and its rule.

    Raises
    ------
    ClaimError
        The first field that breaks its rule.
    """
    if not isinstance(claim.id, str) or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", claim.id):
        raise ClaimError(f"id = {claim.id!r}: must read topic.name, in lower-case letters, digits and hyphens")
    if not isinstance(claim.domain, Domain):
        raise ClaimError(f"{claim.id}: domain = {shown(claim.domain)}: must be a Domain")
    _check_functions(claim.id, claim)
    _check_values(claim)
    names = [mutant.name for mutant in claim.mutants]
    if len(set(names)) < len(names):
        raise ClaimError(f"{claim.id}: mutants = {names}: every name once")
    for mutant in claim.mutants:
        _check_functions(f"{claim.id}: mutant {mutant.name}", mutant)
        _check_witness(f"{claim.id}: mutant {mutant.name}", claim.domain, mutant.witness)
    if claim.witness:
        _check_witness(claim.id, claim.domain, claim.witness)


def _check_functions(what: str, owner: Any) -> None:
    for name, arguments in FUNCTIONS.items():
        function = getattr(owner, name, None)
        if function is not None or (name == "sides" and hasattr(owner, "mutants")):
            check_function(f"{what}: {name}", function, *arguments)


def _check_values(claim: Any) -> None:
    rules = {
        "kind": (isinstance(claim.kind, str), "must be a string"),
        "strict": (isinstance(claim.strict, bool), "must be True or False"),
        "any_law": (isinstance(claim.any_law, bool), "must be True or False"),
        "quota": (_is_share(claim.quota), "must be a number above 0, the share of the profile's quota"),
        "expects": (claim.expects in ("HOLDS", "REFUTED"), "must be HOLDS or REFUTED"),
        "doc": (isinstance(claim.doc, str), "must be a string, as a rule __doc__"),
        "witness": (isinstance(claim.witness, Mapping), "must be a dict of axis: value"),
        "mutants": (isinstance(claim.mutants, tuple) and all(hasattr(m, "witness") for m in claim.mutants), _MUTANTS),
        **{name: (_are_words(getattr(claim, name)), "must be a tuple of strings") for name in ("tags", "rests_on", "serves")},
    }
    for name, (right, rule) in rules.items():
        if not right:
            raise ClaimError(f"{claim.id}: {name} = {shown(getattr(claim, name))}: {rule}")


_MUTANTS = "must be a tuple of Mutant(...)"


def _is_share(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < float("inf")


def _are_words(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(word, str) for word in value)


def _check_witness(what: str, domain: Domain, witness: Mapping[str, Any]) -> None:
    """Finite numbers by axis; where a coupling may rename or add fields, their names are free."""
    try:
        Instance(**witness)
    except (TypeError, ValueError) as error:
        raise ClaimError(f"{what}: witness: {error}") from error
    names = {axis.name for axis in domain.axes} | set(domain.fixed)
    if domain.couple is None and set(witness) != names:
        raise ClaimError(f"{what}: witness = {shown(dict(witness))}: must have the axes {', '.join(sorted(names))}")
