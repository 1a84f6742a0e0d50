import sys

import pytest


def ids(result):
    return [line for line in result.outlines if "::" in line and not line.startswith("FAILED")]


def test_explicitly_named(pytester, write, folder):
    folder.joinpath(write("holds")).rename("mine.py")
    result = pytester.runpytest_inprocess("mine.py", "--collect-only", "-q")
    assert ids(result) == ["mine.py::own.holds"]


def test_found_in_a_folder_by_the_name(pytester, write):
    write("holds")
    write("agrees")
    result = pytester.runpytest_inprocess("--collect-only", "-q")
    assert ids(result) == ["agrees_claim.py::own.agrees", "holds_claim.py::own.holds"]


def test_a_claim_file_is_collected_once(pytester, write):
    result = pytester.runpytest_inprocess(write("holds"))
    result.assert_outcomes(passed=1)


def test_files_of_others_are_left_alone(pytester):
    pytester.path.joinpath("insurance_claim.py").write_text("raise RuntimeError\n")
    pytester.path.joinpath("plain.py").write_text("CLAIM: int = 1\n")
    pytester.path.joinpath("test_own.py").write_text("CLAIM = 1\ndef test_it(): pass\n")
    result = pytester.runpytest_inprocess("--collect-only", "-q")
    assert ids(result) == ["test_own.py::test_it"]


def test_a_test_module_that_assigns_CLAIM_stays_a_test_module(pytester):  # noqa: N802
    pytester.path.joinpath("test_own.py").write_text("CLAIM = 1\ndef test_it(): pass\n")
    pytester.runpytest_inprocess("test_own.py").assert_outcomes(passed=1)


def test_a_file_without_CLAIM_is_left_to_pytest(pytester):  # noqa: N802
    pytester.path.joinpath("other.py").write_text("def test_it(): pass\n")
    pytester.path.joinpath("broken.py").write_text("def test_it(:\n")
    pytester.runpytest_inprocess("other.py").assert_outcomes(passed=1)
    pytester.runpytest_inprocess("broken.py").assert_outcomes(errors=1)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no_claim", "*no_claim_claim.py: must define CLAIM = Claim(...)"),
        ("syntax", "*syntax_claim.py, line 4: syntax error, invalid syntax"),
        ("contradictory", "*axis x = (9, -9): contradictory bounds*"),
    ],
)
def test_a_broken_claim_file_is_one_line(pytester, write, name, message):
    result = pytester.runpytest_inprocess(write(name))
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])
    result.stdout.no_fnmatch_line("*Traceback*")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("from w2s_verify.claims import Claim\n", "*mine.py: must define CLAIM = Claim(...)"),
        ("from w2s_verify.claims import Claim\nCLAIM = Claim(\n", "*mine.py, line 2: syntax error, '(' was never closed"),
        ("import sys\nfrom w2s_verify.claims import Claim\nsys.exit(0)\n", "*mine.py, line 3: the file exits (sys.exit)*"),
    ],
)
def test_a_file_named_explicitly_that_is_no_claim_is_told_so(pytester, text, message):
    pytester.path.joinpath("mine.py").write_text(text)
    result = pytester.runpytest_inprocess("mine.py")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_the_module_path_is_not_touched(pytester, write):
    before = list(sys.path)
    pytester.runpytest_inprocess(write("holds"))
    assert sys.path == before
    assert "holds_claim" not in sys.modules
