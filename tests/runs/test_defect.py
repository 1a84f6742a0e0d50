"""The defect of a data set: 0 where the law's pull is along w, a tangent by hand elsewhere, told by a run on data."""

import numpy as np
import pytest

from w2s_verify.arithmetic import float64
from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.instance import Instance
from w2s_verify.records import claim_from_json, claim_json
from w2s_verify.reporting.ledger import defects
from w2s_verify.runs.data import DataSet
from w2s_verify.runs.defect import law_defect, relative_defect
from w2s_verify.runs.plan import data_job
from w2s_verify.runs.verify import verify_claim

AXES = {"points": np.array([[1.0, 0.0], [0.0, 1.0]]), "weights": np.ones(2)}


def test_a_law_on_the_axes_pulls_along_the_diagonal():
    assert relative_defect(Instance(**AXES, student=[2.0, 2.0]), "student") == pytest.approx(0.0, abs=1e-15)


def test_the_tangent_by_hand():
    """E[(σ(w·x) − ½) x] = (t₁, t₂)/2 with t = σ(w) − ½, seen from w = (1, 3)."""
    first, second = float64.sigmoid(np.array([1.0, 3.0])) - 0.5
    expected = (3 * first - second) / (first + 3 * second)
    assert relative_defect(Instance(**AXES, teacher=[1.0, 3.0]), "teacher") == pytest.approx(abs(expected), rel=1e-14)


@pytest.mark.parametrize("student", [[0.0, 0.0], [0.0, 1.0]])
def test_no_direction_no_defect(student):
    law = {"points": [[1.0, 0.0]], "weights": [1.0]}
    assert relative_defect(Instance(**law, student=student), "student") is None
    assert law_defect([Instance(**law, student=student)]) == {}


def test_least_median_and_largest():
    instances = [Instance(**AXES, student=student) for student in ([1.0, 1.0], [1.0, 3.0], [1.0, 9.0])]
    least, median, largest = law_defect(instances)["student"]
    assert (least, median, largest) == tuple(relative_defect(instance, "student") for instance in instances)


def test_a_run_on_data_records_it_and_another_does_not():
    rate = {claim.id: claim for claim in catalogue()}["gain.rate"]
    job = data_job(rate, DataSet("rows", np.array([[1.0, 2.0], [3.0, -4.0]])))
    record = verify_claim(job.claim, quota=4, on=job.on)
    assert set(record.defect) == {"student", "teacher"}
    assert claim_from_json(claim_json(record)).defect == record.defect
    assert [row[:2] for row in defects([record]).rows] == [("gain.rate", "student"), ("gain.rate", "teacher")]
    assert verify_claim(rate, quota=2).defect == {}


def test_verify_on_data_prints_the_defect_and_the_coverage(w2s, folder):
    folder.joinpath("rows.csv").write_text("1,2\n3,-4\n0,1\n")
    out = w2s("verify", "hessian.trace", "--data", "rows.csv").out
    assert "defect δ(w)/(λ(w)|w|) of the data" in out
    assert "hessian.trace: coverage" in out
    assert "defect" not in w2s("verify", "logistic.curvature-bound").out
