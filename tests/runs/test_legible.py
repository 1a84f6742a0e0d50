import pytest

from w2s_verify.claims.claim import ClaimError
from w2s_verify.hunts import Target
from w2s_verify.runs.legible import check_legible, unreadable_without

HEAD = """'''A statement.'''
import numpy as np
from w2s_verify.claims import AtMost, Axis, Claim, Domain, Positive
DOMAIN = Domain((Axis("a", -9, 9), Axis("b", -9, 9)))
"""
TAIL = 'CLAIM = Claim(id="own.some", domain=DOMAIN, doc=__doc__, '
FAULTS = {
    "a side that is a vector": (
        'def sides(num, at): return {"x": (num.vector(at.a, at.b), num.vector(at.a, at.b))}',
        "sides=sides)",
        "must be one number",
    ),
    "premises in a list": (
        'def sides(num, at): return {"x": (at.a, at.a + 1)}\ndef premises(num, at): return [at.a]',
        "sides=sides, premises=premises)",
        "must be a dict",
    ),
    "an equality that says nothing": (
        'def sides(num, at): return {"x": (at.a, at.a)}\ndef equality(at): pass',
        "sides=sides, equality=equality)",
        "equality returned None",
    ),
    "no such axis": (
        'def sides(num, at): return {"x": (at.c, at.a)}',
        "sides=sides)",
        "line 5, in sides: AttributeError: at.c: this domain has no such axis; it has a, b",
    ),
    "float64 alone raises": (
        'def sides(num, at): return {"x": (at.a, at.a.upper())}',
        "sides=sides)",
        "in sides: AttributeError",
    ),
    "nan nearly everywhere": (
        'def sides(num, at): return {"x": (num.sqrt(-1 - at.a * at.a), at.a)}',
        "sides=sides)",
        "not finite",
    ),
    "mpmath alone raises": (
        'def sides(num, at): return {"x": (-1, np.exp(at.a))}',
        "sides=sides)",
        "line 5, in sides: TypeError",
    ),
    "law that cannot be read": (
        'def sides(num, at): return {"x": (at.a, at.a + 1)}\ndef law(num, at): return {"y": (at.a, at.none)}',
        "sides=sides, from_law=law)",
        "in law: AttributeError: at.none",
    ),
}


@pytest.fixture
def claim(tmp_path):
    def written(source, tail):
        path = tmp_path / "some_claim.py"
        path.write_text(f"{HEAD}{source}\n{TAIL}{tail}\n")
        return Target(str(path)).claim()

    return written


@pytest.mark.parametrize("fault", FAULTS)
def test_a_claim_that_cannot_be_read_is_blamed(claim, fault):
    source, tail, said = FAULTS[fault]
    with pytest.raises(ClaimError) as raised:
        check_legible(claim(source, tail))
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_claim_that_cannot_be_read_here_and_there(claim):
    found = check_legible(claim('def sides(num, at): return {"x": (num.log(at.a) - at.a, at.a)}', "sides=sides)"))
    assert 0 < found.unreadable < found.admitted
    assert f"{found.unreadable} of {found.admitted} instances drawn cannot be read: own.some: sides" in str(found)


@pytest.mark.parametrize("named", ["logistic.secant", "path.peak", "boundary.noisy-majority"])
def test_claims_of_the_catalogue_are_legible(named):
    assert not check_legible(Target(named).claim()).unreadable


def test_a_claim_that_few_instances_satisfy_is_legible(claim):
    source = 'def sides(num, at): return {"x": (at.a, at.a + 1)}\ndef premises(num, at): return {"never": -1 - at.a * at.a}'
    check_legible(claim(source, "sides=sides, premises=premises)"))


def test_what_cannot_be_read_without_a_premise(claim):
    source = """
def premises(num, at): return {"positive": Positive(at.a), "small": 5 - at.b}
def sides(num, at): return {"x": (0, 1 / num.sqrt(at.a - num.ratio(1, 2)))}
"""
    own = claim(source, "sides=sides, premises=premises)")
    assert unreadable_without(own, "positive")
    assert not unreadable_without(own, "small")
