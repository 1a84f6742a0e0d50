"""step.exact beyond its own regimes: the sufficient bound is met with equality by a step orthogonal to the truth."""

from fractions import Fraction


def test_bound_is_sharp() -> None:
    """Truth e₁, student (1, 1), descent (0, −1): at η = 2 the cosine is back at its start exactly: no larger bound is true."""
    step = Fraction(2)
    moved = (Fraction(1), 1 - step)
    before, after = Fraction(1, 2), moved[0] ** 2 / (moved[0] ** 2 + moved[1] ** 2)
    assert after == before
    assert moved[0] > 0
