import numpy as np
import pytest

from w2s_verify.distributions import rademacher
from w2s_verify.kernels import Points, batched_cosine_rates
from w2s_verify.runs.data import DataError
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.phase import PhaseSettings, _rates, law_of, phase_diagram


def test_points_that_cannot_be_are_left_out():
    shares = phase_diagram(PhaseSettings(size=9, rotations=3)).shares
    assert shares[0][-1] is None
    assert {type(value) for row in shares for value in row} == {float, type(None)}


def test_an_isotropic_law_obeys_the_criterion():
    phase = phase_diagram(PhaseSettings("gaussian", size=21, rotations=4))
    assert phase.foreseen.value == 1.0
    for rho, row in zip(phase.alignments, phase.shares, strict=True):
        for c_t, value in zip(phase.teacher_cosines, row, strict=True):
            assert value is None or abs(c_t - 0.6 * rho) < 1e-9 or value == (c_t > 0.6 * rho)


def test_rates_are_those_of_the_kernel():
    rng = np.random.default_rng(0)
    law, _, d = law_of(PhaseSettings("hypercube"))
    student, truth, teachers = rng.standard_normal(d), rng.standard_normal(d), rng.standard_normal((5, d))
    truth /= np.linalg.norm(truth)
    points = Points(rademacher(d).points)
    expected = batched_cosine_rates(points, np.tile(student, (5, 1)), teachers, truth)
    assert _rates(law, student, teachers, truth) / np.linalg.norm(student) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("law", ["anisotropic", "laplace", "wine"])
def test_other_laws_do_not(law):
    pytest.importorskip("sklearn")
    assert phase_diagram(PhaseSettings(law, size=11, rotations=5)).foreseen.value < 1


def test_rows_of_a_file_without_a_label(tmp_path):
    path = tmp_path / "own.csv"
    np.savetxt(path, np.random.default_rng(0).standard_normal((30, 4)), delimiter=",")
    assert law_of(PhaseSettings(str(path)))[2] == 4


def test_bad_laws(tmp_path):
    with pytest.raises(MeasuringError, match="nearest: cube"):
        law_of(PhaseSettings("cub"))
    with pytest.raises(DataError, match="no such file"):
        law_of(PhaseSettings(str(tmp_path / "gone.csv")))
