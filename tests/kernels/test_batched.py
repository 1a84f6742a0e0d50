from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from w2s_verify.kernels import HARD, SOFT, Data, Points, batched_cosine_rates, batched_gradients

EPS = 2.0**-52


def _pairs(count, columns, size, seed=1):
    random = np.random.default_rng(seed)
    return size * random.standard_normal((count, columns)), size * random.standard_normal((count, columns))


@pytest.mark.parametrize("size", [1e-9, 0.3, 20.0])
@pytest.mark.parametrize("kind", ["soft", "hard"])
@pytest.mark.parametrize("weighted", [True, False])
def test_mpmath_agrees(draw, oracle, doubles, size, kind, weighted):
    data, _ = draw(weighted=weighted)
    students, teachers = _pairs(5, 4, size)
    got = batched_gradients(data, students, teachers, SOFT if kind == "soft" else HARD)
    for row, student, teacher in zip(got, students, teachers, strict=True):
        exact = oracle(data, student)
        told = [exact.dot(x, [exact.mp.mpf(float(v)) for v in teacher]) for x in exact.X]
        exact.labels = [exact.sigmoid(z) if kind == "soft" else exact.mp.mpf(int(z > 0)) for z in told]
        # Scores round by (d+1) EPS |x||w| each, with σ' <= 1/4; soft slopes are at most min(1, size of scores).
        terms = (np.abs(data.X) @ (np.abs(student) + np.abs(teacher))).max()
        largest = min(1.0, terms) if kind == "soft" else 1.0
        allowed = 40 * EPS * (largest + terms) * np.abs(data.X).max()
        np.testing.assert_allclose(row, doubles(exact.gradient()), rtol=0, atol=allowed)


@pytest.mark.parametrize("kind", [SOFT, HARD])
@pytest.mark.parametrize("count", [1, 63, 64, 65, 200])
def test_a_pair_does_not_depend_on_its_company(draw, kind, count):
    data, _ = draw(rows=1203, columns=6)
    students, teachers = _pairs(count, 6, 2.0)
    students[::3] *= 1e-6
    teachers[::3] *= 1e-6
    together = batched_gradients(data, students, teachers, kind)
    for k in {0, count // 2, count - 1}:
        alone = batched_gradients(data, students[k : k + 1], teachers[k : k + 1], kind)[0]
        np.testing.assert_allclose(together[k], alone, rtol=1e-9, atol=1e-16)


@pytest.mark.parametrize("scores", [(1e4, -1e4), (-1e4, 1e4), (800.0, 720.0), (-800.0, -720.0), (-720.0, 1e4), (0.0, 0.0)])
def test_large_scores(scores):
    student, teacher = (np.array([[score]]) for score in scores)
    sigma = [0.5 * (1 + np.tanh(score / 2)) for score in scores]
    for kind, label in ((SOFT, sigma[1]), (HARD, float(scores[1] > 0))):
        got = batched_gradients(Points([[1.0]]), student, teacher, kind)[0, 0]
        assert got == pytest.approx(sigma[0] - label, abs=1e-300)


def test_tails_on_one_side_are_not_lost():
    # σ(40) - σ(50) = e^-40/(1+e^-40) ... both are 1 in double precision, their difference is not 0.
    got = batched_gradients(Points([[1.0]]), np.array([[40.0]]), np.array([[50.0]]))[0, 0]
    exact = (np.exp(-50.0) - np.exp(-40.0)) / ((1 + np.exp(-50.0)) * (1 + np.exp(-40.0)))
    assert got == pytest.approx(exact, rel=4 * EPS)


@pytest.mark.parametrize("size", [1e-150, 1.0, 1e100])
def test_rate_is_the_derivative_of_the_cosine(draw, size):
    data, _ = draw(rows=200)
    students, teachers = _pairs(8, 4, 1.0)
    truth = np.array([1.0, -2.0, 0.5, 3.0])
    rates = batched_cosine_rates(data, students, teachers, size * truth)
    gradients = batched_gradients(data, students, teachers)
    step = 1e-6

    def cosine(w):
        return w @ truth / (np.linalg.norm(w, axis=1) * np.linalg.norm(truth))

    central = (cosine(students - step * gradients) - cosine(students + step * gradients)) / (2 * step)
    # The central difference errs by step² times a third derivative of order 1, and by EPS/step.
    np.testing.assert_allclose(rates, central, rtol=0, atol=1e-9)


def test_rates_scale_with_the_students_length(draw):
    data, _ = draw()
    student, teacher = _pairs(1, 4, 1.0)
    rate = batched_cosine_rates(data, 1e-300 * student, teacher, np.ones(4))
    # A start near 0 sees σ = 1/2: the rate is that of the direction, divided by the length.
    unit = batched_cosine_rates(data, 1e-20 * student, teacher, np.ones(4))
    np.testing.assert_allclose(rate * 1e-300, unit * 1e-20, rtol=1e-12)


@pytest.mark.parametrize("layout", ["F", "float32", "strided"])
def test_layout_does_not_matter(draw, layout):
    data, _ = draw(rows=1500, columns=3)
    X = data.X.astype(np.float32).astype(np.float64)
    layouts = {"F": np.asfortranarray(X), "float32": X.astype(np.float32), "strided": np.repeat(X, 2, axis=1)[:, ::2]}
    students, teachers = _pairs(10, 3, 1.0)
    expected = batched_gradients(Data(X, data.labels), students, teachers)
    np.testing.assert_allclose(batched_gradients(Points(layouts[layout]), students, teachers), expected, rtol=1e-10, atol=1e-15)


def test_memory_beside_the_input(draw):
    data, _ = draw(rows=20_000, columns=5)
    students, teachers = _pairs(2000, 5, 1.0)
    batched_gradients(data, students, teachers)
    tracemalloc.start()
    batched_gradients(data, students, teachers)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most <= 16 * 2**20
