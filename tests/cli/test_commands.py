import io
import json

import numpy as np
import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import judge


def test_claims_lists_the_catalogue(w2s):
    ran = w2s("claims")
    assert ran.code == 0
    assert all(claim.id in ran.out for claim in catalogue())


def test_one_claim_in_full(w2s):
    out = w2s("claims", "logistic.secant").out
    headings = ("statement", "standing", "source", "assumes", "proof", "equality", "not checked")
    for said in (*headings, "line of equality", "divisor-4.001", "2^-40 … 2^-6"):
        assert said in out


def test_every_claim_says_what_it_states_and_on_what_standing(w2s):
    for claim in json.loads(w2s("claims", "--json").out)["claims"]:
        assert claim["statement"], claim["id"]
        assert "Standing" in claim["sections"], claim["id"]


def test_claims_as_json(w2s):
    data = json.loads(w2s("claims", "--json").out)
    assert data["schema"] == "w2s-verify/claims/1"
    secant = next(claim for claim in data["claims"] if claim["id"] == "logistic.secant")
    assert {"id", "kind", "tags", "statement", "standing", "mutants"} <= set(secant)
    assert secant["mutants"] == ["chord-shrunk", "divisor-4.001"]
    assert secant["sections"]["Proof"].startswith("with u")


def test_claims_of_a_topic(w2s):
    assert "logistic.secant" in w2s("claims", "logistic").out


def test_verify_writes_the_record(w2s, folder):
    ran = w2s("verify", "logistic.secant", "--seed", "7", "--json", "run.json")
    assert ran.code == 0
    data = json.loads(folder.joinpath("run.json").read_text())
    assert data["schema"] == "w2s-verify/record/1"
    assert (data["run"]["seed"], data["run"]["profile"], data["run"]["interrupted"]) == (7, "dev", False)
    assert "python-flint" in data["run"]["versions"]
    (record,) = data["claims"]
    wanted = "id kind tags verdict sampled certified equal undecided unchecked vacuous_share worst_margin worst_instance"
    assert {*wanted.split(), "regimes", "bits", "seconds"} <= set(record)
    assert (record["verdict"], record["certified"]) == ("HOLDS", 200)


def test_the_seed_decides_the_draws(w2s, folder):
    def drawn(seed):
        w2s("verify", "logistic.secant", "--seed", seed, "--json", "run.json")
        (record,) = json.loads(folder.joinpath("run.json").read_text())["claims"]
        return record["coverage"], record["worst_instance"]

    assert drawn("3") == drawn("3")
    assert drawn("3") != drawn("4")


def test_coverage(w2s):
    out = w2s("verify", "logistic.secant", "--coverage").out
    assert "logistic.secant: regimes" in out
    assert "logistic.secant: coverage" in out
    assert "100 %" in out


def test_a_failure_prints_a_line_that_reproduces_it(w2s, write):
    out = w2s("verify", write("refuted")).out
    line = next(line for line in out.splitlines() if "reproduce" in line)
    name, instance = line.split(maxsplit=3)[3].split(" ", 1)
    ran = w2s("judge", name, instance.strip("'"))
    assert ran.code == 1
    assert "REFUTED at 128 bits: a certified counterexample" in ran.out


def test_shrinking_keeps_half_of_the_margin(w2s, write, folder):
    w2s("verify", write("refuted"), "--json", "run.json")
    (record,) = json.loads(folder.joinpath("run.json").read_text())["claims"]
    assert abs(record["worst_instance"]["x"]) >= 5


def test_data_holds_the_law(w2s, write, folder):
    rows = np.array([[0.1, 1.5], [-2.0, 3.0], [0.25, 1e-3]])
    np.save(folder / "rows.npy", rows)
    folder.joinpath("rows.csv").write_text("a,b\n" + "\n".join(",".join(map(repr, row)) for row in rows.tolist()) + "\n")
    records = []
    for name in ("rows.npy", "rows.csv"):
        assert w2s("verify", write("any_law"), "--data", name, "--json", "run.json").code == 0
        (record,) = json.loads(folder.joinpath("run.json").read_text())["claims"]
        assert (record["on"], record["certified"]) == (name, 10)
        assert set(record["worst_instance"]) == {"student"}
        records.append(record["worst_instance"])
    assert records[0] == records[1]


def test_judge_on_data(w2s, write, folder):
    folder.joinpath("rows.csv").write_text("1,2\n3,4\n")
    ran = w2s("judge", write("any_law"), '{"student":[1,1]}', "--data", "rows.csv")
    assert ran.code == 0
    assert "EQUAL at" in ran.out


def test_judge_takes_a_file_and_stdin(w2s, write, folder, monkeypatch):
    folder.joinpath("instance.json").write_text('{"x":4}')
    assert "HOLDS at" in w2s("judge", write("holds"), "instance.json").out
    monkeypatch.setattr("sys.stdin", io.StringIO('{"x":4}'))
    assert "HOLDS at" in w2s("judge", write("holds"), "-").out


def test_new_writes_a_claim_that_holds_everywhere(w2s, folder):
    ran = w2s("new", "my_claim")
    assert (ran.code, "w2s-verify verify my_claim.py" in ran.out) == (0, True)
    out = w2s("verify", "my_claim.py").out
    assert "own.my-claim" in out
    assert "HOLDS" in out


@pytest.mark.parametrize("name", ["my_claim.py", "Cauchy-Schwarz"])
def test_new_names(w2s, folder, name):
    assert w2s("new", name).code == 0
    assert folder.joinpath(name if name.endswith(".py") else f"{name}.py").is_file()


def test_the_judge_of_the_command_is_the_judge(w2s):
    (secant,) = (claim for claim in catalogue() if claim.id == "logistic.secant")
    said = str(judge(secant, Instance(s=1, t=2)).parts["chord"].margin)
    assert said in w2s("judge", "logistic.secant", '{"s":1,"t":2}').out


def test_what_is_only_measured_is_listed_but_not_judged(w2s):
    assert "w2s-verify report" in w2s("claims", "beyond.networks").out
    assert "simulation.paths" in w2s("claims", "simulation").out
    topic = w2s("claims", "data").out
    assert "data.no-plain-fit" in topic
    assert "data.gain" in topic
    assert w2s("verify", "beyond.networks").code == 2
