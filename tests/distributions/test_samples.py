"""Small samples by enumeration: probabilities add up, means agree with the gradient, failures with a direct count."""

import itertools

import numpy as np
import pytest

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.distributions import descent, discrete, failure_probability, labelled_examples, pulls, samples

LAW = discrete([[1.0, 2.0], [-1.0, 0.5], [0.25, -3.0]], [1, 2, 3])
STUDENT, TEACHER, DIRECTION = np.array([0.5, 0.25]), np.array([1.0, -0.5]), np.array([-0.25, 0.5])


@pytest.mark.parametrize("bernoulli", [0.0, 1.0])
@pytest.mark.parametrize(("hard", "noise"), [(0.0, 0.0), (1.0, 0.0), (0.0, 0.75), (1.0, 0.25)])
@pytest.mark.parametrize("count", [1, 2, 3])
def test_enumeration(bernoulli: float, hard: float, noise: float, count: int) -> None:
    examples = labelled_examples(float64, LAW, STUDENT, TEACHER, bernoulli, hard, noise)
    assert sum(mass for mass, _ in samples(float64, examples, count)) == pytest.approx(1)
    mean = sum(example.mass * example.residual * example.point for example in examples)
    assert mean == pytest.approx(descent(float64, LAW, STUDENT, TEACHER, hard, noise))
    values = pulls(float64, examples, DIRECTION)
    direct = sum(
        np.prod([mass for mass, _ in chosen])
        for chosen in itertools.product(values, repeat=count)
        if sum(value for _, value in chosen) <= 0
    )
    assert failure_probability(float64, examples, DIRECTION, count) == pytest.approx(direct)
