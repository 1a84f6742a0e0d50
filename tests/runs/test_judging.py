"""Reading one instance that a person wrote."""

import re

import pytest

from w2s_verify.claims.catalogue import select
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.runs.judging import InstanceError, read_instance


def drawn_and_renamed(fields):
    return {"doubled": 2 * fields["x"]}


COUPLED = Claim(
    id="own.coupled",
    domain=Domain((Axis("x", 1, 9, (2,)),), couple=drawn_and_renamed),
    sides=lambda num, at: {"positive": (0, num.sum(at.doubled))},
)
TWO = Claim(id="own.two", domain=Domain((Axis("x", 1, 9, (2,)),)), sides=lambda num, at: {"sum": (0, num.sum(at.x))})


def test_the_fields_are_those_after_the_coupling():
    assert read_instance(COUPLED, '{"doubled":[2,4]}')["doubled"].tolist() == [2, 4]
    with pytest.raises(InstanceError, match="lacks doubled and has unknown x"):
        read_instance(COUPLED, '{"x":[1,2]}')


def test_a_length_that_the_domain_fixes():
    assert read_instance(TWO, '{"x":[5,3]}')["x"].tolist() == [5, 3]
    with pytest.raises(InstanceError, match=r"x: shape \(3,\): 2 must be 2, as in the domain"):
        read_instance(TWO, '{"x":[1,2,3]}')


LAW = """{"points":[[1,0],[0,1]],"weights":[3,-1],"student":[1,0],"direction":[0,1]}"""


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("hessian.loewner-band", LAW, "hessian.loewner-band: weights = -1: must be > 0, as the domain declares"),
        ("inevitable.tail", '{"dimension":3.5,"ratio":1}', "dimension = 3.5: must be a whole number from 3 to 1000"),
        ("inevitable.tail", '{"dimension":2,"ratio":1}', "dimension = 2: must be a whole number from 3 to 1000"),
    ],
)
def test_a_value_that_the_domain_excludes_is_refused(name, text, message):
    (stated,) = select((name,))
    with pytest.raises(InstanceError, match=re.escape(message)):
        read_instance(stated, text)
