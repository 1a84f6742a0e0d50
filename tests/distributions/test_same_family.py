"""The probability of gain in one family: more nodes do not change it, two draws of the plane's angles by hand, the limit."""

import numpy as np
import pytest

from w2s_verify.distributions.same_family import same_family_probability


@pytest.mark.parametrize(("dimension", "noise"), [(3, 1.0), (10, 2.0), (30, 4.0), (100, 4.0), (200, 1.0)])
def test_more_nodes(dimension: int, noise: float) -> None:
    assert same_family_probability(dimension, noise) == pytest.approx(same_family_probability(dimension, noise, 64), abs=1e-5)


def test_no_noise_at_all_and_nothing_but_noise() -> None:
    """τ → 0: nearly equal angles, κ < c/C decides. τ → ∞: w★ is forgotten, the better draw is above chance with ¾, …"""
    rng = np.random.default_rng(3)
    first, second, truth = rng.standard_normal((200_000, 5)), rng.standard_normal((200_000, 5)), np.eye(5)[0]
    cosines = [draws @ truth / np.linalg.norm(draws, axis=1) for draws in (first, second)]
    shared = np.vecdot(first, second) / np.linalg.norm(first, axis=1) / np.linalg.norm(second, axis=1)
    found = np.mean(np.minimum(*cosines) > shared * np.maximum(*cosines))
    assert same_family_probability(5, 1e6) == pytest.approx(found, abs=0.008)


def test_it_tends_to_1() -> None:
    values = [same_family_probability(d, 4.0) for d in (10, 30, 100, 200, 400)]
    assert values == sorted(values)
    assert 1 - values[-1] < 1e-5
