import copy
import json

import pytest

from w2s_verify.claims.instance import Instance
from w2s_verify.hunts.target import Target
from w2s_verify.runs.certificates import CertificateError, Status, certificate, check, check_file, digest_of

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
FREE = {"seed", "versions"}
UNREAD = {("instance", name) for name in ("radial", "law_scale", "hard")}


def test_an_edit_with_a_new_digest_is_caught(issued):
    for path in leaves(issued):
        if path[0] in FREE or path == ("digest",) or path in UNREAD:
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


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema":"other"}', '{"schema":"w2s-verify/certificate/1"}'])
def test_an_unreadable_file_is_invalid(tmp_path, text):
    path = tmp_path / "certificate.json"
    path.write_text(text)
    assert check_file(path).status is Status.INVALID


def test_a_missing_file_is_invalid(tmp_path):
    assert check_file(tmp_path / "none.json").status is Status.INVALID


def test_only_a_counterexample_has_a_certificate():
    with pytest.raises(CertificateError, match="only a counterexample"):
        certificate(Target("path.peak"), Instance(**INSTANCE), seed=0)
