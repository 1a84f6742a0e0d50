"""Sections on claims: certification in balls against mpmath, batched margins against a loop, drawing against sampling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.claims.catalogue import select
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import sample_integers
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import difference
from w2s_verify.claims.search import margins
from w2s_verify.runs.bench.record import Row
from w2s_verify.runs.bench.sections import Bench, compare
from w2s_verify.strategies import instances

BITS_OF_DIGITS = {50: 168, 200: 666}
ATOMS, DIMENSION = 64, 8
BATCHES: tuple[tuple[str, dict[str, int], int], ...] = (
    ("hessian.loewner-band", {"n": 16, "d": 4}, 20_000),
    ("path.peak", {}, 500_000),
)
LOOPED = 200
EXAMPLES = 200


def _claim(claim_id: str) -> Claim:
    return select((claim_id,))[0]


def _batch(claim: Claim, sizes: dict[str, int], count: int) -> Instance:
    regime = claim.domain.regimes[0]
    layout = claim.domain.layout(regime, sizes)
    return claim.domain.decode(regime, layout, sample_integers(np.random.default_rng(0), layout, count))


def _in_balls(claim: Claim, instance: Instance, bits: int) -> Callable[[], Any]:
    def read() -> Any:
        with ball(bits) as num:
            return np.array([float(difference(part)[0].mid()) for part in claim.parts(num, instance.lift(num)).values()])

    return read


def _in_mpmath(claim: Claim, instance: Instance, bits: int) -> Callable[[], Any]:
    def read() -> Any:
        num = mp(bits)
        pairs = claim.parts(num, instance.lift(num)).values()
        return np.array([float(pair[1] - pair[0]) for pair in pairs])

    return read


def certification_section(bench: Bench) -> list[Row]:
    """The sides of hessian.loewner-band, 64 atoms in d = 8, at 50 and 200 digits."""
    claim = _claim("hessian.loewner-band")
    instance = _batch(claim, {"n": ATOMS, "d": DIMENSION}, 1).row(0)
    rows: list[Row] = []
    for digits, bits in BITS_OF_DIGITS.items():
        ours, other = _in_balls(claim, instance, bits), _in_mpmath(claim, instance, bits)
        rows += compare(bench, f"certification, {digits} digits", f"{ATOMS} x {DIMENSION}", ours, {"mpmath": other}, None)
    return rows


def margins_section(bench: Bench) -> list[Row]:
    """Batched float64 margins, against one instance at a time on a few, against the whole batch unchunked on many."""
    rows: list[Row] = []
    for claim_id, sizes, count in BATCHES:
        claim = _claim(claim_id)
        batch = _batch(claim, sizes, count)
        few = batch.part(0, LOOPED)
        rows += compare(
            bench, f"margins of {claim_id}", f"{LOOPED} instances", _batched(claim, few), {"loop": _looped(claim, few)}, None
        )
        others = {"unchunked": _unchunked(claim, batch)}
        rows += compare(bench, f"margins of {claim_id}", f"{count} instances", _batched(claim, batch), others, None)
    return rows


def _unchunked(claim: Claim, batch: Instance) -> Callable[[], Any]:
    def read() -> Any:
        with np.errstate(all="ignore"):
            parts = claim.searched_parts(float64, batch.lift(float64))
            differences = {name: part[1] - part[0] for name, part in parts.items()}
            return np.nan_to_num(next(iter(differences.values())))

    return read


def _batched(claim: Claim, batch: Instance) -> Callable[[], Any]:
    def read() -> Any:
        with np.errstate(all="ignore"):
            return np.nan_to_num(next(iter(margins(claim, batch).values())))

    return read


def _looped(claim: Claim, batch: Instance) -> Callable[[], Any]:
    count = next(iter(batch.values())).shape[0]
    singles = [batch.row(index) for index in range(count)]

    def read() -> Any:
        with np.errstate(all="ignore"):
            firsts = [next(iter(claim.searched_parts(float64, single.lift(float64)).values())) for single in singles]
            return np.nan_to_num(np.array([float(first[1] - first[0]) for first in firsts]))

    return read


def strategies_section(bench: Bench) -> list[Row]:
    """Two hundred instances from Hypothesis against two hundred from the domain's own sampler."""
    claim = _claim("path.peak")
    regime = claim.domain.regimes[0]

    def drawn() -> Any:
        seen = []

        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(instances(claim.domain, regime))
        def take(instance: Instance) -> None:
            seen.append(instance)

        take()
        return np.array([bool(seen)])

    def sampled() -> Any:
        rng = np.random.default_rng(0)
        layout, integers = claim.domain.sample(regime, rng, EXAMPLES)
        return np.array([bool(len([claim.domain.decode(regime, layout, row) for row in integers]))])

    return compare(bench, "strategies", f"{EXAMPLES} examples", drawn, {"domain sampler": sampled}, None)
