"""Batched random search: the domain's own draws, several sizes a shard."""

from __future__ import annotations

from w2s_verify.claims.domain import sample_integers
from w2s_verify.hunts.probe import Exhausted, Probe

LAYOUTS = 6


def sampling(probe: Probe) -> None:
    """Spend the budget on draws of six sizes."""
    share = max(8, -(-probe.budget // LAYOUTS))
    while probe.left > 0:
        layout = probe.random_layout()
        vectors = sample_integers(probe.rng, layout, min(share, probe.left))
        if not len(vectors):
            raise Exhausted
        probe.evaluate(layout, vectors)
