from __future__ import annotations

import json
from dataclasses import replace

import pytest

from w2s_verify.kernels.accuracy import Accuracy
from w2s_verify.reporting.bench import bench_sheets, bench_summary, write_bench_report
from w2s_verify.reporting.sheet import plain
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
        Row("gradient+Hessian (numpy)", "10000 x 50", "scikit-learn", 1.25, 1e-3, 1.25e-3, 5, 0.5, "dsyrk"),
        Row("gradient+Hessian (numpy)", "10000 x 50", "naive NumPy", 0.9, 1e-3, 9e-4, 5, 0.5, "dsyrk"),
        Row(
            "margins of hessian.loewner-band",
            "20000 instances, n = 16, d = 4",
            "loop",
            9.0,
            0.01,
            0.09,
            5,
            None,
            None,
            2e6,
            "m",
        ),
    ),
    growth=(Growth("loss", "rows", (1, 2, 4, 8), (1.0, 2.0, 4.0, 8.0), 1.0, 1.0, "As expected."),),
    accuracy=(Accuracy("loss", "tiny", 10, 1.0, 0.5),),
)


def test_the_table_tells_ratios_and_names_missing_peers():
    text = "\n".join(plain(sheet) for sheet in bench_sheets(RECORD))
    for shown in ("naive NumPy 1.50", "2 µs", "50% bandwidth", "2 ms", "2e+06 m", "left out: torch", "missed", "not measured"):
        assert shown in text


def test_the_summary_has_every_section():
    text = bench_summary(RECORD)
    for shown in (
        "# Benchmark",
        "### loss",
        "| size | ours | a second | of peak | naive NumPy | numba |",
        "| 10 x 2 | 2 µs |  | 50% bandwidth | 1.50 |  |",
        "## Targets",
        "scikit-learn's speed | 1.20 | 1.25 | gradient+Hessian (numpy), 10000 x 50, scikit-learn | reached |",
        "the best peer | 0.95 | 0.90 | gradient+Hessian (numpy), 10000 x 50, naive NumPy | missed |",
        "| margins, raw: 5e5 a second | 5e+05 a second | 2e+06 a second |",
        "## Growth",
        "## Accuracy",
        "dgemm 50.0 Gflop/s",
    ):
        assert shown in text


def test_an_interrupted_run_says_so():
    assert "It was interrupted" in bench_summary(replace(RECORD, interrupted=True))
    assert "It was interrupted" not in bench_summary(RECORD)


def test_the_report_is_four_files(tmp_path):
    pytest.importorskip("matplotlib", reason="figures need the extra `report` (matplotlib)")
    paths = write_bench_report(RECORD, tmp_path / "bench")
    assert {path.name for path in paths} == {"summary.md", "records.json", "growth.png", "ratios.png"}
    assert json.loads(paths[1].read_text()) == json.loads(json.dumps(RECORD.to_json()))
    assert all(path.stat().st_size > 0 for path in paths)
