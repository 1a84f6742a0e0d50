"""Same family with noise of fixed size per coordinate, w★ + τ|w★|N(0, I): P(gain) ≥ 0.9 at d = 400, on its way to 1.

Standing: FALSE, and declared so: rejected by an exact binomial test at τ = 1 and τ = 2.
Source: A2; the premise of noise of fixed total size dropped.
Assumes: isotropic law, the better of two draws is the student.
Proof: the angles tend to π/2, and P(gain) → Φ(1/τ)², the probability that both draws are better than chance.
Nearest true: inevitable.same-family (noise τ/√d per coordinate).
Not checked: the limit itself beyond the band of the rival statement.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.statistical import Answer, Cell, Rival, Statistical
from w2s_verify.quantities import cosine

GRID = tuple(Cell(f"d = 400, τ = {noise}", {"d": 400, "noise": noise}, 4_000) for noise in (1.0, 2.0))


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> int:
    """How often the worse draw helps the better one."""
    truth = np.zeros(int(at["d"]))
    truth[0] = 1
    first, second = (truth + at["noise"] * rng.standard_normal((trials, truth.size)) for _ in range(2))
    cosines = cosine(float64, first, truth), cosine(float64, second, truth)
    return int(np.count_nonzero(np.minimum(*cosines) > cosine(float64, first, second) * np.maximum(*cosines)))


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """P → 1."""
    del at
    return 0.9, 1.0


CLAIM = Statistical(
    id="boundary.noise-per-coordinate",
    cells=GRID,
    draw=draw,
    band=band,
    rivals=(Rival("nearly-inevitable", "P(gain) ≥ 0.95", lambda at: (0.95, 1.0)),),
    tags=("A2", "L1"),
    deviation=0.2,
    expects=Answer.REJECTED,
    doc=__doc__,
)
