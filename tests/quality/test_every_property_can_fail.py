"""Every property can fail: mutants die by the property alone, and small changes of a formula or a kernel are seen."""

from dataclasses import replace

import pytest
from flint import arb

from w2s_verify.arithmetic import Ball
from w2s_verify.arithmetic import ball as balls
from w2s_verify.claims import Agree, judge
from w2s_verify.claims.catalogue import catalogue
from w2s_verify.runs.verify import verify_claim

CLAIMS = {claim.id: claim for claim in catalogue() if claim.expects == "HOLDS"}
MUTANTS = [(claim.id, mutant.name) for claim in CLAIMS.values() for mutant in claim.mutants]
SEVEN = (
    "logistic.secant",
    "hessian.loewner-band",
    "hessian.self-concordance",
    "cosine.gradient-norm",
    "gain.criterion",
    "path.peak",
    "hessian.gaussian-lower",
)
TIGHT = [
    ("logistic.secant", "chord"),
    ("logistic.secant", "tangent"),
    ("hessian.loewner-band", "upper"),
    ("hessian.self-concordance", "lower"),
    ("hessian.self-concordance", "upper"),
    ("cosine.gradient-norm", "norm"),
    ("cosine.gradient-norm", "bound"),
    ("gain.criterion", "rate"),
    ("path.peak", "bound"),
    ("path.peak", "attained"),
    ("path.peak", "rate from the law"),
    ("hessian.gaussian-lower", "across"),
    ("hessian.gaussian-lower", "along"),
]


@pytest.mark.parametrize(("claim_id", "name"), MUTANTS)
def test_the_stored_witness_refutes_the_mutant(claim_id, name):
    claim = CLAIMS[claim_id]
    assert judge(claim.mutated(claim.mutant(name)), claim.mutant(name).instance()).verdict == "REFUTED"


@pytest.mark.parametrize(("claim_id", "name"), MUTANTS)
def test_the_property_finds_the_mutant_by_itself(claim_id, name):
    claim = CLAIMS[claim_id]
    record = verify_claim(claim.mutated(claim.mutant(name)), profile="ci")
    assert record.verdict == "REFUTED", record.failure


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_every_claim_has_a_mutant(claim_id):
    assert CLAIMS[claim_id].mutants


@pytest.mark.parametrize("claim_id", SEVEN)
def test_the_seven_have_a_near_neighbour(claim_id):
    assert any(mutant.near for mutant in CLAIMS[claim_id].mutants)


def _changed(part, side):
    """The part with one side multiplied by 1 + 10⁻⁶."""
    return part._replace(**{side: part._asdict()[side] * (arb(1_000_001) / 1_000_000)})


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(("claim_id", "name"), TIGHT)
def test_one_part_in_a_million_of_either_side_is_seen(claim_id, name, which, monkeypatch):
    claim = CLAIMS[claim_id]
    honest = type(claim).parts

    def parts(self, num, at):
        found = honest(self, num, at)
        side = ("left", "right")[which] if isinstance(found.get(name), Agree) else ("smaller", "larger")[which]
        return {**found, name: _changed(found[name], side)} if num.name == "ball" and name in found else found

    monkeypatch.setattr(type(claim), "parts", parts)
    record = verify_claim(claim, quota=100)
    assert record.verdict in ("REFUTED", "CONTRADICTED"), record.verdict
    assert not record.as_declared


@pytest.mark.parametrize("claim_id", [claim.id for claim in CLAIMS.values() if claim.margin is not None])
def test_one_part_in_a_million_of_a_margin_is_seen(claim_id):
    claim = CLAIMS[claim_id]
    off = replace(
        claim, margin=lambda num, at: {k: v * num.ratio(1_000_001, 1_000_000) for k, v in claim.margin(num, at).items()}
    )
    assert verify_claim(off, quota=100).verdict == "CONTRADICTED"


def _sigmoid_off(self, t):
    return 1 / (1 + balls_exp(self, -t)) * (1 + self.ratio(1, 10**12))


def _curvature_off(self, t):
    e = balls_exp(self, -self.absolute(t))
    return e / ((1 + e) * (1 + e)) * (1 + self.ratio(1, 10**12))


def _curvature_without_its_branch(self, t):
    """e^{-t} in place of e^{-|t|}, in the form that loses one e where t < 0."""
    e = balls_exp(self, -t)
    return e / (1 + e) / (1 + balls_exp(self, -self.absolute(t)))


def balls_exp(num, t):
    return num.exp(t)


@pytest.mark.parametrize(
    ("kernel", "broken", "claim_id"),
    [
        ("sigmoid", _sigmoid_off, "logistic.secant"),
        ("curvature", _curvature_off, "hessian.loewner-band"),
        ("curvature", _curvature_off, "hessian.self-concordance"),
        ("curvature", _curvature_without_its_branch, "hessian.self-concordance"),
    ],
)
def test_a_broken_kernel_fails_by_the_second_opinion(kernel, broken, claim_id, monkeypatch):
    monkeypatch.setattr(Ball, kernel, broken)
    record = verify_claim(CLAIMS[claim_id], quota=100)
    assert not record.as_declared
    assert record.verdict in ("CONTRADICTED", "REFUTED")
    with balls(64):
        assert record.failure
