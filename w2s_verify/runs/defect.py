"""How far a data set is from an elliptical law: the defect δ(w) beside λ(w)|w|, over the vectors that a run has drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from w2s_verify.arithmetic import float64
from w2s_verify.claims.instance import Instance
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import CENTRED_SIGMOID

VECTORS = ("student", "teacher")
QUANTILES = (0.0, 0.5, 1.0)


def relative_defect(instance: Instance, name: str) -> float | None:
    """δ(w)/(λ(w)|w|), the tangent of the angle from w to E[(σ(w·x) − ½) x] under the law ``points``, ``weights``.

    0 for every w under a law with Σ = s²I that is elliptical; it does not see the mean.
    None where w·x = 0 for every x (w has no direction under the law), or the instance holds no such vector.
    """
    if name not in instance:
        return None
    w = instance[name]
    law = Discrete(instance["points"], instance["weights"])
    pulled = law.ridge_vector(float64, CENTRED_SIGMOID, w)
    along = float(pulled @ w)
    squared = float(w @ w)
    if not along > 0 or squared == 0:
        return None
    away = float(np.linalg.norm(pulled - (along / squared) * w))
    return away * math.sqrt(squared) / along


def law_defect(instances: Sequence[Instance]) -> Mapping[str, tuple[float, ...]]:
    """Least, median and largest relative defect of the students and of the teachers drawn, where they have any."""
    found = {name: [relative_defect(instance, name) for instance in instances] for name in VECTORS}
    known = {name: [value for value in values if value is not None] for name, values in found.items()}
    return {name: tuple(float(q) for q in np.quantile(values, QUANTILES)) for name, values in known.items() if values}
