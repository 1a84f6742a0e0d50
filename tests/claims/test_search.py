"""The batched float64 margins agree with the balls, and bad batches are refused."""

import numpy as np
import pytest

from w2s_verify.claims import Instance, judge
from w2s_verify.claims.catalogue import select
from w2s_verify.claims.search import CHUNK_BYTES, margins


def _batch(claim, count, sizes):
    regime = claim.domain.regimes[0]
    layout = claim.domain.layout(regime, sizes)
    integers = np.random.default_rng(3).integers(layout.low, layout.high, (count, layout.low.size), endpoint=True)
    return claim.domain.decode(regime, layout, integers)


@pytest.mark.parametrize(
    ("claim_id", "sizes"), [("logistic.secant", {}), ("hessian.loewner-band", {"n": 3, "d": 2}), ("path.peak", {})]
)
def test_a_batch_gives_what_the_judge_encloses(claim_id, sizes):
    (claim,) = select((claim_id,))
    batch = _batch(claim, 40, sizes)
    with np.errstate(all="ignore"):
        found = margins(claim, batch)
    for index in range(40):
        judgement = judge(claim, batch.row(index))
        for name, part in judgement.parts.items():
            if name in found:
                # a few dozen roundings, each relative to the sides or to probabilities of size 1 in them
                assert abs(float(part.margin.lower) - found[name][index]) <= 2.0**-45 * max(part.scale, 1.0)


def test_chunks_do_not_show():
    (claim,) = select(("logistic.secant",))
    batch = _batch(claim, CHUNK_BYTES // 16 + 7, {})
    whole = margins(claim, batch)["chord"]
    assert np.array_equal(whole[-5:], margins(claim, batch.part(len(whole) - 5, len(whole)))["chord"])


@pytest.mark.parametrize("batch", [Instance(s=1.0, t=2.0), Instance(s=[1.0], t=[1.0, 2.0]), Instance(s=[], t=[])])
def test_a_batch_without_a_common_length_is_refused(batch):
    (claim,) = select(("logistic.secant",))
    with pytest.raises(ValueError, match="every field must have the same"):
        margins(claim, batch)
