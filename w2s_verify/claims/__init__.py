"""Floor 4: claims, their domains, the judge, and one file per claim."""

from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, ClaimError, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At, Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, judge

__all__ = [
    "Agree",
    "At",
    "AtMost",
    "Axis",
    "Below",
    "Claim",
    "ClaimError",
    "Contradiction",
    "Domain",
    "Instance",
    "Judgement",
    "Mutant",
    "Positive",
    "Regime",
    "Verdict",
    "judge",
]
