import copy
import json
from pathlib import Path

import pytest

from w2s_verify.claims.instance import Instance
from w2s_verify.hunts.target import Target
from w2s_verify.runs.certificate_check import Status, check, check_file
from w2s_verify.runs.certificate_form import CertificateError, digest_of
from w2s_verify.runs.certificates import certificate, file_digest

TARGET = Target("path.peak", mutant="rho-2.001")
INSTANCE = {"a": 1, "b": 1, "p": 1, "q": 0, "r": 1, "kept": 1, "learned": 1}
INSTANCE |= {"radial": 1, "law_scale": 1, "hard": 0, "noise": 0, "time": 0}


@pytest.fixture(scope="module")
def issued():
    return json.loads(json.dumps(certificate(TARGET, Instance(**INSTANCE), seed=7)))


def leaves(data, path=()):
    """Every place in the JSON that holds a number or a text."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, (*path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path


def edited(data, path, change):
    changed = copy.deepcopy(data)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = change(place[path[-1]])
    return changed


def other(value):
    return value + 1 if isinstance(value, (int, float)) else f"{value}x"


def test_an_issued_certificate_is_valid(issued):
    assert check(issued).status is Status.VALID, check(issued)


def test_every_edit_of_every_field_is_caught(issued):
    for path in leaves(issued):
        found = check(edited(issued, path, other))
        assert found.status is Status.INVALID, path
        assert found.reasons, path


# The digest is no secret: whoever edits may write a new one. Then the recomputation has to notice.
# What no part of this mutant reads may change: the certificate is then one of another instance, and true.
# A package that has changed since, with all recomputed values as before, leaves the certificate true.
FREE = {"seed", "versions"}
UNREAD = {("instance", name) for name in ("radial", "law_scale", "hard")}


def test_an_edit_with_a_new_digest_is_caught(issued):
    for path in leaves(issued):
        if path[0] in FREE or path == ("digest",) or path in UNREAD or path == ("sources", "package"):
            continue
        changed = edited(issued, path, other)
        if path[-2:-1] == ("radius",):
            changed = edited(issued, path, (lambda value: value + 2**400, lambda value: value + 400)[path[-1]])
        if path[-2:-1] == ("midpoint",) and path[-1] == 0:
            changed = edited(issued, path, lambda value: value * 2 + 10**40)
        found = check({**changed, "digest": digest_of(changed)})
        assert found.status is not Status.VALID, path
        assert found.reasons, path


def test_a_changed_statement_is_stale(issued):
    changed = {**issued, "digest_of_statement": "0" * 64}
    found = check({**changed, "digest": digest_of(changed)})
    assert (found.status, found.verdict) == (Status.STALE, "REFUTED")


@pytest.mark.parametrize("text", ["[]", "3", '{"schema":"other"}', '{"schema":"w2s-verify/certificate/2"}'])
def test_json_that_is_no_certificate_is_invalid(tmp_path, text):
    path = tmp_path / "certificate.json"
    path.write_text(text)
    assert check_file(path).status is Status.INVALID


@pytest.mark.parametrize("text", [None, "", "{", "\udcff", "[" * 100_000])
def test_a_file_without_json_is_an_error(tmp_path, text):
    path = tmp_path / "certificate.json"
    if text is not None:
        path.write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(CertificateError, match="no such file" if text is None else "is not JSON"):
        check_file(path)


def with_digest(data, **fields):
    data = {**data, **fields}
    return {**data, "digest": digest_of(data)}


def test_an_instance_outside_the_domain_is_invalid(issued):
    found = check(with_digest(issued, instance={**issued["instance"], "noise": -1}))
    assert found.status is Status.INVALID
    assert "as the domain declares" in found.reasons[0]


def test_an_unknown_field_of_the_instance_is_invalid(issued):
    found = check(with_digest(issued, instance={**issued["instance"], "colour": 1}))
    assert found.status is Status.INVALID
    assert "has unknown colour" in found.reasons[0]


OWN = """'''a² + K ≤ 100.'''
from w2s_verify.claims import Axis, Claim, Domain
K = 0
def shifted(value): return value + K
def sides(num, at): return {"square": (shifted(at.a * at.a), num.ratio(100, 1))}
CLAIM = Claim(id="own.axis", domain=Domain((Axis("a", 0, 20),)), sides=sides, doc=__doc__)
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A certificate of a user's file, issued in the file's folder."""
    monkeypatch.chdir(tmp_path)
    Path("own.py").write_text(OWN)
    return json.loads(json.dumps(certificate(Target("own.py"), Instance(a=11), seed=0)))


@pytest.mark.parametrize(
    ("old", "new", "status", "said"),
    [
        ("100, 1", "101, 1", Status.STALE, "the statement has changed since"),
        ("K = 0", "K = 1", Status.STALE, "the claim's file has changed since"),
        ("K = 0", "K = -99", Status.STALE, "does not refute"),
        ("0, 20", "0, 10", Status.STALE, "as the domain declares"),
        ("CLAIM", "OTHER", Status.STALE, "cannot find the claim"),
        ("own.axis", "own.other", Status.STALE, "has changed since"),
        ("K = 0", "K = 0  # none", Status.VALID, ""),
        ("0, 20", "0, 30", Status.VALID, ""),
    ],
)
def test_a_changed_file_makes_stale_what_differs(own, old, new, status, said):
    Path("own.py").write_text(OWN.replace(old, new))
    found = check(own)
    assert found.status is status
    assert said in "; ".join(found.reasons)
    assert any("has changed since" in line for line in (*found.reasons, *found.notes))


def test_a_changed_package_makes_stale_what_differs(issued):
    sources = {**issued["sources"], "package": "0" * 64}
    unharmed = check(with_digest(issued, sources=sources))
    assert unharmed.status is Status.VALID
    assert "the package has changed since" in unharmed.notes[0]
    differing = check(with_digest(issued, sources=sources, bits=64))
    assert differing.status is Status.STALE


def test_a_claims_file_is_sought_beside_the_certificate_then_here(own, tmp_path, monkeypatch):
    elsewhere, beside = tmp_path / "elsewhere", tmp_path / "beside"
    for folder in (elsewhere, beside):
        folder.mkdir()
    assert check(own).notes == ()
    monkeypatch.chdir(elsewhere)
    found = check(own, beside)
    assert (found.status, found.notes) == (
        Status.VALID,
        ("own.py is not here: judged by the source that the certificate holds",),
    )
    beside.joinpath("own.py").write_text(OWN)
    assert check(own, beside).notes == ()
    beside.joinpath("own.py").write_text(OWN.replace("K = 0", "K = 1"))
    assert check(own, beside).status is Status.STALE
    elsewhere.joinpath("own.py").write_text(OWN)
    assert check(own, beside).status is Status.VALID


def test_another_source_than_the_digest_says_is_invalid(own):
    found = check(with_digest(own, sources={**own["sources"], "text": OWN.replace("K = 0", "K = 1")}))
    assert found.status is Status.INVALID


def test_only_a_counterexample_has_a_certificate():
    with pytest.raises(CertificateError, match="only a counterexample"):
        certificate(Target("path.peak"), Instance(**INSTANCE), seed=0)


LEVEL = [("path.peak", "x-dropped"), ("hessian.secant", "lambda-0.9995"), ("gradient.elliptical", "not-centred")]


@pytest.mark.parametrize(("named", "mutant"), LEVEL)
def test_another_part_that_is_level_does_not_matter(named, mutant):
    target = Target(named, mutant=mutant)
    found = check(json.loads(json.dumps(certificate(target, target.base().mutant(mutant).instance(), seed=0))))
    assert found.status is Status.VALID, found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("100, 1", "90, 1", "does not give the statement whose digest it gives"),
        ("K = 0", "K = 1", "exclude each other"),
        ("CLAIM", "OTHER", "cannot find the claim"),
        ("K = 0", "K = ", "cannot find the claim"),
    ],
)
@pytest.mark.parametrize("moved", [False, True])
def test_a_substituted_source_is_invalid_wherever_the_certificate_lies(own, tmp_path, monkeypatch, old, new, said, moved):
    text = OWN.replace(old, new)
    if moved:
        tmp_path.joinpath("moved").mkdir()
        monkeypatch.chdir(tmp_path / "moved")
    found = check(with_digest(own, sources={**own["sources"], "text": text, "file": file_digest(text)}))
    assert found.status is Status.INVALID
    assert said in "; ".join(found.reasons)


def test_a_name_that_stands_twice_is_invalid(issued, tmp_path):
    path = tmp_path / "twice.json"
    path.write_text(json.dumps(issued).replace('"verdict":', '"verdict": "HOLDS", "verdict":', 1))
    found = check_file(path)
    assert found.status is Status.INVALID
    assert "'verdict' stands 2 times" in found.reasons[0]


@pytest.mark.parametrize("entry", [10**400, -(2**5000), 2**64 + 1])
def test_an_entry_that_is_no_double_is_named_in_short(issued, entry):
    found = check(with_digest(issued, instance={**issued["instance"], "a": entry}))
    assert found.status is Status.INVALID
    assert "a double exactly" in found.reasons[0]
    assert len(found.reasons[0]) < 200


def test_a_number_of_many_digits_is_not_echoed(issued):
    found = check(with_digest(issued, bits=10**400))
    assert found.status is Status.INVALID
    assert max(map(len, found.reasons)) < 200


def test_half_of_a_surrogate_pair_is_invalid(own):
    text = OWN + "# \ud800"
    found = check(with_digest(own, sources={**own["sources"], "text": text}))
    assert (found.status, found.reasons) == (
        Status.INVALID,
        ("a text in it has half of a surrogate pair, which is no character",),
    )
