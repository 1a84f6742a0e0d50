"""One shard of a hunt: one engine in one regime with a budget and a seed; what looks violated is confirmed in balls at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Verdict, bit_cap, judge
from w2s_verify.claims.second_opinion import check_margin
from w2s_verify.claims.sources import sources_digest
from w2s_verify.hunts.blas import one_blas_thread
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.hunts.probe import NOISE, Exhausted, Probe, Spot
from w2s_verify.hunts.target import Target
from w2s_verify.records import instance_json

CONTRADICTED = "CONTRADICTED"
"""Not a verdict: margin and sides, or a declared equality and the sides, exclude each other."""
LEAST_BITS, MOST_BITS = 256, 4096


@dataclass(frozen=True)
class Shard:
    """What to do: everything a shard's result depends on, besides the claim.

    ``first_only`` ends the shard at its first certified counterexample, and lets the sides alone certify it.
    """

    target: Target
    seed: int
    round: int
    index: int
    engine: str
    regime: str
    budget: int
    starts: tuple[Spot, ...] = ()
    first_only: bool = False

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {**vars(self), "target": self.target.to_json(), "starts": [spot.to_json() for spot in self.starts]}


@dataclass(frozen=True)
class Best:
    """The spot with the largest score, and its regime."""

    regime: str
    spot: Spot


@dataclass(frozen=True)
class Hit:
    """A certified counterexample (or a contradiction inside the claim), as it was found."""

    verdict: str
    engine: str
    regime: str
    spot: Spot
    instance: Mapping[str, Any]
    relative: float
    bits: int
    message: str = ""


@dataclass(frozen=True)
class ShardResult:
    """What a shard found; counts by what the judge said of its suspects."""

    evaluations: int
    feasible: int
    best: Spot | None
    elites: tuple[Spot, ...]
    hits: tuple[Hit, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "evaluations": self.evaluations,
            "feasible": self.feasible,
            "best": self.best and self.best.to_json(),
            "elites": [spot.to_json() for spot in self.elites],
            "hits": [{**vars(hit), "spot": hit.spot.to_json()} for hit in self.hits],
            "counts": dict(self.counts),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ShardResult:
        """The result that ``to_json`` wrote.

        Raises
        ------
        TypeError, KeyError, ValueError
            Other data.
        """
        return cls(
            data["evaluations"],
            data["feasible"],
            data["best"] and Spot.from_json(data["best"]),
            tuple(Spot.from_json(spot) for spot in data["elites"]),
            tuple(Hit(**{**hit, "spot": Spot.from_json(hit["spot"])}) for hit in data["hits"]),
            dict(data["counts"]),
        )


def claim_of(target: Target) -> Claim:
    """The target's claim, resolved once a process for each content of its file."""
    return _resolved(target, sources_digest(target.named))


@lru_cache(maxsize=64)
def _resolved(target: Target, sources: str) -> Claim:
    return target.claim()


def confirming_bits(number: int, score: float) -> int:
    """Cap of a confirmation in a round: an equality that nobody declared costs no more than this, and counts as undecided.

    More bits in later rounds, but not for a score that is rounding noise.
    """
    if score < NOISE:
        return LEAST_BITS
    return min(MOST_BITS, LEAST_BITS << min(2 * number, 8))


def run_shard(shard: Shard) -> ShardResult:
    """Run the engine, then judge its suspects, the most violated first; one hit a part is enough."""
    claim = claim_of(shard.target)
    rng = np.random.default_rng([shard.seed, shard.round, shard.index])
    probe = Probe(claim, claim.domain.regime(shard.regime), shard.budget, rng, shard.starts)
    confirming = _Confirming(probe, shard)
    if shard.first_only:
        probe.alert = confirming.at_once
    with suppress(Exhausted), one_blas_thread():
        ENGINES[shard.engine](probe)
    confirming.all()
    elites = [spot for spots in probe.suspects.values() for spot in spots if spot.score > 0]
    elites += [spot for spot in (probe.best, probe.nearest) if spot is not None]
    unique = {spot.integers: spot for spot in sorted(elites, key=lambda spot: spot.score)}
    top = tuple(sorted(unique.values(), key=lambda spot: -spot.score)[:3])
    return ShardResult(probe.evaluations, probe.feasible, probe.best, top, tuple(confirming.hits), dict(confirming.counts))


@dataclass
class _Confirming:
    """The judge's words on the suspects of one shard."""

    probe: Probe
    shard: Shard
    hits: list[Hit] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[int, ...]] = field(default_factory=set)

    def at_once(self, spot: Spot) -> bool:
        """Whether the sides alone certify this one; if not, it is judged in full with all others."""
        plain = replace(self.probe.claim, from_law=None)
        hit, said = confirm(plain, self.probe, spot, self.shard)
        if hit is not None:
            self.hits.append(hit)
            self.counts[said] += 1
        return hit is not None

    def all(self) -> None:
        """Judge the suspects of every part; in a shard that ends at its first hit, the most violated of all first."""
        parts = sorted(self.probe.suspects.items())
        if not self.shard.first_only:
            for part, spots in parts:
                self._part(part, spots)
        elif not self.hits:
            every = sorted((spot for _, spots in parts for spot in spots), key=lambda spot: -spot.score)
            violated = [spot for spot in every if spot.score > NOISE]
            level = [spot for spot in every if spot.score <= NOISE]
            self._part("any", violated + (level[:1] if self.shard.round == 0 and self.shard.engine != "judged" else level))

    def _part(self, part: str, spots: Sequence[Spot]) -> None:
        for spot in spots:
            if spot.integers in self.seen:
                continue
            self.seen.add(spot.integers)
            hit, said = confirm(self.probe.claim, self.probe, spot, self.shard)
            self.counts[said] += 1
            if spot.score > 0 and hit is None:
                self.counts["false alarms"] += 1
            if hit is not None:
                self.hits.append(hit)
                if part:
                    return


def confirm(claim: Claim, probe: Probe, spot: Spot, shard: Shard) -> tuple[Hit | None, str]:
    """Judge one spot in balls, with every premise: a hit or none, and the judge's word."""
    try:
        exact = probe.decode(probe.layout_of(spot), np.array(spot.integers, np.int64))
    except ValueError:
        return None, "unreadable"
    return hit_at(claim, exact, spot, shard)


def hit_at(claim: Claim, exact: Instance, spot: Spot, shard: Shard) -> tuple[Hit | None, str]:
    """The judge at one instance; what a formula raises at a point outside its domain is counted as unreadable."""
    found = {"engine": shard.engine, "regime": shard.regime, "spot": spot, "instance": instance_json(exact)}
    try:
        judgement = judge(claim, exact, cap=min(confirming_bits(shard.round, spot.score), bit_cap(claim, exact)))
        if judgement.verdict not in (Verdict.REFUTED, Verdict.VACUOUS) and not shard.target.mutant:
            check_margin(claim, exact, judgement.bits)
    except Contradiction as contradiction:
        return Hit(CONTRADICTED, relative=0.0, bits=0, message=str(contradiction), **found), CONTRADICTED  # type: ignore[arg-type]
    except Exception:  # whatever a formula raises
        return None, "unreadable"
    if judgement.verdict is not Verdict.REFUTED:
        return None, str(judgement.verdict)
    relative = judgement.relative if judgement.relative < 0 else 0.0
    return Hit(str(judgement.verdict), relative=relative, bits=judgement.bits, **found), str(judgement.verdict)  # type: ignore[arg-type]
