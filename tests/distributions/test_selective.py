"""The pull under selective labels: three arithmetics agree, two reductions of one law too, and so does a plain grid."""

import numpy as np
import pytest
from flint import arb

from w2s_verify.arithmetic import ball, mp
from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.catalogue import select
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import judge
from w2s_verify.distributions import selective_answers, selective_moments, selective_pull

POINTS = [(1.0, 1.0, 2.0, 1.0), (0.5, 2.0, -1.0, 3.0), (3.0, 0.25, 0.01, 0.02)]


@pytest.mark.parametrize(("cut", "radius", "along", "across"), POINTS)
def test_three_arithmetics(cut: float, radius: float, along: float, across: float) -> None:
    plain = float(selective_pull(float64, cut, radius, along, across))
    context = mp(192).context
    second = selective_pull(mp(192), *map(context.mpf, (cut, radius, along, across)))
    assert abs(plain - float(second)) <= 1e-13
    with ball(128) as num:
        enclosed = selective_pull(num, arb(cut), arb(radius), arb(along), arb(across))
        assert enclosed.overlaps(arb(context.nstr(second, 40)))
        assert enclosed.rad() <= 1e-30


@pytest.mark.parametrize(("cut", "radius", "along", "across"), POINTS)
def test_by_parts_and_by_the_score_the_descent_is_one(cut: float, radius: float, along: float, across: float) -> None:
    with ball(256) as num:
        m, r, first, second = (arb(value) for value in (cut, radius, along, across))
        own = selective_moments(num, m, first, second)
        answers, pull = selective_answers(num, m, r), selective_pull(num, m, r, first, second)
        gap = answers - own.taught - (pull - own.decay * first)
        assert gap.contains(0)
        assert gap.rad() <= 1e-70


def test_a_batch_is_its_rows() -> None:
    batch = selective_pull(float64, *np.array(POINTS).T)
    assert batch == pytest.approx([float(selective_pull(float64, *point)) for point in POINTS], rel=1e-13)


def test_a_batch_of_moments_is_its_rows() -> None:
    cut, _, along, across = np.array(POINTS).T
    batch = np.transpose(selective_moments(float64, cut, along, across))
    rows = [selective_moments(float64, *point) for point in zip(cut, along, across, strict=True)]
    assert batch == pytest.approx(np.array(rows), rel=1e-13)


@pytest.mark.parametrize(("cut", "along", "across"), [(1.0, 1.0, 1.0), (1.0, 2.0, 2.0**-7), (0.0, -2.0, 2.0**-7)])
def test_the_moments_in_mpmath_lie_in_their_balls_also_for_a_student_near_the_teachers_line(
    cut: float, along: float, across: float
) -> None:
    context = mp(192).context
    second = selective_moments(mp(192), *map(context.mpf, (cut, along, across)))
    with ball(128) as num:
        first = selective_moments(num, *map(arb, (cut, along, across)))
    with ball(192):
        for enclosed, value in zip(first, second, strict=True):
            assert enclosed.rad() <= 1e-33
            assert enclosed.contains(arb(context.nstr(value, 50)))


def test_a_student_on_the_teachers_line() -> None:
    with ball(128) as num:
        assert selective_pull(num, arb(1), arb(1), arb(3), arb(0)) < 0


def test_against_the_law_itself() -> None:
    """−∇L·(part orthogonal to w) over that of v̂ is B̃, by a grid of the plane: cells of 0.005, smooth but for the cut."""
    cut, radius, along, across = 1.0, 1.0, 2.0, 1.0
    line = np.arange(-8, 8, 0.005) + 0.0025
    x, y = np.meshgrid(line, line, indexing="ij")
    density = np.exp(-(x * x + y * y) / 2) / (2 * np.pi) * 0.005**2 * (np.abs(x) >= cut)
    gap = (np.tanh(radius * x / 2) - np.tanh((along * x + across * y) / 2)) / 2 * density
    descent = np.array([(gap * x).sum(), (gap * y).sum()])
    pull = descent[0] - descent[1] * along / across
    assert abs(pull - float(selective_pull(float64, cut, radius, along, across))) <= 1e-5
    assert pull == pytest.approx(-0.0076, abs=1e-4)


@pytest.mark.parametrize(("cut", "word"), [(0, "EQUAL"), (1, "HOLDS")])
def test_nothing_happens_at_the_edge_where_nothing_is_cut(cut: int, word: str) -> None:
    (claim,) = select(("neighbour.selective",))
    at = {"student": [1, 1, 0], "teacher": [1, 0, 0], "truth": [0, 0, 1], "cut": cut, "hard": 0}
    assert judge(claim, Instance(**at)).parts["along the flow"].verdict == word
