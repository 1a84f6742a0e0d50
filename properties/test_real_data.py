"""Every claim that is stated for any law, on the rows of real data sets, with students and teachers drawn around them."""

import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim
from w2s_verify.pytest_plugin import RunClaim
from w2s_verify.runs.data import SKLEARN, SKLEARN_SETS, read_data

FOR_ANY_LAW = [claim for claim in catalogue() if claim.any_law]


@pytest.mark.parametrize("name", SKLEARN_SETS)
@pytest.mark.parametrize("claim", FOR_ANY_LAW, ids=lambda claim: claim.id)
def test_claim_on_data(claim: Claim, name: str, w2s_verify_claim: RunClaim) -> None:
    """The claim is as declared on the empirical law of the data set."""
    w2s_verify_claim(claim, read_data(SKLEARN + name))
