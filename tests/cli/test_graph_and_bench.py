"""The graph of lemmas, what a fallen lemma shakes, and the bench command's doors."""

from dataclasses import replace

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.reporting.lemmas import lemma_sheet, shaken_lines
from w2s_verify.runs import bench
from w2s_verify.runs.verify import verify_claim


def test_the_graph_shows_what_rests_on_what(w2s):
    ran = w2s("claims", "--graph")
    assert ran.code == 0
    assert "cosine.gradient-norm" in ran.out
    assert "no circles" in ran.out


def test_every_linked_claim_is_on_the_sheet():
    sheet = lemma_sheet(catalogue())
    assert len(sheet.rows) == sum(bool(c.rests_on) or any(c.id in o.rests_on for o in catalogue()) for c in catalogue())


def test_a_fallen_lemma_is_said_to_shake_what_rests_on_it():
    lemma = next(claim for claim in catalogue() if claim.id == "logistic.gaussian-minorant")
    false = replace(lemma, sides=lambda num, at: {"false": (1, num.curvature(at.t))}, equality=None, mutants=())
    record = verify_claim(false)
    assert record.verdict == "REFUTED"
    lines = shaken_lines(catalogue(), [record])
    assert "hessian.gaussian-lower rests on logistic.gaussian-minorant, which is not as declared" in lines


def test_bench_refuses_an_unknown_peer_and_a_missing_folder(w2s):
    for arguments, rule in (
        (["--peers", "nope"], "--peers = 'nope': must be among"),
        (["--peers", "scikit"], "nearest: scikit-learn"),
        (["--json", "no/such.json"], "must exist"),
    ):
        ran = w2s("bench", *arguments)
        assert ran.code == 2
        assert rule in ran.err


def test_bench_prints_a_table_and_writes_the_record(w2s, tmp_path, monkeypatch):
    honest = bench.run_bench
    monkeypatch.setattr(bench, "run_bench", lambda quick, peers, progress, keep: honest(True, (), progress, (), keep))
    ran = w2s("bench", "--quick", "--peers", "", "--json", str(tmp_path / "bench.json"))
    assert ran.code == 0
    assert '"schema": "w2s-verify/bench/1"' in tmp_path.joinpath("bench.json").read_text()


def test_an_interrupted_bench_keeps_its_rows(w2s, tmp_path, monkeypatch):
    honest = bench.run_bench

    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(bench, "run_bench", lambda quick, peers, progress, keep: honest(True, (), progress, (stopped,), keep))
    ran = w2s("bench", "--quick", "--peers", "", "--out", str(tmp_path / "bench"))
    assert ran.code == 130
    assert "interrupted; 0 rows are kept" in ran.err
    assert '"interrupted": true' in (tmp_path / "bench" / "records.json").read_text()


def test_the_graph_of_a_topic(w2s):
    whole, some = w2s("claims", "--graph"), w2s("claims", "--graph", "step")
    assert "step.same-arc" in some.out
    assert "hessian.trace" not in some.out
    assert len(some.out) < len(whole.out)
    assert "those asked for, and their next neighbours" in some.out
