"""The ratchet: no kernel may get less accurate than the stored bound; lower the bound when a kernel improves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from w2s_verify.kernels.accuracy import Accuracy, accuracy_bounds, accuracy_table
from w2s_verify.kernels.compiled import compiled_present
from w2s_verify.runs.bench.ratchet import PROCESSORS, main, table_on

BOUNDS = json.loads((Path(__file__).parent / "accuracy_bounds.json").read_text())


@pytest.fixture(scope="module")
def measured():
    return {f"{row.kernel} | {row.regime}": row for row in accuracy_table()}


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_no_kernel_errs_more_than_its_bound(measured, name):
    if "compiled" in name and not compiled_present():
        pytest.skip("the compiled path needs the extra `fast` (numba)")
    row = measured[name]
    assert row.largest <= BOUNDS[name]["largest"], f"{name}: {row.largest} ulp"
    assert row.most <= BOUNDS[name]["most"], f"{name}: {row.most} ulp in 99 %"


def test_every_measured_kernel_has_a_bound(measured):
    assert set(measured) <= set(BOUNDS)


@pytest.mark.parametrize("name", sorted(BOUNDS))
def test_no_bound_is_stale(name):
    assert 0 < BOUNDS[name]["most"] <= BOUNDS[name]["largest"] <= 16


def test_a_bound_is_the_worst_of_several_processors_and_little_more():
    tables = [(Accuracy("k", "tiny", 3, largest, most),) for largest, most in ((1.0, 0.5), (0.8, 0.7))]
    assert accuracy_bounds(*tables) == {"k | tiny": {"largest": 1.04, "most": 0.73}}


def test_another_processor_is_another_process_with_the_same_cases(measured):
    rows = {f"{row.kernel} | {row.regime}": row for row in table_on(PROCESSORS[1])}
    assert set(rows) == set(measured)
    assert all(rows[name].entries == row.entries for name, row in measured.items())
    assert accuracy_bounds(tuple(rows.values())).keys() <= BOUNDS.keys()


def test_the_bounds_are_written_by_one_command(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("w2s_verify.runs.bench.ratchet.accuracy_table", lambda: (Accuracy("k", "tiny", 3, 1.0, 0.5),))
    main([])
    assert json.loads(capsys.readouterr().out) == [["k", "tiny", 3, 1.0, 0.5]]
    monkeypatch.setattr("w2s_verify.runs.bench.ratchet.table_on", lambda _: (Accuracy("k", "tiny", 3, 1.0, 0.5),))
    main([str(tmp_path / "bounds.json")])
    assert json.loads((tmp_path / "bounds.json").read_text()) == {"k | tiny": {"largest": 1.04, "most": 0.53}}
