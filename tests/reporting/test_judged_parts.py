import json

import pytest

from w2s_verify.reporting.parts import PARTS, Asked, judged
from w2s_verify.runs import mutants
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS
from w2s_verify.runs.mutants import Kill, Row
from w2s_verify.runs.plan import find_all, plan

QUICK, FULL = Asked(quick=True, seed=0), Asked(quick=False, seed=0)


def done(part, asked, names):
    pieces = PARTS[part].pieces(asked)
    return PARTS[part].finish(asked, {name: json.loads(json.dumps(pieces[name]())) for name in names})


def test_a_claim_is_a_piece():
    pieces = PARTS["verify"].pieces(QUICK)
    assert list(pieces) == [job.claim.id for job in plan((), "dev")]
    found = done("verify", QUICK, ["logistic.secant", "logistic.gaussian-minorant"])
    assert found.headline == "2 of 2 claims as declared, profile dev at a 10th of the quotas, seed 0"
    assert [claim["id"] for claim in found.data["claims"]] == ["logistic.secant", "logistic.gaussian-minorant"]
    assert [claim["certified"] for claim in found.data["claims"]] == [20, 20]
    assert found.wrong == ()
    assert found.sheets[0].rows[0][:2] == ("logistic.secant", "HOLDS")


def test_a_full_report_asks_for_whole_quotas():
    assert [job.quota for job in judged._jobs(FULL)] == [job.quota for job in plan((), "dev")]


def test_a_claim_not_as_declared_is_wrong(claim, monkeypatch):
    refuted = claim("refuted")
    monkeypatch.setattr(judged, "plan", lambda names, profile: [judged.Job(refuted, 20)])
    assert done("verify", QUICK, ["own.refuted"]).wrong == ("own.refuted",)


def test_a_mutant_is_a_piece():
    pieces = PARTS["mutants"].pieces(QUICK)
    names = [f"{named} {mutant.name}" for named, claim in find_all(()) for mutant in claim.mutants]
    assert list(pieces) == names
    found = done("mutants", QUICK, [name for name in names if name.startswith("logistic.secant ")])
    assert found.wrong == ()
    assert all(mutant["solved"] == mutant["seeds"] == 1 for mutant in found.data["mutants"])


def test_kernel_mutants_belong_to_a_full_report(monkeypatch):
    kernel, passed = KERNEL_MUTANTS[0], []
    monkeypatch.setattr(mutants, "kernel_row", lambda mutant, seeds: Row("kernel", mutant.name, (Kill("", 3, 0.5),) * seeds))
    monkeypatch.setattr(judged, "pass_unmutated", passed.append)
    monkeypatch.setattr(judged, "find_all", lambda names: [])
    found = done("mutants", FULL, [judged.UNMUTATED, kernel.name])
    assert set(PARTS["mutants"].pieces(FULL)) == {judged.UNMUTATED, *(mutant.name for mutant in KERNEL_MUTANTS)}
    assert passed == [KERNEL_MUTANTS]
    assert found.wrong == (kernel.name,)
    assert found.headline.startswith("0 of 1 mutants killed under every seed")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_a_title(part):
    assert PARTS[part].title
