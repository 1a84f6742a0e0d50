"""Every boundary statement is refuted by its stored counterexample, inside its own domain, and names a true neighbour."""

import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Verdict, judge

BOUNDARY = [claim for claim in catalogue() if claim.topic == "boundary" and claim.kind != "statistical"]


@pytest.mark.parametrize("claim", BOUNDARY, ids=lambda claim: claim.id)
def test_stored_counterexample(claim: Claim) -> None:
    """Small, exact, certified."""
    witness = Instance(**claim.witness)
    assert judge(claim, witness).verdict is Verdict.REFUTED
    assert claim.expects == "REFUTED"
    assert max(abs(value).max() for value in witness.values()) <= 99
    assert claim.text["Nearest true"]
