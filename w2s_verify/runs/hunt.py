"""A hunt as a command runs it: search, shrink, certify in a fresh process, record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, judge
from w2s_verify.hunts.hunt import Hunt, Progress, hunt
from w2s_verify.hunts.moves import complexity
from w2s_verify.hunts.shard import CONTRADICTED, Hit
from w2s_verify.hunts.shrink import drawn_fields, shrink
from w2s_verify.hunts.target import Target
from w2s_verify.records import finite_or_none, instance_json, write_json
from w2s_verify.runs.certificate_form import digest_of
from w2s_verify.runs.certificates import opinion_on_refuted
from w2s_verify.runs.certify import certify
from w2s_verify.runs.declared_equality import false_equality
from w2s_verify.runs.failures import blaming
from w2s_verify.runs.judging import refutes
from w2s_verify.runs.legible import Legibility, check_legible, faults_at
from w2s_verify.runs.provenance import provenance
from w2s_verify.runs.shards import Workshop

HUNT_SCHEMA = "w2s-verify/hunt/1"
NONE_FOUND, COUNTEREXAMPLE = "NONE FOUND", "COUNTEREXAMPLE"
MOST_SHRUNK = 4
"""Counterexamples shrunk and certified, one a regime."""


@dataclass(frozen=True)
class Counterexample:
    """One counterexample: as found, as shrunk, and where its certificate is."""

    hit: Hit
    instance: Instance
    judgement: Judgement
    certificate: Path | None
    premise_fails: bool = True
    """Whether the premise that was dropped fails here; otherwise the claim is false with it, too."""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {
            "regime": self.hit.regime,
            "engine": self.hit.engine,
            "found": dict(self.hit.instance),
            "found_relative": self.hit.relative,
            "instance": instance_json(self.instance),
            "relative": finite_or_none(self.judgement.relative),
            "bits": self.judgement.bits,
            "premise_fails": self.premise_fails,
            "margins": {name: str(part.margin) for name, part in self.judgement.parts.items()},
            "certificate": self.certificate and str(self.certificate),
        }


@dataclass(frozen=True)
class Quarry:
    """A finished hunt: what was asked, the search, the counterexamples with the simplest first.

    ``contradictions`` say where the claim contradicts itself; ``needed_by`` names the mutants that declare a dropped premise
    needed.
    """

    claim: Claim
    search: Hunt
    counterexamples: tuple[Counterexample, ...]
    budget: dict[str, Any] = field(default_factory=dict)
    contradictions: tuple[str, ...] = ()
    needed_by: tuple[str, ...] = ()
    legibility: Legibility = field(default_factory=Legibility)

    @property
    def verdict(self) -> str:
        """COUNTEREXAMPLE, CONTRADICTED, VACUOUS (no instance satisfied the premises) or NONE FOUND."""
        if self.counterexamples:
            return COUNTEREXAMPLE
        if self.contradictions:
            return CONTRADICTED
        return Verdict.VACUOUS.value if self._vacuous else NONE_FOUND

    @property
    def _vacuous(self) -> bool:
        judged = {said for said, count in self.search.counts.items() if count} - {"false alarms"}
        return not self.search.feasible and judged <= {Verdict.VACUOUS.value}

    @property
    def expects(self) -> str | None:
        """HOLDS or REFUTED as declared; None for a dropped premise that no mutant of the claim declares needed."""
        return None if self.search.target.drop and not self.needed_by else self.claim.expects

    @property
    def as_declared(self) -> bool:
        """A counterexample exactly where the target expects one; either, where nothing is declared; all of it can be read."""
        declared = {None: (COUNTEREXAMPLE, NONE_FOUND), "REFUTED": (COUNTEREXAMPLE,), "HOLDS": (NONE_FOUND,)}
        return self.verdict in declared[self.expects] and not self.unreadable

    @property
    def sharpness(self) -> float | None:
        """How near equality the float64 search came: the smallest relative margin seen, 0 where it was reached."""
        return None if self.search.best is None else max(0.0, -self.search.best.spot.score)

    @property
    def unreadable(self) -> bool:
        """Whether nothing was found of a claim that cannot be read on a part of its domain, as it stands: no answer."""
        return self.verdict == NONE_FOUND and self.legibility.unreadable > 0 and not self.search.target.drop

    def best_instance(self) -> Instance | None:
        """The instance of the smallest relative margin."""
        best = self.search.best
        if best is None:
            return None
        domain, regime = self.claim.domain, self.claim.domain.regime(best.regime)
        return domain.decode(regime, domain.layout(regime, dict(best.spot.sizes)), np.array(best.spot.integers, np.int64))

    def to_json(self) -> dict[str, Any]:
        """The record of schema ``w2s-verify/hunt/1``."""
        search, best = self.search, self.best_instance()
        return {
            "schema": HUNT_SCHEMA,
            "run": provenance(command="hunt", seed=search.seed, seconds=search.seconds, **self.budget),
            "target": search.target.to_json(),
            "claim": self.claim.id,
            "statement": self.claim.statement,
            "expects": self.expects,
            "verdict": self.verdict,
            "as_declared": self.as_declared,
            "counterexamples": [found.to_json() for found in self.counterexamples],
            "contradictions": list(self.contradictions),
            "sharpness": self.sharpness,
            "best": {"regime": search.best.regime, "instance": instance_json(best)} if search.best and best else None,
            "rounds": search.rounds,
            "evaluations": search.evaluations,
            "budgeted": search.budgeted,
            "feasible": search.feasible,
            "by_engine": dict(search.by_engine),
            "by_regime": dict(search.by_regime),
            "judged": dict(search.counts),
            "legibility": asdict(self.legibility),
        }

    def certified(self) -> str:
        """A digest of everything that must not depend on the number of workers."""
        data = self.to_json()
        kept = {name: value for name, value in data.items() if name != "run"}
        for found in kept["counterexamples"]:
            found["certificate"] = None
        return digest_of(kept)


def pursue(
    target: Target,
    *,
    seed: int = 0,
    evaluations: int | None = None,
    seconds: float | None = None,
    workshop: Workshop | None = None,
    out: Path | None = None,
    heard: Callable[[Progress], None] = lambda progress: None,
) -> Quarry:
    """Hunt, then shrink what was found and certify it in a fresh process; ``out`` is the folder of the certificates.

    Raises
    ------
    ClaimError
        The target cannot be read, there is no such claim or change, or it raises at nearly every instance.
    CertificateError
        A fresh process does not confirm a counterexample.
    """
    claim = target.claim()
    legibility = check_legible(claim)
    runner = workshop or Workshop()
    search = hunt(target, seed=seed, evaluations=evaluations, seconds=seconds, runner=runner, heard=heard)
    _check_suspects(claim, search)
    refuted = [hit for hit in search.distinct() if hit.verdict == Verdict.REFUTED][:MOST_SHRUNK]
    contradictions = [hit.message for hit in search.hits if hit.verdict == CONTRADICTED]
    if not (refuted or contradictions or target.mutant):
        contradictions += filter(None, [false_equality(claim)])
    shrunk = []
    for hit in refuted:
        try:
            shrunk.append((hit, *simplified(claim, hit)))
        except Contradiction as contradiction:
            contradictions.append(str(contradiction))
    shrunk.sort(key=lambda found: (complexity(found[1]), found[1].digest()))
    distinct = list({instance.digest(): (hit, instance, judgement) for hit, instance, judgement in reversed(shrunk)}.values())
    distinct.reverse()
    written = [None] * len(distinct) if out is None else _write(target, [found[1] for found in distinct], seed, out)
    whole = target.base() if target.drop else None
    found = tuple(
        Counterexample(*one, path, whole is None or not refutes(whole, one[1]))
        for one, path in zip(distinct, written, strict=True)
    )
    needed_by = tuple(mutant.name for mutant in target.base().mutants if target.drop and mutant.drop == target.drop)
    budget = {"evaluations": evaluations, "budget_seconds": seconds}
    return Quarry(claim, search, found, budget, tuple(dict.fromkeys(contradictions)), needed_by, legibility)


def _check_suspects(claim: Claim, search: Hunt) -> None:
    """Where every suspect of the hunt was unreadable, what the claim raises at the best of them.

    Raises
    ------
    ClaimError
        That.
    """
    judged = {said for said, count in search.counts.items() if count} - {"false alarms"}
    best = Quarry(claim, search, ()).best_instance()
    if judged == {"unreadable"} and best is not None and not search.target.drop:
        faults, _ = faults_at(claim, [best])
        if faults:
            raise faults[0]


def simplified(claim: Claim, hit: Hit) -> tuple[Instance, Judgement]:
    """A hit judged again, confirmed by mpmath, and shrunk.

    Raises
    ------
    Contradiction
        mpmath has other sides, or the verdict is another than before: a side is not a function of the instance.
    """
    instance = Instance(**hit.instance)
    with blaming(claim):
        judgement = judge(claim, instance)
        if judgement.verdict is Verdict.REFUTED:
            opinion_on_refuted(claim, instance, judgement)
        try:
            return shrink(claim, instance, drawn=drawn_fields(claim.domain, hit.regime, hit.spot))
        except ClaimError:
            raise
        except ValueError as error:
            raise Contradiction(f"the same instance was REFUTED before: {error}") from error


def _write(target: Target, instances: Sequence[Instance], seed: int, out: Path) -> list[Path]:
    """Certify in a fresh process, then write a file each."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for found in certify(target, instances, seed) if instances else ():
        paths.append(out / f"{found['claim']['id']}-{found['digest'][:12]}.json")
        write_json(paths[-1], found)
    return paths
