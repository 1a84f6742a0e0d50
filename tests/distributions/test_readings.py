"""Readings that do not reduce a law to one coordinate, against the reductions: the segment, the frequencies, the circle."""

import numpy as np
import pytest
from flint import arb, fmpz

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.distributions import (
    Elliptical,
    IsotropicGaussian,
    Sphere,
    circle_answer,
    mean_curvature,
    normal_form,
)
from w2s_verify.quantities import CURVATURE, sigmoid_increment

ENDS = [(-1.0, 2.0), (-50.0, 80.0), (2.0**-10, 2.0**-9), (-16_000.0, 16_000.0), (-16_000.0, -3.0), (0.0, 0.0), (5.0, 5.0)]
START, END = (np.array(side) for side in zip(*ENDS, strict=True))
FACTOR, TEACHER, TEST = np.array([[1.0, 0.5], [-2.0, 1.0]]), np.array([1.0, -3.0]), np.array([0.5, 1.0])


def as_ball(value):
    sign, mantissa, exponent, _ = value._mpf_
    return arb((fmpz(-int(mantissa) if sign else int(mantissa)), fmpz(int(exponent))))


def close(found, expected, bits):
    return found.overlaps(expected) and (found - expected).rad() <= arb(2) ** -bits


def test_the_curvature_of_a_segment_is_the_chord():
    with ball(256) as num:
        start, end = num.exact(START), num.exact(END)
        chords = mean_curvature(num, start, end) * (end - start)
        assert all(close(chord, known, 230) for chord, known in zip(chords, sigmoid_increment(num, start, end), strict=True))


def test_the_curvature_of_a_segment_in_mpmath_and_float64():
    with ball(256) as num:
        enclosed = mean_curvature(num, num.exact(START), num.exact(END))
    plain = mp(400)
    opinion = mean_curvature(plain, plain.exact(START), plain.exact(END))
    assert all(centre.contains(as_ball(value)) for centre, value in zip(enclosed, opinion, strict=True))
    batch = mean_curvature(float64, np.stack([START, END]), np.stack([END, START]))
    for row in batch:
        assert row == pytest.approx([float(value.mid()) for value in enclosed], rel=1e-12)


@pytest.mark.parametrize("size", [0.0, 2.0**-60, 2.0**-8, 1.0, 16.0, 256.0])
def test_the_form_by_frequencies_is_that_by_one_coordinate(size):
    weights, test = size * np.array([1.0, 2.0, -1.0]), np.array([1.0, 1.0, 0.5])
    with ball(128) as num:
        found = normal_form(num, num.exact(weights), num.exact(test))
        law = IsotropicGaussian(1)
        known = law.ridge_form(num, CURVATURE, num.exact(weights), num.exact(test)) if size else num.ratio(9, 16)
        assert close(found, known, 115)
        assert normal_form(num, num.exact(weights), num.exact(0 * test)) == 0
    plain = mp(200)
    assert found.contains(as_ball(normal_form(plain, plain.exact(weights), plain.exact(test))))
    assert normal_form(float64, np.stack([weights] * 2), test) == pytest.approx([float(found)] * 2, rel=1e-13)


@pytest.mark.parametrize("size", [2.0**-10, 1.0, 100.0])
@pytest.mark.parametrize(("hard", "noise"), [(0.0, 0.0), (1.0, 0.0), (0.0, 0.25), (1.0, 0.375)])
def test_the_answers_on_the_circle_are_those_of_the_elliptical_law(hard, noise, size):
    arguments = [FACTOR, size * TEACHER, TEST, np.float64(hard), np.float64(noise)]
    with ball(128) as num:
        factor, teacher, test, *labels = map(num.exact, arguments)
        found = circle_answer(num, factor, teacher, test, *labels)
        assert close(found, num.dot(test, Elliptical(Sphere(2), factor).answer_vector(num, teacher, *labels)), 110)
    plain = mp(200)
    assert found.contains(as_ball(circle_answer(plain, *map(plain.exact, arguments))))
    assert circle_answer(float64, *(value[None] for value in map(np.asarray, arguments))) == pytest.approx(
        [float(found)], rel=1e-12
    )
