"""The clock of gradient flow under an isotropic law: when w = A w₀ + B v reaches a given q = B/A, enclosed."""

from __future__ import annotations

from collections.abc import Callable

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.quantities import Gram

Pull = Callable[[Arithmetic, Number], Number]
"""g(w) by the radius s|w|."""


def path_time(
    num: Arithmetic, scale: Number, gram: Gram, slope: Number, reach: Number, pieces: int, pull: Pull
) -> tuple[Number, Number]:
    """Bounds (earliest, latest) on the time at which q = B/A arrives at ``reach``.

    ``pull`` is g by the radius s|w|, which decreases.
    With C = 1/A: dC/dq = g(|w₀ + q v|/C)/ĝ, C(0) = 1, and s² ĝ t = ∫ dq/C. On each of the pieces of [0, reach] g lies between
    its values at the largest and the smallest radius there; between those slopes C is linear and the integral a logarithm.
    Shapes  scale, slope, reach and the Gram numbers (...) -> (...), (...)
    Units   time
    Domain  scale, slope > 0, reach >= 0
    Error   first order in reach/pieces; none where g is constant; each end is a bound in every arithmetic up to its rounding
    Raises  none
    Source  A' = −s² g A, (B/A)' = s² ĝ/A; a scalar equation with monotone right side
    """
    step = reach / pieces
    least, most = num.ratio(1, 1), num.ratio(1, 1)
    earliest, latest = 0 * step, 0 * step
    for piece in range(pieces):
        short, long = _radii(num, gram, piece * step, (piece + 1) * step)
        fastest = pull(num, scale * short / (most + step / (4 * slope))) / slope
        slowest = pull(num, scale * long / least) / slope
        earliest = earliest + num.log1p(fastest * step / most) / fastest
        latest = latest + num.log1p(slowest * step / least) / slowest
        least, most = least + slowest * step, most + fastest * step
    unit = scale * scale * slope
    return earliest / unit, latest / unit


def _radii(num: Arithmetic, gram: Gram, start: Number, end: Number) -> tuple[Number, Number]:
    """Smallest and largest |w₀ + q v| for q in [start, end]: a convex function of q, least at −w₀·v/|v|²."""
    nearest = num.minimum(num.maximum(-gram.st / gram.tt, start), end)
    lengths = [gram.ss + 2 * q * gram.st + q * q * gram.tt for q in (nearest, start, end)]
    squared = num.maximum(lengths[0], 0 * lengths[0])
    return num.sqrt(squared), num.sqrt(num.maximum(lengths[1], lengths[2]))
