"""Every law: balls contain mpmath, float64 is near them, samples have the stated moments, bad input is refused."""

import math
import re

import numpy as np
import pytest
from flint import arb, fmpz

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.distributions import (
    GAUSSIAN,
    Elliptical,
    LaplaceRadial,
    ScaleMixture,
    ShiftedGaussian,
    Sphere,
    StudentT,
    check_direction,
    class_conditional,
    elliptical,
    elliptical_of_scatter,
    mixture,
    rademacher,
    radial_law,
    uniform_ball,
)
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE

RADIAL = [GAUSSIAN, Sphere(2), Sphere(3), uniform_ball(4), StudentT(3), StudentT(5), LaplaceRadial(), radial_law(1, 3)]
RADII = [2.0**-20, 0.3, 5.0, 2.0**10]
MOMENTS = [(CURVATURE, 0), (CURVATURE, 2), (CENTRED_SIGMOID, 1), (CURVATURE, None)]


def moment(num, radial, function, power, radius):
    if power is None:
        return radial.moment_across(num, function, num.exact(radius))
    return radial.moment(num, function, num.exact(radius), power)


def as_ball(value):
    sign, mantissa, exponent, _ = value._mpf_
    return arb((fmpz(-int(mantissa) if sign else int(mantissa)), fmpz(int(exponent))))


@pytest.mark.parametrize("radial", RADIAL, ids=str)
@pytest.mark.parametrize(("function", "power"), MOMENTS, ids=lambda value: str(getattr(value, "name", value)))
def test_balls_contain_mpmath_and_float64_is_near(radial, function, power):
    for radius in RADII:
        oracle = moment(mp(160), radial, function, power, np.float64(radius))
        with ball(96) as num:
            value = moment(num, radial, function, power, np.float64(radius))
        with ball(200):
            assert value.contains(as_ball(oracle))
            assert value.rad() <= abs(value.mid()) * arb(2) ** -64
        plain = moment(float64, radial, function, power, np.float64(radius))
        assert abs(float(plain) / float(oracle) - 1) <= 1e-13


@pytest.mark.parametrize("radial", RADIAL, ids=str)
def test_across_and_along_meet_at_zero_and_the_mean_absolute_value_is_the_limit(radial):
    with ball(96) as num:
        zero = arb(0)
        assert (4 * radial.moment(num, CURVATURE, zero, 2)).overlaps(arb(1))
        assert (4 * radial.moment_across(num, CURVATURE, zero)).overlaps(arb(1))
        limit = 2 * radial.moment(num, CENTRED_SIGMOID, arb(2) ** 40, 1)
        assert abs(limit - radial.mean_absolute(num)).abs_upper() < arb(2) ** -30


def test_the_sphere_in_three_dimensions_is_elementary():
    with ball(128) as num:
        score = num.sqrt(arb(3)) * 5
        assert Sphere(3).moment(num, CURVATURE, arb(5), 0).overlaps((score / 2).tanh() / (2 * score))


def sampled(radial):
    return elliptical(radial, [[2.0, 0.0], [1.0, 1.0]]).sample(np.random.default_rng(1), 40_000)


@pytest.mark.parametrize(
    "radial", [GAUSSIAN, Sphere(2), uniform_ball(2), StudentT(9), LaplaceRadial(), radial_law(1, 2)], ids=str
)
def test_samples_have_the_second_moment_and_repeat_by_seed(radial):
    x = sampled(radial)
    # five standard deviations of a mean of 40,000 squares with kurtosis below 12
    assert np.abs(x.T @ x / len(x) - np.array([[4, 2], [2, 2]])).max() < 5 * 4 * math.sqrt(12 / 40_000)
    assert np.array_equal(x, sampled(radial))
    plain = radial.sample(np.random.default_rng(2), 40_000, 2)[:, 0]
    assert abs(np.abs(plain).mean() - float(radial.mean_absolute(float64))) < 5 / math.sqrt(40_000)


def test_a_singular_factor_and_a_student_in_its_kernel():
    law = Elliptical(GAUSSIAN, float64.exact([[1.0, 0.0], [1.0, 0.0]]))
    student = float64.exact([1.0, -1.0])
    assert not law.ridge_vector(float64, CENTRED_SIGMOID, student).any()
    assert law.ridge_form(float64, CURVATURE, student, float64.exact([1.0, 0.0])) == 0.25
    with pytest.raises(ValueError, match="kernel of Σ"):
        check_direction(law, "student", student)


def test_the_class_conditional_law_against_mpmath_and_samples():
    law = class_conditional([1.0, 0.5], [[1.0, 0.0], [0.5, 2.0]], 0.25)
    student = np.array([0.75, -0.5])
    assert np.allclose(law.mean_vector(float64), [-0.5, -0.25], rtol=0, atol=1e-15)
    for hard in (0, 1):
        plain = law.answer_vector(float64, student, hard, 0.125)
        oracle = answer(mp(160), law, student, hard)
        with ball(80) as num:
            exact = answer(num, law, student, hard)
        with ball(200):
            assert all(e.contains(as_ball(o)) for e, o in zip(exact, oracle, strict=True))
        assert np.allclose(plain, [float(entry.mid()) for entry in exact], rtol=1e-13, atol=1e-15)
    form = law.ridge_form(float64, CURVATURE, student, np.array([1.0, 1.0]))
    x = law.sample(np.random.default_rng(3), 200_000)
    curvature = float64.curvature(x @ student) * x.sum(axis=1) ** 2
    assert abs(curvature.mean() - form) < 5 * curvature.std() / math.sqrt(len(x))


def answer(num, law, teacher, hard):
    return mixture_in(num, law).answer_vector(num, num.exact(teacher), num.ratio(hard, 1), num.ratio(1, 8))


def mixture_in(num, law):
    parts = tuple(ShiftedGaussian(num.exact(part.mean), num.exact(part.factor)) for part in law.components)
    return type(law)(parts, tuple(num.exact(weight) for weight in law.weights))


def test_rademacher_has_identity_scatter():
    law = rademacher(3)
    assert law.points.shape == (8, 3)
    assert np.array_equal(law.points.T @ law.points / 8, np.eye(3))


BAD = [
    (lambda: StudentT(2), "freedom = 2: must be an integer of at least 3, or there is no second moment"),
    (lambda: Sphere(1), "dimension = 1: must be at least 2"),
    (lambda: ScaleMixture(GAUSSIAN, (1.0,), ()), "must be of one length"),
    (lambda: ScaleMixture(GAUSSIAN, (0.0,), (1,)), "radii = (0.0,): every entry must be positive"),
    (lambda: radial_law(7, 3), "index = 7: must be in 0 … 4"),
    (lambda: elliptical(GAUSSIAN, [[math.nan]]), "factor = nan: every entry must be finite"),
    (lambda: elliptical(GAUSSIAN, [1.0]), "must be a matrix"),
    (lambda: elliptical(Sphere(2), np.eye(3)), "dimension = 3: must be in 1 … 2"),
    (lambda: elliptical_of_scatter(GAUSSIAN, [[1.0, 2.0], [2.0, 1.0]]), "eigenvalue -1: must be positive semidefinite"),
    (lambda: elliptical_of_scatter(GAUSSIAN, [[1.0, 2.0], [0.0, 1.0]]), "must be square and symmetric"),
    (lambda: elliptical_of_scatter(GAUSSIAN, [[math.inf]]), "scatter = inf: every entry must be finite"),
    (lambda: StudentT(2.5), "freedom = 2.5: must be an integer of at least 3"),
    (lambda: check_direction(elliptical(GAUSSIAN, np.eye(2)), "student", [math.nan, 1.0]), "student = [nan, 1.0]: every entry"),
    (lambda: class_conditional([1.0], [[1.0]], math.nan), "positive = nan: must be a probability"),
    (lambda: class_conditional([1.0], [[1.0]], 1.5), "positive = 1.5: must be a probability"),
    (lambda: class_conditional([1.0, 2.0], [[1.0]]), "must be 1 finite numbers"),
    (lambda: mixture((), ()), "at least 1"),
    (lambda: mixture((rademacher(1),), (-1.0,)), "must be non-negative"),
    (lambda: rademacher(40), "dimension = 40: must be in 1 … 12"),
    (lambda: GAUSSIAN.moment(float64, CURVATURE, 1.0, 1), "the moment is 0 by symmetry"),
    (lambda: Sphere(3).moment(float64, CURVATURE, 1.0, 1), "the moment is 0 by symmetry"),
]


@pytest.mark.parametrize(("build", "says"), BAD, ids=[says for _, says in BAD])
def test_bad_input_is_named(build, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        build()


def test_a_good_scatter_gives_its_factor():
    law = elliptical_of_scatter(GAUSSIAN, [[4.0, 2.0], [2.0, 2.0]])
    assert np.allclose(law.factor @ law.factor.T, [[4, 2], [2, 2]])


GRID = [2.0**k for k in (-20, -12, -3, 0, 4, 10)]


@pytest.mark.parametrize("radius", GRID)
@pytest.mark.parametrize(
    "radial", [GAUSSIAN, Sphere(2), radial_law(1, 3), uniform_ball(3), StudentT(5), LaplaceRadial()], ids=str
)
def test_every_expectation_is_in_its_ball_at_sixty_digits(radial, radius):
    """Over thirty octaves of the radius: mpmath at 216 bits, the ball at 200 and as narrow as 2⁻¹⁷⁰ of the value."""
    for function, power in MOMENTS:
        oracle = moment(mp(216), radial, function, power, np.float64(radius))
        with ball(200) as num:
            value = moment(num, radial, function, power, np.float64(radius))
        with ball(256):
            assert value.contains(as_ball(oracle))
            assert value.rad() <= abs(value.mid()) * arb(2) ** -170
