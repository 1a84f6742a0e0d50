"""Gradient and Hessian of cosine similarity against mpmath's numerical differentiation along a line."""

import mpmath
import numpy as np
import pytest

from w2s_verify.arithmetic import mp
from w2s_verify.quantities import cosine, cosine_gradient, cosine_hessian_form

CASES = [([1.0, 2.0], [3.0, -1.0], [1.0, 1.0]), ([1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [2.0, -1.0, 5.0]), ([4.0], [-2.0], [1.0])]


@pytest.mark.parametrize(("weights", "truth", "along"), CASES)
def test_first_and_second_derivative_along_a_line(weights: list[float], truth: list[float], along: list[float]) -> None:
    num = mp(300)
    w, t, e = (num.exact(np.array(vector)) for vector in (weights, truth, along))

    def value(step: mpmath.mpf) -> mpmath.mpf:
        return cosine(num, w + num.times(num.context.mpf(step), e), t)

    first, second = (num.context.diff(value, 0, order) for order in (1, 2))
    assert abs(num.dot(cosine_gradient(num, w, t), e) - first) < 1e-40
    assert abs(cosine_hessian_form(num, w, t, e, e) - second) < 1e-30


def test_the_hessian_form_is_symmetric() -> None:
    num = mp(200)
    w, t, a, b = (
        num.exact(np.array(vector)) for vector in ([1.0, 2.0, 3.0], [0.0, 1.0, -1.0], [1.0, 0.0, 5.0], [2.0, 2.0, 1.0])
    )
    assert abs(cosine_hessian_form(num, w, t, a, b) - cosine_hessian_form(num, w, t, b, a)) < 1e-55
