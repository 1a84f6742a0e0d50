"""Cosine with the truth against time, for many pairs at once: gradient flow, gradient steps, stochastic steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from w2s_verify.runs.measuring.laws import Descent, Floats

FIRST_TIME, GROWTH = 1e-3, 1.03
"""A flow's first step, and how steps grow with time until the fastest decay bounds them."""
MOST_TIMES = 20_000
"""A flow's steps at most: a longer horizon is cut."""
LOOKS = 160
"""How often accuracies are taken."""
Accuracy = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Trajectory:
    """Cosines (k, pairs) at times (k,); their rates (k, pairs) where known; accuracies (looks, pairs) at times[looks]."""

    times: Floats
    cosines: Floats
    rates: Floats | None
    looks: NDArray[np.intp]
    accuracies: Floats


@dataclass(frozen=True)
class Reading:
    """What a trajectory shows, per pair (pairs,): nan where it does not happen within the horizon.

    Gain occurs where the cosine exceeds its start, or starts to; ``peak_time`` is 0 where it never does.
    """

    gains: NDArray[np.bool_]
    peak: Floats
    peak_time: Floats
    peak_accuracy: Floats
    window: Floats


def flow_times(horizon: float, fastest: float) -> Floats:
    """Times of the flow's steps: geometric, then at most 1/fastest apart; they end after ``MOST_TIMES`` of them."""
    times, step = [0.0], FIRST_TIME
    while times[-1] < horizon and len(times) <= MOST_TIMES:
        times.append(min(times[-1] + step, horizon))
        step = min(max(step, (GROWTH - 1) * times[-1]), 1.0 / fastest)
    return np.array(times)


def _cosine_and_rate(weights: Floats, velocity: Floats, truth: Floats) -> tuple[Floats, Floats]:
    """cos(w, w★) and ∇cos · w'."""
    length, size = np.linalg.norm(weights, axis=1), np.linalg.norm(truth)
    cosine = weights @ truth / (length * size)
    toward = velocity @ truth / size - cosine * np.vecdot(weights, velocity) / length
    return cosine, toward / length


def _looks(times: Floats) -> NDArray[np.intp]:
    """Indices of the times at which accuracies are taken, evenly spread over their logarithm; first and last among them."""
    wanted = np.geomspace(times[1], times[-1], LOOKS)
    spread = np.clip(np.searchsorted(times, wanted), 1, len(times) - 1)
    return np.unique(np.concatenate([[0], spread])).astype(np.intp)


def flow(start: Floats, descent: Descent, truth: Floats, accuracy: Accuracy, times: Floats) -> Trajectory:
    """Gradient flow w' = −∇L by the classical Runge-Kutta method of order 4."""
    looks = _looks(times)
    seen = set(looks.tolist())
    cosines, rates = np.empty((2, len(times), len(start)))
    accuracies = []
    weights = start.copy()
    for index, time in enumerate(times):
        velocity = descent(weights)
        cosines[index], rates[index] = _cosine_and_rate(weights, velocity, truth)
        if index in seen:
            accuracies.append(accuracy(weights))
        if index + 1 < len(times):
            step = times[index + 1] - time
            second = descent(weights + step / 2 * velocity)
            third = descent(weights + step / 2 * second)
            fourth = descent(weights + step * third)
            weights += step / 6 * (velocity + 2 * second + 2 * third + fourth)
    return Trajectory(times, cosines, rates, looks, np.array(accuracies))


def steps(
    start: Floats, update: Callable[[Floats], Floats], truth: Floats, accuracy: Accuracy, eta: float, count: int
) -> Trajectory:
    """``count`` steps w ← w + η·update(w); step k is at time ηk."""
    times = np.asarray(eta * np.arange(count + 1), np.float64)
    looks = _looks(times)
    seen = set(looks.tolist())
    size = np.linalg.norm(truth)
    cosines = np.empty((count + 1, len(start)))
    accuracies = []
    weights = start.copy()
    for index in range(count + 1):
        cosines[index] = weights @ truth / (np.linalg.norm(weights, axis=1) * size)
        if index in seen:
            accuracies.append(accuracy(weights))
        if index < count:
            weights += eta * update(weights)
    return Trajectory(times, cosines, None, looks, np.array(accuracies))


def read(path: Trajectory) -> Reading:
    """Peak, its time, the accuracy at the look nearest to it, and when the window closes."""
    pairs = np.arange(path.cosines.shape[1])
    at = path.cosines.argmax(axis=0)
    peak, when = path.cosines[at, pairs], path.times[at]
    gains = peak > path.cosines[0]
    if path.rates is not None:
        gains = gains | (path.rates[0] > 0)
        peak, when = _refined(path.times, path.cosines, path.rates, at)
    nearest = np.abs(path.times[path.looks][:, None] - when).argmin(axis=0)
    return Reading(gains, peak, when, path.accuracies[nearest, pairs], _window(path, at, gains))


def _refined(times: Floats, cosines: Floats, rates: Floats, at: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The peak between two steps: where the interpolated rate vanishes, on the cubic through cosines and rates."""
    pairs = np.arange(len(at))
    left = np.clip(np.where(rates[at, pairs] > 0, at, at - 1), 0, len(times) - 2)
    before, after = rates[left, pairs], rates[left + 1, pairs]
    turns = (before > 0) & (after < 0)
    part = np.where(turns, before / np.where(turns, before - after, 1.0), 0.0)
    step = times[left + 1] - times[left]
    low, high = cosines[left, pairs], cosines[left + 1, pairs]
    cubic = (
        (1 + 2 * part) * (1 - part) ** 2 * low
        + part * (1 - part) ** 2 * step * before
        + part**2 * (3 - 2 * part) * high
        - part**2 * (1 - part) * step * after
    )
    highest = cosines[at, pairs]
    use = turns & (cubic >= highest)
    return np.where(use, cubic, highest), np.where(use, times[left] + part * step, times[at])


def _window(path: Trajectory, at: NDArray[np.intp], gains: NDArray[np.bool_]) -> Floats:
    """First time after the peak at which the cosine is back at its start, by linear interpolation; nan if it is not."""
    above = path.cosines - path.cosines[0]
    later = np.arange(len(path.times))[:, None] > at
    closed = (above <= 0) & later & gains
    first = closed.argmax(axis=0)
    pairs = np.arange(len(at))
    ends = closed.any(axis=0)
    high, low = above[first - 1, pairs], above[first, pairs]
    part = np.where(ends, high / np.where(ends & (high > low), high - low, 1.0), 0.0)
    time: Floats = np.where(ends, path.times[first - 1] + part * (path.times[first] - path.times[first - 1]), np.nan)
    return time
