from dataclasses import replace

import pytest

from w2s_verify.claims import Axis, Claim, Domain
from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Verdict
from w2s_verify.hunts.moves import complexity
from w2s_verify.runs import regimes
from w2s_verify.runs import tally as tallies
from w2s_verify.runs.failures import LONGEST_TEXT, Reference, blaming, instance_shown, refutation
from w2s_verify.runs.regimes import Refuted, run_regimes, shares
from w2s_verify.runs.tally import Tally
from w2s_verify.runs.verify import Job, judge, quota_of, verify_claim, verify_jobs


@pytest.mark.parametrize(
    ("name", "verdict", "as_declared"),
    [
        ("holds", "HOLDS", True),
        ("agrees", "AGREES", True),
        ("declared", "REFUTED", True),
        ("undecided_declared", "HOLDS", True),
        ("refuted", "REFUTED", False),
        ("undecided", "UNDECIDED", False),
        ("vacuous", "VACUOUS", False),
        ("contradicted", "CONTRADICTED", False),
        ("alive", "HOLDS", False),
    ],
)
def test_verdicts(claim, name, verdict, as_declared):
    record = verify_claim(claim(name))
    assert (record.verdict, record.as_declared) == (verdict, as_declared)
    assert bool(record.failure) == (not as_declared or name == "declared")


def test_small_domains_are_exhausted(claim):
    record = verify_claim(claim("holds"))
    (regime,) = record.regimes
    assert (regime.exhausted, record.certified, record.sampled, record.equal) == (True, 19, 19, 1)


def test_quotas_count_distinct_instances(claim):
    record = verify_claim(claim("any_law"), quota=77)
    assert record.certified == 77
    assert record.sampled >= 77


def test_rejected_draws_are_counted(claim):
    record = verify_claim(claim("vacuous"))
    assert (record.vacuous_share, record.certified) == (1.0, 0)


def test_a_large_domain_without_a_valid_instance_ends(claim):
    base = claim("vacuous")
    wide = type(base.domain)(tuple(type(axis)("x", -(2**40), 2**40) for axis in base.domain.axes))
    record = verify_claim(type(base)(id=base.id, domain=wide, sides=base.sides, premises=base.premises), quota=16)
    assert record.verdict == "VACUOUS"


def test_a_declared_witness_that_refutes_nothing_is_not_the_verdict(claim):
    base = claim("declared")
    tame = type(base)(id=base.id, domain=base.domain, sides=base.sides, expects="REFUTED", witness={"x": 1})
    assert verify_claim(tame).verdict == "REFUTED"


def test_unchecked_second_opinions_fail(claim, monkeypatch):
    monkeypatch.setattr(tallies, "second_opinion", lambda *arguments: tallies.Opinion.UNCHECKED)
    record = verify_claim(claim("holds"))
    assert (record.verdict, record.unchecked, record.as_declared) == ("UNCHECKED", 19, False)


def test_a_second_opinion_that_disagrees_fails(claim, monkeypatch):
    def disagrees(*arguments):
        raise Contradiction("mpmath gives 2")

    monkeypatch.setattr(tallies, "second_opinion", disagrees)
    record = verify_claim(claim("holds"))
    assert (record.verdict, record.failure) == ("CONTRADICTED", "own.holds contradicts itself: mpmath gives 2")


def test_second_opinions_are_a_tenth_and_at_least_20():
    (secant,) = (claim for claim in catalogue() if claim.id == "logistic.secant")
    assert verify_claim(secant, quota=300).second_opinions == 30
    assert verify_claim(secant, quota=100).second_opinions == 20


def test_mutants_are_judged_again():
    (secant,) = (claim for claim in catalogue() if claim.id == "logistic.secant")
    record = verify_claim(secant, quota=20)
    assert {mutant.name: mutant.verdict for mutant in record.mutants} == dict.fromkeys(
        ["chord-shrunk", "divisor-4.001"], "REFUTED"
    )


def test_an_unknown_profile(claim):
    with pytest.raises(ValueError, match="profile = 'quick': must be one of dev, ci, deep"):
        quota_of(claim("holds"), "quick")


def test_only_the_deep_profile_asks_the_full_quota_of_a_claim_that_integrates(claim):
    slow = replace(claim("holds"), quota=0.25)
    assert [quota_of(slow, profile) for profile in ("dev", "ci", "deep")] == [50, 125, 10_000]


def test_shares_fill_the_quota(claim):
    (secant,) = (claim for claim in catalogue() if claim.id == "logistic.secant")
    split = shares(secant.domain.regimes, 200)
    assert sum(split.values()) == 200
    assert min(split.values()) >= 1


def test_progress_is_heard(claim):
    heard = []
    verify_jobs([Job(claim("holds"), 9), Job(claim("agrees"), 9)], run_seed=0, heard=lambda done, n: heard.append((done, n)))
    assert heard[0] == (0, 1)
    assert (1, 0) in heard
    assert heard[-1] == (2, 0)


def test_a_fault_outside_the_claim_is_not_blamed_on_it(claim):
    with pytest.raises(ZeroDivisionError), blaming(claim("holds")):
        1 / 0  # noqa: B018


def test_long_instances_are_cut_in_the_text_but_not_in_the_reproducing_line(claim):
    any_law = claim("any_law")
    rows = [[float(i), 1.0] for i in range(600)]
    instance = Instance(points=rows, weights=[1.0] * 600, student=[1.0, 2.0])
    text = refutation(any_law, instance, judge(any_law, instance), Reference("my claim.py"))
    shown, line = (part for part in text.splitlines() if part.startswith(("  instance", "  reproduce")))
    assert len(shown) < LONGEST_TEXT + 100
    assert line.startswith("  reproduce  w2s-verify judge 'my claim.py' '{\"points\":")
    assert line.endswith("}'")


def test_on_data_the_reproducing_line_names_the_data():
    assert Reference("a.b", "x y.csv").judge_line("{}") == "w2s-verify judge a.b '{}' --data 'x y.csv'"


def test_what_hypothesis_leaves_open_is_sampled(claim):
    base = claim("vacuous")
    wide = type(base.domain)(tuple(type(axis)("x", -(2**40), 2**40) for axis in base.domain.axes))
    above = type(base)(
        id="own.above",
        domain=wide,
        sides=lambda num, at: {"above": (2**37, at.x)},
        premises=lambda num, at: {"large": at.x - 2**38},
    )
    record = verify_claim(above, quota=50)
    assert (record.verdict, record.certified) == ("HOLDS", 50)
    assert record.vacuous_share > 0.3


def _false_bound(limit: int) -> Claim:
    """x² ≤ limit² on a wide axis: Hypothesis draws it too, so the top-up is asked alone."""
    return Claim(
        id="own.square",
        domain=Domain((Axis("x", -(10**6), 10**6), Axis("y", -(10**6), 10**6, (40,)))),
        sides=lambda num, at: {"square": (at.x * at.x, num.ratio(limit * limit, 1) + 0 * num.sum(at.y))},
    )


@pytest.mark.parametrize("phase", [regimes._by_sampling, regimes._by_hypothesis])
def test_a_counterexample_that_hypothesis_cannot_shrink_is_shrunk(phase, monkeypatch):
    claim, tally, first = _false_bound(1000), Tally(), []
    shrunk = regimes._shrunk
    monkeypatch.setattr(regimes, "_shrunk", lambda prop, found: first.append(found) or shrunk(prop, found))
    if phase is regimes._by_sampling:
        monkeypatch.setattr(regimes, "_by_hypothesis", lambda *_: None)
    with pytest.raises(Refuted) as caught:
        run_regimes(claim, 50, tally, 0)
    (found,) = first
    assert caught.value.judgement.verdict is Verdict.REFUTED
    assert caught.value.judgement.relative <= found.judgement.relative / 2 < 0
    assert complexity(caught.value.instance) < complexity(found.instance)
    assert not caught.value.instance["y"].any()


def test_an_undecided_claim_names_its_first_instance_and_what_helps(claim):
    record = verify_claim(claim("undecided"))
    assert record.undecided_instance == {"x": 1}
    assert "raises it, an equality, or declare Regime(undecided=True)" in record.failure
    assert """first at   {"x":1}""" in record.failure
    assert """w2s-verify judge own.undecided '{"x":1}'""" in record.failure
    declared = verify_claim(claim("undecided_declared"))
    assert (declared.undecided_instance, declared.failure) == (None, "")


def test_a_vacuous_claim_names_the_premise_that_is_never_met(claim):
    base = claim("vacuous")
    record = verify_claim(base)
    assert record.never_met == ("never",)
    assert "premise 'never' was never met in" in record.failure
    assert "Regime(couple=...)" in record.failure
    apart = replace(base, premises=lambda num, at: {"low": -at.x - 5, "high": at.x - 5, "any": 0 * at.x})
    record = verify_claim(apart)
    assert (record.never_met, "were never met together" in record.failure) == ((), True)
    assert verify_claim(replace(base, premises=None, sides=lambda num, at: {"any": (-9, at.x)})).never_met == ()


def test_a_refuted_claim_without_doc_says_so(claim):
    record = verify_claim(replace(claim("refuted"), doc=""))
    assert record.failure.startswith("own.refuted is REFUTED: (the claim has no doc)")


def test_a_large_instance_is_told_by_its_shapes_and_first_entries():
    values = {"points": [[0.5, 1.0]] * 600, "weights": [1, 2] * 300, "time": 3}
    assert instance_shown(values) == "points (600 × 2) [0.5, 1.0, 0.5, 1.0, …], weights (600) [1, 2, 1, 2, …], time 3"
    assert instance_shown({"x": [0.5], "time": 3}) == '{"x":[0.5],"time":3}'
