from fractions import Fraction

import pytest

from w2s_verify.claims.claim import ClaimError
from w2s_verify.runs.sharpen import necessity, sharpen


@pytest.mark.parametrize(
    ("named", "stated"),
    [("logistic.secant", Fraction(1, 4)), ("hessian.loewner-band", Fraction(1, 4)), ("hessian.self-concordance", Fraction(1))],
)
def test_the_constants_are_the_best_to_twelve_digits(named, stated):
    found = sharpen(named, "C", seconds=0.2)
    assert (found.stated, found.standing) == (stated, stated)
    assert found.refuted == stated * (1 - Fraction(1, 10**12))
    assert [trial["false"] for trial in found.to_json()["trials"]] == [False, *[True] * 13]


def test_an_unknown_parameter():
    with pytest.raises(ClaimError, match="no such parameter"):
        sharpen("logistic.secant", "D", seconds=0.1)


def test_the_premises_of_the_peak():
    needs = {need.premise: need.instance for need in necessity("path.peak", seconds=0.2)}
    assert set(needs) == {"X", "Y", "kept", "learned", "point", "noise below one half", "time"}
    assert needs["X"] is not None
    assert needs["Y"] is not None
    assert needs["point"] is None
