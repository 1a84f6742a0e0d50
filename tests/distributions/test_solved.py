"""SciPy's flow: its event is the closed form's peak, its end is where the certified flow ends."""

import math

import numpy as np
import pytest

from w2s_verify.arithmetic import ball, float64
from w2s_verify.distributions import discrete, isotropic_law, law_flow, solved_flow
from w2s_verify.quantities import cosine

STUDENT, TEACHER, TRUTH = np.array([2.0, 1, 0]), np.array([1.0, -1, 1]), np.array([1.0, 0, 0])


@pytest.mark.parametrize("hard", [0, 1])
@pytest.mark.parametrize("radial", [0, 1, 2])
def test_the_event_is_the_peak_of_the_closed_form(radial, hard):
    law = isotropic_law(float64, np.float64(radial), np.float64(1), 3)
    found = solved_flow(law, STUDENT, TEACHER, TRUTH, 40.0, hard=hard)
    own, taught, shared = (float(cosine(float64, a, b)) for a, b in ((STUDENT, TRUTH), (TEACHER, TRUTH), (STUDENT, TEACHER)))
    peak = math.sqrt((own**2 + taught**2 - 2 * shared * own * taught) / (1 - shared**2))
    assert found.peak_time is not None
    assert 0 < found.peak_time < 40
    assert float(cosine(float64, found.peak, TRUTH)) == pytest.approx(peak, abs=1e-9)


def test_the_end_lies_in_the_certified_enclosure():
    law = discrete([[1, 0, 2], [-1, 1, 0], [0, -2, 1]], [1, 2, 1])
    end = solved_flow(law, STUDENT, TEACHER, TRUTH, 2.0).nodes[-1]
    with ball(128) as num:
        exact = type(law)(num.exact(law.points), num.exact(law.weights))
        proved = law_flow(num, exact, num.exact(STUDENT), num.exact(TEACHER), 2.0)
        error = float(proved.errors[-1].upper())
        assert np.linalg.norm([float(w.mid()) for w in proved.nodes[-1]] - end) <= error + 1e-8


def test_a_flow_that_never_peaks():
    law = discrete([[1.0, 0], [0, 1]], [1, 1])
    found = solved_flow(law, [1.0, 1], [2.0, 0], [1.0, 0], 3.0)
    assert (found.peak_time, found.peak) == (None, None)
    assert found.nodes.shape == (len(found.times), 2)


@pytest.mark.parametrize("time", [0.0, -1.0, math.inf, math.nan])
def test_a_time_that_is_none(time):
    with pytest.raises(ValueError, match="must be positive and finite"):
        solved_flow(discrete([[1.0]], [1]), [1.0], [1.0], [1.0], time)


@pytest.mark.parametrize(
    ("vectors", "says"),
    [
        (([0.0, 0], [1, 0], [1, 0]), r"student = \[0.0, 0.0\]: must be a non-zero vector"),
        (([1.0, 0], [math.nan, 0], [1, 0]), r"teacher = \[nan, 0.0\]: must be a non-zero vector of at least 1 finite"),
        (([1.0, 0], [1, 0], [[1, 0]]), r"truth = \[\[1.0, 0.0\]\]: must be a non-zero vector"),
        (([1.0, 0], [1, 0], [1, 0, 0]), "have 2, 2, 3 entries: must be of one length"),
    ],
)
def test_vectors_that_are_none(vectors, says):
    with pytest.raises(ValueError, match=says):
        solved_flow(discrete([[1.0, 0]], [1]), *vectors, 1.0)
