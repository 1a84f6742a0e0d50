import json
import subprocess
import sys

import pytest

from w2s_verify.cli import main as cli_main
from w2s_verify.runs import verify as verify_run


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["holds"], 0),
        (["agrees"], 0),
        (["declared"], 0),
        (["refuted"], 1),
        (["contradicted"], 1),
        (["vacuous"], 1),
        (["alive"], 1),
        (["undecided"], 3),
        (["undecided", "refuted"], 1),
        (["nan"], 2),
        (["raises"], 2),
    ],
)
def test_verify(write, w2s, names, code):
    assert w2s("verify", *(write(name) for name in names)).code == code


@pytest.mark.parametrize(
    ("name", "instance", "code"),
    [
        ("holds", {"x": 3}, 0),
        ("holds", {"x": 1}, 0),
        ("vacuous", {"x": 3}, 0),
        ("declared", {"x": 9}, 0),
        ("refuted", {"x": 9}, 1),
        ("contradicted", {"x": 1}, 1),
        ("undecided", {"x": 1}, 3),
        ("nan", {"x": 1}, 2),
    ],
)
def test_judge(write, w2s, name, instance, code):
    assert w2s("judge", write(name), json.dumps(instance)).code == code


def test_ctrl_c_keeps_what_is_finished(write, w2s, monkeypatch, folder):
    real = verify_run.verify_claim

    def second_is_interrupted(claim, **arguments):
        if claim.id == "own.refuted":
            raise KeyboardInterrupt
        return real(claim, **arguments)

    monkeypatch.setattr(verify_run, "verify_claim", second_is_interrupted)
    ran = w2s("verify", write("holds"), write("refuted"), write("agrees"), "--seed", "5", "--json", "run.json")
    assert ran.code == 130
    assert "own.holds" in ran.out
    assert "1 of 3 claims are finished, written to run.json" in ran.err
    assert "w2s-verify verify refuted_claim.py agrees_claim.py --profile dev --seed 5" in ran.err
    record = json.loads(folder.joinpath("run.json").read_text())
    assert record["run"]["interrupted"] is True
    assert [claim["id"] for claim in record["claims"]] == ["own.holds"]


def test_ctrl_c_before_anything(w2s, monkeypatch):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("w2s_verify.cli.verify.plan", interrupted)
    ran = w2s("verify")
    assert (ran.code, ran.err.strip()) == (130, "w2s-verify: interrupted; nothing was finished")


def test_the_console_script_exits_with_the_code(write, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["w2s-verify", "verify", write("refuted")])
    with pytest.raises(SystemExit) as left:
        cli_main()
    assert left.value.code == 1


def test_in_a_process_of_its_own(write, folder):
    command = [sys.executable, "-c", "from w2s_verify.cli import main; main()", "verify", write("refuted")]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 1
    assert "w2s-verify judge refuted_claim.py" in ran.stdout
