import json
import sys
from dataclasses import replace

import numpy as np
import pytest

from w2s_verify.runs.data import DataError
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.labelled import built_in, read_labelled, ridge_fit, separable, standardised
from w2s_verify.runs.measuring.study import StudySettings, draw_pairs, study

SETTINGS = StudySettings(pairs=6, sample=10, horizon=5.0)


def gaussian_data(count=400, d=4):
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((count, d))
    return standardised("own", rows, (rows @ np.ones(d) + rng.logistic(size=count) > 0).astype(int))


def test_ridge_fit_is_the_minimum_of_a_peer():
    linear_model = pytest.importorskip("sklearn.linear_model")
    data = gaussian_data()
    peer = linear_model.LogisticRegression(C=1 / (0.01 * 400), fit_intercept=False, tol=1e-10, max_iter=10_000)
    expected = peer.fit(data.rows, data.classes).coef_[0]
    assert ridge_fit(data.rows, data.classes, 0.01) == pytest.approx(expected, abs=1e-6)


def test_separability():
    rows = np.array([[1.0], [2.0], [3.0], [4.0]])
    shifted = standardised("own", rows, np.array([0, 1, 1, 1]))
    assert (separable(shifted, intercept=True), separable(shifted, intercept=False)) == (True, False)
    assert not separable(standardised("own", rows, np.array([0, 1, 0, 1])), intercept=True)
    assert separable(standardised("own", rows, np.array([0, 0, 1, 1])), intercept=False)


def test_rows_are_standardised_and_constant_columns_go():
    data = standardised("own", np.array([[1.0, 5.0, 0.0], [2.0, 5.0, 1.0], [6.0, 5.0, 3.0]]), np.array([3, 8, 3]))
    assert (data.rows.shape, data.dropped, data.classes.tolist()) == ((3, 2), 1, [0.0, 1.0, 0.0])
    assert data.rows.mean(axis=0) == pytest.approx(0, abs=1e-15)
    assert data.rows.std(axis=0) == pytest.approx(1)


def test_the_student_is_the_better_one():
    data = gaussian_data()
    truth = ridge_fit(data.rows, data.classes, 0.01)
    students, teachers = draw_pairs(data, truth, SETTINGS)
    cosines = [vectors @ truth / np.linalg.norm(vectors, axis=1) for vectors in (students, teachers)]
    assert (cosines[0] >= cosines[1]).all()


def test_on_gaussian_rows_sigma_predicts():
    found = study([gaussian_data(4000)], replace(SETTINGS, pairs=20))
    record = found.records[0]
    assert record.agrees.count >= 19
    assert record.defect_whitened.value < 0.1
    assert record.measured.stopping_time.value == pytest.approx(record.predicted.stopping_time.value, rel=0.2)
    assert json.loads(json.dumps(found.to_json(), allow_nan=False))["schema"] == "w2s-verify/study/1"


def test_wine_runs():
    pytest.importorskip("sklearn")
    record = study([built_in("wine")], SETTINGS).records[0]
    assert (record.rows, record.columns, record.separable) == (130, 13, True)


def test_ctrl_c_keeps_finished_sets():
    def stop(done):
        raise KeyboardInterrupt

    data = gaussian_data()
    assert len(study([data, data], SETTINGS, stop).records) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pairs": 0}, "pairs = 0"),
        ({"sample": 1}, "sample = 1"),
        ({"strength": 0.0}, "lambda = 0.0"),
        ({"strength": 1e200}, "lambda = 1e.200: must be between 1e-12 and 1e.12"),
        ({"horizon": -1.0}, "horizon = -1.0"),
    ],
)
def test_bad_settings(change, message):
    with pytest.raises(MeasuringError, match=message):
        replace(SETTINGS, **change)


def test_samples_that_do_not_fit():
    with pytest.raises(MeasuringError, match="two samples of 300 with both classes do not fit"):
        study([gaussian_data()], replace(SETTINGS, sample=300))


def test_without_scikit_learn_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(DataError, match="data = wine: needs scikit-learn"):
        built_in("wine")


def test_a_file_that_is_not_text(tmp_path):
    (tmp_path / "own.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="not a CSV file in UTF-8"):
        read_labelled(str(tmp_path / "own.csv"), "class")


def test_an_interrupt_before_the_first_set_is_passed_on(monkeypatch):
    def stop(data, settings):
        raise KeyboardInterrupt

    monkeypatch.setattr("w2s_verify.runs.measuring.study.study_one", stop)
    with pytest.raises(KeyboardInterrupt):
        study([gaussian_data()], SETTINGS)
