from fractions import Fraction

import pytest

from w2s_verify.claims.claim import ClaimError
from w2s_verify.reporting.sharpen import necessity_sheet, sharpness_sheet
from w2s_verify.runs.sharpen import between, necessity, sharpen


@pytest.mark.parametrize(
    ("named", "stated"),
    [("logistic.secant", Fraction(1, 4)), ("hessian.loewner-band", Fraction(1, 4)), ("hessian.self-concordance", Fraction(1))],
)
def test_the_constants_are_the_best_to_twelve_digits(named, stated):
    found = sharpen(named, "C", evaluations=20_000)
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

    found = sharpen("logistic.secant", "C", evaluations=2_000, heard=heard)
    assert (found.complete, len(found.trials), found.standing) == (False, 3, Fraction(1, 4))
    assert found.refuted == Fraction(1, 4) * Fraction(9, 10)


def test_ctrl_c_keeps_the_premises_that_are_tried():
    def heard(done, premise):
        if done == 1:
            raise KeyboardInterrupt

    needs, complete = necessity("path.peak", evaluations=2_000, heard=heard)
    assert ([need.premise for need in needs], complete) == (["X"], False)


def test_a_coupling_that_takes_an_axis_away():
    needs, complete = necessity("hessian.bounded-support", evaluations=5_000)
    assert complete
    assert any(need.instance is not None for need in needs)


def test_the_premises_of_the_peak():
    needs = {need.premise: need.instance for need in necessity("path.peak", evaluations=2_000)[0]}
    assert set(needs) == {"X", "Y", "kept", "learned", "point", "noise below one half", "time"}
    assert needs["X"] is not None
    assert needs["Y"] is not None
    assert needs["point"] is None


PRODUCT = """'''ab ≤ C(a² + b²), stated with C = 51/100 where 1/2 is the best.'''
from w2s_verify.claims import Axis, Claim, Domain
from w2s_verify.claims.claim import Parameter
def bound(p, q): return lambda num, at: {"x": (at.a * at.b, num.ratio(p, q) * (at.a * at.a + at.b * at.b))}
DOMAIN = Domain((Axis("a", -9, 9), Axis("b", -9, 9)))
CLAIM = Claim(id="own.product", domain=DOMAIN, sides=bound(51, 100), parameters={"C": Parameter(51, 100, bound)}, doc=__doc__)
"""


@pytest.fixture
def product(tmp_path):
    path = tmp_path / "product_claim.py"
    path.write_text(PRODUCT)
    return str(path)


def test_a_constant_that_is_not_the_best_is_enclosed(product):
    found = sharpen(product, "C", evaluations=2_000)
    assert found.stated == Fraction(51, 100)
    assert found.standing == Fraction(1, 2)
    assert 0 < found.standing - found.refuted <= Fraction(51, 10**8)
    assert found.instance is not None
    assert found.to_json()["smaller_is_false"]
    (caption,) = [sharpness_sheet(found).caption]
    assert "and so below it (counterexample {" in caption
    assert caption.endswith("no counterexample found at 1/2 = 0.5 or above it")


@pytest.mark.parametrize(("refuted", "standing"), [(Fraction(4, 10), Fraction(6, 10)), (Fraction(6, 10), Fraction(1, 3))])
def test_halving_stays_in_the_middle_half(refuted, standing):
    low, high = sorted((refuted, standing))
    quarter = (high - low) / 4
    assert low + quarter <= between(refuted, standing) <= high - quarter


def test_how_to_declare_a_parameter_is_said():
    with pytest.raises(ClaimError, match="Parameter\\(51, 100, bound\\)"):
        sharpen("hessian.condition", "C", seconds=0.1)


def test_an_interrupted_run_claims_nothing_of_what_it_did_not_try(product, monkeypatch):
    def pressed(*asked, **budget):
        raise KeyboardInterrupt

    monkeypatch.setattr("w2s_verify.runs.sharpen.hunt", pressed)
    found = sharpen(product, "C", evaluations=100)
    assert (found.complete, sharpness_sheet(found).caption) == (False, "C = 51/100 as stated; no change of it was tried")
    needs, _ = necessity(product, evaluations=100)
    assert necessity_sheet("own.product", needs, 1).caption == "none was tried"
