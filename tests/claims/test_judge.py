"""Every verdict of the judge, and every way a claim can contradict itself."""

import math

import numpy as np
import pytest
from flint import arb

from w2s_verify.claims import Agree, AtMost, Axis, Below, Claim, ClaimError, Contradiction, Domain, Instance, Positive, judge
from w2s_verify.claims.judge import bit_cap, precisions
from w2s_verify.claims.second_opinion import Opinion, second_opinion

DOMAIN = Domain(axes=(Axis("x", -9, 9),))
AT_TWO = Instance(x=2)


def claim(sides, **more):
    return Claim(id="test.claim", domain=DOMAIN, sides=sides, **more)


def one(smaller, larger):
    return lambda num, at: {"part": (smaller(num, at), larger(num, at))}


SQUARE_AT_LEAST_ITSELF = claim(one(lambda num, at: at.x, lambda num, at: at.x * at.x), equality=lambda at: at.x * at.x == at.x)


@pytest.mark.parametrize(
    ("x", "verdict"), [(2, "HOLDS"), (-1, "HOLDS"), (1, "EQUAL"), (0, "EQUAL"), (0.5, "REFUTED"), (1 - 2**-50, "REFUTED")]
)
def test_at_most(x, verdict):
    assert judge(SQUARE_AT_LEAST_ITSELF, Instance(x=x)).verdict == verdict


def test_equality_refutes_a_strict_statement():
    strict = claim(lambda num, at: {"part": Below(at.x, at.x * at.x)}, equality=lambda at: at.x == 1)
    assert judge(strict, Instance(x=1)).verdict == "REFUTED"
    assert judge(strict, AT_TWO).verdict == "HOLDS"
    assert judge(claim(one(lambda n, a: a.x, lambda n, a: a.x), strict=True), AT_TWO).verdict == "REFUTED"


def test_an_irrational_equality_is_declared_or_stays_undecided():
    sides = one(lambda num, at: num.sqrt(at.x) * num.sqrt(at.x), lambda num, at: at.x)
    undecided = judge(claim(sides), AT_TWO)
    assert (undecided.verdict, undecided.bits) == ("UNDECIDED", 1024)
    assert "1024 bits" in undecided.reason
    declared = judge(claim(sides, equality=lambda at: {"part"}), AT_TWO)
    assert (declared.verdict, declared.bits) == ("EQUAL", 256)
    assert math.isnan(declared.relative)


def test_identities_agree_to_200_bits_or_are_refuted():
    def sides(factor):
        return lambda num, at: {"part": Agree(num.exp(at.x) * num.exp(-at.x), num.ratio(factor, 10**9), 1)}

    assert judge(claim(sides(10**9)), AT_TWO).verdict == "AGREES"
    refuted = judge(claim(sides(10**9 + 1)), AT_TWO)
    assert refuted.verdict == "REFUTED"
    assert refuted.relative == pytest.approx(-1e-9)


def test_the_margin_speaks_only_where_the_sides_do_not():
    calls = []

    def margin(num, at):
        calls.append(num.bits)
        return {"part": 0 * at.x}

    assert judge(claim(one(lambda num, at: 1, lambda num, at: at.x), margin=margin), AT_TWO).verdict == "HOLDS"
    assert not calls
    sides = one(lambda num, at: num.sqrt(at.x) * num.sqrt(at.x), lambda num, at: at.x)
    assert judge(claim(sides, margin=margin), AT_TWO).verdict == "HOLDS"
    assert calls == [128]


def test_a_margin_that_is_not_the_difference_of_the_sides_is_a_contradiction():
    sides = one(lambda num, at: num.sqrt(at.x) * num.sqrt(at.x), lambda num, at: at.x)
    with pytest.raises(Contradiction, match="is not larger - smaller"):
        judge(claim(sides, margin=lambda num, at: {"part": at.x}), AT_TWO)
    wrong = claim(one(lambda n, a: 0, lambda n, a: a.x), margin=lambda num, at: {"part": at.x * num.ratio(10**6 + 1, 10**6)})
    with pytest.raises(Contradiction, match="but the sides give"):
        second_opinion(wrong, AT_TWO, judge(wrong, AT_TWO))


def test_a_declared_equality_that_is_none_is_a_contradiction():
    with pytest.raises(Contradiction, match="equality is declared"):
        judge(claim(one(lambda n, a: 1, lambda n, a: a.x), equality=lambda at: True), AT_TWO)


def test_premises_make_an_instance_vacuous_or_withhold_a_refutation():
    def sides(num, at):
        return {"part": (at.x, 0)}

    false = claim(sides, premises=lambda num, at: {"negative": -at.x})
    assert judge(false, AT_TWO).verdict == "VACUOUS"
    assert judge(claim(sides, premises=lambda num, at: {"strict": Positive(at.x - 2)}), AT_TWO).verdict == "VACUOUS"
    true = judge(claim(sides, premises=lambda num, at: {"large": at.x - 1}), AT_TWO)
    assert true.verdict == "REFUTED"
    assert true.premises["large"].lower == 1
    open_premise = claim(sides, premises=lambda num, at: {"root": num.sqrt(at.x) * num.sqrt(at.x) - at.x})
    assert judge(open_premise, AT_TWO).verdict == "UNDECIDED"


def test_parts_of_an_and_are_judged_apart():
    both = claim(lambda num, at: {"low": (0, at.x), "high": AtMost(at.x, 1)})
    judgement = judge(both, AT_TWO)
    assert judgement.verdict == "REFUTED"
    assert {name: str(part.verdict) for name, part in judgement.parts.items()} == {"low": "HOLDS", "high": "REFUTED"}
    assert judgement.relative == -0.5


@pytest.mark.parametrize(("share", "relative"), [(1, math.ulp(0.0)), (-1, -math.ulp(0.0)), (0, 0.0)])
def test_a_margin_below_every_double_keeps_its_sign(share, relative):
    tiny = claim(lambda num, at: {"tiny": AtMost(0, share * num.exp(num.ratio(-5000, 1)), num.ratio(1, 1))})
    assert judge(tiny, AT_TWO).relative == relative


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"sides": one(lambda n, a: n.sqrt(-a.x), lambda n, a: a.x)}, r"sides\['part'\] is not finite"),
        ({"sides": lambda n, a: {}}, "must be a non-empty dict"),
        ({"sides": lambda n, a: {"part": 3}}, "must be a pair"),
        (
            {"sides": one(lambda n, a: 0, lambda n, a: a.x), "premises": lambda n, a: {"p": n.log(-a.x)}},
            "premise p is not finite",
        ),
        (
            {"sides": one(lambda n, a: n.sqrt(a.x) * n.sqrt(a.x), lambda n, a: a.x), "margin": lambda n, a: {"other": a.x}},
            "margin names unknown parts",
        ),
        ({"sides": one(lambda n, a: 0, lambda n, a: a.x), "equality": lambda a: {"other"}}, "equality names unknown parts"),
        (
            {
                "sides": one(lambda n, a: n.sqrt(a.x) * n.sqrt(a.x), lambda n, a: a.x),
                "margin": lambda n, a: {"part": n.sqrt(-a.x)},
            },
            r"margin\['part'\] is not finite",
        ),
    ],
)
def test_a_claim_that_cannot_be_read_is_an_error(broken, message):
    with pytest.raises(ClaimError, match=message):
        judge(claim(**broken), AT_TWO)


def test_the_bit_cap_follows_the_largest_score():
    def cap(score):
        return bit_cap(claim(one(lambda n, a: 0, lambda n, a: 1), largest_score=lambda instance: score), AT_TWO)

    assert [cap(score) for score in (0.0, 300.0, 5000.0, 2.0**14, 1e9)] == [1024, 1024, 16_384, 65_536, 65_536]
    assert list(precisions(1024)) == [128, 256, 512, 1024]


def test_scores_of_16384_are_decided():
    sides = one(
        lambda num, at: num.sigmoid(at.x) - num.ratio(1, 2), lambda num, at: num.tanh(at.x / 2) / 2 + num.exp(-2 * at.x)
    )
    held = judge(claim(sides, largest_score=lambda i: 2 * abs(float(i["x"]))), Instance(x=2.0**14))
    assert (held.verdict, held.bits) == ("HOLDS", 65_536)


def test_the_second_opinion_confirms_or_contradicts():
    good = SQUARE_AT_LEAST_ITSELF
    assert second_opinion(good, AT_TWO, judge(good, AT_TWO)) is Opinion.CONFIRMED

    def off(num, at):
        return {"part": (0, num.exp(at.x) * (num.ratio(10**12 + 1, 10**12) if num.name == "ball" else 1))}

    with pytest.raises(Contradiction, match="second opinion on 'part'"):
        second_opinion(claim(off), AT_TWO, judge(claim(off), AT_TWO))


def test_a_margin_too_near_zero_for_its_sides_is_unchecked():
    tiny = claim(
        one(lambda n, a: n.exp(a.x) * n.exp(-a.x), lambda n, a: 1 + n.exp(-1000 * a.x)),
        margin=lambda n, a: {"part": n.exp(-1000 * a.x)},
    )
    assert judge(tiny, AT_TWO).verdict == "HOLDS"
    assert second_opinion(tiny, AT_TWO, judge(tiny, AT_TWO)) is Opinion.UNCHECKED


def test_batches_and_single_instances_are_the_same_formula():
    batch = Instance(x=np.array([2.0, 0.5]))
    assert [judge(SQUARE_AT_LEAST_ITSELF, batch.row(k)).verdict for k in (0, 1)] == ["HOLDS", "REFUTED"]
    assert batch.part(0, 1)["x"].tolist() == [2.0]
    assert arb(1) == 1


def test_a_margin_of_zero_has_no_sign():
    claim = Claim(id="own.level", domain=Domain((Axis("x", -9, 9),)), sides=lambda num, at: {"x": (at.x, at.x)})
    assert math.copysign(1.0, judge(claim, Instance(x=3)).relative) == 1.0
