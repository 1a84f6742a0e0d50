"""Benchmarks run only when asked for: pytest tests/benchmarks --benchmark-only."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config, items):
    if config.getoption("benchmark_only", default=False):
        return
    benchmarks = [item for item in items if HERE in item.path.parents]
    config.hook.pytest_deselected(items=benchmarks)
    items[:] = [item for item in items if item not in benchmarks]
