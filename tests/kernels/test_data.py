from __future__ import annotations

import numpy as np
import pytest

from w2s_verify.kernels import Data, Points

X = np.ones((3, 2))
Y = np.array([0.0, 0.5, 1.0])


def _with(array, value):
    changed = array.copy()
    changed.flat[0] = value
    return changed


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Data(_with(X, np.nan), Y), "X contains nan: every entry must be finite"),
        (lambda: Data(_with(X, np.inf), Y), "X contains inf: every entry must be finite"),
        (lambda: Data(_with(X.astype(np.float32), -np.inf), Y), "X contains -inf: every entry must be finite"),
        (lambda: Data(np.empty((0, 2)), Y), r"X has shape \(0, 2\): it must not be empty"),
        (lambda: Data(np.empty((2, 0)), Y), r"X has shape \(2, 0\): it must not be empty"),
        (lambda: Data(np.ones(3), Y), r"X has shape \(3,\): it must have 2 axes"),
        (lambda: Data(X * 1j, Y), "X has dtype complex128: entries must be real"),
        (lambda: Data([["a", "b"]], Y), "X has dtype <U1: entries must be real"),
        (lambda: Data(X, Y[:2]), "labels has length 2: X has 3 rows"),
        (lambda: Data(X, Y[:, None]), r"labels has shape \(3, 1\): it must have 1 axes"),
        (lambda: Data(X, Y + 0.1), "labels contains 1.1: every label must lie in"),
        (lambda: Data(X, Y - 0.1), "labels contains -0.1: every label must lie in"),
        (lambda: Data(X, _with(Y, np.nan)), "labels contains nan: every entry must be finite"),
        (lambda: Points(X, sample_weights=np.ones(2)), "sample_weights has length 2: X has 3 rows"),
        (
            lambda: Points(X, sample_weights=_with(np.ones(3), -1)),
            "sample_weights contains -1.0: every entry must be >= 0",
        ),
        (lambda: Points(X, sample_weights=np.zeros(3)), "sample_weights are all 0"),
        (lambda: Points(X, sample_weights=_with(np.ones(3), np.inf)), "sample_weights contains inf"),
    ],
)
def test_bad_input_is_named(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("order", ["C", "F"])
def test_rows_are_kept_not_copied(dtype, order):
    rows = np.asarray(np.arange(6).reshape(3, 2), dtype=dtype, order=order)
    assert Points(rows).X is rows


@pytest.mark.parametrize("dtype", [np.int8, np.int64, bool, np.float16, ">f8"])
def test_other_real_dtypes_become_float64(dtype):
    kept = Points(np.ones((3, 2)).astype(dtype)).X
    assert kept.dtype == np.float64
    assert kept.dtype.isnative


@pytest.mark.parametrize("unit", [1e-300, 1.0, 1e300])
def test_shares_do_not_depend_on_the_unit_of_the_weights(unit):
    points = Points(X, sample_weights=unit * np.array([1.0, 2.0, 5.0]))
    np.testing.assert_allclose(points.shares, [0.125, 0.25, 0.625], rtol=4e-16)


def test_a_record_is_frozen():
    with pytest.raises(AttributeError):
        Points(X).X = X
