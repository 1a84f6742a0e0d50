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


@pytest.mark.parametrize(("claim_id", "mutant"), [("path.window", "half-as-long"), ("path.peak", "flow-0.9995")])
def test_the_flows_of_a_batch_are_its_rows(claim_id, mutant):
    (claim,) = select((claim_id,))
    false, regime = claim.mutated(claim.mutant(mutant)), claim.domain.regime("flow")
    layout, integers = claim.domain.sample(regime, np.random.default_rng(1), 6)
    batch = claim.domain.decode(regime, layout, integers)
    with np.errstate(all="ignore"):
        found, rows = margins(false, batch), [margins(false, batch.part(index, index + 1)) for index in range(6)]
    for name, values in found.items():
        assert name.rpartition("flow")[1]
        assert np.isfinite(values).any()
        assert np.array_equal(values, np.concatenate([row[name] for row in rows]), equal_nan=True)


def test_a_batch_runs_all_of_its_flows_or_none():
    (claim,) = select(("path.window",))
    false, regime = claim.mutated(claim.mutant("half-as-long")), claim.domain.regime("flow")
    layout, integers = claim.domain.sample(regime, np.random.default_rng(1), 2)
    batch = claim.domain.decode(regime, layout, integers)
    batch["time"][0] = 0
    with pytest.raises(ValueError, match="too many values to unpack"):
        margins(false, batch)
