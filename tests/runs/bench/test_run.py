from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from w2s_verify.runs.bench import run_bench
from w2s_verify.runs.bench.claim_sections import BATCHES, JUDGED, certification_section
from w2s_verify.runs.bench.growth import NEAR, Sweep, growth_fits
from w2s_verify.runs.bench.peers import ALWAYS, OPTIONAL, Peer, load_peers
from w2s_verify.runs.bench.problem import make_pairs, make_problem
from w2s_verify.runs.bench.record import Row
from w2s_verify.runs.bench.search_sections import hunts_section, strategies_section
from w2s_verify.runs.bench.sections import SIZES, Bench, Output, Work, compare
from w2s_verify.runs.bench.targets import TARGETS
from w2s_verify.runs.bench.timing import one_core, race

BENCH = Bench(peers=(), peaks={"bandwidth": 1e9}, seconds=0.0, quick=True, progress=lambda _: None)
SEEN = ("kernel", "size", "peer", "ratio", "seconds", "share_of_peak")


def test_a_peer_that_disagrees_is_not_timed():
    with pytest.raises(AssertionError, match="wrong disagrees"):
        compare(BENCH, "k", "s", lambda: np.ones(2), {"wrong": lambda: np.array([1.0, 1.1])}, None)


def test_rows_tell_ratio_and_share():
    rows = compare(BENCH, "k", "s", lambda: np.ones(2), {"same": lambda: np.ones(2)}, Work(1e3, "bandwidth"))
    (row,) = rows
    assert row.peer == "same"
    assert row.ratio > 0
    assert row.share_of_peak >= 1e3 / row.seconds / 1e9


def test_a_race_pairs_its_rounds():
    raced = race({"a": lambda: None, "b": lambda: None}, 0.0)
    assert raced.rounds == 5
    doubled = replace(raced, times={"a": (1.0, 2.0, 3.0), "b": (2.0, 4.0, 30.0)})
    assert doubled.ratio("b", "a") == 2.0
    assert doubled.seconds("b") == 4.0


def test_missing_peers_are_named(monkeypatch):
    monkeypatch.setitem(OPTIONAL, "torch", "not_a_module_of_this_package")
    found, missing = load_peers(("torch",))
    assert missing == ("torch",)
    assert [peer.name for peer in found] == list(ALWAYS)


def test_an_unknown_peer_is_refused():
    with pytest.raises(ValueError, match="peers = nonsense: must be among"):
        load_peers(("nonsense",))


@pytest.mark.parametrize("name", [*ALWAYS, *OPTIONAL])
def test_a_peer_computes_what_the_kernels_compute(name):
    from w2s_verify.kernels import (
        batched_gradients,
        gradient_and_hessian,
        hessian_vector_product,
        risk_and_gradient,
    )

    peers = {peer.name: peer for peer in load_peers((name,))[0]}
    if name not in peers:
        pytest.skip(f"the peer {name} is not installed (extra `bench` has scikit-learn only)")
    peer, problem, pairs = peers[name], make_problem(50, 3), make_pairs(5, 40, 3)
    expected = {
        "risk": risk_and_gradient(problem.data, problem.weights),
        "hessian": gradient_and_hessian(problem.data, problem.weights),
        "product": hessian_vector_product(problem.data, problem.weights, problem.vector),
        "pairs": batched_gradients(pairs.data, pairs.students, pairs.teachers),
    }
    for kind, value in expected.items():
        prepare = getattr(peer, kind)
        if prepare is not None:
            got = prepare(pairs if kind == "pairs" else problem)()
            compare(BENCH, kind, "small", lambda value=value: value, {name: lambda got=got: got}, None)


def test_growth_finds_a_known_exponent():
    def prepare(value):
        rows = np.ones(value * 1000)
        return rows.sum

    sweep = Sweep("sum", "rows", (64, 128, 256, 512), 1.0, "reason", prepare)
    (growth,) = growth_fits(0.2, lambda _: None, (sweep,))
    assert growth.values == sweep.values
    assert ("expected" in growth.sentence) or abs(growth.exponent - 1.0) > NEAR


def test_a_record_goes_to_json(monkeypatch):
    monkeypatch.setattr("w2s_verify.runs.bench.run.QUICK_SECONDS", 0.0)
    monkeypatch.setattr("w2s_verify.runs.bench.run.growth_fits", lambda *_: ())
    monkeypatch.setattr("w2s_verify.runs.bench.run.peaks", lambda _: {"dgemm": 1.0, "dsyrk": 1.0, "bandwidth": 1.0})

    def section(bench):
        assert all(isinstance(peer, Peer) for peer in bench.peers)
        return [Row("k", "s", "p", 2.0, 1.0, 2.0, 3, None, None)]

    messages = []
    record = run_bench(True, (), messages.append, (section,))
    plain = json.loads(json.dumps(record.to_json()))
    assert plain["schema"] == "w2s-verify/bench/1"
    assert {"machine", "versions", "peaks", "missing_peers", "rows", "growth", "accuracy"} <= set(plain)
    assert all(name in plain["rows"][0] for name in SEEN)
    assert messages


def test_ctrl_c_keeps_every_race_that_was_over(monkeypatch):
    monkeypatch.setattr("w2s_verify.runs.bench.run.QUICK_SECONDS", 0.0)
    monkeypatch.setattr("w2s_verify.runs.bench.run.peaks", lambda _: {"bandwidth": 1.0})
    kept = []

    def finished(bench):
        return compare(bench, "first", "s", lambda: np.ones(2), {"same": lambda: np.ones(2)}, None, Output(2, "entries"))

    def broken(bench):
        compare(bench, "second", "s", lambda: np.ones(2), {"same": lambda: np.ones(2)})
        raise KeyboardInterrupt

    record = run_bench(True, (), lambda _: None, (finished, broken), kept.append)
    assert record.interrupted
    assert [row.kernel for row in record.rows] == ["first", "second"]
    assert record.rows[0].unit == "entries"
    assert record.rows[0].per_second == 2 / record.rows[0].seconds
    assert [len(partial.rows) for partial in kept] == [1]


@pytest.mark.parametrize("section", [hunts_section, strategies_section, certification_section])
def test_sections_on_claims_give_rates(section):
    rows = section(BENCH)
    assert all(row.per_second > 0 and row.unit for row in rows)
    assert len({(row.kernel, row.size) for row in rows}) == len(rows)


def test_targets_name_kernels_and_sizes_that_the_sections_measure():
    named = {kernel for target in TARGETS for kernel in target.kernels}
    claims = {f"margins of {claim_id}" for claim_id, _, _ in BATCHES} | {f"verdict on {claim_id}" for claim_id in JUDGED}
    assert {name for name in named if name.startswith(("margins", "verdict"))} <= claims
    sizes = {f"{rows} x {columns}" for rows, columns in SIZES} | {"20000 instances, n = 16, d = 4"}
    assert {size for target in TARGETS for size in target.sizes} <= sizes


def test_one_core_puts_everything_back():
    import os

    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    with one_core():
        pass
    assert (os.sched_getaffinity(0) if before is not None else None) == before
