import json

import numpy as np
import pytest

from w2s_verify.runs.measuring import study as module


def write_csv(folder, name="own.csv"):
    rng = np.random.default_rng(1)
    rows = rng.standard_normal((60, 3))
    lines = [f"{a},{b},{c},{'yes' if a + b > 0 else 'no'}" for a, b, c in rows]
    folder.joinpath(name).write_text("\n".join(["height,width,depth,class", *lines]), encoding="utf-8")


def test_own_csv(folder, w2s):
    pytest.importorskip("matplotlib")
    write_csv(folder)
    options = ("--data", "own.csv", "--label", "class", "--pairs", "4", "--horizon", "5", "--seed", "0", "--out", "out")
    ran = w2s("study", *options)
    assert ran.code == 0
    assert "MEASURED" in ran.out
    data = json.loads((folder / "out/study.json").read_text(encoding="utf-8"))
    assert (data["records"][0]["rows"], data["records"][0]["separable"]) == (60, True)
    assert (folder / "out/study.png").is_file()


BAD = {
    "one.csv": "x,class\n1,a\n2,a\n",
    "three.csv": "x,class\n1,a\n2,b\n3,c\n",
    "missing.csv": "x,class\n1,a\n,b\n",
    "unlabelled.csv": "x,class\n1,a\n2,\n",
    "text.csv": "x,class\n1,a\nblue,b\n",
    "ragged.csv": "x,class\n1,a\n2\n",
    "infinite.csv": "x,class\n1,a\ninf,b\n",
    "constant.csv": "x,class\n1,a\n1,b\n",
    "empty.csv": "x,class\n",
    "few.csv": "x,class\n1,a\n2,b\n",
}
CASES = [
    ("own.csv", "colour", "--label = 'colour': no such column in own.csv; there are height, width, depth, class"),
    ("own.csv", "heigth", "there are height, width, depth, class; nearest: height"),
    ("own.csv", None, "data = own.csv: needs --label COLUMN"),
    ("gone.csv", "class", "data = gone.csv: no such file"),
    ("iris", None, "data = iris: must be a .csv file or one of breast_cancer"),
    ("breastcancer", None, "nearest: breast_cancer"),
    ("wine", "class", "--label = class: is for a .csv file"),
    ("one.csv", "class", "data = one.csv: 1 class: there must be exactly two"),
    ("three.csv", "class", "data = three.csv: 3 classes: there must be exactly two"),
    ("missing.csv", "class", "data = missing.csv, row 2, column 'x': missing value"),
    ("unlabelled.csv", "class", "data = unlabelled.csv, row 2, column 'class': missing value"),
    ("text.csv", "class", "data = text.csv, row 2: could not convert string to float: 'blue'"),
    ("ragged.csv", "class", "data = ragged.csv, row 2: 1 columns: every row must have 2"),
    ("infinite.csv", "class", "data = infinite.csv: missing or infinite values"),
    ("constant.csv", "class", "data = constant.csv: no column varies"),
    ("empty.csv", "class", "data = empty.csv: no rows under the header"),
    ("few.csv", "class", "two samples of 20 with both classes do not fit"),
]


@pytest.mark.parametrize(("data", "label", "message"), CASES, ids=[f"{data} {label}" for data, label, _ in CASES])
def test_bad_input_is_one_line(folder, w2s, data, label, message):
    write_csv(folder)
    for name, text in BAD.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")
    ran = w2s("study", "--data", data, *(["--label", label] if label else []), "--seed", "0", "--out", "out")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err


def test_a_label_needs_a_file(folder, w2s):
    ran = w2s("study", "--label", "class", "--seed", "0", "--out", "out")
    assert (ran.code, ran.err) == (2, "w2s-verify: --label = class: needs --data FILE.csv\n")


def test_ctrl_c_writes_the_sets_that_are_finished(folder, w2s, monkeypatch):
    pytest.importorskip("sklearn")
    whole, ran = module.study_one, []

    def stop(data, settings):
        ran.append(data.name)
        if len(ran) > 1:
            raise KeyboardInterrupt
        return whole(data, settings)

    monkeypatch.setattr(module, "study_one", stop)
    ran_out = w2s("study", "--pairs", "2", "--horizon", "2", "--seed", "0", "--out", "out")
    assert ran_out.code == 130
    assert "interrupted; 1 of 4 data sets are finished and written" in ran_out.err
    assert len(json.loads((folder / "out/study.json").read_text(encoding="utf-8"))["records"]) == 1
