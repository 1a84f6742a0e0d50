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


def test_the_only_parameter_need_not_be_named():
    assert sharpen("hessian.trace", seconds=0.05).parameter == "C"
    with pytest.raises(ClaimError, match=r"declares no constant to sharpen; these do: .*hessian\.trace"):
        sharpen("path.once", seconds=0.05)


def test_ctrl_c_keeps_the_values_that_are_tried():
    tried = []

    def heard(trial):
        tried.append(trial)
        if len(tried) == 3:
            raise KeyboardInterrupt

    found = sharpen("logistic.secant", "C", seconds=0.05, heard=heard)
    assert (found.complete, len(found.trials), found.standing) == (False, 3, Fraction(1, 4))
    assert found.refuted == Fraction(1, 4) * Fraction(9, 10)


def test_ctrl_c_keeps_the_premises_that_are_tried():
    def heard(done, premise):
        if done == 1:
            raise KeyboardInterrupt

    needs, complete = necessity("path.peak", seconds=0.2, heard=heard)
    assert ([need.premise for need in needs], complete) == (["X"], False)


def test_a_coupling_that_takes_an_axis_away():
    needs, complete = necessity("hessian.bounded-support", seconds=0.5)
    assert complete
    assert any(need.instance is not None for need in needs)


def test_the_premises_of_the_peak():
    needs = {need.premise: need.instance for need in necessity("path.peak", seconds=0.2)[0]}
    assert set(needs) == {"X", "Y", "kept", "learned", "point", "noise below one half", "time"}
    assert needs["X"] is not None
    assert needs["Y"] is not None
    assert needs["point"] is None
