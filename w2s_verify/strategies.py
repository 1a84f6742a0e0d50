"""Domain -> Hypothesis strategy: integers that shrink, or one seed for a large instance."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

import numpy as np
from hypothesis import strategies as st
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.strategies import DrawFn, SearchStrategy

from w2s_verify.claims.domain import Domain, Regime, sample_integers
from w2s_verify.claims.instance import Instance

LARGEST_DRAWN_ENTRYWISE = 32
"""Instances of more integers are filled from one drawn seed: Hypothesis' own draws cost it some 10 µs each."""


def instances(domain: Domain, regime: Regime) -> SearchStrategy[Instance]:
    """Instances of one regime of a domain.

    Shrinks towards small sizes and, in small instances, towards integers near 0.
    """

    @st.composite
    def drawn(draw: DrawFn) -> Instance:
        sizes = {name: draw(st.integers(low, high), label=name) for name, (low, high) in domain.size_bounds(regime).items()}
        layout = domain.layout(regime, sizes)
        if layout.low.size > LARGEST_DRAWN_ENTRYWISE:
            seed = draw(st.integers(0, 2**32 - 1), label="seed")
            integers = sample_integers(np.random.default_rng(seed), layout, 1)[0]
        else:
            bounds = zip(layout.low.tolist(), layout.high.tolist(), strict=True)
            integers = np.array([draw(st.integers(low, high)) for low, high in bounds], np.int64)
        return domain.decode(regime, layout, integers)

    return drawn()


def repeatable() -> AbstractContextManager[Any]:
    """Hypothesis' own draws without the constants it reads from imported modules: those differ from process to process.

    The method itself is replaced, since Hypothesis makes its provider in several places.
    """
    return patch.object(HypothesisProvider, "_maybe_draw_constant", _no_constant, create=True)


def _no_constant(*arguments: Any, **options: Any) -> None:
    """None: draw at random instead."""
