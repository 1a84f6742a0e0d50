"""One formula, several number systems: each operation against its definition, over the whole range."""

import math

import flint
import mpmath
import numpy as np
import pytest
from flint import arb

from w2s_verify.arithmetic import Enclosure, ball, dyadic_fraction, float64, mp, rational

SCORES = [-16384.0, -745.5, -40.0, -1.0, -(2.0**-60), 0.0, 2.0**-60, 0.3, 1.0, 40.0, 745.5, 16384.0]
FUNCTIONS = {
    "sigmoid": lambda c, t: 1 / (1 + c.exp(-t)),
    "curvature": lambda c, t: c.exp(-abs(t)) / (1 + c.exp(-abs(t))) ** 2,
    "softplus": lambda c, t: c.log1p(c.exp(-abs(t))) + max(t, 0),
    "exp": lambda c, t: c.exp(t),
    "expm1": lambda c, t: c.expm1(t),
    "tanh": lambda c, t: c.tanh(t),
    "sinh": lambda c, t: c.sinh(t),
    "cosh": lambda c, t: c.cosh(t),
}


def _oracle(name, t):
    """The definition, in an mpmath context of 60,000 bits shared with nothing."""
    context = mpmath.mp.clone()
    context.prec = 60_000 if abs(t) > 1000 else 4000
    return FUNCTIONS[name](context, context.mpf(t))


def _as_ball(value):
    sign, mantissa, exponent, _ = value._mpf_
    return arb((flint.fmpz((-1) ** sign * int(mantissa)), flint.fmpz(int(exponent))))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("t", SCORES)
def test_balls_contain_the_definition_and_are_narrow(name, t):
    with ball(256) as num:
        found = getattr(num, name)(num.exact(np.array([t])))[0]
        truth = _oracle(name, t)
        assert found.overlaps(_as_ball(truth))
        assert found.rel_accuracy_bits() >= 200 or found == 0


@pytest.mark.parametrize("name", ["sigmoid", "curvature", "softplus", "tanh"])
def test_float64_is_right_to_a_few_units_wherever_the_value_is_a_normal_double(name):
    # One exponential has a relative error of 1 unit plus |t| 2^-53 from nothing: -|t| is exact. Three more roundings follow.
    for t in SCORES:
        truth = _oracle(name, t)
        if abs(truth) < 2.0**-1022 and truth != 0:
            continue
        found = float(getattr(float64, name)(np.array([t]))[0])
        assert abs(found - truth) <= 4 * 2.0**-53 * abs(truth)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_mpmath_forms_agree_with_the_balls(name):
    num = mp(30_000)
    for t in SCORES:
        value = getattr(num, name)(num.exact(np.array([t])))[0]
        with ball(128) as balls:
            assert getattr(balls, name)(balls.exact(np.array([t])))[0].contains(_as_ball(value))


def test_maximum_of_overlapping_balls_contains_both_ends():
    with ball(64) as num:
        wide = arb(1, 1)
        assert num.maximum(wide, arb(1.5)).contains(arb(2))
        assert num.minimum(wide, arb(1.5)).contains(arb(0))
        assert num.largest(np.array([arb(0, 1), arb(0.5)], dtype=object)).contains(arb(1))


def test_step_is_decided_by_exact_signs_only():
    with ball(64) as num:
        assert [num.step(arb(value)) for value in (-1, 0, 1)] == [0, 0, 1]
        unknown = num.step(arb(0, 1))
        assert unknown.contains(0)
        assert unknown.contains(1)
    assert float64.step(np.array([-1.0, 0.0, 2.0])).tolist() == [0, 0, 1]
    assert [int(v) for v in mp(100).step(mp(100).exact(np.array([-1.0, 0.0, 2.0])))] == [0, 0, 1]


def test_linear_algebra_is_the_same_formula_everywhere():
    rows, weights, vector = np.arange(6.0).reshape(3, 2), np.array([1.0, 2.0, 4.0]), np.array([3.0, -1.0])

    def all_of_it(num):
        x, p, v = num.exact(rows), num.exact(weights), num.exact(vector)
        results = [num.matvec(x, v), num.combine(p, x), num.dot(x, x), num.times(num.dot(v, v), v), num.vector(v[0], v[1])]
        return [float(entry) for result in results for entry in result] + [float(num.sum(p))]

    with ball(100) as num:
        balls = all_of_it(num)
    assert all_of_it(float64) == all_of_it(mp(100)) == balls == [float(x) for x in all_of_it_rational(rows, weights, vector)]


def all_of_it_rational(rows, weights, vector):
    num = rational
    x, p, v = num.exact(rows), num.exact(weights), num.exact(vector)
    results = [num.matvec(x, v), num.combine(p, x), num.dot(x, x), num.times(num.dot(v, v), v), num.vector(v[0], v[1])]
    return [int(entry.p) / int(entry.q) for result in results for entry in result] + [int(num.sum(p).p)]


def test_the_scatter_of_rows_is_the_weighted_sum_of_their_squares():
    rows, weights = np.arange(6.0).reshape(3, 2), np.array([1.0, 2.0, 4.0])
    expected = sum(w * np.outer(x, x) for w, x in zip(weights, rows, strict=True)).tolist()
    assert float64.scatter(weights, rows).tolist() == expected
    assert float64.scatter(weights[None], rows[None]).tolist() == [expected]
    num = mp(100)
    assert num.scatter(num.exact(weights), num.exact(rows)).astype(float).tolist() == expected
    with ball(100) as balls:
        found = balls.scatter(balls.exact(weights), balls.exact(rows))
        assert all(found[i, j] == expected[i][j] for i in range(2) for j in range(2))


def test_float64_operations_align_batch_axes():
    rows = np.arange(12.0).reshape(2, 3, 2)
    assert float64.times(np.array([2.0, 3.0]), rows[:, 0]).tolist() == [[0, 2], [18, 21]]
    assert float64.vector(np.array([1.0, 2.0]), 5.0).tolist() == [[1, 5], [2, 5]]
    assert float64.matvec(rows, np.ones((2, 2))).shape == (2, 3)
    assert float64.norm(np.array([[3.0, 4.0]])).tolist() == [5.0]


@pytest.mark.parametrize("num", [float64, mp(120)])
def test_remaining_functions_of_a_number(num):
    t = num.exact(np.array([0.5]))
    for name, value in [
        ("log", math.log(0.5)),
        ("log1p", math.log(1.5)),
        ("sqrt", math.sqrt(0.5)),
        ("sinh", math.sinh(0.5)),
        ("cosh", math.cosh(0.5)),
        ("expm1", math.expm1(0.5)),
        ("absolute", 0.5),
    ]:
        assert float(getattr(num, name)(t)[0]) == pytest.approx(value, rel=1e-15)
    assert float(num.atan2(t, -t)[0]) == pytest.approx(3 * math.pi / 4, rel=1e-15)
    assert float(num.pi()) == math.pi
    assert float(num.ratio(1, 3)) == 1 / 3
    assert float(num.maximum(t, 2 * t)[0]) == 1.0
    assert float(num.minimum(t, 2 * t)[0]) == 0.5
    assert float(num.largest(num.exact(np.array([1.0, 7.0])))) == 7.0


def test_balls_have_logarithms_roots_and_angles():
    with ball(80) as num:
        assert num.log(arb(2)).contains(arb(2).log())
        assert num.log1p(1).overlaps(arb(2).log())
        assert num.sqrt(4) == 2
        assert num.atan2(arb(1), arb(1)).overlaps(arb.pi() / 4)
        assert num.pi().overlaps(arb.pi())
        assert num.ratio(1, 3).contains(arb(1) / 3)
        assert num.absolute(arb(-2)) == 2


def test_precision_is_restored_and_checked():
    before = flint.ctx.prec
    with ball(300):
        assert flint.ctx.prec == 300
    assert flint.ctx.prec == before
    with pytest.raises(ZeroDivisionError), ball(300) as num:
        num.ratio(1, 0)
    assert flint.ctx.prec == before
    for make in (mp, lambda bits: ball(bits).__enter__()):
        with pytest.raises(ValueError, match="bits = 1: must be an integer of at least 2"):
            make(1)


def test_rationals_decide_equality():
    third = rational.ratio(1, 3)
    assert rational.absolute(-third) * 3 == 1
    assert rational.exact(np.float64(0.1)) != rational.ratio(1, 10)


def test_an_array_of_rationals_is_exact_whatever_its_range():
    values = np.array([[0.0, -0.0, 0.1], [-3.0, 2.0**900, 5e-324], [1e300, -(2.0**-1000), 6.0]])
    for number, value in zip(rational.exact(values).ravel(), values.ravel(), strict=True):
        assert (int(number.p), int(number.q)) == value.as_integer_ratio()
    assert [int(number.p) for number in rational.exact(np.zeros(2))] == [0, 0]
    assert rational.exact(np.empty((0, 3))).shape == (0, 3)


def test_an_enclosure_keeps_both_ends_exactly():
    with ball(128):
        third = arb(1) / 3
        kept = Enclosure.of(third)
        assert kept.lower < 1 / dyadic_fraction((3, 0)) < kept.upper
        assert kept.ball().contains(third)
        assert "0.333" in str(kept)
