"""What a user would pick, each with its defaults: the same score, the same judge, restarted until the time is up."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings, target
from hypothesis import strategies as st
from scipy.optimize import differential_evolution

from w2s_verify.runs.rivals.arena import Arena

Searcher = Callable[[Arena, int], None]
"""Searches until the arena ends it."""
EXAMPLES = 1_000
"""Of one Hypothesis run; ``target()`` climbs in its second half."""


def _entries(arena: Arena) -> st.SearchStrategy[tuple[float, ...]]:
    one = [
        st.integers(low, high) if whole else st.floats(low, high)
        for (low, high), whole in zip(arena.bounds, arena.whole, strict=True)
    ]
    return st.tuples(*one)


def _hypothesis(arena: Arena, first: int, climbs: bool) -> None:
    for turn in itertools.count(first << 16):

        @seed(turn)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.target),
            suppress_health_check=list(HealthCheck),
        )
        @given(_entries(arena))
        def holds(vector: tuple[float, ...]) -> None:
            score = arena.score(np.array(vector))
            if climbs:
                target(score)

        holds()


def hypothesis_floats(arena: Arena, first: int) -> None:
    """Hypothesis drawing floats."""
    _hypothesis(arena, first, climbs=False)


def hypothesis_target(arena: Arena, first: int) -> None:
    """Hypothesis drawing floats, with ``target()``."""
    _hypothesis(arena, first, climbs=True)


def scipy_evolution(arena: Arena, first: int) -> None:
    """SciPy's differential evolution."""
    for turn in itertools.count(first << 16):
        differential_evolution(
            lambda vector: -arena.score(vector), arena.bounds, integrality=arena.whole, rng=np.random.default_rng(turn)
        )


def optuna_tpe(arena: Arena, first: int) -> None:
    """Optuna's tree-structured Parzen estimator."""
    import optuna  # an extra: only this searcher needs it

    optuna.logging.set_verbosity(optuna.logging.ERROR)

    def objective(trial: Any) -> float:
        vector = [
            trial.suggest_int(str(at), low, high) if whole else trial.suggest_float(str(at), low, high)
            for at, ((low, high), whole) in enumerate(zip(arena.bounds, arena.whole, strict=True))
        ]
        return arena.score(np.array(vector, dtype=np.float64))

    for turn in itertools.count(first << 16):
        study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=turn))
        study.optimize(objective, timeout=max(arena.left, 0.001) + 1)


SEARCHERS: dict[str, Searcher] = {
    "Hypothesis floats": hypothesis_floats,
    "Hypothesis target": hypothesis_target,
    "SciPy evolution": scipy_evolution,
    "Optuna TPE": optuna_tpe,
}
NEEDS = {"Optuna TPE": "optuna"}
"""Packages that need not be installed."""


def present() -> tuple[str, ...]:
    """The searchers whose packages are installed."""
    return tuple(name for name in SEARCHERS if name not in NEEDS or find_spec(NEEDS[name]) is not None)
