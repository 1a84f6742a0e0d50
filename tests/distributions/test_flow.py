"""The certified flow of a law: its bound holds against other solvers and is small; a wrong input is named."""

import re

import numpy as np
import pytest
from flint import arb

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.distributions import (
    GAUSSIAN,
    LaplaceRadial,
    ScaleMixture,
    Sphere,
    discrete,
    elliptical,
    law_flow,
    radial_law,
    solved_flow,
    uniform_ball,
)
from w2s_verify.distributions.discrete import Discrete
from w2s_verify.distributions.elliptical import Elliptical
from w2s_verify.distributions.rule import ridge_rule
from w2s_verify.quantities import CENTRED_SIGMOID, check_step, gradient_descent
from w2s_verify.quantities.flow import HalfTanh

LABELS = [(0.0, 0.0), (1.0, 0.0), (1.0, 0.25)]
STUDENT, TEACHER = np.array([2.0, 1.0, 0.0]), np.array([1.0, -1.0, 2.0])
STRETCHED = np.array([[0.5, 0, 0], [0.25, 0.5, 0], [0, 0, 1.0]])
RADIAL = [GAUSSIAN, radial_law(1, 3), uniform_ball(3), uniform_ball(4), Sphere(4)]
SOLVER_ERROR = 1e-10  # DOP853 at rtol 1e-11 and atol 1e-13 over a few units of time


def finite(seed, n=8, d=4):
    rng = np.random.default_rng(seed)
    law = discrete(rng.integers(-8, 9, (n, d)) / 8.0, rng.integers(1, 9, n))
    return law, rng.normal(size=d), rng.normal(size=d) * 2


def lifted(num, law):
    if isinstance(law, Discrete):
        return Discrete(num.exact(law.points), num.exact(law.weights))
    return Elliptical(law.radial, num.exact(law.factor))


def run(num, law, start, teacher, time, hard=0.0, noise=0.0, bits=None):
    exact = [num.exact(np.asarray(value, dtype=np.float64)) for value in (start, teacher, hard, noise)]
    return law_flow(num, lifted(num, law), *exact[:2], time, *exact[2:], bits=bits)


def solved(law, start, teacher, time, hard=0.0, noise=0.0):
    return solved_flow(law, start, teacher, teacher, time, hard, noise).nodes[-1]


def away(flow, reference):
    return np.linalg.norm([float(a) - b for a, b in zip(flow.nodes[-1], reference, strict=True)])


@pytest.mark.parametrize(("hard", "noise"), LABELS)
@pytest.mark.parametrize("radial", RADIAL, ids=str)
@pytest.mark.parametrize("factor", [np.eye(3) / 2, STRETCHED], ids=["isotropic", "stretched"])
def test_an_elliptical_flow_against_a_solver(radial, factor, hard, noise):
    law = elliptical(radial, factor)
    with ball(128) as num:
        flow = run(num, law, STUDENT, TEACHER, 4.0, hard, noise)
        assert float(flow.errors[-1]) <= 1e-5
        assert away(flow, solved(law, STUDENT, TEACHER, 4.0, hard, noise)) <= float(flow.errors[-1]) + SOLVER_ERROR
    assert flow.errors[0] == 0
    assert flow.times[-1] == 4.0


@pytest.mark.parametrize(("hard", "noise"), LABELS)
@pytest.mark.parametrize("seed", range(4))
def test_a_finite_flow_against_a_solver(seed, hard, noise):
    law, start, teacher = finite(seed)
    with ball(64) as num:
        flow = run(num, law, start, teacher, 4.0, hard, noise)
        assert float(flow.errors[-1]) <= 1e-5
        assert away(flow, solved(law, start, teacher, 4.0, hard, noise)) <= float(flow.errors[-1]) + SOLVER_ERROR


@pytest.mark.parametrize("law", [elliptical(radial, np.eye(3) / 2) for radial in RADIAL[:3]], ids=str)
def test_fine_balls_and_mpmath_lie_in_coarse_balls_and_float64_is_near(law):
    with ball(128) as num:
        coarse = run(num, law, STUDENT, TEACHER, 2.0, bits=20)
        fine = run(num, law, STUDENT, TEACHER, 2.0, bits=50)
        assert float(fine.errors[-1]) < 1e-6 * float(coarse.errors[-1])
        assert all(wide.contains(narrow) for wide, narrow in zip(coarse.end, fine.end, strict=True))
    other = run(mp(128), law, STUDENT, TEACHER, 2.0, bits=40).end
    with ball(128):
        assert all(wide.contains(arb(float(w))) for wide, w in zip(coarse.end, other, strict=True))
    assert away(fine, run(float64, law, STUDENT, TEACHER, 2.0).end) <= 1e-13


def test_a_student_between_two_steps_carries_its_radius():
    law = elliptical(GAUSSIAN, np.eye(3))
    with ball(64) as num:
        flow = law_flow(num, lifted(num, law), num.exact(STUDENT) + arb(0, 2.0**-10), num.exact(TEACHER), 1.0)
        assert float(flow.errors[-1]) >= 3**0.5 * 2.0**-10
        assert all(wide.contains(arb(w)) for wide, w in zip(flow.end, solved(law, STUDENT, TEACHER, 1.0), strict=True))


def test_time_zero_stays():
    law, start, teacher = finite(3)
    with ball(64) as num:
        flow = run(num, law, start, teacher, 0.0)
    assert [float(w) for w in flow.end] == start.tolist()
    assert flow.errors == (0,)


@pytest.mark.parametrize("radial", [*RADIAL, Sphere(2), Sphere(3), ScaleMixture(Sphere(2), (1.0, 4.0), (1, 1))], ids=str)
@pytest.mark.parametrize("reach", [1.0, 6.0, 24.0])
def test_the_rule_encloses_the_moment(radial, reach):
    for radius in (2.0**-20, 0.3, reach):
        with ball(96) as num:
            rule = ridge_rule(num, radial, reach, 30)
            found = num.dot(rule.masses, num.tanh(rule.nodes * radius / 2)) + rule.error * arb(0, 1)
            assert rule.error < arb(2) ** -28
            assert found.contains(arb(float(radial.moment(mp(96), CENTRED_SIGMOID, mp(96).exact(np.float64(radius)), 1))))
        for num in (mp(96), float64):
            rule = ridge_rule(num, radial, reach, 30)
            near = num.dot(rule.masses, num.tanh(rule.nodes * num.exact(np.float64(radius)) / 2))
            assert abs(float(near) - float(found)) <= 2.0**-27


def test_the_series_of_the_answers():
    series = HalfTanh(float64, 3, 1)
    found = [series.push(np.array([value]))[0] for value in (1.0, 2.0, 0.0, 0.0)]
    t = np.tanh(0.5)
    u = (1 - t * t) / 2
    # tanh((1 + 2x)/2) = t + 2u x − 4tu x² + …, expanded by hand; the last from u''' at score rate 2
    assert found == pytest.approx([t, 2 * u, -4 * t * u / 2, 8 * u * (2 * t * t - 2 * u) / 6 / 2], abs=1e-15)


def test_gradient_descent_is_the_recursion():
    iterates = gradient_descent(float64, lambda w: -w, np.array([4.0, 2.0]), 0.5, 2)
    assert np.array_equal(iterates[-1], [1.0, 0.5])


def test_a_path_through_the_kernel_of_the_law_is_refused():
    """The student's norm falls to 0 on the way, where its direction is not defined."""
    law = elliptical(Sphere(3), np.eye(1))
    with ball(64) as num, pytest.raises(ArithmeticError, match="the flow cannot be expanded at"):
        run(num, law, [0.5], [-1.0], 32.0, bits=12)


SPHERE = elliptical(Sphere(3), np.diag([1.0, 1.0, 0.0]))
BAD = [
    (lambda: run(float64, SPHERE, STUDENT, TEACHER, -1.0), "time = -1.0: must be non-negative"),
    (lambda: run(float64, SPHERE, STUDENT, TEACHER, float("nan")), "time = nan: must be non-negative"),
    (lambda: run(float64, SPHERE, STUDENT, TEACHER, 1.0, 0.0, 1.5), "noise = 1.5: must be a probability"),
    (lambda: run(float64, SPHERE, STUDENT * 2**14, TEACHER, 1.0), "|Sᵀw| = 36635.7 along the flow: must be at most 32768"),
    (lambda: run(float64, SPHERE, [0.0, 0.0, 1.0], TEACHER, 1.0), "student = [0.0, 0.0, 1.0]: is in the kernel of Σ"),
    (
        lambda: run(float64, elliptical(LaplaceRadial(), np.eye(3)), STUDENT, TEACHER, 1.0),
        "radial = LaplaceRadial(): a flow is",
    ),
    (lambda: check_step(0.0), "step = 0.0: must be positive"),
    (lambda: check_step(-1.0), "step = -1.0: must be positive"),
    (lambda: check_step(float("nan")), "step = nan: must be positive"),
    (lambda: gradient_descent(float64, lambda w: -w, np.ones(1), 1.0, -1), "count = -1: must be at least 0"),
]


@pytest.mark.parametrize(("call", "says"), BAD, ids=[says for _, says in BAD])
def test_bad_input_is_named(call, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        call()
