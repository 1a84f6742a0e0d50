"""Product laws: balls contain mpmath and oracles of their own, float64 is near, samples agree, bad input is named."""

import itertools
import math
import re

import numpy as np
import pytest
from flint import acb, arb, fmpz

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.distributions import Product, cosine_rate, laplace_product, uniform_product
from w2s_verify.quantities import CENTRED_SIGMOID, CURVATURE

LAWS = {"uniform": uniform_product, "laplace": laplace_product}
STRETCH, WEIGHTS, TEST = np.array([1.0, 0.5, 2.0]), np.array([1.0, -0.75, 0.25]), np.array([0.5, 1.0, -1.0])
NOTHING, ALL = np.float64(0), np.float64(1)


def as_ball(value):
    sign, mantissa, exponent, _ = value._mpf_
    return arb((fmpz(-int(mantissa) if sign else int(mantissa)), fmpz(int(exponent))))


def in_arithmetic(num, law):
    return Product(law.coordinate, num.exact(law.stretch))


def expectations(num, law, weights, test):
    own, w = in_arithmetic(num, law), num.exact(weights)
    return [
        *own.ridge_vector(num, CENTRED_SIGMOID, w),
        own.ridge_form(num, CURVATURE, w, num.exact(test)),
        *own.answer_vector(num, w, num.exact(ALL), num.exact(NOTHING)),
    ]


@pytest.mark.parametrize("make", LAWS.values(), ids=LAWS)
def test_balls_contain_mpmath(make):
    law = make(STRETCH[:2])
    with ball(128) as num:
        found = expectations(num, law, WEIGHTS[:2], TEST[:2])
    oracle = expectations(mp(200, strict=True), law, WEIGHTS[:2], TEST[:2])
    with ball(200):
        for value, other in zip(found, oracle, strict=True):
            assert value.contains(as_ball(other))
            assert value.rad() <= abs(value.mid()) * arb(2) ** -100


@pytest.mark.parametrize("size", [2.0**-20, 0.25, 4.0, 64.0])
@pytest.mark.parametrize("make", LAWS.values(), ids=LAWS)
def test_float64_is_near(make, size):
    law = make(STRETCH)
    with ball(96) as num:
        exact = expectations(num, law, WEIGHTS * size, TEST)
    plain = expectations(float64, law, WEIGHTS * size, TEST)
    assert all(abs(float(value) / float(centre.mid()) - 1) <= 1e-13 for value, centre in zip(plain, exact, strict=True))


def own_density(name, num, weight, function, power):
    """E[h(wz) z^power] for one coordinate, against its density."""
    kernel = (lambda t: (t / 2).tanh() / 2) if function is CENTRED_SIGMOID else (lambda t: 1 / (2 + t.exp() + (-t).exp()))
    if name == "uniform":
        edge = num.sqrt(arb(3))
        return acb.integral(lambda z, _: kernel(weight * z) * z**power, acb(0), acb(edge)).real / edge
    root = num.sqrt(arb(2))
    value = acb.integral(lambda z, _: kernel(weight * z) * z**power * root * (-root * z).exp(), acb(0), acb(200)).real
    return value + arb(0, 1) * arb(2) ** -200  # beyond 200: 200² e^(−200√2) < 2^-390


@pytest.mark.parametrize("size", [2.0**-20, 2.0**-8, 1.0, 32.0, 2.0**10])
@pytest.mark.parametrize("name", LAWS)
def test_one_coordinate_against_its_density(name, size):
    """At 60 digits; a second route, without characteristic functions."""
    with ball(208) as num:
        law, w = in_arithmetic(num, LAWS[name]([1.0])), num.exact([size])
        vector = law.ridge_vector(num, CENTRED_SIGMOID, w)[0]
        form = law.ridge_form(num, CURVATURE, w, num.exact([1.0]))
        for found, function, power in ((vector, CENTRED_SIGMOID, 1), (form, CURVATURE, 2)):
            assert found.overlaps(own_density(name, num, arb(size), function, power))
            assert found.rad() <= arb(2) ** -190


@pytest.mark.parametrize("name", LAWS)
def test_hard_answers_of_two_coordinates(name):
    """|T| of two equal coordinates: E|z1 + z2| is 2/√3 for the uniform law and (3/4)√2 for the Laplace law."""
    with ball(128) as num:
        vector = in_arithmetic(num, LAWS[name]([1.0, 1.0])).answer_vector(
            num, num.exact([1.0, 1.0]), num.exact(ALL), num.exact(NOTHING)
        )
        whole = 2 / num.sqrt(arb(3)) if name == "uniform" else 3 * num.sqrt(arb(2)) / 4
        assert (2 * sum(vector)).overlaps(whole)


@pytest.mark.parametrize("make", LAWS.values(), ids=LAWS)
def test_samples_agree_and_repeat(make):
    law = make(STRETCH)
    x = law.sample(np.random.default_rng(2), 100_000)
    assert np.array_equal(x[:5], law.sample(np.random.default_rng(2), 100_000)[:5])
    pulled = (float64.sigmoid(x @ WEIGHTS) - 0.5)[:, None] * x
    bent = float64.curvature(x @ WEIGHTS) * (x @ TEST) ** 2
    signs = np.sign(x @ WEIGHTS)[:, None] * x / 2
    means = np.concatenate([pulled.mean(axis=0), [bent.mean()], signs.mean(axis=0)])
    errors = np.concatenate([pulled.std(axis=0), [bent.std()], signs.std(axis=0)]) / math.sqrt(len(x))
    assert (np.abs(means - expectations(float64, law, WEIGHTS, TEST)) < 5 * errors).all()
    assert np.allclose(x.var(axis=0), STRETCH**2, rtol=0.05)
    assert law.second_form(float64, TEST, TEST) == np.sum((TEST * STRETCH) ** 2)
    assert not law.mean_vector(float64).any()


def test_labels_are_mixed_and_a_zero_teacher_says_nothing():
    law = uniform_product(STRETCH)
    soft, hard = (law.answer_vector(float64, WEIGHTS, np.float64(h), np.float64(0)) for h in (0, 1))
    noisy = law.answer_vector(float64, WEIGHTS, NOTHING, np.float64(0.25))
    assert np.allclose(noisy, soft / 2, rtol=1e-15)
    assert (np.abs(hard) > np.abs(soft)).all()
    for make, h in itertools.product(LAWS.values(), (NOTHING, ALL)):
        assert not make(STRETCH).answer_vector(float64, np.zeros(3), h, NOTHING).any()


def test_the_cube_does_not_obey_the_isotropic_criterion():
    """Σ = I and c_T = ρ c_S exactly, where every isotropic law has the rate 0."""
    student, teacher, truth = [1.0, 2.0, 3.0], [1.0, 0.0, 0.0], [1.0, 5.0, 1.0]
    with ball(128) as num:
        law = in_arithmetic(num, uniform_product([1.0, 1.0, 1.0]))
        rate = cosine_rate(num, law, *map(num.exact, (student, teacher, truth)), num.exact(NOTHING), num.exact(NOTHING))
    assert rate.upper() < 0 or rate.lower() > 0


BAD = [
    (lambda: uniform_product([]), "stretch has shape (0,): must be (d,)"),
    (lambda: laplace_product([[1.0]]), "stretch has shape (1, 1): must be (d,)"),
    (lambda: uniform_product([1.0, 0.0]), "stretch = [1.0, 0.0]: every entry must be positive and finite"),
    (lambda: laplace_product([math.inf]), "stretch = [inf]: every entry must be positive and finite"),
    (lambda: laplace_product([1.0]).ridge_vector(float64, CURVATURE, np.ones(1)), "only E[(σ(w·x) − ½) x] is known"),
    (lambda: laplace_product([1.0]).ridge_form(float64, CENTRED_SIGMOID, np.ones(1), np.ones(1)), "only E[σ'(w·x) (a·x)²]"),
]


@pytest.mark.parametrize(("build", "says"), BAD, ids=[says for _, says in BAD])
def test_bad_input_is_named(build, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        build()
