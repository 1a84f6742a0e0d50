"""A finite finetuning sample: n ≥ 2B² sin²φ_S ln(1/δ)/μ² examples keep the sign of the gain with probability ≥ 1 − δ.

Full-batch flow on n examples that the teacher labels, softly or by Bernoulli draws: its rate at time 0 is the mean of n
independent ξ = (y − σ(w₀·x))x·Pŵ★ divided by |w₀|, and μ = E[ξ] > 0.
Standing: derived here.
Source: K1 and A1: finetuning uses a finite sample.
Assumes: |x| ≤ B (here the hypercube {−1, 1}^d, B² = d), labels in [0, 1]; δ = 0.05.
Proof: Hoeffding's inequality for ξ in an interval of length 2B sin φ_S (step.sgd).
Rests on: step.sgd, gain.rate
Not checked: later times of the flow on the sample; the bound is far from sharp, since |ξ| is mostly much smaller than B.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import numpy as np

from w2s_verify.claims.statistical import Cell, Rival, Statistical

DELTA = 0.05
GRID = (
    Cell("d = 2, soft", {"d": 2, "bernoulli": 0}, 4_000),
    Cell("d = 2, Bernoulli", {"d": 2, "bernoulli": 1}, 4_000),
    Cell("d = 3, soft", {"d": 3, "bernoulli": 0}, 4_000),
    Cell("d = 3, Bernoulli", {"d": 3, "bernoulli": 1}, 4_000),
)


def _outcomes(at: Mapping[str, float]) -> tuple[np.ndarray, np.ndarray, float]:
    """(probabilities, values of ξ, 2B² sin²φ_S): every corner with both labels, or with its soft one."""
    d = int(at["d"])
    corners = np.array(list(itertools.product((-1.0, 1.0), repeat=d)))
    truth, student, teacher = np.eye(d)[0], 1 + np.arange(d) * 0.25, np.where(np.arange(d) == 1, -1.0, 2.0)
    pull = truth - student * (truth @ student) / (student @ student)
    own, taught = (1 / (1 + np.exp(-(corners @ w))) for w in (student, teacher))
    along = corners @ pull
    width = 2 * d * float(pull @ pull)
    if at["bernoulli"] == 0:
        return np.full(len(corners), 1 / len(corners)), (taught - own) * along, width
    masses = np.concatenate([taught, 1 - taught]) / len(corners)
    return masses, np.concatenate([(1 - own) * along, -own * along]), width


def _enough(at: Mapping[str, float], factor: float = 1.0) -> int:
    masses, values, width = _outcomes(at)
    mean = float(masses @ values)
    return max(1, math.ceil(factor * width * math.log(1 / DELTA) / mean**2))


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """Samples of the size of the bound whose mean is positive."""
    masses, values, _ = _outcomes(at)
    counts = rng.multinomial(_enough(at), masses / masses.sum(), size=trials)
    return int(np.count_nonzero(counts @ values > 0))


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """At least 1 − δ."""
    del at
    return 1 - DELTA, 1.0


CLAIM = Statistical(
    id="step.sample",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=(Rival("as-often-as-not", "a sample of that size keeps the sign half of the time", lambda at: (0.0, 0.5)),),
    tags=("A1", "K1"),
    rests_on=("step.sgd", "gain.rate"),
    deviation=0.04,
    doc=__doc__,
)
