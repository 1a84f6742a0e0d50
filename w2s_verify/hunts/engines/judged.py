"""Draws judged in balls at once: what float64 cannot see (parts that start from a law, equalities of a strict statement)."""

from __future__ import annotations

from w2s_verify.claims.domain import sample_integers
from w2s_verify.hunts.probe import Probe, Spot


def judged(probe: Probe) -> None:
    """Every draw is a suspect; the shard confirms all suspects."""
    while probe.left > 0:
        layout = probe.random_layout()
        vectors = sample_integers(probe.rng, layout, min(4, probe.left))
        probe.evaluations += len(vectors)
        for vector in vectors:
            probe.add_suspect(Spot(0.0, tuple(layout.sizes.items()), tuple(vector.tolist())))
