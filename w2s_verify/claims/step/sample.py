"""A finite finetuning sample of n examples keeps the sign of the gain with probability ≥ 1 − δ, by each bound of step.sgd.

n ≥ 2B² sin²φ_S ln(1/δ)/μ² (for soft labels B² times tanh²(B|v − w₀|/4)), n ≥ 8K² sin²φ_S ln(1/δ)/μ², or n ≥ (1/δ − 1)V/μ².
How loose: a tenth of the last one is not enough; at d = 6 under Bernoulli labels about 45 examples are, and the bounds ask for
85 (Hoeffding), 57 (sub-Gaussian) and 7.1 (Cantelli) times as many. Full-batch flow on n examples that the teacher labels, be it
softly or by Bernoulli draws, has at time 0 the mean of n independent ξ = (y − σ(w₀·x))x·Pŵ★ over |w₀| as its rate; μ = E[ξ] > 0
and V its variance.
Standing: derived here.
Source: K1 and A1: finetuning uses a finite sample.
Assumes: x uniform on the hypercube {−1, 1}^d, B² = d, K = 1; labels in [0, 1]; δ = 0.05.
Proof: Hoeffding's inequality, symmetrisation, Cantelli's inequality (step.sgd, step.sub-gaussian). A tenth of the last one is
1.9 V/μ², where a normal mean is positive with probability 0.92.
Rests on: step.sgd, step.sub-gaussian, gain.rate
Not checked: later times of the flow on the sample.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.statistical import Cell, Rival, Statistical

DELTA = 0.05


class _Sample(NamedTuple):
    """The values of ξ with their probabilities, and what the bounds are made of."""

    masses: NDArray[np.float64]
    values: NDArray[np.float64]
    dimension: int
    sine_squared: float
    distance: float
    bernoulli: bool

    @property
    def mean(self) -> float:
        """μ."""
        return float(self.masses @ self.values)

    @property
    def variance(self) -> float:
        """V."""
        return float(self.masses @ (self.values - self.mean) ** 2)


def _hoeffding(sample: _Sample) -> float:
    return 2 * sample.dimension * sample.sine_squared * math.log(1 / DELTA) / sample.mean**2


def _soft(sample: _Sample) -> float:
    root = 1.0 if sample.bernoulli else math.tanh(math.sqrt(sample.dimension) * sample.distance / 4)
    return _hoeffding(sample) * root * root


def _sub_gaussian(sample: _Sample) -> float:
    return 8 * sample.sine_squared * math.log(1 / DELTA) / sample.mean**2


def _cantelli(sample: _Sample) -> float:
    return (1 / DELTA - 1) * sample.variance / sample.mean**2


BOUNDS: Mapping[str, Callable[[_Sample], float]] = {
    "Hoeffding": _hoeffding,
    "tanh": _soft,
    "sub-Gaussian": _sub_gaussian,
    "Cantelli": _cantelli,
    "a tenth of Cantelli": lambda sample: _cantelli(sample) / 10,
}
_NAMES = tuple(BOUNDS)
ENOUGH = 4
"""The bounds before this one are enough; it is not."""
GRID = tuple(
    Cell(
        f"{name}, d = {d}, {'Bernoulli' if bernoulli else 'soft'}",
        {"d": d, "bernoulli": bernoulli, "bound": _NAMES.index(name)},
        8_000,
    )
    for name in _NAMES
    for d, bernoulli in ((2, 0), (3, 1), (6, 0), (6, 1))
    if bernoulli or name != "a tenth of Cantelli"
)


def _sample(at: Mapping[str, float]) -> _Sample:
    """Every corner with both labels, or with its soft one."""
    d = int(at["d"])
    corners = np.array(list(itertools.product((-1.0, 1.0), repeat=d)))
    truth, student, teacher = np.eye(d)[0], 1 + np.arange(d) * 0.25, np.where(np.arange(d) == 1, -1.0, 2.0)
    pull = truth - student * (truth @ student) / (student @ student)
    own, taught = (1 / (1 + np.exp(-(corners @ w))) for w in (student, teacher))
    along, mass = corners @ pull, np.full(len(corners), 1 / len(corners))
    rest = (d, float(pull @ pull), float(np.linalg.norm(teacher - student)), bool(at["bernoulli"]))
    if at["bernoulli"] == 0:
        return _Sample(mass, (taught - own) * along, *rest)
    masses = np.concatenate([taught * mass, (1 - taught) * mass])
    return _Sample(masses, np.concatenate([(1 - own) * along, -own * along]), *rest)


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Samples of the size of the bound whose mean is positive."""
    sample = _sample(at)
    size = max(1, math.ceil(BOUNDS[_NAMES[int(at["bound"])]](sample)))
    hits = 0
    for start in range(0, trials, 5_000):
        counts = rng.multinomial(size, sample.masses / sample.masses.sum(), size=min(5_000, trials - start))
        hits += int(np.count_nonzero(counts @ sample.values > 0))
    return hits


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """At least 1 − δ where the size is enough, else less."""
    return (1 - DELTA, 1.0) if at["bound"] < ENOUGH else (0.0, 1 - DELTA)


RIVALS = (
    Rival("as-often-as-not", "a sample of that size keeps the sign half of the time", lambda at: (0.0, 0.5)),
    Rival("a-tenth-is-enough", "a tenth of Cantelli's size is enough too", lambda at: (1 - DELTA, 1.0)),
)

CLAIM = Statistical(
    id="step.sample",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=RIVALS,
    tags=("A1", "K1"),
    rests_on=("step.sgd", "step.sub-gaussian", "gain.rate"),
    deviation=0.04,
    doc=__doc__,
)
