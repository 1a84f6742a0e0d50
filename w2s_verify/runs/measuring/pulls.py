"""How hard a radial law pulls at a weight vector, tabulated, so that thousands of steps cost one spline each."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from w2s_verify.arithmetic import Float64
from w2s_verify.distributions import Radial
from w2s_verify.quantities import CENTRED_SIGMOID

Floats = NDArray[np.float64]
LEAST, MOST, NODES = -10.0, 14.0, 385
"""Powers of two between which radii are tabulated, and the number of nodes."""


@dataclass(frozen=True)
class PullTable:
    """g(r) = E[(σ(r z1) − ½) z1]/r of a radial law, and ½ E|z1|.

    log₂ g is a cubic spline in log₂ r; below the table g is its first value, above it g r is constant
    Shapes  radius (...) -> (...)
    Units   risk per squared unit of weights
    Domain  r >= 0
    Error   1e-5 relative (measured for the five radial laws of this package, see the tests)
    Raises  none
    Source  claim gradient.elliptical
    """

    spline: Any
    half_absolute: float

    def __call__(self, radius: Floats) -> Floats:
        """g(r)."""
        with np.errstate(divide="ignore"):
            place = np.log2(radius)
        inside = np.clip(place, LEAST, MOST)
        value: Floats = np.exp2(self.spline(inside) - np.maximum(place - MOST, 0.0))
        return value

    def answer(self, radius: Floats, labels: str, noise: float) -> Floats:
        """ĝ(r): soft labels g; hard ½E|z1|/r; noisy ones (1 − 2p) times that."""
        if labels == "soft":
            return self(radius)
        kept = 1.0 if labels == "hard" else 1.0 - 2.0 * noise
        return kept * self.half_absolute / radius


def pull_table(radial: Radial) -> PullTable:
    """Tabulate a radial law."""
    num = Float64()
    places = np.linspace(LEAST, MOST, NODES)
    radii = np.exp2(places)
    pulls = radial.moment(num, CENTRED_SIGMOID, radii, 1) / radii
    half = float(radial.mean_absolute(num)) / 2
    if not (np.isfinite(pulls).all() and math.isfinite(half)):
        raise ValueError(f"{radial}: its pull is not finite")
    return PullTable(CubicSpline(places, np.log2(pulls)), half)
