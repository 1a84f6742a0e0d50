"""Label noise through two least-squares fits, x ~ N(0, I): Var_teacher = σ² d_w/(n − d_w − 1) and
Var_student = σ²/(n − d_w − 1)·[d_sw + (d_w − d_sw) d_s/(N − d_s − 1)].

d_w, d_s: features U_wᵀx, U_sᵀx of teacher and student, orthonormal columns; d_sw = |U_sᵀU_w|_F². The teacher is fitted on n
examples with noise σ², the student on N other ones that the teacher labels; Var is the noise's part of the excess risk.
Standing: derived here; made exact from Dong et al. (2502.05075).
Source: A3 and A4, beside a neighbour: what the student need not copy of its teacher's errors.
Assumes: independent samples; n > d_w + 3, N > d_s + 3, since the tests need finite variances (the means need 2 examples less).
Proof: the teacher's noise θ is isotropic with E|θ|² = σ² E tr W⁻¹, W Wishart. Its part in the span of U_s, a share d_sw/d_w on
average, is copied; the rest is independent noise of variance |rest|² for the student: times E tr W_s⁻¹ = d_s/(N − d_s − 1).
Rests on: neighbour.variance-by-integrals
Not checked: other laws of x; bias. The means of tr W⁻¹ are certified in neighbour.variance-by-integrals. Values here are in
units of the stated mean; their variance is the exact one, by the second moments of inverse Wishart matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.statistical import Cell, Rival, StatisticalMean

ROWS = 5_000
"""Fits at once."""


def _cell(name: str, **at: int) -> Cell:
    return Cell(name, {"half": 0, **at}, 100_000)


GRID = (
    _cell("teacher, n = 20, d_w = 5", student=0, n=20, dw=5),
    _cell("teacher, n = 14, d_w = 4", student=0, n=14, dw=4),
    _cell("student, d_sw = 0", student=1, n=20, dw=5, N=20, ds=5, shared=0),
    _cell("student, d_sw = 2 of 6", student=1, n=24, dw=6, N=18, ds=5, shared=2),
    _cell("student, d_sw = 1 + 2/2 of 4", student=1, n=20, dw=4, N=18, ds=5, shared=1, half=2),
)
"""``half`` features of the student are at 45° to one of the teacher's."""


def _features(rng: np.random.Generator, at: Mapping[str, float], count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The teacher's and the student's features of N examples: (count, N, d_w) and (count, N, d_s)."""
    rows, shared, half = int(at["N"]), int(at["shared"]), int(at["half"])
    taught = rng.standard_normal((count, rows, int(at["dw"])))
    own = rng.standard_normal((count, rows, int(at["ds"])))
    own[..., :shared] = taught[..., :shared]
    between = slice(shared, shared + half)
    own[..., between] = (own[..., between] + taught[..., between]) / np.sqrt(2)
    return taught, own


def _fit(features: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Least squares."""
    turned = np.swapaxes(features, -1, -2)
    return np.asarray(np.linalg.solve(turned @ features, turned @ labels[..., None])[..., 0])


def _risks(rng: np.random.Generator, at: Mapping[str, float], count: int) -> NDArray[np.float64]:
    """The noise's part of the excess risk, σ = 1: |θ|² of the teacher's fit to pure noise, or of the student's fit to that."""
    noise = rng.standard_normal((count, int(at["n"])))
    theta = _fit(rng.standard_normal((count, int(at["n"]), int(at["dw"]))), noise)
    if at["student"]:
        taught, own = _features(rng, at, count)
        theta = _fit(own, np.matvec(taught, theta))
    return np.asarray(np.vecdot(theta, theta))


def draw(rng: np.random.Generator, at: Mapping[str, float], trials: int) -> NDArray[np.float64]:
    """Excess risks in units of the stated mean."""
    blocks = [min(ROWS, trials - done) for done in range(0, trials, ROWS)]
    return np.concatenate([_risks(rng, at, count) for count in blocks]) / _mean(at)


def _mean(at: Mapping[str, float], spared: int = 1, copied: float = 1.0) -> float:
    """The stated formula; ``spared`` degrees of freedom lost by the student's fit, and a share of the rest that passes."""
    teacher = 1 / (at["n"] - at["dw"] - 1)
    if not at["student"]:
        return at["dw"] * teacher
    overlap = at["shared"] + at["half"] / 2
    return teacher * (overlap + copied * (at["dw"] - overlap) * at["ds"] / (at["N"] - at["ds"] - spared))


def band(at: Mapping[str, float]) -> tuple[float, float]:
    """The stated mean."""
    del at
    return 1.0, 1.0


def _fourth(size: float, freedom: float) -> float:
    """E|θ|⁴ of a least-squares fit to unit noise: E(tr W⁻¹)² + 2 E tr W⁻², W Wishart of this size and freedom."""
    divisor = (freedom - size) * (freedom - size - 1) * (freedom - size - 3)
    return (size * size * (freedom - size - 2) + 2 * size + 2 * size * (freedom - 1)) / divisor


def spread(at: Mapping[str, float]) -> float:
    """The exact variance: given |θ|², the copied part |a|² and the rest |b|² have the moments of a uniform direction."""
    d = at["dw"]
    fourth = _fourth(d, at["n"])
    if not at["student"]:
        return fourth / _mean(at) ** 2 - 1
    k, squares = at["shared"] + at["half"] / 2, at["shared"] + at["half"] / 4
    copied, mixed = k * k + 2 * squares, k * (d + 2) - k * k - 2 * squares
    rest = d * (d + 2) - copied - 2 * mixed
    first, second = at["ds"] / (at["N"] - at["ds"] - 1), _fourth(at["ds"], at["N"])
    squared = copied + mixed * (2 + 4 / at["ds"]) * first + rest * second
    return fourth * squared / (d * (d + 2)) / _mean(at) ** 2 - 1


def _exactly(mean: Callable[[Mapping[str, float]], float]) -> Callable[[Mapping[str, float]], tuple[float, float]]:
    """The band of another formula, in units of the stated mean."""
    return lambda at: (mean(at) / _mean(at), mean(at) / _mean(at))


RIVALS = (
    Rival(
        "freedom-kept",
        "n − d_w and N − d_s without the − 1",
        _exactly(lambda at: _mean(at, spared=0) * (at["n"] - at["dw"] - 1) / (at["n"] - at["dw"])),
    ),
    Rival("all-copied", "the student has its teacher's variance", _exactly(lambda at: at["dw"] / (at["n"] - at["dw"] - 1))),
    Rival("only-the-overlap", "what the student does not copy is averaged out", _exactly(lambda at: _mean(at, copied=0.0))),
)

CLAIM = StatisticalMean(
    id="neighbour.variance",
    cells=GRID,
    draw=draw,
    band=band,
    spread=spread,
    rivals=RIVALS,
    tags=("A3", "A4"),
    rests_on=("neighbour.variance-by-integrals",),
    deviation=0.05,
    doc=__doc__,
)
