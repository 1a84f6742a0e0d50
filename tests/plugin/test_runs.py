import json

import pytest
from hypothesis import settings

from w2s_verify.claims.catalogue import catalogue


def test_one_id_a_claim(request):
    root = request.config.rootpath
    properties = (root / "properties" / "test_every_claim.py").read_text(encoding="utf-8")
    assert "ids=lambda claim: claim.id" in properties
    assert "def test_claim(" in properties


@pytest.fixture
def every_claim(pytester, request):
    """The project's own properties, in a folder of their own."""
    pytester.mkdir("properties")
    for source in (request.config.rootpath / "properties").glob("*.py"):
        pytester.path.joinpath("properties", source.name).write_text(source.read_text("utf-8"), "utf-8")
    return pytester


def test_ids_and_selection(every_claim):
    result = every_claim.runpytest_inprocess("properties/", "--collect-only", "-q", "-k", "test_every_claim")
    expected = [f"properties/test_every_claim.py::test_claim[{claim.id}]" for claim in catalogue()]
    assert [line for line in result.outlines if "::" in line] == expected
    selected = every_claim.runpytest_inprocess("properties/", "-k", "logistic and secant")
    selected.assert_outcomes(passed=1)


def test_the_ledger(pytester, write):
    result = pytester.runpytest_inprocess(write("holds"), write("refuted"), "--w2s-seed", "3")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*w2s-verify: profile dev, seed 3*", "*claim*verdict*certified*EQUAL*UNDECIDED*worst margin*"])
    result.stdout.fnmatch_lines(["*own.holds*HOLDS*", "*own.refuted*REFUTED*"])


def test_no_ledger_without_claims(pytester):
    pytester.makepyfile("def test_it(): pass")
    pytester.runpytest_inprocess().stdout.no_fnmatch_line("*w2s-verify: profile*")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("refuted", "  reproduce  w2s-verify judge refuted_claim.py '{\"x\":*}'"),
        ("undecided", "own.undecided: verdict UNDECIDED, declared HOLDS"),
        ("vacuous", "own.vacuous: verdict VACUOUS, declared HOLDS: premise 'never' was never met in * draws"),
        ("contradicted", "own.contradicted contradicts itself: margin*"),
        ("alive", "own.alive: the stored witness no longer refutes same"),
        ("nan", "own.nan: sides*is not finite*"),
        ("raises", "own.raises: raises_claim.py, line 4, in sides: AttributeError*"),
    ],
)
def test_what_is_not_as_declared_fails_in_words(pytester, write, name, message):
    result = pytester.runpytest_inprocess(write(name))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([message])
    result.stdout.no_fnmatch_line("*Falsifying example*")
    result.stdout.no_fnmatch_line("*Traceback*")


@pytest.mark.parametrize("name", ["holds", "agrees", "declared", "undecided_declared"])
def test_what_is_as_declared_passes(pytester, write, name):
    pytester.runpytest_inprocess(write(name)).assert_outcomes(passed=1)


def test_profiles_set_the_quota(pytester, write, folder):
    pytester.runpytest_inprocess(write("any_law"), "--w2s-profile", "ci", "--w2s-json", "run.json")
    data = json.loads(folder.joinpath("run.json").read_text())
    assert data["run"]["profile"] == "ci"
    assert data["claims"][0]["certified"] == 500


def test_under_xdist_ledger_and_record_are_the_same(pytester, write, folder):
    names = [write("holds"), write("refuted"), write("agrees")]

    def record(*more):
        result = pytester.runpytest_subprocess(*names, "--w2s-json", "run.json", *more)
        result.assert_outcomes(passed=2, failed=1)
        result.stdout.fnmatch_lines(["*own.agrees*AGREES*", "*own.holds*HOLDS*", "*own.refuted*REFUTED*"])
        claims = json.loads(folder.joinpath("run.json").read_text())["claims"]
        return [{**claim, "seconds": 0} for claim in claims]

    assert record("-p", "xdist", "-n", "2") == record("-p", "no:xdist")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--w2s-json", "no/folder.json"], "*--w2s-json = no/folder.json: its folder must exist*"),
        (["--w2s-seed", "-1"], "*--w2s-seed*"),
        (["--w2s-profile", "quick"], "*invalid choice: 'quick'*"),
    ],
)
def test_bad_options(pytester, arguments, message):
    result = pytester.runpytest_inprocess(*arguments)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([message])


def test_hypothesis_profiles_are_left_alone(pytester, write):
    before = settings.get_current_profile_name(), settings.default
    pytester.runpytest_inprocess(write("holds"))
    assert (settings.get_current_profile_name(), settings.default) == before
