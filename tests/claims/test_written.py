"""What a claim's functions may return, in every arithmetic, and what is said of anything else."""

import math
import re

import numpy as np
import pytest

from w2s_verify.arithmetic import RoundedConstantError, float64, mp, written_exactly
from w2s_verify.claims import Agree, Axis, Claim, ClaimError, Contradiction, Domain, Instance, Mutant, Positive, judge
from w2s_verify.claims.constants import check_constants
from w2s_verify.claims.equality import confirm_equality
from w2s_verify.claims.second_opinion import Opinion, second_opinion

DOMAIN = Domain(axes=(Axis("x", -50, 50),))
AT_SEVEN = Instance(x=7)


def claim(sides=lambda num, at: {"x": (5, at.x)}, **more):
    return Claim(id="test.claim", domain=DOMAIN, sides=sides, **more)


def side(value):
    return {"sides": lambda num, at: {"x": (value(num, at), at.x)}}


def premise(value):
    return {"premises": lambda num, at: {"x > 10": value(num, at)}}


NO_COMPARISON = "premises['x > 10'] = False: must be a number (>= 0), not a comparison; for x > y write Positive(x - y)"
READ = [
    (premise(lambda num, at: at.x > 10), NO_COMPARISON),
    (premise(lambda num, at: np.False_), "premises['x > 10'] = np.False_: must be a number (>= 0), not a comparison"),
    (premise(lambda num, at: Positive(at.x > 10)), "premises['x > 10'] = False: must be a number (> 0), not a comparison"),
    (premise(lambda num, at: None), "premises['x > 10'] = None: must be a number (>= 0)"),
    (premise(lambda num, at: num.vector(at.x, at.x)), "premises['x > 10'] has shape (2,): must be one number (>= 0) at each"),
    (premise(lambda num, at: 0.1), "premises['x > 10'] = 0.1: a float is a rounded constant: write num.ratio(1, 10) for 0.1"),
    (
        {"premises": lambda num, at: [at.x]},
        "premises returned [7.0000000000000000000000000000000000000]: must be a dict",
    ),
    ({"premises": lambda num, at: None}, "premises returned None: must be a dict of name: number"),
    (side(lambda num, at: None), "sides['x'], smaller = None: must be a number (a side)"),
    (side(lambda num, at: "5"), "sides['x'], smaller = '5': must be a number (a side)"),
    (side(lambda num, at: math.nan), "sides['x'], smaller = nan: a float is a rounded constant"),
    (side(lambda num, at: 1 / 3), "sides['x'], smaller = 0.3333333333333333: a float is a rounded constant"),
    (side(lambda num, at: num.vector(at.x, at.x)), "sides['x'], smaller has shape (2,): must be one number (a side) at each"),
    ({"sides": lambda num, at: {"x": Agree(at.x, at.x, True)}}, "sides['x'], scale = True: must be a number (a scale)"),
    ({"sides": lambda num, at: {"x": at.x > 5}}, "sides['x'] = True: must be a pair (smaller, larger)"),
    ({"sides": lambda num, at: {1: (5, at.x)}}, "sides returned the name 1: every name must be a string"),
    ({"sides": lambda num, at: None}, "sides returned None: must be a dict of name: (smaller, larger)"),
    ({"from_law": lambda num, at: {"y": (None, 1)}}, "from_law['y'], smaller = None"),
    ({**side(lambda num, at: at.x), "equality": lambda at: None}, "equality returned None: must be True, False or a set of"),
    ({**side(lambda num, at: at.x), "equality": lambda at: "x"}, "equality returned 'x': must be True, False or a set"),
    ({**side(lambda num, at: at.x), "equality": lambda at: np.array([True])}, "equality returned array([ True])"),
    (
        {**side(lambda num, at: num.sqrt(at.x) * num.sqrt(at.x)), "margin": lambda num, at: 0},
        "margin returned 0: must be a dict",
    ),
]


@pytest.mark.parametrize(("more", "message"), READ, ids=[message[:50] for _, message in READ])
def test_an_ill_formed_return_value_is_named(more, message):
    wrong = claim(**more)
    with pytest.raises(ClaimError, match=re.escape(f"test.claim: {message}")):
        judge(wrong, AT_SEVEN)


def test_a_comparison_of_a_batch_is_no_premise():
    batch = Instance(x=np.array([1.0, 20.0])).lift(float64)
    with pytest.raises(ClaimError, match="must be a number"):
        claim(**premise(lambda num, at: at.x > 10)).premise_values(float64, batch)
    values = claim(**premise(lambda num, at: Positive(at.x - 10))).premise_values(float64, batch)
    assert values["x > 10"].value.tolist() == [-9.0, 10.0]


def test_a_true_statement_with_a_written_premise_holds():
    true = claim(**premise(lambda num, at: Positive(at.x - 10)))
    assert [judge(true, Instance(x=x)).verdict for x in (4, 11)] == ["VACUOUS", "HOLDS"]


@pytest.mark.parametrize("pair", [(1, 2), (0.5, 0.75), (np.int64(1), 2)])
def test_plain_constants_are_sides(pair):
    constant = claim(sides=lambda num, at: {"x": pair})
    judgement = judge(constant, AT_SEVEN)
    assert (judgement.verdict, second_opinion(constant, AT_SEVEN, judgement)) == ("HOLDS", Opinion.CONFIRMED)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"sides": lambda at: {}}, r"sides = <lambda>\(at\): must be a function \(num, at\)"),
        ({"sides": 3}, r"sides = 3: must be a function \(num, at\)"),
        ({"equality": lambda num, at: True}, r"equality = <lambda>\(num, at\): must be a function \(at\)"),
        ({"premises": lambda num: {}}, r"premises = <lambda>\(num\): must be a function \(num, at\)"),
        ({"id": 5}, "id = 5: must read topic.name"),
        ({"strict": "yes"}, "strict = 'yes': must be True or False"),
        ({"quota": -1}, "quota = -1: must be a number above 0"),
        ({"expects": "UNDECIDED"}, "expects = 'UNDECIDED': must be HOLDS or REFUTED"),
        ({"witness": {"q": 1}}, r"witness = \{'q': 1\}: must have the axes x"),
        ({"witness": {"x": "one"}}, "witness: x = 'one': must be a real number"),
        ({"mutants": (Mutant("m", "wrong", {"y": 1}),)}, "mutant m: witness = "),
        ({"mutants": (Mutant("m", "wrong", {"x": 1}, sides=lambda at: {}),)}, "mutant m: sides = "),
        ({"mutants": [1]}, r"mutants = \[1\]: must be a tuple of Mutant"),
        ({"tags": "T1"}, "tags = 'T1': must be a tuple of strings"),
        ({"doc": None}, "doc = None: must be a string"),
    ],
)
def test_a_claim_is_checked_where_it_is_made(more, message):
    with pytest.raises(ClaimError, match=message):
        Claim(**{"id": "test.claim", "domain": DOMAIN, "sides": lambda num, at: {"x": (5, at.x)}, **more})


ROUNDED = [
    lambda num, at: {"x": (0.1 * at.x, at.x)},
    lambda num, at: {"x": (at.x - 0.1, at.x)},
    lambda num, at: {"x": ((1 / 3) * at.x, at.x)},
    lambda num, at: {"x": (at.x / np.float64(0.3), 99)},
    lambda num, at: {"x": (num.exp(-0.1), at.x)},
    lambda num, at: {"x": (num.ratio(1, 1) * float(num.sqrt(at.x)), at.x)},
    lambda num, at: {"x": (num.ratio(1, 1) * math.sqrt(at.x), at.x)},
    lambda num, at: {"x": (num.sum(np.array([0.1]) * num.vector(at.x)), at.x)},
]


@pytest.mark.parametrize("sides", ROUNDED)
def test_a_rounded_constant_is_found(sides):
    with pytest.raises(RoundedConstantError, match=r"rounded"):
        check_constants(claim(sides=sides), AT_SEVEN)
    with pytest.raises(RoundedConstantError, match=r"rounded"):
        second_opinion(claim(sides=sides), AT_SEVEN, judge(claim(sides=sides), AT_SEVEN))


def test_exact_constants_pass():
    exact = claim(sides=lambda num, at: {"x": (0.5 * at.x + 1.0 - at.x**2, num.ratio(1, 3) * float(at.x) + 2**70 * 0.375)})
    check_constants(exact, AT_SEVEN)
    assert [written_exactly(value) for value in (0.5, -3.0, 1e300, 0.1, 1 / 3, math.inf, math.nan, 2.0**-70)] == [
        *(True, True, True),
        *(False, False, False, False, True),
    ]
    assert float(mp(60).ratio(1, 3) * 0.1) > 0  # only a strict arithmetic refuses


@pytest.mark.parametrize("extra", [lambda num: num.ratio(1, 10**80), lambda num: num.exp(num.ratio(-300, 1))])
def test_an_equality_that_is_none_contradicts(extra):
    thin = claim(sides=lambda num, at: {"x": (at.x + at.x * extra(num), at.x)}, equality=lambda at: True)
    judgement = judge(thin, AT_SEVEN)
    with pytest.raises(Contradiction, match="equality declares 'x'"):
        confirm_equality(thin, AT_SEVEN, judgement)


def test_an_equality_is_confirmed():
    rational = claim(sides=lambda num, at: {"x": (at.x * at.x, 7 * at.x)}, equality=lambda at: at.x == 7)
    root = claim(sides=lambda num, at: {"x": (num.sqrt(at.x) * num.sqrt(at.x), at.x)}, equality=lambda at: {"x"})
    for true in (rational, root, claim()):
        assert confirm_equality(true, AT_SEVEN, judge(true, AT_SEVEN))


@pytest.mark.parametrize(
    ("wrong", "kind", "message"),
    [
        (lambda: judge("test.claim", AT_SEVEN), TypeError, "claim = 'test.claim': must be a Claim"),
        (lambda: judge(claim(), {"x": 1}), TypeError, "instance = {'x': 1}: must be an Instance"),
        (lambda: judge(claim(), Instance(y=1)), ClaimError, r"test.claim: instance = Instance\(y=1.0\): lacks x"),
        (lambda: judge(claim(), Instance(x=[1, 2])), ClaimError, r"test.claim: x: shape \(2,\): must have the axes \(\)"),
        (lambda: judge(claim(), AT_SEVEN, cap=-1), ValueError, "cap = -1: must be a number of bits, at least 128"),
        (lambda: judge(claim(largest_score=lambda i: math.nan), AT_SEVEN), ClaimError, "largest_score returned nan"),
        (lambda: Instance(x=2**60 + 1), ValueError, "x = 1152921504606846977: every entry must be a double exactly"),
        (lambda: Instance(x="one"), ValueError, "x = 'one': must be a real number or an array of them"),
        (lambda: Instance(x=[True]), ValueError, "must be a real number"),
        (lambda: Instance(x=1j), ValueError, "must be a real number"),
    ],
)
def test_the_judge_says_what_it_must_be_given(wrong, kind, message):
    with pytest.raises(kind, match=message):
        wrong()


def test_an_infinite_score_asks_for_the_greatest_cap():
    assert judge(claim(largest_score=lambda instance: math.inf), AT_SEVEN).verdict == "HOLDS"
