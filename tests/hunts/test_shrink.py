import numpy as np
import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.domain import Axis
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Verdict
from w2s_verify.hunts import Target, hunt
from w2s_verify.hunts.shrink import complexity, on_lattice, shrink

TARGETS = [("cosine.gradient-norm", "bound-0.999"), ("path.peak", "rho-2.001"), ("hessian.loewner-band", "quarter-0.9995")]


@pytest.mark.parametrize(("named", "mutant"), TARGETS)
def test_a_shrunk_counterexample_keeps_half_of_its_margin(named, mutant):
    target = Target(named, mutant=mutant)
    claim = target.claim()
    found = hunt(target, seed=3, evaluations=20_000)
    for hit in found.distinct():
        instance, judgement = shrink(claim, Instance(**hit.instance))
        assert judgement.verdict is Verdict.REFUTED
        assert judgement.relative <= hit.relative / 2
        assert complexity(instance) <= complexity(Instance(**hit.instance))


def test_the_loewner_mutant_shrinks_to_one_atom():
    target = Target("hessian.loewner-band", mutant="quarter-0.9995")
    (hit, *_) = hunt(target, evaluations=20_000).distinct()
    instance, _ = shrink(target.claim(), Instance(**hit.instance))
    assert instance["points"].tolist() == [[1]]
    assert instance["student"].tolist() == [0]


def test_a_true_instance_is_not_shrunk():
    (secant,) = (claim for claim in catalogue() if claim.id == "logistic.secant")
    with pytest.raises(ValueError, match="must be REFUTED"):
        shrink(secant, Instance(s=1, t=2))


def test_the_lattice_of_an_axis():
    (band,) = (claim for claim in catalogue() if claim.id == "hessian.loewner-band")
    weights = next(axis for axis in band.domain.axes if axis.name == "weights")
    assert on_lattice(band.domain, weights, np.array([1.0, 3.0]))
    assert not on_lattice(band.domain, weights, np.array([0.0, 3.0]))
    assert not on_lattice(band.domain, weights, np.array([0.5]))
    assert not on_lattice(band.domain, Axis("weights", 1, 2), np.array([2.0**60 + 2.0**8]))
