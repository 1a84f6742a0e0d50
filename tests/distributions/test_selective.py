"""The pull under selective labels: three arithmetics agree, and so does a direct integral of the law."""

import numpy as np
import pytest
from flint import arb

from w2s_verify.arithmetic import ball, mp
from w2s_verify.arithmetic.float64 import float64
from w2s_verify.distributions import selective_pull


@pytest.mark.parametrize(("cut", "radius", "along", "across"), [(1.0, 1.0, 2.0, 1.0), (0.5, 2.0, -1.0, 3.0)])
def test_three_arithmetics(cut: float, radius: float, along: float, across: float) -> None:
    plain = float(selective_pull(float64, cut, radius, along, across))
    context = mp(192).context
    second = selective_pull(mp(192), *map(context.mpf, (cut, radius, along, across)))
    assert abs(plain - float(second)) <= 1e-13
    with ball(128) as num:
        enclosed = selective_pull(num, arb(cut), arb(radius), arb(along), arb(across))
        assert enclosed.overlaps(arb(context.nstr(second, 40)))
        assert enclosed.rad() <= 1e-30


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
