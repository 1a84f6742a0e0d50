"""Sections on searching: evaluations a second of a hunt by kind of claim, and instances a second of the strategies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings

from w2s_verify.claims.catalogue import select
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import sample_integers
from w2s_verify.claims.instance import Instance
from w2s_verify.hunts import Probe
from w2s_verify.runs.bench.record import Row
from w2s_verify.runs.bench.sections import Bench, Output, compare
from w2s_verify.strategies import instances

SIZES = {"n": 16, "d": 4}
HUNTED: tuple[tuple[str, str, str], ...] = (
    ("inequality", "scalars", "logistic.secant"),
    ("loewner", "raw", "hessian.loewner-band"),
    ("operator norm", "raw", "hessian.lipschitz"),
    ("iff", "raw", "step.exact"),
    ("identity", "raw", "gain.rate"),
    ("lower", "raw", "cosine.one-sided"),
    ("inequality", "canonical", "gain.weaker-teacher"),
    ("iff", "canonical", "path.label-noise"),
    ("identity", "canonical", "path.peak-gain"),
    ("sup", "canonical", "path.peak"),
    ("expansion", "canonical", "gain.second-order"),
)
"""Kind of claim, its coordinates, and one claim of that kind."""

EVALUATIONS, FEW = 4096, 64
EXAMPLES = 200
SHORTER = 4
"""These races are many: each gets a quarter of the time."""


def hunts_section(bench: Bench) -> list[Row]:
    """What every engine calls: decode, premises, sides, margin, and the best kept; a large batch against small ones."""
    rows: list[Row] = []
    short = replace(bench, seconds=bench.seconds / SHORTER)
    for kind, coordinates, claim_id in HUNTED:
        (claim,) = select((claim_id,))
        at_once, in_turn = _hunting(claim)
        name, output = f"hunt: {kind}, {coordinates}", Output(EVALUATIONS, "evaluations")
        rows += compare(
            short, name, f"{claim_id}, {EVALUATIONS} at once", at_once, {f"batches of {FEW}": in_turn}, None, output
        )
    return rows


def _hunting(claim: Claim) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Scores of one batch, and of its parts in turn."""
    regime = claim.domain.regimes[0]
    layout = claim.domain.layout(regime, {name: SIZES.get(name, 4) for name in claim.domain.size_bounds(regime)})
    vectors = sample_integers(np.random.default_rng(0), layout, EVALUATIONS)
    probe = Probe(claim, regime, 2**62, np.random.default_rng(0))

    def at_once() -> Any:
        return probe.evaluate(layout, vectors)

    def in_turn() -> Any:
        return np.concatenate([probe.evaluate(layout, vectors[at : at + FEW]) for at in range(0, EVALUATIONS, FEW)])

    return at_once, in_turn


def strategies_section(bench: Bench) -> list[Row]:
    """Instances from Hypothesis, in raw coordinates and in the canonical frame, against the domain's own sampler."""
    rows: list[Row] = []
    for claim_id in ("hessian.loewner-band", "path.peak"):
        (claim,) = select((claim_id,))
        size, output = f"{claim_id}, {EXAMPLES} examples", Output(EXAMPLES, "examples")
        rows += compare(bench, "strategies", size, _drawn(claim), {"domain sampler": _sampled(claim)}, None, output)
    return rows


def _drawn(claim: Claim) -> Callable[[], Any]:
    def drawn() -> Any:
        seen = []

        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(instances(claim.domain, claim.domain.regimes[0]))
        def take(instance: Instance) -> None:
            seen.append(instance)

        take()
        return np.array([bool(seen)])

    return drawn


def _sampled(claim: Claim) -> Callable[[], Any]:
    def sampled() -> Any:
        regime = claim.domain.regimes[0]
        layout, integers = claim.domain.sample(regime, np.random.default_rng(0), EXAMPLES)
        return np.array([bool(len([claim.domain.decode(regime, layout, row) for row in integers]))])

    return sampled
