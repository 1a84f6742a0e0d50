import shutil
from pathlib import Path

import pytest

import w2s_verify
from w2s_verify.claims.catalogue import select
from w2s_verify.runs.finished import Finished
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS
from w2s_verify.runs.kernel_oracles import ORACLES, agrees
from w2s_verify.runs.kernel_patch import ORACLE, KernelMutant, PatchError
from w2s_verify.runs.kernel_trial import try_kernel
from w2s_verify.runs.mutants import UnmutatedCopyError, kill_matrix
from w2s_verify.runs.plan import find_one

PACKAGE = Path(w2s_verify.__file__).parent


def mutant(name):
    return next(mutant for mutant in KERNEL_MUTANTS if mutant.name == name)


@pytest.mark.parametrize("kernel", KERNEL_MUTANTS, ids=lambda kernel: kernel.name)
def test_every_patch_fits_exactly_once(kernel, tmp_path):
    target = tmp_path / kernel.module
    target.parent.mkdir(parents=True)
    shutil.copy(PACKAGE / kernel.module, target)
    kernel.apply(tmp_path)
    assert target.read_text() != (PACKAGE / kernel.module).read_text()
    for claim in kernel.claims:
        assert claim.removeprefix(ORACLE) in ORACLES if claim.startswith(ORACLE) else select((claim,))


def test_a_patch_that_does_not_fit(tmp_path):
    with pytest.raises(PatchError, match="occurs 0 times"):
        try_kernel(
            KernelMutant("none", "arithmetic/ball.py", "nowhere in it", "", ("logistic.secant",)), ["logistic.secant"], [0]
        )


def test_the_unmutated_copy_passes_and_a_mutant_dies():
    assert not try_kernel(None, ["logistic.secant"], [0])[0].killer
    trials = try_kernel(mutant("ball.sigmoid"), ["logistic.secant"], range(3))
    assert len(trials) == 3
    assert all(trial.killer and trial.claim == "logistic.secant" for trial in trials)


def test_what_cannot_be_imported_is_noticed_once_for_all_seeds():
    broken = KernelMutant(
        "broken", "arithmetic/ball.py", "def _curvature(t: arb)", "def _curvature(t: arb", ("logistic.secant",)
    )
    assert [trial.killer for trial in try_kernel(broken, broken.claims, range(4))] == ["exception"] * 4


def test_the_second_opinion_kills_what_balls_cannot_see():
    assert try_kernel(mutant("ball.exact"), ["logistic.secant"], [0])[0].killer == "second opinion"


def test_the_matrix_counts():
    claims = [(claim.id, claim) for claim in select(("logistic.secant",))]
    heard = []
    matrix = kill_matrix(claims, seeds=3, seconds=1, kernels=(), heard=lambda done, row: heard.append((done, row)))
    data = matrix.to_json()
    assert (data["schema"], data["score"], data["survivors"]) == ("w2s-verify/mutants/1", 1.0, [])
    assert [row["solved"] for row in data["mutants"]] == [3, 3]
    assert all(row["within_evaluations"]["10000"] == 3 for row in data["mutants"])
    assert [(done, row.name) for done, row in heard] == [(at + 1, row["name"]) for at, row in enumerate(data["mutants"])]


def test_ctrl_c_keeps_finished_rows_and_the_same_call_goes_on(tmp_path):
    claims = [(claim.id, claim) for claim in select(("logistic.secant",))]
    asked = {"seeds": 1, "seconds": 5, "kernels": (), "finished": Finished(tmp_path)}

    def stops(done, row):
        raise KeyboardInterrupt

    stopped = kill_matrix(claims, **asked, heard=stops)
    assert (len(stopped.rows), stopped.complete, stopped.to_json()["run"]["interrupted"]) == (1, False, True)
    whole = kill_matrix(claims, **asked)
    assert whole.complete
    assert whole.rows[0] == stopped.rows[0]


def test_two_workers_fill_the_rows_in_order():
    claims = [(claim.id, claim) for claim in select(("logistic.secant",))]
    matrix = kill_matrix(claims, seeds=1, seconds=5, kernels=(), workers=2)
    assert [row.name for row in matrix.rows] == ["logistic.secant chord-shrunk", "logistic.secant divisor-4.001"]
    assert matrix.to_json()["score"] == 1.0


def test_a_survivor_is_named():
    claims = [(claim.id, claim) for claim in select(("step.overwrite",))]
    matrix = kill_matrix(claims, seeds=1, seconds=0.001, engines=("judged",), kernels=())
    assert "step.overwrite window-1.001" in matrix.survivors
    assert matrix.to_json()["mutants"][0]["seconds"] is None


def test_a_broken_copy_is_no_ground(monkeypatch):
    kernels = (KernelMutant("false", "arithmetic/ball.py", "x", "y", ("boundary.norm-never-matters",)),)
    monkeypatch.setattr("w2s_verify.runs.kernel_trial.QUOTA", 1)
    monkeypatch.setattr(
        "w2s_verify.runs.mutants.try_kernel", lambda *_: try_kernel(mutant("ball.sigmoid"), ["logistic.secant"], [0])
    )
    with pytest.raises(UnmutatedCopyError, match="the unmutated copy"):
        kill_matrix([], seeds=1, seconds=1, kernels=kernels)


@pytest.mark.parametrize("name", ORACLES)
def test_the_kernels_agree_with_their_definitions(name):
    assert agrees(name)


OWN = """'''a² + K ≤ 100, and a mutant of it.'''
from w2s_verify.claims import Axis, Claim, Domain, Mutant
K = 0
def sides(num, at): return {"square": (at.a * at.a + K, num.ratio(100, 1))}
def less(num, at): return {"square": (at.a * at.a + K, num.ratio(99, 1))}
MUTANTS = (Mutant("less", "a² ≤ 99", {"a": 10}, sides=less),)
CLAIM = Claim(id="own.square", domain=Domain((Axis("a", -10, 10),)), sides=sides, mutants=MUTANTS, doc=__doc__)
"""


def test_finished_mutants_of_an_edited_file_are_hunted_anew(tmp_path):
    path, kept = tmp_path / "square_claim.py", Finished(tmp_path / "finished")
    for source, solved in ((OWN, 1), (OWN.replace("K = 0", "K = -9"), 0), (OWN, 1)):
        path.write_text(source)
        matrix = kill_matrix([find_one(str(path))], seeds=1, seconds=0.05, kernels=(), finished=kept)
        assert [row.solved for row in matrix.rows] == [solved]
    assert len(list(tmp_path.joinpath("finished").iterdir())) == 2
