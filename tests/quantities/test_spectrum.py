"""The largest eigenvalue: known spectra, multiple and zero eigenvalues, and LAPACK and mpmath as oracles."""

import numpy as np
import pytest

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.quantities import largest_eigenvalue

MATRICES = [
    ([[0.0]], 0.0),
    ([[-3.0]], -3.0),
    ([[2.0, 0.0], [0.0, 2.0]], 2.0),
    ([[2.0, 1.0], [1.0, 2.0]], 3.0),
    ([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [3.0, 6.0, 9.0]], 14.0),
    ([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, -5.0]], 1.0),
]


@pytest.mark.parametrize(("matrix", "largest"), MATRICES)
def test_known_spectra(matrix: list[list[float]], largest: float) -> None:
    entries = np.array(matrix)
    assert float(largest_eigenvalue(float64, entries)) == pytest.approx(largest, abs=1e-14)
    with ball(200) as num:
        found = largest_eigenvalue(num, num.exact(entries))
        assert found.contains(int(largest))
        assert found.rad() < 2.0**-180


ONES = np.outer([1.0, -2, 3, 1, 5], [1.0, -2, 3, 1, 5])


@pytest.mark.parametrize("scale", [-80, 0, 80])
@pytest.mark.parametrize(("matrix", "largest"), [(ONES, 40), (ONES + 7 * np.eye(5), 47), (7 * np.eye(5) - ONES, 7)])
def test_multiple_eigenvalues_do_not_widen_the_ball(matrix: np.ndarray, largest: int, scale: int) -> None:
    for bits in (128, 256, 512):
        with ball(bits) as num:
            found = largest_eigenvalue(num, num.exact(np.ldexp(matrix, scale)))
            assert found.contains(largest * num.exact(2.0**scale))
            assert found.rad() < abs(found.mid()) * 2.0 ** (-0.9 * bits)


def test_a_matrix_that_is_not_finite_has_no_largest_eigenvalue() -> None:
    with ball(128) as num:
        assert largest_eigenvalue(num, num.exact(np.eye(2)) * num.exact(0) / num.exact(0)).is_nan()


@pytest.mark.parametrize("size", [2, 5, 9])
def test_mpmath_lies_in_the_ball(size: int) -> None:
    rows = np.random.default_rng(size).integers(-50, 50, (size, size)).astype(float)
    matrix = np.ldexp(rows + rows.T, -40)
    oracle = mp(300)
    expected = largest_eigenvalue(oracle, oracle.exact(matrix))
    with ball(200) as num:
        found = largest_eigenvalue(num, num.exact(matrix))
        assert abs(float(oracle.context.mpf(found.mid().str(70, radius=False)) - expected)) < 1e-55
        assert found.rad() < abs(found.mid()) * 2**-150


def test_a_batch_in_float64() -> None:
    assert largest_eigenvalue(float64, np.stack([np.eye(3), 2 * np.eye(3)])).tolist() == [1.0, 2.0]


@pytest.mark.parametrize(("count", "size"), [(1, 8), (2, 11), (3, 9), (4, 14), (4, 16)])
def test_few_atoms_in_many_dimensions(count: int, size: int) -> None:
    """The eigenvalue 0 many times over."""
    rows = np.random.default_rng(size).integers(-4096, 4097, (count, size)).astype(float)
    matrix = rows.T @ rows
    for bits in (128, 256, 1024):
        with ball(bits) as num:
            found = largest_eigenvalue(num, num.exact(matrix))
            assert float(found.mid()) == pytest.approx(np.linalg.eigvalsh(rows @ rows.T)[-1], rel=1e-12)
            assert found.rad() < abs(found.mid()) * 2.0 ** (-0.4 * bits)
