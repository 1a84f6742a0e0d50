"""Every claim of the catalogue as a property: ``pytest properties/``, one test id a claim."""

import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim
from w2s_verify.pytest_plugin import RunClaim


@pytest.mark.parametrize("claim", catalogue(), ids=lambda claim: claim.id)
def test_claim(claim: Claim, w2s_verify_claim: RunClaim) -> None:
    """The claim is as declared at its quota of distinct certified instances, regime by regime."""
    w2s_verify_claim(claim)
