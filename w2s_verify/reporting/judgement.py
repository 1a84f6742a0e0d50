"""One judgement as a table: every part and premise with its enclosure."""

from __future__ import annotations

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.judge import Judgement, Verdict
from w2s_verify.reporting.sheet import Sheet

COVERS = {
    Verdict.HOLDS: "certified at this instance; nothing follows for others",
    Verdict.EQUAL: "declared equal by the claim's `equality` in exact rationals; the enclosures agree to 2^-200 (and 2^-800)",
    Verdict.AGREES: "the two sides of the identity differ by nothing that can be seen at these bits",
    Verdict.REFUTED: "a certified counterexample",
    Verdict.VACUOUS: "a premise fails here, so the claim says nothing",
    Verdict.UNDECIDED: "not decided",
}


def judgement_sheet(claim: Claim, judgement: Judgement) -> Sheet:
    """Parts and premises with their enclosures, the overall verdict in the caption."""
    parts = [(name, str(part.verdict), str(part.margin), f"{part.relative:.3g}") for name, part in judgement.parts.items()]
    premises = [(f"premise {name}", "", str(value), "") for name, value in judgement.premises.items()]
    covers = judgement.reason or COVERS[judgement.verdict]
    caption = f"{judgement.verdict} at {judgement.bits} bits: {covers}"
    columns = ("part", "verdict", "larger − smaller, or premise", "relative")
    return Sheet(claim.id, columns, tuple(parts + premises), numeric=("relative",), caption=caption)
