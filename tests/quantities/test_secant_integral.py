"""The closed form of the averaged Hessian along a segment against mpmath's quadrature of the Hessian itself."""

import numpy as np
import pytest

from w2s_verify.arithmetic import mp
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import CURVATURE, sigmoid_increment

POINTS = np.array([[1.0, 2.0], [-1.0, 0.5], [3.0, 0.0]])
WEIGHTS = np.array([1.0, 2.0, 5.0])


@pytest.mark.parametrize(
    ("student", "teacher"), [([1.0, 1.0], [0.0, -1.0]), ([2.0, 0.0], [2.0, 3.0]), ([5.0, -4.0], [-5.0, 4.0])]
)
def test_the_increments_are_the_integral_of_the_hessian(student: list[float], teacher: list[float]) -> None:
    num = mp(200)
    law = Discrete(num.exact(POINTS), num.exact(WEIGHTS))
    w, v = num.exact(np.array(student)), num.exact(np.array(teacher))
    apart = w - v

    def form(s: object) -> object:
        return law.ridge_form(num, CURVATURE, v + num.times(s, apart), apart)

    chords = sigmoid_increment(num, law.scores(num, v), law.scores(num, w))
    closed = law.mean_of(num, chords * law.scores(num, apart))
    assert abs(num.context.quad(form, [0, 0.25, 0.5, 0.75, 1]) - closed) < 1e-40
