from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from w2s_verify.kernels import path_cosine, path_of_cosines, path_of_frames
from w2s_verify.kernels.path import CanonicalPath

EPS = 2.0**-52
FIELDS = CanonicalPath.__slots__


def _frames(count, largest, seed=3):
    random = np.random.default_rng(seed)
    frames = random.integers(-largest, largest + 1, (count, 5)).astype(np.float64)
    student, teacher = np.any(frames[:, :2] != 0, axis=1), np.any(frames[:, 2:] != 0, axis=1)
    return frames[student & teacher]


def _cosines(frames):
    student, teacher = np.hypot(frames[:, 0], frames[:, 1]), np.sqrt((frames[:, 2:] ** 2).sum(axis=1))
    aligned = (frames[:, 0] * frames[:, 2] + frames[:, 1] * frames[:, 3]) / (student * teacher)
    return frames[:, 0] / student, frames[:, 2] / teacher, aligned


def test_the_sign_of_the_drive_is_exact():
    frames = _frames(20_000, 6)
    drive = path_of_frames(frames).drive
    for frame, value in zip(frames, drive, strict=True):
        a, b, p, q, _ = (Fraction(int(x)) for x in frame)
        exact = b * (p * b - a * q)
        assert (value > 0) == (exact > 0)
        assert (value == 0) == (exact == 0)


@pytest.mark.parametrize("largest", [3, 40, 10**6])
def test_a_fine_grid_never_beats_the_peak_and_the_window_ends_where_it_says(largest):
    frames = _frames(400, largest)
    path, cosines = path_of_frames(frames), _cosines(frames)
    grid = np.exp(np.linspace(-14, 14, 600))
    apart = cosines[2] > -1 + 1e-9
    curve = path_cosine(*(c[:, None] for c in cosines), grid)
    slack = 1e-12
    assert np.all(curve[apart] <= path.peak[apart, None] + slack)
    gains = curve > path.start[:, None] + slack
    assert not np.any(gains[apart] & (grid > path.window_end[apart, None] * (1 + 1e-9)))
    inside = apart & np.isfinite(path.peak_position) & (path.peak_position > 0)
    reached = path_cosine(*(c[inside] for c in cosines), path.peak_position[inside])
    np.testing.assert_allclose(reached, path.peak[inside], rtol=0, atol=1e-9)
    ends = apart & np.isfinite(path.window_end) & (path.window_end > 0)
    closed = path_cosine(*(c[ends] for c in cosines), path.window_end[ends])
    np.testing.assert_allclose(closed, path.start[ends], rtol=0, atol=1e-9)


def test_both_entries_agree():
    frames = _frames(5000, 30)
    cosines = _cosines(frames)
    apart = (np.abs(cosines[2]) < 1 - 1e-9) & (np.abs(np.abs(cosines[0]) - np.abs(cosines[1])) > 1e-9)
    one, other = path_of_frames(frames[apart]), path_of_cosines(*(c[apart] for c in cosines))
    decided = np.abs(one.drive) > 1e-12
    for field in ("start", "drive", "peak", "peak_gain"):
        np.testing.assert_allclose(getattr(one, field)[decided], getattr(other, field)[decided], rtol=0, atol=1e-7)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        ((1, 1, 1, -1, 0), {"peak": 1.0, "peak_position": 1.0, "window_end": np.inf}),
        ((1, 0, 1, 1, 0), {"peak": 1.0, "peak_gain": 0.0, "peak_position": 0.0, "window_end": 0.0}),
        ((1, 1, 1, 0, 0), {"peak": 1.0, "peak_position": np.inf, "window_end": np.inf}),
        ((1, 1, 1, 1, 0), {"peak_gain": 0.0, "peak_position": 0.0, "window_end": 0.0}),
        ((-1, 1, 1, 0, 0), {"peak": 1.0, "peak_position": np.inf, "window_end": np.inf}),
        ((1, 1, -1, 0, 0), {"peak_gain": 0.0, "window_end": 0.0}),
    ],
)
def test_named_cases(frame, expected):
    path = path_of_frames(np.array(frame, dtype=float))
    for field, value in expected.items():
        assert float(getattr(path, field)) == pytest.approx(value, abs=2 * EPS)


def test_opposite_vectors_meet_at_zero():
    assert np.isnan(path_cosine(np.array(1.0), np.array(-1.0), np.array(-1.0), np.array(1.0)))
    assert path_cosine(np.array(0.5), np.array(0.25), np.array(0.0), np.array(1e300)) == pytest.approx(0.25)


def test_shapes_are_kept_over_batches():
    frames = _frames(20_000, 9)[:15_000].reshape(3, 5000, 5)
    path = path_of_frames(frames)
    assert {getattr(path, field).shape for field in FIELDS} == {(3, 5000)}
    one = path_of_frames(frames[2, 17])
    assert float(one.peak) == float(path.peak[2, 17])
    assert path_of_cosines(np.zeros((2, 1)), np.full(3, 0.5), np.array(0.1)).peak.shape == (2, 3)
