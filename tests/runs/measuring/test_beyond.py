import json
from dataclasses import asdict

import numpy as np
import pytest

from w2s_verify.runs.measuring import beyond as module
from w2s_verify.runs.measuring.beyond import FULL_GRID, MODELS, Beyond, BeyondCell, _Networks, beyond_cell


@pytest.mark.parametrize("model", MODELS)
def test_a_cell_is_a_conjecture_and_reads_back(model):
    cell = beyond_cell(model, 3, 4, 5, 0)
    assert BeyondCell.from_json(json.loads(json.dumps(asdict(cell)))) == cell
    data = Beyond(5, (cell,)).to_json()
    assert (data["standing"], data["cells"][0]["model"]) == ("CONJECTURE", model)
    assert cell.weaker_helps.trials == 5


def test_the_grid_is_the_one_that_was_asked_for():
    widths, dimensions, pairs = FULL_GRID
    assert (min(widths), max(widths), min(dimensions), max(dimensions), pairs) == (4, 256, 20, 200, 200)


@pytest.mark.parametrize("trained", [True, False])
def test_a_step_descends_the_mean_loss(trained):
    rng = np.random.default_rng(0)
    inner, outer = rng.standard_normal((2, 3, 4)), rng.standard_normal((2, 3))
    X, labels = rng.standard_normal((50, 4)), rng.random((2, 50))

    def loss(inner, outer):
        scores = _Networks(inner, outer).answers(X)
        return (np.logaddexp(0, scores) - labels * scores).mean(axis=1).sum()

    moved = _Networks(inner.copy(), outer.copy())
    moved.descend(X, labels, trained)
    for before, after, place in ((inner, moved.inner, (1, 2, 3)), (outer, moved.outer, (1, 2))):
        shift = np.zeros_like(before)
        shift[place] = 1e-6
        ends = [loss(*(inner + s, outer) if before is inner else (inner, outer + s)) for s in (shift, -shift)]
        slope = (ends[0] - ends[1]) / 2e-6 if trained or before is outer else 0.0
        assert (before - after)[place] == pytest.approx(module.ETA * slope, abs=1e-7)


def test_pairs_may_run_one_by_one(monkeypatch):
    monkeypatch.setattr(module, "AT_ONCE", 1)
    assert beyond_cell("two-layer network", 3, 4, 3, 0).peak_gain.trials == 3
