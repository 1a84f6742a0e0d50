import numpy as np
import pytest

from w2s_verify.runs.measuring.labelled import ridge_fit
from w2s_verify.runs.measuring.pair_laws import PAIR_LAWS, RIDGE, SAMPLE, _fits, pair_cells


@pytest.mark.parametrize(
    ("law", "strength"), [("anisotropic noise", 1.0), ("correlated errors", 0.0), ("shared training samples", 0.0)]
)
def test_without_a_departure_the_closed_form_holds(law, strength):
    cell = next(cell for cell in pair_cells(0, 400) if (cell.law, cell.strength, cell.dimension) == (law, strength, 5))
    assert cell.measured.low < cell.independent < cell.measured.high


def test_errors_that_hang_together_make_gain_less_likely():
    cells = {(cell.law, cell.strength, cell.dimension): cell.measured.value for cell in pair_cells(1, 400)}
    for law, far in (("correlated errors", 0.9), ("shared training samples", 0.9)):
        assert cells[law, far, 5] < 0.5 < cells[law, 0.0, 5]
    assert cells["anisotropic noise", 1000.0, 5] < cells["anisotropic noise", 1.0, 5]


def test_correlated_errors_have_that_correlation():
    truth = np.array([1.0, 0.0, 0.0])
    first, second = PAIR_LAWS["correlated errors"][1](np.random.default_rng(0), truth, 0.5, 100_000)
    assert np.corrcoef(first[:, 1], second[:, 1])[0, 1] == pytest.approx(0.5, abs=0.01)


def test_fits_are_the_ridge_fits_of_each_sample():
    rng = np.random.default_rng(2)
    X, y = rng.standard_normal((3, SAMPLE, 4)), rng.integers(2, size=(3, SAMPLE)).astype(float)
    for k, weights in enumerate(_fits(X, y)):
        assert weights == pytest.approx(ridge_fit(X[k], y[k], RIDGE), abs=1e-7)


def test_everything_in_common_is_one_fit():
    same = PAIR_LAWS["shared training samples"][1](np.random.default_rng(0), np.ones(3), 1.0, 4)
    assert same.student == pytest.approx(same.teacher)


def test_cells_are_counted():
    heard = []
    cells = pair_cells(0, 2, heard.append)
    assert heard == list(range(1, len(cells) + 1))
