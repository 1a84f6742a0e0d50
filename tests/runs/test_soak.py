import json

from w2s_verify.claims.catalogue import select
from w2s_verify.runs.finished import Finished
from w2s_verify.runs.soak import pointwise, soak


def claims(*names):
    return [(claim.id, claim) for claim in select(names)]


def test_only_what_should_hold_pointwise_is_soaked():
    names = ("logistic.secant", "boundary.every-weaker-teacher", "step.sample")
    assert [named for named, _ in pointwise(claims(*names))] == ["logistic.secant"]


def test_nothing_is_refuted_and_the_shares_follow_the_quotas(tmp_path):
    asked = claims("logistic.secant", "hessian.gaussian-lower")
    found = soak(asked, evaluations=2_500, finished=Finished(tmp_path))
    assert (found.complete, found.wrong) == (True, ())
    shares = {soaked.claim: soaked.evaluations for soaked in found.claims}
    assert 500 < shares["logistic.secant"] <= 2_000  # a small regime is exhausted below its budget
    assert 0 < shares["hessian.gaussian-lower"] <= 500
    data = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert (data["schema"], data["total"]["refuted"]) == ("w2s-verify/soak/1", 0)
    assert soak(asked, evaluations=2_500, finished=Finished(tmp_path)).claims == found.claims


def test_ctrl_c_keeps_the_finished_claims():
    def heard(done, label):
        if done == 1:
            raise KeyboardInterrupt

    found = soak(claims("logistic.secant", "hessian.gaussian-lower"), evaluations=250, heard=heard)
    assert (len(found.claims), found.complete) == (1, False)
