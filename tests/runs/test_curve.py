import json

from w2s_verify.runs.curve import TIGHT, Curve, Point, curve
from w2s_verify.runs.finished import Finished


def test_the_smallest_violation_of_a_claim_with_regimes_and_of_one_without(tmp_path):
    bounds = [bound for bound in TIGHT if bound.name in ("path.peak", "thin.interior")]
    found = curve(seeds=2, seconds=20.0, bounds=bounds, finished=Finished(tmp_path))
    assert found.complete
    assert found.smallest("path.peak") == 12
    assert found.smallest("thin.interior") >= 8
    data = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert data["schema"] == "w2s-verify/curve/1"
    assert curve(seeds=2, seconds=20.0, bounds=bounds, finished=Finished(tmp_path)).points == found.points


def test_ctrl_c_keeps_the_finished_points():
    def heard(done, label):
        if done == 2:
            raise KeyboardInterrupt

    found = curve(seeds=1, seconds=20.0, bounds=TIGHT[:1], heard=heard)
    assert not found.complete
    assert [point.exponent for point in found.points] == [1, 2]


def test_a_gap_ends_the_reach():
    points = [Point("one", "scalar", exponent, solved, 2, None, None) for exponent, solved in ((1, 2), (2, 1), (3, 2))]
    assert Curve(tuple(points), 3, {}).smallest("one") == 1
    assert Curve(tuple(points[1:]), 3, {}).smallest("one") is None
