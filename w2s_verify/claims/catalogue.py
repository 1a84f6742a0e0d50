"""All claims, found by walking the folders: ``claims/<topic>/<name>.py`` holds the claim ``<topic>.<name>``."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from functools import lru_cache

from w2s_verify import claims
from w2s_verify.claims.claim import Claim, ClaimError


@lru_cache(maxsize=1)
def catalogue() -> tuple[Claim, ...]:
    """Every claim of the project, sorted by id.

    Raises
    ------
    ClaimError
        A file without CLAIM, or whose id is not the one its place demands.
    """
    found = []
    for topic in pkgutil.iter_modules(claims.__path__):
        if topic.ispkg:
            package = importlib.import_module(f"{claims.__name__}.{topic.name}")
            found += [_claim(topic.name, module.name) for module in pkgutil.iter_modules(package.__path__)]
    return tuple(sorted(found, key=lambda claim: claim.id))


def _claim(topic: str, name: str) -> Claim:
    module = importlib.import_module(f"{claims.__name__}.{topic}.{name}")
    claim = getattr(module, "CLAIM", None)
    expected = f"{topic}.{name}".replace("_", "-")
    if not isinstance(claim, Claim) or claim.id != expected:
        raise ClaimError(f"{module.__name__}: must define CLAIM with id {expected!r}")
    return claim


def select(names: tuple[str, ...]) -> list[Claim]:
    """The claims of the given ids and topics (all of them for no name).

    Raises
    ------
    ClaimError
        A name is neither an id nor a topic; the message suggests the nearest.
    """
    every = catalogue()
    if not names:
        return list(every)
    chosen: dict[str, Claim] = {}
    for name in names:
        matching = [claim for claim in every if name in (claim.id, claim.topic)]
        if not matching:
            known = [*(claim.id for claim in every), *(claim.topic for claim in every)]
            raise ClaimError(f"claim = {name!r}: no such id or topic{nearest(name, known)}")
        chosen.update({claim.id: claim for claim in matching})
    return list(chosen.values())


def nearest(name: str, known: list[str]) -> str:
    """A suggestion for a mistyped name, as the end of a sentence."""
    close = difflib.get_close_matches(name, sorted(set(known)), n=3, cutoff=0.4)
    return f"; nearest: {', '.join(close)}" if close else ""
