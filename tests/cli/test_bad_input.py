import numpy as np
import pytest

CASES = [
    (["verify", "logistic.sekant"], "claim = 'logistic.sekant': no such id or topic; nearest: logistic.secant, logistic"),
    (["claims", "zzz"], "claim = 'zzz': no such id or topic"),
    (["verify", "gone.py"], "claim file = gone.py: no such file"),
    (["verify", "{no_claim}"], "claim file = no_claim_claim.py: must define CLAIM = Claim(...)"),
    (["verify", "{syntax}"], "claim file = syntax_claim.py, line 4: syntax error, invalid syntax"),
    (["verify", "{contradictory}"], "axis x = (9, -9): contradictory bounds, the lower one exceeds the upper one"),
    (["verify", "{nan}"], "own.nan: sides['root'] is not finite"),
    (["verify", "{raises}"], "own.raises: raises_claim.py, line 4, in sides: AttributeError: at.nothing: this domain has no"),
    (["verify", "--profile", "quick"], "'quick' is not one of 'dev', 'ci', 'deep'"),
    (["verify", "--seed", "x"], "Invalid value for '--seed': 'x': must be a whole number"),
    (["verify", "--seed", "-1"], "Invalid value for '--seed': -1"),
    (["verify", "--json", "no/such/folder.json"], "--json = no/such/folder.json: its folder must exist"),
    (["verify", "--data", "gone.csv"], "data = gone.csv: no such file"),
    (["verify", "--data", "gone.txt"], "data = gone.txt: must end in .csv or .npy"),
    (["verify", "{holds}", "--data", "good.csv"], "data = good.csv: none of the 1 selected claims is stated for any law"),
    (["verify", "{any_law}", "--data", "text.csv"], "data = text.csv, line 3, column 2 = 'blue': must be a number"),
    (["verify", "{any_law}", "--data", "ragged.csv"], "data = ragged.csv, line 3: 1 columns: every row must have 2"),
    (["verify", "{any_law}", "--data", "nan.csv"], "data = nan.csv, line 2, column 1 = nan: every entry must be finite"),
    (["verify", "{any_law}", "--data", "huge.csv"], "data = huge.csv, line 1, column 1 = 1e999: every entry must be finite"),
    (["verify", "{any_law}", "--data", "empty.csv"], "data = empty.csv: no rows of numbers: must not be empty"),
    (["verify", "{any_law}", "--data", "header.csv"], "data = header.csv: no rows of numbers: must not be empty"),
    (["verify", "{any_law}", "--data", "latin.csv"], "data = latin.csv: not a CSV file in UTF-8"),
    (["verify", "{any_law}", "--data", "nan.npy"], "data = nan.npy: row 2, column 1 = nan: every entry must be finite"),
    (["verify", "{any_law}", "--data", "cube.npy"], "data = cube.npy: shape (2, 2, 2): must have two axes"),
    (["verify", "{any_law}", "--data", "none.npy"], "data = none.npy: 0 rows, 3 columns: must not be empty"),
    (["verify", "{any_law}", "--data", "text.npy"], "data = text.npy: dtype <U1: must be real numbers"),
    (["verify", "{any_law}", "--data", "broken.npy"], "data = broken.npy: not a .npy file of numbers"),
    (["verify", "{any_law}", "--data", "long.npy"], "data = long.npy: dtype int64: some entries are not doubles exactly"),
    (["verify", "{any_law}", "--data", "sklearn:iris"], "data = sklearn:iris: must be one of sklearn:breast_cancer"),
    (["judge", "{holds}", "x"], "instance = 'x': not JSON"),
    (["judge", "{holds}", "[1]"], "instance = '[1]': must be an object, like {\"x\":1.0}"),
    (["judge", "{holds}", "{{}}"], "lacks x; must be like"),
    (["judge", "{holds}", '{{"x":1,"y":2}}'], "has unknown y; must be like"),
    (["judge", "{holds}", '{{"x":NaN}}'], "x = nan: every entry must be finite"),
    (["judge", "{holds}", '{{"x":1e999}}'], "x = inf: every entry must be finite"),
    (["judge", "{holds}", '{{"x":9007199254740993}}'], "x = 9007199254740993: every entry must be finite"),
    (["judge", "{holds}", '{{"x":1' + 400 * "0" + "}}"], "every entry must be finite and a double exactly"),
    (["judge", "{holds}", '{{"x":"one"}}'], "x = 'one': every entry must be a number"),
    (["judge", "{holds}", '{{"x":true}}'], "x = True: every entry must be a number"),
    (["judge", "{holds}", '{{"x":1,"x":2}}'], "x: is written 2 times in the instance: every name once"),
    (["judge", "{holds}", '{{"x":[1]}}'], "x: shape (1,): must have the axes ()"),
    (
        ["judge", "{any_law}", '{{"points":[[]],"weights":[1],"student":[]}}'],
        "points: shape (1, 0): every size must be",
    ),
    (["judge", "{any_law}", '{{"points":[[1],[1,2]],"weights":[1],"student":[1]}}'], "points: ragged lists"),
    (["judge", "{any_law}", '{{"points":[[1,2]],"weights":[1],"student":[1]}}'], "student: shape (1,): d must be 2"),
    (["judge", "{holds}", "gone.json"], "instance = gone.json: cannot be read"),
    (["judge", "{holds}", '{{"x":1}}', "--data", "good.csv"], "claim = 'own.holds': is not stated for any law"),
    (["judge", "logistic.secant"], "Missing argument 'INSTANCE_JSON'"),
    (["new", "9lives"], "name = '9lives': must be letters, digits"),
    (["new", "class"], "name = 'class': is a word of Python: must be another name"),
    (["new", "no/folder/x"], "name = 'no/folder/x': no/folder/x.py cannot be written (No such file or directory)"),
    (["new", "taken"], "name = 'taken': taken.py exists and is not overwritten"),
    (["frobnicate"], "No such command 'frobnicate'"),
]

FILES = {
    "good.csv": b"1,2\n3,4\n",
    "text.csv": b"a,b\n1,2\n3,blue\n",
    "ragged.csv": b"1,2\n3,4\n5\n",
    "nan.csv": b"1\nnan\n",
    "huge.csv": b"1e999\n",
    "empty.csv": b"",
    "header.csv": b"a,b\n",
    "latin.csv": b"\xe9\n1\n",
    "broken.npy": b"no array",
    "taken.py": b"",
}

ARRAYS = {
    "nan.npy": np.array([[1.0], [np.nan]]),
    "cube.npy": np.zeros((2, 2, 2)),
    "none.npy": np.zeros((0, 3)),
    "text.npy": np.array([["a"]]),
    "long.npy": np.array([[2**53 + 1]]),
}


@pytest.mark.parametrize(("arguments", "message"), CASES, ids=[" ".join(arguments)[:60] for arguments, _ in CASES])
def test_one_line_and_exit_code_2(folder, write, w2s, arguments, message):
    for name, content in FILES.items():
        folder.joinpath(name).write_bytes(content)
    for name, array in ARRAYS.items():
        np.save(folder / name, array)
    written = {name: write(name) for name in ("holds", "any_law", "nan", "raises", "no_claim", "syntax", "contradictory")}
    ran = w2s(*(argument.format(**written) for argument in arguments))
    assert ran.code == 2
    assert ran.out == ""
    assert message in ran.err
    assert ran.err.startswith("w2s-verify: ")
    assert ran.err.count("\n") == 1


def test_a_topic_of_several_claims_cannot_be_judged(w2s, monkeypatch, claim):
    several = [claim("holds"), claim("agrees")]
    monkeypatch.setattr("w2s_verify.runs.plan.select", lambda names: several)
    ran = w2s("judge", "own", '{"x":1}')
    assert (ran.code, "is a topic of 2 claims; name one of own.holds, own.agrees" in ran.err) == (2, True)


def test_no_command_shows_the_help(w2s):
    ran = w2s()
    assert ran.code == 2
    assert "Exit codes: 0 as declared" in ran.out
