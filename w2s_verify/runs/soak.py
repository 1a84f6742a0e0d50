"""A soak: very many evaluations over true claims. Nothing may be refuted; what is undecided, and false alarms, are counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.judge import Verdict
from w2s_verify.claims.sources import sources_digest
from w2s_verify.claims.statistical import Statistical
from w2s_verify.hunts import Hunt, Target, hunt
from w2s_verify.hunts.shard import CONTRADICTED
from w2s_verify.runs.finished import NOT_KEPT, Finished
from w2s_verify.runs.provenance import provenance
from w2s_verify.runs.shards import Workshop
from w2s_verify.runs.throughput import Throughput

SOAK_SCHEMA = "w2s-verify/soak/1"


@dataclass(frozen=True)
class Soaked:
    """One claim: evaluations in float64, and what the judge said of what looked violated or level."""

    claim: str
    evaluations: int
    judged: int
    refuted: int
    contradicted: int
    undecided: int
    false_alarms: int
    smallest: float | None
    seconds: float

    @classmethod
    def of(cls, claim: str, found: Hunt) -> Soaked:
        """A finished hunt in numbers."""
        counts = found.counts
        return cls(
            claim,
            found.evaluations,
            sum(count for word, count in counts.items() if word != "false alarms"),
            sum(hit.verdict == Verdict.REFUTED for hit in found.hits),
            sum(hit.verdict == CONTRADICTED for hit in found.hits),
            counts["UNDECIDED"],
            counts["false alarms"],
            None if found.best is None else 0.0 - found.best.spot.score,
            found.seconds,
        )


@dataclass(frozen=True)
class Soak:
    """All claims that are done."""

    claims: tuple[Soaked, ...]
    asked: int
    run: dict[str, Any]
    throughput: tuple[Throughput, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every claim is there."""
        return len(self.claims) == self.asked

    @property
    def wrong(self) -> tuple[str, ...]:
        """Claims that were refuted or contradict themselves."""
        return tuple(soaked.claim for soaked in self.claims if soaked.refuted or soaked.contradicted)

    def total(self, name: str) -> int:
        """The sum of one count."""
        return sum(getattr(soaked, name) for soaked in self.claims)

    def to_json(self) -> dict[str, Any]:
        """The record of schema ``w2s-verify/soak/1``."""
        counts = ("evaluations", "judged", "refuted", "contradicted", "undecided", "false_alarms")
        return {
            "schema": SOAK_SCHEMA,
            "run": self.run,
            "total": {name: self.total(name) for name in counts},
            "wrong": list(self.wrong),
            "claims": [asdict(soaked) for soaked in self.claims],
            "throughput": [asdict(row) for row in self.throughput],
        }


def pointwise(claims: Sequence[tuple[str, Claim]]) -> list[tuple[str, Claim]]:
    """Those that should hold at every instance."""
    return [(named, claim) for named, claim in claims if claim.expects == Verdict.HOLDS and not isinstance(claim, Statistical)]


def soak(
    claims: Sequence[tuple[str, Claim]],
    *,
    evaluations: int,
    seed: int = 0,
    workers: int = 1,
    finished: Finished = NOT_KEPT,
    heard: Callable[[int, str], None] = lambda done, label: None,
) -> Soak:
    """Hunt every true pointwise claim with its share of the evaluations: in proportion to its quota, since some integrate.

    ``heard`` is told how many claims are done and the one at work, shard by shard; Ctrl-C keeps the finished claims.
    """
    true = pointwise(claims)
    total = sum(claim.quota for _, claim in true)
    done: list[Soaked] = []
    try:
        for named, claim in true:
            heard(len(done), named)
            share = max(1, round(evaluations * claim.quota / total))
            key = [named, sources_digest(named), share, seed]
            at_work = partial(heard, len(done), named)
            done.append(Soaked(**finished.once(key, partial(_soaked, named, share, seed, workers, at_work))))
    except KeyboardInterrupt:
        pass
    run = provenance(command="soak", evaluations=evaluations, seed=seed, workers=workers, interrupted=len(done) < len(true))
    return Soak(tuple(done), len(true), run)


def _soaked(named: str, evaluations: int, seed: int, workers: int, heard: Callable[[], None]) -> dict[str, Any]:
    """A claim's hunt as JSON-ready data."""
    found = hunt(Target(named), seed=seed, evaluations=evaluations, runner=Workshop(workers), heard=lambda progress: heard())
    return asdict(Soaked.of(named, found))
