"""The ratchet: no kernel may get less accurate than the stored bound; lower the bound when a kernel improves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from w2s_verify.kernels.accuracy import accuracy_table
from w2s_verify.kernels.compiled import compiled_present

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
