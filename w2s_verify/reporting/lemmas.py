"""The graph of claims and lemmas, as a tree for a person; and what stands above a claim that has fallen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.lemmas import from_the_ground, shaken_by
from w2s_verify.records import ClaimRecord
from w2s_verify.reporting.sheet import Sheet


def lemma_sheet(claims: Sequence[Claim], about: Collection[str] = ()) -> Sheet:
    """From the ground up: every claim after the lemmas it rests on, with what rests on it.

    ``about`` names the claims to show, each with what it rests on and what it carries; all of them where it names none.
    """
    ordered = from_the_ground(claims)
    above = {claim.id: [other.id for other in ordered if claim.id in other.rests_on] for claim in ordered}
    linked = [claim for claim in ordered if claim.rests_on or above[claim.id]]
    rows = tuple((claim.id, ", ".join(claim.rests_on) or "–", ", ".join(above[claim.id]) or "–") for claim in linked)
    alone = len(ordered) - len(linked)
    if about:
        shown = [claim for claim in linked if {claim.id, *claim.rests_on, *above[claim.id]} & set(about)]
        rows = tuple(row for row in rows if row[0] in {claim.id for claim in shown})
        caption = f"{len(rows)} of {len(linked)} linked claims: those asked for, and their next neighbours."
        return Sheet("", ("claim", "rests on", "carries"), rows, caption=caption)
    caption = f"{len(linked)} linked claims, from the ground up, no circles; {alone} others rest on nothing and carry nothing."
    return Sheet("", ("claim", "rests on", "carries"), rows, caption=caption)


def shaken_lines(claims: Sequence[Claim], records: Sequence[ClaimRecord]) -> list[str]:
    """One line for each claim that rests on one that is not as declared."""
    fallen = {record.id for record in records if not record.as_declared} & {claim.id for claim in claims}
    shaken = shaken_by(claims, fallen) if fallen else {}
    return [f"{name} rests on {', '.join(lemmas)}, which is not as declared" for name, lemmas in shaken.items()]
