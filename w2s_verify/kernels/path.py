"""The path of the student under an isotropic law, in closed form, for many pairs at once.

The curve b -> cosine depends on c_S = cos(student, truth), c_T = cos(teacher, truth), ρ = cos(student, teacher) alone.
From integer frames w★ = (1,0,0), w₀ = (a,b,0), v = (p,q,r) the differences that decide are exact determinants.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from w2s_verify.kernels.data import Floats

BATCH = 2**13
"""Pairs of a batch: some twenty columns of 64 KiB, all in cache."""


@dataclass(frozen=True, slots=True, eq=False)
class CanonicalPath:
    """What happens to the cosine along the path, one entry a pair.

    start           c_S
    drive           X = c_T - ρ c_S: gain starts if and only if it is > 0
    peak            supremum of the cosine over b >= 0
    peak_gain       peak - start, computed without that subtraction; 0 exactly where there is no gain
    peak_position   the b of the supremum; 0 if it is the start, inf if it is only approached
    window_end      supremum of the b with gain; 0 if there is none, inf if gain lasts
    """

    start: Floats
    drive: Floats
    peak: Floats
    peak_gain: Floats
    peak_position: Floats
    window_end: Floats


def path_cosine(student: Floats, teacher: Floats, alignment: Floats, position: Floats) -> Floats:
    """Cosine with the truth at b along the path.

    (c_S + b c_T) / √(1 + b² + 2bρ), with 1 + b² + 2bρ = (1-b)² + 2b(1+ρ), and b, 1 divided by max(1, b)
    Shapes  broadcast together
    Units   cosine
    Domain  cosines in [-1, 1], b >= 0 finite; ρ = -1 with b = 1 is the zero vector: nan
    Error   6 ulp of (|c_S| + b|c_T|) / √…
    Raises  none
    Source  claim path.plane
    """
    most = np.maximum(position, 1.0)
    one, far = 1.0 / most, position / most
    length = np.sqrt((one - far) ** 2 + 2.0 * one * far * (1.0 + alignment))
    with np.errstate(invalid="ignore", divide="ignore"):
        cosine: Floats = (one * student + far * teacher) / length
    return cosine


def path_of_cosines(student: Floats, teacher: Floats, alignment: Floats) -> CanonicalPath:
    """The path from the three cosines.

    peak² - c_S² = X²/(1-ρ²), b★ = X/Y, window end 2 c_S X/(c_S² - c_T²); X = c_T - ρc_S, Y = c_S - ρc_T
    Shapes  broadcast together -> one axis fewer never: entries of the broadcast shape
    Units   cosines; b is a ratio of lengths
    Domain  a positive semidefinite Gram matrix
    Error   8 ulp, times (|c_T| + |ρc_S|)/|X| where X cancels
    Raises  none
    Source  claims path.peak, path.peak-gain, path.unimodal, path.window
    """
    c_s, c_t, rho = np.broadcast_arrays(student, teacher, alignment)
    parts = (np.ravel(c_s), np.ravel(c_t), np.ravel(rho))
    fields = np.empty((6, c_s.size))
    for start in range(0, c_s.size, BATCH):
        rows = slice(start, start + BATCH)
        s, t, k = (part[rows] for part in parts)
        drive, pull = t - k * s, s - k * t
        spread = (1.0 - k) * (1.0 + k)
        fields[:, rows] = _read(s, t, drive, pull, drive * drive, spread, (s - t) * (s + t))
    return CanonicalPath(*(field.reshape(c_s.shape) for field in fields))


def path_of_frames(frames: Floats) -> CanonicalPath:
    """The path from integer frames (a, b, p, q, r): truth (1,0,0), student (a,b,0), teacher (p,q,r).

    With δ = pb - aq, |w₀|² = a²+b²: X ~ bδ, 1-ρ² ~ δ² + (a²+b²)r², c_S² - c_T² ~ a²r² - δ(aq + pb)
    Shapes  (..., 5) -> (...)
    Units   cosines; b is a ratio of lengths
    Domain  student and teacher not zero; |entries| < 2^26 make δ's two products exact
    Error   16 ulp where entries are below 2^26, except window_end where a²r² meets δ(aq + pb)
    Raises  none
    Source  claims path.peak, path.peak-gain, path.unimodal, path.window in canonical frames
    """
    flat = np.asarray(frames, dtype=np.float64).reshape(-1, 5)
    fields = np.empty((6, len(flat)))
    for start in range(0, len(flat), BATCH):
        rows = slice(start, start + BATCH)
        fields[:, rows] = _frame(*np.ascontiguousarray(flat[rows].T))
    shape = np.shape(frames)[:-1]
    return CanonicalPath(*(field.reshape(shape) for field in fields))


def _frame(a: Floats, b: Floats, p: Floats, q: Floats, r: Floats) -> tuple[Floats, ...]:
    student, across, teacher = a * a + b * b, q * q + r * r, p * p + q * q + r * r
    length_s, length_t = np.sqrt(student), np.sqrt(teacher)
    first, second = p * b, a * q
    delta = first - second
    spread = (delta * delta + student * (r * r)) / (student * teacher)
    drive = b * delta / (student * length_t)
    pull = (a * across - b * q * p) / (length_s * teacher)
    narrower = ((a * r) ** 2 - delta * (first + second)) / (student * teacher)
    return _read(a / length_s, p / length_t, drive, pull, drive * drive, spread, narrower)


def _read(
    c_s: Floats, c_t: Floats, drive: Floats, pull: Floats, square: Floats, spread: Floats, narrower: Floats
) -> tuple[Floats, ...]:
    """The six fields from X, Y, X², 1-ρ² and c_S² - c_T²; the cases are those of claim path.unimodal."""
    inner = (drive > 0) & (pull > 0)
    ends_higher = ~inner & (c_t > c_s)
    with np.errstate(divide="ignore", invalid="ignore"):
        above = square / spread
        peak_inner = np.sqrt(c_s * c_s + above)
        gain_inner = np.where(c_s > 0, above / (peak_inner + c_s), peak_inner - c_s)
        position = drive / pull
        end_inner = 2.0 * c_s * drive / narrower
    peak = np.where(inner, peak_inner, np.where(ends_higher, c_t, c_s))
    gain = np.where(inner, gain_inner, np.where(ends_higher, c_t - c_s, 0.0))
    where = np.where(inner, position, np.where(ends_higher, np.inf, 0.0))
    lasts = (c_t > c_s) | ((c_t == c_s) & (drive > 0))
    closes = (np.abs(c_t) < c_s) & (drive > 0)
    end = np.where(lasts, np.inf, np.where(closes, end_inner, 0.0))
    return c_s, drive, peak, gain, where, end
