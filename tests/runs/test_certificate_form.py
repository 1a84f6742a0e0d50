import copy

import pytest

from w2s_verify.claims.instance import Instance
from w2s_verify.hunts.target import Target
from w2s_verify.runs.certificate_form import CertificateError, check_form, digest_of
from w2s_verify.runs.certificates import certificate


@pytest.fixture(scope="module")
def issued():
    return certificate(Target("logistic.secant", mutant="chord-shrunk"), WITNESS, seed=7)


WITNESS = Target("logistic.secant").base().mutant("chord-shrunk").instance()
DELETED = object()


def changed(data, path, value):
    """The certificate with another value in one place and a new digest."""
    data = copy.deepcopy(data)
    place = data
    for step in path[:-1]:
        place = place[step] if step is not None else next(iter(place.values()))
    if value is DELETED:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return {**data, "digest": digest_of(data)}


def test_an_issued_certificate_has_the_form(issued):
    check_form(issued)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("schema",), "w2s-verify/certificate/1", "schema is w2s-verify/certificate/2"),
        (("seed",), DELETED, "the certificate: lacks seed"),
        (("colour",), "red", "unknown field colour"),
        (("claim",), [1], "claim: must be an object"),
        (("claim",), {}, "claim: lacks drop, id, mutant, named, parameter, value"),
        (("claim", "named"), 7, "claim: named must be text"),
        (("claim", "value"), [1, 0], "value must be two whole numbers"),
        (("claim", "value"), [1.5, 2], "value must be two whole numbers"),
        (("sources",), {}, "sources: lacks"),
        (("sources", "text"), 1, "sources: text must be text"),
        (("instance",), [1], "instance: must be an object"),
        (("bits",), True, "bits: must be a whole number"),
        (("seed",), 1.0, "seed: must be a whole number"),
        (("versions",), {"python": 3}, "versions: python must be text"),
        (("premises",), {"p": 3}, "premise p: must be an object"),
        (("sides", None, "relation"), "!=", "relation must be one of"),
        (("sides", None, "smaller"), {"midpoint": [0], "radius": [0, 0]}, "must be two whole numbers, mantissa and exponent"),
        (("sides", None, "larger"), {"midpoint": [0, 5], "radius": [0, 0]}, "not in normal form"),
        (("sides", None, "larger"), {"midpoint": [1, 2**40], "radius": [0, 0]}, "not in normal form"),
        (("margins", None, "verdict"), DELETED, "lacks verdict"),
    ],
)
def test_what_is_wrong_is_said_in_words(issued, path, value, said):
    with pytest.raises(CertificateError) as raised:
        check_form(changed(issued, path, value))
    assert said in str(raised.value)
    assert "{" not in str(raised.value)


@pytest.mark.parametrize("data", [None, [], 3, "text", {}])
def test_other_json_is_no_certificate(data):
    with pytest.raises(CertificateError, match="must be a JSON object whose schema is"):
        check_form(data)


def test_nan_is_named(issued):
    with pytest.raises(CertificateError, match="nan or infinite"):
        check_form({**issued, "instance": {"a": float("nan")}})


def test_an_instance_outside_the_domain_has_no_certificate():
    outside = Instance(points=[[1, 0], [0, 1]], weights=[3, -1], student=[1, 0], direction=[0, 1])
    with pytest.raises(CertificateError, match="weights = -1"):
        certificate(Target("hessian.loewner-band"), outside, seed=0)
