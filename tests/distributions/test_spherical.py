"""Isotropic laws by index: the elliptical and Gaussian readings agree, and a batch is its rows."""

import numpy as np
import pytest
from flint import arb

from w2s_verify.arithmetic import ball
from w2s_verify.arithmetic.float64 import float64
from w2s_verify.distributions import IsotropicGaussian, Spherical, descent, isotropic, radial_law
from w2s_verify.quantities import CURVATURE

STUDENT, TEACHER = np.array([1.0, 2.0, 0.0]), np.array([0.5, -1.0, 1.0])


@pytest.mark.parametrize("index", [0, 1, 2])
@pytest.mark.parametrize("hard", [0, 1])
def test_the_descent_is_that_of_the_elliptical_law(index: int, hard: int) -> None:
    with ball(192) as num:
        student, teacher = num.exact(STUDENT), num.exact(TEACHER)
        scale = num.ratio(3, 2)
        mine = descent(num, Spherical(arb(index), scale, 3), student, teacher, arb(hard))
        theirs = descent(num, isotropic(num, radial_law(index, 3), scale, 3), student, teacher, arb(hard))
        assert all((a - b).contains(0) and (a - b).rad() <= 1e-45 for a, b in zip(mine, theirs, strict=True))


def test_index_0_is_gaussian() -> None:
    law, gaussian = Spherical(np.float64(0), np.float64(1.5), 3), IsotropicGaussian(np.float64(1.5))
    for name, args in (("second_form", (STUDENT, TEACHER)), ("ridge_form", (CURVATURE, STUDENT, TEACHER))):
        assert getattr(law, name)(float64, *args) == pytest.approx(getattr(gaussian, name)(float64, *args), rel=1e-13)


def test_a_batch_of_laws_is_its_rows() -> None:
    index, scale, hard = np.array([0.0, 1.0, 2.0, 1.0]), np.array([1.0, 0.5, 2.0, 1.0]), np.array([0.0, 1.0, 1.0, 0.0])
    students, teachers = np.outer([1, 2, 3, 4], STUDENT), np.outer([1, 1, 2, 2], TEACHER)
    batch = descent(float64, Spherical(index, scale, 3), students, teachers, hard)
    for row in range(4):
        one = descent(float64, Spherical(index[row], scale[row], 3), students[row], teachers[row], hard[row])
        assert batch[row] == pytest.approx(one, rel=1e-12)
