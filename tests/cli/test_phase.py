import json

import pytest


def test_phase_of_a_law_and_of_a_file(folder, w2s):
    pytest.importorskip("matplotlib")
    few = ("--grid", "9", "--rotations", "3", "--seed", "0", "--out")
    ran = w2s("phase", "--law", "gaussian", *few, "one")
    assert ran.code == 0
    assert "sign foreseen" in ran.out
    data = json.loads((folder / "one/phase.json").read_text(encoding="utf-8"))
    assert (data["schema"], data["standing"], data["foreseen"]["value"]) == ("w2s-verify/phase/1", "MEASURED", 1.0)
    assert (folder / "one/phase.png").is_file()
    rows = "\n".join(f"{k},{k * k % 7},{k % 3},{'ab'[k % 2]}" for k in range(20))
    (folder / "own.csv").write_text(f"x,y,z,class\n{rows}\n", encoding="utf-8")
    assert w2s("phase", "--law", "own.csv", "--label", "class", *few, "two").code == 0
    assert "rows of own.csv, d = 3" in json.loads((folder / "two/phase.json").read_text(encoding="utf-8"))["law"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--law", "lapace"], "nearest: laplace"),
        (["--law", "gone.csv"], "data = gone.csv: no such file"),
        (["--law", "narrow.csv"], "2 columns that vary: there must be at least 3"),
        (["--student-cosine", "1"], "student_cosine = 1.0: must be in (−1, 1)"),
        (["--grid", "1"], "grid = 1: must be at least 5"),
        (["--rotations", "0"], "rotations = 0: must be at least 1"),
        (["--label", "class"], "--label = class: is for a .csv file"),
    ],
)
def test_bad_input_is_one_line(folder, w2s, arguments, message):
    (folder / "narrow.csv").write_text("x,y\n1,2\n2,4\n3,5\n", encoding="utf-8")
    ran = w2s("phase", *arguments, "--seed", "0", "--out", "out")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err
    assert not (folder / "out").exists()
