"""Claims that start from a law: their searching part takes a batch, and is what the judge encloses."""

import numpy as np
import pytest

from w2s_verify.claims import judge
from w2s_verify.claims.catalogue import select
from w2s_verify.claims.search import margins

IDS = [
    "gradient.elliptical",
    "gradient.kl",
    "hessian.elliptical",
    "path.plane",
    "path.window",
    "path.unimodal",
    "path.peak-gain",
    "path.snr-law",
    "path.once",
    "path.transient",
    "path.ensemble",
    "capacity.subspace",
    "capacity.misfit-silent",
    "preconditioned.covariance-free",
    "path.label-noise",
]


@pytest.mark.parametrize("claim_id", IDS)
def test_a_batch_gives_what_the_judge_encloses(claim_id):
    (claim,) = select((claim_id,))
    regime = claim.domain.regimes[0]
    layout, integers = claim.domain.sample(regime, np.random.default_rng(1), 24)
    batch = claim.domain.decode(regime, layout, integers)
    with np.errstate(all="ignore"):
        found = margins(claim, batch)
    judged = 0
    for index in range(24):
        judgement = judge(claim, batch.row(index))
        for name, part in judgement.parts.items():
            if name in found and judged < 6 and np.isfinite(found[name][index]):  # double precision may not reach
                judged += 1
                # a few hundred roundings, each relative to what the part adds up
                assert abs(float(part.margin.lower) - found[name][index]) <= 2.0**-30 * max(part.scale, 1.0)
    assert judged
