import json

import pytest

from w2s_verify.runs.measuring.scene import Scene


def test_simulate_writes_record_and_figure(folder, w2s):
    pytest.importorskip("matplotlib")
    ran = w2s("simulate", "--teachers", "2", "--dimension", "5", "--horizon", "20", "--seed", "0", "--out", "made/here")
    assert ran.code == 0
    assert "MEASURED" in ran.out
    data = json.loads((folder / "made/here/simulation.json").read_text(encoding="utf-8"))
    assert data["schema"] == "w2s-verify/simulation/1"
    assert (folder / "made/here/simulation.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--law", "cauchy"], "law = 'cauchy': must be one of gaussian"),
        (["--law", "student"], "nearest: student-t"),
        (["--labels", "nosy"], "nearest: noisy"),
        (["--norms", "2,2"], "norms = 2.0, 2.0: each must be there once"),
        (["--labels", "crisp"], "labels = 'crisp': must be one of soft, hard, noisy"),
        (["--gd", "0"], "eta = 0.0: must be positive and finite"),
        (["--sgd", "-1"], "eta = -1.0: must be positive and finite"),
        (["--gd", "nan"], "eta = nan: must be positive and finite"),
        (["--teachers", "0"], "teachers = 0: must be at least 1"),
        (["--norms", "1,x"], "--norms = '1,x': must be numbers with commas between them"),
        (["--norms", "-1"], "norms = -1.0: each must be positive and finite"),
        (["--gd", "1", "--sgd", "1"], "--flow, --gd and --sgd exclude one another"),
    ],
)
def test_bad_input_is_one_line(folder, w2s, arguments, message):
    ran = w2s("simulate", *arguments, "--seed", "0", "--out", "out")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert message in ran.err
    assert not (folder / "out").exists()


def test_ctrl_c_keeps_teachers_and_the_same_command_goes_on(folder, w2s, monkeypatch):
    command = ("simulate", "--teachers", "15", "--dimension", "5", "--horizon", "2", "--seed", "0", "--out")
    whole = Scene.run

    def stop(scene, some):
        if some.start:
            raise KeyboardInterrupt
        return whole(scene, some)

    monkeypatch.setattr(Scene, "run", stop)
    ran = w2s(*command, "out")
    assert ran.code == 130
    assert "interrupted; 10 of 15 teachers are finished and kept in out; the same command goes on from there\n" in ran.err
    monkeypatch.setattr(Scene, "run", whole)
    assert w2s(*command, "out").code == w2s(*command, "other").code == 0
    ends = [(folder / name / "simulation.json").read_text(encoding="utf-8") for name in ("out", "other")]
    assert ends[0] == ends[1]
    assert not (folder / "out/finished").exists()
