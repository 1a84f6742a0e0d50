import json
from dataclasses import replace

import numpy as np
import pytest

from w2s_verify.arithmetic import Float64
from w2s_verify.distributions import radial_law
from w2s_verify.quantities import CENTRED_SIGMOID
from w2s_verify.runs.finished import Finished
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.laws import LAWS, RowsWorld, world
from w2s_verify.runs.measuring.pulls import pull_table
from w2s_verify.runs.measuring.scene import Scene
from w2s_verify.runs.measuring.simulation import keys_of, simulate
from w2s_verify.runs.measuring.simulation_record import Settings
from w2s_verify.runs.measuring.trajectory import MOST_TIMES, flow_times

SMALL = Settings(teachers=4, dimension=10, horizon=300.0)


@pytest.mark.parametrize("law", range(5))
def test_the_table_is_the_pull(law):
    radial, radii = radial_law(law, 10), np.array([1e-3, 0.05, 0.777, 3.3, 123.4, 1e4, 1e5])
    exact = radial.moment(Float64(), CENTRED_SIGMOID, radii, 1) / radii
    assert pull_table(radial)(radii) == pytest.approx(exact, rel=1e-5)


@pytest.mark.parametrize(("law", "labels"), [("gaussian", "soft"), ("spheres", "hard"), ("student-t", "noisy")])
def test_measured_peaks_meet_the_closed_forms(law, labels):
    found = simulate(replace(SMALL, law=law, labels=labels))
    for row in found.norms:
        assert row.largest_peak_error < 1e-7
        assert row.bracketed.count == row.bracketed.trials >= 3
        assert row.window_bracketed.count == row.window_bracketed.trials >= 3
    for trial in (trial for trial in found.trials if trial.gains):
        assert trial.peak_time_least <= trial.peak_time <= trial.peak_time_most


@pytest.mark.parametrize("law", LAWS)
def test_every_law_runs_and_its_record_is_json(law):
    found = simulate(replace(SMALL, law=law, teachers=1, norms=(1.0,), horizon=5.0, dimension=4))
    data = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert (data["schema"], data["standing"], len(data["trials"])) == ("w2s-verify/simulation/1", "MEASURED", 1)


def test_small_gradient_steps_are_the_flow():
    flow = simulate(replace(SMALL, norms=(1.0,), horizon=30.0))
    steps = simulate(replace(SMALL, norms=(1.0,), horizon=30.0, method="gd", eta=0.01))
    for one, other in zip(flow.trials, steps.trials, strict=True):
        assert one.peak == pytest.approx(other.peak, abs=1e-4)
        assert one.last == pytest.approx(other.last, abs=1e-4)
        assert (one.window or 0.0) == pytest.approx(other.window or 0.0, rel=0.01, abs=0.02)


def test_stochastic_steps_with_many_examples_are_near_gradient_steps():
    gd = simulate(replace(SMALL, norms=(1.0,), horizon=4.0, method="gd", eta=0.2))
    sgd = simulate(replace(SMALL, norms=(1.0,), horizon=4.0, method="sgd", eta=0.2, batch=4000))
    for one, other in zip(gd.trials, sgd.trials, strict=True):
        assert one.last == pytest.approx(other.last, abs=0.02)


def test_seeds_and_chunks():
    first, again = simulate(SMALL), simulate(SMALL)
    assert first == again
    assert simulate(replace(SMALL, seed=1)).trials != first.trials
    alone = simulate(replace(SMALL, teachers=2)).trials
    assert [trial.peak for trial in alone] == pytest.approx([trial.peak for trial in first.trials[:6]], rel=1e-12)


def test_ctrl_c_keeps_finished_teachers():
    def stop(done):
        raise KeyboardInterrupt

    found = simulate(replace(SMALL, teachers=30, norms=(1.0,), horizon=1.0), stop)
    assert (found.finished, len(found.trials)) == (10, 10)


def test_a_flipped_label_on_rows_is_the_mean_over_flips():
    rng = np.random.default_rng(3)
    rows, w, v = rng.standard_normal((6, 3)), rng.standard_normal((1, 3)), rng.standard_normal((1, 3))
    y = (rows @ v[0] > 0).astype(float)
    mean = ((0.7 * y + 0.3 * (1 - y) - 1 / (1 + np.exp(-rows @ w[0]))) @ rows) / 6
    assert RowsWorld(rows).descent(v, "noisy", 0.3)(w)[0] == pytest.approx(mean, rel=1e-12)


@pytest.mark.parametrize("law", ["gaussian", "anisotropic"])
def test_the_descent_of_a_law_is_that_of_many_rows(law):
    rng = np.random.default_rng(4)
    exact = world(law, 3, rng)
    many = RowsWorld(exact.sample(rng, 400_000))
    w, v = rng.standard_normal((2, 1, 3))
    for labels in ("soft", "hard", "noisy"):
        assert exact.descent(v, labels, 0.1)(w)[0] == pytest.approx(many.descent(v, labels, 0.1)(w)[0], abs=4e-3)
    assert exact.accuracy(w, v[0]) == pytest.approx(many.accuracy(w, v[0]), abs=4e-3)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"law": "cauchy"}, "law = 'cauchy': must be one of gaussian"),
        ({"law": "gausian"}, "law = 'gausian': .*; nearest: gaussian"),
        ({"labels": "sof"}, "labels = 'sof': .*; nearest: soft"),
        ({"norms": (1.0, 1.0)}, "norms = 1.0, 1.0: each must be there once"),
        ({"labels": "crisp"}, "labels = 'crisp': must be one of soft, hard, noisy"),
        ({"method": "gd", "eta": 0.0}, "eta = 0.0: must be positive"),
        ({"method": "sgd", "eta": -1.0}, "eta = -1.0: must be positive"),
        ({"noise": 1e200}, "noise = 1e.200: must be positive and finite, between 1e-60 and 1e.60"),
        ({"truth_norm": 0.0}, "truth_norm = 0.0: must be positive"),
        ({"horizon": float("inf")}, "horizon = inf: must be positive"),
        ({"norms": (1e-300,)}, "norms = 1e-300: each must be positive"),
        ({"teachers": 0}, "teachers = 0: must be at least 1"),
        ({"norms": ()}, "norms: must hold at least one"),
        ({"norms": (1.0, 0.0)}, "norms = 0.0: each must be positive"),
    ],
)
def test_bad_settings(change, message):
    with pytest.raises(MeasuringError, match=message):
        replace(SMALL, **change)


def test_an_interrupted_run_goes_on_to_the_same_end(tmp_path, monkeypatch):
    settings, kept = replace(SMALL, teachers=25, norms=(1.0, 2.0), horizon=1.0), Finished(tmp_path / "finished")

    def stop(done):
        raise KeyboardInterrupt

    assert simulate(settings, stop, kept).finished == 10
    assert ran(monkeypatch, settings, kept) == [range(10, 20), range(20, 25)]
    assert simulate(settings, finished=kept) == simulate(settings)
    kept.forget(keys_of(settings).values())
    assert not kept.folder.exists()


def ran(monkeypatch, settings, kept):
    """The chunks that are run, since they are not kept."""
    some, whole = [], Scene.run
    monkeypatch.setattr(Scene, "run", lambda scene, chunk: some.append(chunk) or whole(scene, chunk))
    simulate(settings, finished=kept)
    monkeypatch.undo()
    return some


def test_teachers_of_other_settings_are_not_mixed(tmp_path, monkeypatch):
    settings, kept = replace(SMALL, teachers=20, horizon=1.0), Finished(tmp_path)
    simulate(settings, finished=kept)
    assert ran(monkeypatch, replace(settings, law="spheres"), kept) == [range(10), range(10, 20)]
    assert ran(monkeypatch, replace(settings, teachers=3), kept) == [range(3)]
    assert ran(monkeypatch, replace(settings, teachers=25), kept) == [range(20, 25)]
    assert ran(monkeypatch, settings, kept) == []


def test_an_interrupt_before_the_first_chunk_is_passed_on(monkeypatch):
    def stop(scene, some):
        raise KeyboardInterrupt

    monkeypatch.setattr(Scene, "run", stop)
    with pytest.raises(KeyboardInterrupt):
        simulate(SMALL)


def test_sgd_answers_of_every_kind_of_label():
    for labels in ("hard", "noisy"):
        found = simulate(replace(SMALL, labels=labels, method="sgd", eta=0.1, horizon=3.0, norms=(1.0,)))
        assert len(found.trials) == 4
        assert found.norms[0].bracketed is None


def test_closed_forms_stand_beside_peaks_that_came_before_the_end():
    row = simulate(replace(SMALL, norms=(20.0,), horizon=1.0)).norms[0]
    assert (row.largest_peak_error, row.bracketed, row.window_bracketed) == (0.0, None, None)  # of those that never gain


@pytest.mark.parametrize(
    "change", [{"norms": (1e-60, 1e60)}, {"truth_norm": 1e60, "noise": 1e60}, {"method": "gd", "eta": 1e60}, {"noise": 1e-60}]
)
def test_the_ends_of_the_range_are_numbers(change):
    found = simulate(replace(SMALL, **{"teachers": 1, "norms": (1.0,), "horizon": 3.0, "dimension": 4, **change}))
    assert json.loads(json.dumps(found.to_json(), allow_nan=False))["finished"] == 1


def test_a_flow_ends_after_so_many_steps():
    times = flow_times(1e50, 1.0)
    assert (len(times), times[-1] < 1e50) == (MOST_TIMES + 1, True)
