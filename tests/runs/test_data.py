import sys

import numpy as np
import pytest

from w2s_verify.claims.claim import ClaimError
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.runs.data import SKLEARN, SKLEARN_SETS, DataError, DataSet, read_data
from w2s_verify.runs.plan import data_job
from w2s_verify.runs.verify import verify_claim


def test_csv_numbers_are_the_nearest_doubles(folder):
    folder.joinpath("rows.csv").write_text("\ufeffheight, width\n0.1,1e-300\n\n -2 ,3\n", encoding="utf-8")
    assert read_data("rows.csv").rows.tolist() == [[0.1, 1e-300], [-2.0, 3.0]]


def test_a_header_is_optional(folder):
    folder.joinpath("rows.csv").write_text("1,2\n3,4\n")
    assert read_data("rows.csv").rows.tolist() == [[1, 2], [3, 4]]


def test_a_first_line_with_a_number_is_no_header(folder):
    folder.joinpath("rows.csv").write_text("1,two\n3,4\n")
    with pytest.raises(DataError, match="line 1, column 2 = 'two': must be a number"):
        read_data("rows.csv")


def test_underscores_are_no_numbers(folder):
    folder.joinpath("rows.csv").write_text("1\n1_000\n")
    with pytest.raises(DataError, match="line 2, column 1 = '1_000'"):
        read_data("rows.csv")


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.int32, np.uint8])
def test_npy_of_any_real_type(folder, dtype):
    np.save("rows.npy", np.array([[1, 2], [3, 4]], dtype))
    assert read_data("rows.npy").rows.tolist() == [[1, 2], [3, 4]]


def test_npy_with_objects_is_not_unpickled(folder):
    np.save("rows.npy", np.array([[None]], dtype=object), allow_pickle=True)
    with pytest.raises(DataError, match=r"not a \.npy file of numbers"):
        read_data("rows.npy")


@pytest.mark.parametrize(("name", "shape"), [("breast_cancer", (569, 30)), ("wine", (178, 13)), ("digits", (200, 64))])
def test_the_data_sets_of_scikit_learn(name, shape):
    assert read_data(SKLEARN + name).rows.shape == shape
    assert name in SKLEARN_SETS


def test_without_scikit_learn(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(DataError, match="needs scikit-learn"):
        read_data(SKLEARN + "wine")


def test_the_law_is_held_and_the_student_drawn(claim):
    data = DataSet("rows", np.array([[1.0, 2.0], [3.0, 4.0]]))
    held = data.held_by(claim("any_law"))
    assert [axis.name for axis in held.domain.axes] == ["student"]
    (instance, *_) = (
        held.domain.decode(held.domain.regimes[0], layout, row)
        for layout, rows in [held.domain.sample(held.domain.regimes[0], np.random.default_rng(0), 3)]
        for row in rows
    )
    assert instance["points"].tolist() == [[1, 2], [3, 4]]
    assert instance["weights"].tolist() == [1, 1]
    assert instance["student"].shape == (2,)


def test_a_claim_for_any_law_needs_a_law(claim):
    base = claim("any_law")
    lawless = type(base)(id="own.x", domain=Domain((Axis("x", 0, 1),)), sides=base.sides, any_law=True)
    with pytest.raises(ClaimError, match=r"lacks \['points', 'weights'\]"):
        DataSet("rows", np.ones((1, 1))).held_by(lawless)


def test_ten_instances_on_data_in_the_profile_dev(claim):
    job = data_job(claim("any_law"), read_data(SKLEARN + "wine"))
    record = verify_claim(job.claim, quota=job.quota, on=job.on)
    assert (record.certified, record.on, record.as_declared) == (10, "sklearn:wine", True)


def test_a_record_on_data_holds_only_what_was_drawn(claim):
    rows = DataSet("rows", np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, 2.0]]))
    job = data_job(claim("any_law"), rows)
    record = verify_claim(job.claim, quota=40, on=job.on)
    assert set(record.worst_instance) == {"student"}
