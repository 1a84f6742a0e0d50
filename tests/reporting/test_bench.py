from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from w2s_verify.kernels.accuracy import Accuracy
from w2s_verify.reporting.bench import bench_summary, bench_table, write_bench_report
from w2s_verify.runs.bench import BenchRecord, Growth, Row

RECORD = BenchRecord(
    machine={"processor": "test", "cores": 1},
    versions={"python": "3"},
    peaks={"dgemm": 5e10, "dsyrk": 4e10, "bandwidth": 3e10},
    missing_peers=("torch",),
    quick=True,
    seconds=1.0,
    rows=(
        Row("loss", "10 x 2", "naive NumPy", 1.5, 2e-6, 3e-6, 5, 0.5, "bandwidth"),
        Row("loss", "20 x 2", "naive NumPy", 0.5, 2e-3, 1e-3, 5, None, None),
        Row("loss", "30 x 2", "numba", 2.0, 2.0, 4.0, 5, 1.2, "bandwidth"),
    ),
    growth=(Growth("loss", "rows", (1, 2, 4, 8), (1.0, 2.0, 4.0, 8.0), 1.0, 1.0, "As expected."),),
    accuracy=(Accuracy("loss", "tiny", 10, 1.0, 0.5),),
)


def test_the_table_tells_ratios_and_names_missing_peers():
    console = Console(width=160, record=True, file=io.StringIO())
    console.print(bench_table(RECORD))
    text = console.export_text()
    for shown in ("1.50", "2 µs", "3 µs", "50% bandwidth", "2 ms", "4 s", "left out: torch"):
        assert shown in text


def test_the_summary_has_every_section():
    text = bench_summary(RECORD)
    for shown in (
        "# Benchmark",
        "| loss | 10 x 2 | naive NumPy | 1.50 |",
        "## Growth",
        "## Accuracy",
        "dgemm 50.0 Gflop/s",
    ):
        assert shown in text


def test_the_report_is_four_files(tmp_path):
    pytest.importorskip("matplotlib", reason="figures need the extra `report` (matplotlib)")
    paths = write_bench_report(RECORD, tmp_path / "bench")
    assert {path.name for path in paths} == {"summary.md", "records.json", "growth.png", "ratios.png"}
    assert json.loads(paths[1].read_text()) == json.loads(json.dumps(RECORD.to_json()))
    assert all(path.stat().st_size > 0 for path in paths)
