"""Hypothesis with target(): its draws of integers climb the score, one instance an example."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings, target
from hypothesis import strategies as st

from w2s_verify.hunts.probe import Probe
from w2s_verify.strategies import repeatable

LARGEST_DRAWN = 40


def structured(probe: Probe) -> None:
    """Spend the budget on examples; instances of at most 40 integers."""
    domain, regime = probe.claim.domain, probe.regime
    choices = [
        sizes for sizes in domain.size_choices(regime)[:4096] if domain.layout(regime, sizes).low.size <= LARGEST_DRAWN
    ] or domain.size_choices(regime)[:1]

    @seed(int(probe.rng.integers(0, 2**31)))
    @settings(
        max_examples=probe.budget,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.target),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def climb(data: st.DataObject) -> None:
        sizes = choices[data.draw(st.integers(0, len(choices) - 1))]
        layout = domain.layout(regime, sizes)
        bounds = zip(layout.low.tolist(), layout.high.tolist(), strict=True)
        vector = np.array([[data.draw(st.integers(low, high)) for low, high in bounds]], np.int64)
        if probe.left > 0:
            target(float(probe.evaluate(layout, vector)[0]))

    with repeatable():
        climb()
