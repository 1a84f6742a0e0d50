"""Sections of the closed forms: the path of a pair, the Gaussian spectrum; the plain forms stand as peers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import expit

from w2s_verify.kernels import gaussian_spectrum, path_of_frames
from w2s_verify.kernels.data import Floats
from w2s_verify.runs.bench.record import Row
from w2s_verify.runs.bench.sections import Bench, Output, Work, compare

NODES = 200
"""Of the plain quadrature in Z, Gauss-Hermite: accurate for radii up to 2."""


def _frames(count: int) -> Floats:
    """Frames whose peak is inside, repeated up to the count: there the plain form is right as well."""
    frames = np.random.default_rng(5).integers(1, 1000, (20_000, 5)).astype(np.float64)
    position = path_of_frames(frames).peak_position
    return np.resize(frames[np.isfinite(position) & (position > 0)], (count, 5))


def _plain_path(frames: Floats) -> Callable[[], tuple[Floats, Floats]]:
    """The fields from the three cosines, whole columns at a time, no case distinctions."""

    def call() -> tuple[Floats, Floats]:
        a, b, p, q, r = frames.T
        student, teacher = np.sqrt(a**2 + b**2), np.sqrt(p**2 + q**2 + r**2)
        c_s, c_t, rho = a / student, p / teacher, (a * p + b * q) / (student * teacher)
        drive, pull = c_t - rho * c_s, c_s - rho * c_t
        peak = np.sqrt((c_s**2 + c_t**2 - 2 * rho * c_s * c_t) / (1 - rho**2))
        _ = peak - c_s, drive / pull, 2 * c_s * drive / (c_s**2 - c_t**2)
        return drive, peak

    return call


def path_section(bench: Bench) -> list[Row]:
    """All six fields of the path from integer frames, beside the plain form without cases."""
    frames = _frames(100_000 if bench.quick else 1_000_000)
    work = Work(frames.nbytes + 6 * frames.nbytes // 5, "bandwidth")

    def ours() -> tuple[Floats, Floats]:
        path = path_of_frames(frames)
        return path.drive, path.peak

    others = {"naive NumPy": _plain_path(frames)}
    return compare(bench, "canonical path", f"{len(frames)} frames", ours, others, work, Output(len(frames), "paths"))


def _plain_spectrum(radius: Floats) -> Callable[[], tuple[Floats, Floats]]:
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    both = np.stack([weights, weights * nodes**2], axis=1) / np.sqrt(2 * np.pi)

    def call() -> tuple[Floats, Floats]:
        score = radius[:, None] * nodes
        values = (expit(score) * expit(-score)) @ both
        return values[:, 0], values[:, 1]

    return call


def spectrum_section(bench: Bench) -> list[Row]:
    """Both eigenvalues under a Gaussian law, beside Gauss-Hermite quadrature of 200 nodes (radii up to 2 only)."""
    radius = np.random.default_rng(6).uniform(0.0, 2.0, 2_000)
    others = {"Gauss-Hermite with expit": _plain_spectrum(radius)}
    output = Output(len(radius), "radii")
    return compare(bench, "Gaussian spectrum", f"{len(radius)} radii", lambda: gaussian_spectrum(radius), others, None, output)
