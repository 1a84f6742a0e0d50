import pytest

from w2s_verify.hunts import Target
from w2s_verify.runs import throughput as module
from w2s_verify.runs.throughput import throughput


def test_the_same_evaluations_with_every_number_of_workers():
    one, two = throughput(2_000, targets=[Target("logistic.secant")], workers=(1, 2))
    assert (one.workers, two.workers, one.speedup) == (1, 2, 1.0)
    assert one.evaluations == two.evaluations > 0
    assert two.rate > 0


def test_other_evaluations_are_an_error(monkeypatch):
    hunts = iter(range(1, 100))

    class Found:
        evaluations = property(lambda self: next(hunts))

    monkeypatch.setattr(module, "hunt", lambda *_, **__: Found())
    with pytest.raises(RuntimeError, match="evaluations with 2 workers"):
        throughput(10, targets=[Target("logistic.secant")], workers=(1, 2))
