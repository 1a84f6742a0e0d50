import json
import os
import signal

import pytest

from w2s_verify.hunts import Target
from w2s_verify.hunts.shard import run_shard
from w2s_verify.runs import shards as workshops
from w2s_verify.runs.budget import BudgetError, seconds_of
from w2s_verify.runs.finished import Finished
from w2s_verify.runs.hunt import pursue
from w2s_verify.runs.shards import ClusterError, Workshop, connect

TARGET = Target("path.peak", mutant="rho-2.001")


@pytest.mark.parametrize("target", [TARGET, Target("logistic.secant")])
def test_the_number_of_workers_changes_nothing(target):
    found = {pursue(target, seed=5, evaluations=4_000, workshop=Workshop(workers)).certified() for workers in (1, 2, 4)}
    assert len(found) == 1


def test_a_killed_run_goes_on_from_its_finished_shards(tmp_path, monkeypatch):
    ran = []

    def stops(shard):
        if len(ran) == 7:
            raise KeyboardInterrupt
        ran.append(shard)
        return run_shard(shard)

    monkeypatch.setattr(workshops, "run_shard", stops)
    target, kept = Target("logistic.secant"), Workshop(finished=Finished(tmp_path / "shards"))
    with pytest.raises(KeyboardInterrupt):
        pursue(target, evaluations=3_000, workshop=kept)
    assert len(list((tmp_path / "shards").iterdir())) == 7
    again = []
    monkeypatch.setattr(workshops, "run_shard", lambda shard: again.append(shard) or run_shard(shard))
    resumed = pursue(target, evaluations=3_000, workshop=kept)
    assert not set(again) & set(ran)
    monkeypatch.undo()
    assert resumed.certified() == pursue(target, evaluations=3_000).certified()


def test_a_broken_shard_file_counts_as_unfinished(tmp_path):
    kept = Workshop(finished=Finished(tmp_path))
    before = pursue(TARGET, evaluations=200, workshop=kept).certified()
    for file, text in zip(sorted(tmp_path.iterdir()), ("", "{}", '{"schema":"other"}', "[]"), strict=False):
        file.write_text(text)
    assert pursue(TARGET, evaluations=200, workshop=kept).certified() == before


def test_none_found_says_how_near(tmp_path):
    quarry = pursue(Target("logistic.gaussian-minorant"), evaluations=2_000)
    assert (quarry.verdict, quarry.as_declared) == ("NONE FOUND", True)
    assert 0 <= quarry.sharpness < 1e-3
    data = json.loads(json.dumps(quarry.to_json(), allow_nan=False))
    assert data["schema"] == "w2s-verify/hunt/1"
    assert sum(data["by_engine"].values()) == data["evaluations"] <= 2_000


def test_a_contradiction_is_not_as_declared(tmp_path):
    path = tmp_path / "contradicted_claim.py"
    path.write_text(
        '"""The declared equality is none."""\n'
        "from w2s_verify.claims import Axis, Claim, Domain\n"
        "def sides(num, at): return {'one': (at.x, at.x + 1)}\n"
        "def equality(at): return True\n"
        "CLAIM = Claim(id='own.contradicted', domain=Domain((Axis('x', -9, 9),)), sides=sides, equality=equality)\n"
    )
    quarry = pursue(Target(str(path)), evaluations=2_000)
    assert (quarry.verdict, quarry.as_declared) == ("CONTRADICTED", False)


@pytest.mark.parametrize(
    ("text", "seconds"), [("30s", 30), ("500ms", 0.5), ("2m", 120), ("1h", 3600), ("7", 7), ("1.5 s", 1.5)]
)
def test_times(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "s", "-3s", "0s", "3 days", "1e3"])
def test_times_that_are_none(text):
    with pytest.raises(BudgetError, match="must be a positive time"):
        seconds_of(text)


def test_a_cluster_that_is_not_there():
    with pytest.raises(ClusterError, match=r"cluster = tcp://127\.0\.0\.1:1"):
        connect("tcp://127.0.0.1:1")


def test_shards_on_a_cluster():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        client = connect(cluster.scheduler_address)
        try:
            found = pursue(TARGET, evaluations=4_000, workshop=Workshop(2, cluster=cluster.scheduler_address))
        finally:
            client.close()
    assert found.certified() == pursue(TARGET, evaluations=4_000).certified()


def test_a_worker_of_a_cluster_is_killed_mid_run(tmp_path):
    distributed = pytest.importorskip("distributed")
    target, killed = Target("logistic.secant"), []
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        client = connect(cluster.scheduler_address)
        workers = client.run(os.getpid)

        def heard(progress):
            if not killed:
                killed.append(next(iter(workers.values())))
                os.kill(killed[0], signal.SIGKILL)

        try:
            workshop = Workshop(2, Finished(tmp_path), cluster=cluster.scheduler_address)
            found = pursue(target, evaluations=20_000, workshop=workshop, heard=heard)
            assert killed[0] not in client.run(os.getpid).values()
        finally:
            client.close()
    assert found.certified() == pursue(target, evaluations=20_000).certified()
