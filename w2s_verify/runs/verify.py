"""Verify a claim: its domain's regimes, each at its quota, through Hypothesis; then second opinions and the mutants' witnesses."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable

import numpy as np
from hypothesis import HealthCheck, Phase, given, reject, seed, settings

from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.domain import Regime
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, judge
from w2s_verify.claims.second_opinion import Opinion
from w2s_verify.records import ClaimRecord, MutantRecord, RegimeRecord, finite_or_none, instance_json
from w2s_verify.runs.tally import CERTIFIED, Tally
from w2s_verify.strategies import instances

QUOTAS = {"dev": 200, "ci": 500, "deep": 10_000}
"""Distinct certified instances a claim, by profile."""
LARGEST_UNCHECKED_SHARE = 0.01
TOP_UP_ROUNDS = 40


class Refuted(Exception):
    """A certified counterexample; Hypothesis shrinks it."""

    def __init__(self, instance: Instance, judgement: Judgement) -> None:
        super().__init__(instance, judgement)
        self.instance, self.judgement = instance, judgement


class Interrupted(KeyboardInterrupt):
    """Ctrl-C inside a run; ``finished`` holds the records of the claims that were done."""

    def __init__(self, finished: tuple[ClaimRecord, ...]) -> None:
        super().__init__("interrupted")
        self.finished = finished


def quota_of(claim: Claim, profile: str) -> int:
    """Distinct certified instances asked of a claim; claims that integrate ask for a smaller share.

    Raises
    ------
    ValueError
        An unknown profile.
    """
    if profile not in QUOTAS:
        raise ValueError(f"profile = {profile!r}: must be one of {', '.join(QUOTAS)}")
    return max(1, round(QUOTAS[profile] * claim.quota))


def _shares(regimes: tuple[Regime, ...], quota: int) -> dict[str, int]:
    total = sum(regime.share for regime in regimes)
    shares = {regime.name: max(1, quota * regime.share // total) for regime in regimes}
    shares[regimes[0].name] += max(0, quota - sum(shares.values()))
    return shares


class _Property:
    """One regime of one claim as a property: counts what it is given, and raises ``Refuted``."""

    def __init__(self, claim: Claim, regime: Regime, tally: Tally) -> None:
        self.claim, self.regime, self.tally = claim, regime, tally
        self.least_violation: float | None = None

    def take(self, instance: Instance) -> bool:
        """Judge a new instance; False where it counts for nothing (seen before, or a premise fails).

        Once one is refuted, Hypothesis shrinks it: then nothing is counted, and only instances that keep at least half of the
        relative margin are raised again.
        """
        shrinking = self.least_violation is not None
        if not shrinking and not self.tally.is_new(instance):
            return False
        judgement = judge(self.claim, instance)
        if not shrinking:
            self.tally.add(instance, judgement, self.regime.undecided)
        if judgement.verdict is Verdict.REFUTED:
            if self.least_violation is None:
                self.least_violation = judgement.relative / 2
            if judgement.relative <= self.least_violation:
                raise Refuted(instance, judgement)
        return judgement.verdict is not Verdict.VACUOUS


def _by_hypothesis(prop: _Property, quota: int, run_seed: int) -> None:
    @seed(run_seed)
    @settings(
        max_examples=quota,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(instances(prop.claim.domain, prop.regime))
    def holds(instance: Instance) -> None:
        if not prop.take(instance):
            reject()

    holds()


def _by_sampling(prop: _Property, missing: int, run_seed: int) -> None:
    """Draw batches until the quota is filled, or 40 times as many draws were in vain."""
    rng = np.random.default_rng(run_seed)
    domain = prop.claim.domain
    for _ in range(TOP_UP_ROUNDS):
        for _ in range(max(1, missing // 16)):
            layout, integers = domain.sample(prop.regime, rng, 16)
            for row in integers:
                missing -= prop.take(domain.decode(prop.regime, layout, row))
                if missing <= 0:
                    return


def _run_regimes(claim: Claim, quota: int, tally: Tally, run_seed: int) -> None:
    """Every regime at its quota: first those that are exhausted below it; what they leave over goes to the first of the others."""
    shares = _shares(claim.domain.regimes, quota)
    finite = [r for r in claim.domain.regimes if claim.domain.cardinality(r, shares[r.name]) <= shares[r.name]]
    for regime in finite:
        _run_regime(claim, regime, shares[regime.name], tally, run_seed, exhausted=True)
    left_over = sum(shares[regime.name] for regime in finite) - tally.certified
    for regime in claim.domain.regimes:
        if regime not in finite:
            _run_regime(claim, regime, shares[regime.name] + left_over, tally, run_seed, exhausted=False)
            left_over = 0


def _run_regime(claim: Claim, regime: Regime, quota: int, tally: Tally, run_seed: int, *, exhausted: bool) -> None:
    before, vacuous = tally.certified, tally.verdicts[Verdict.VACUOUS]
    prop = _Property(claim, regime, tally)
    try:
        if exhausted:
            for instance in claim.domain.every(regime):
                prop.take(instance)
        else:
            _by_hypothesis(prop, quota, run_seed)
            missing = quota - (tally.certified - before)
            if missing > 0:
                _by_sampling(prop, missing, run_seed)
    finally:
        certified = tally.certified - before
        tally.regimes.append(
            RegimeRecord(regime.name, quota, certified, tally.verdicts[Verdict.VACUOUS] - vacuous, exhausted)
        )


def _judge_mutants(claim: Claim) -> tuple[MutantRecord, ...]:
    records = []
    for mutant in claim.mutants:
        judgement = judge(claim.mutated(mutant), mutant.instance())
        records.append(MutantRecord(mutant.name, judgement.verdict.value, judgement.bits, judgement.relative))
    return tuple(records)


def failure_text(claim: Claim, instance: Instance, judgement: Judgement) -> str:
    """A refutation for a person: statement, instance, certified margin, and the line that reproduces it."""
    lines = [f"{claim.id} is REFUTED: {claim.statement}", f"  instance   {instance_json(instance)}"]
    for name, part in judgement.parts.items():
        lines.append(f"  {name}: {part.verdict}, larger - smaller in {part.margin} ({judgement.bits} bits)")
    lines += [f"  premise {name} in {value}" for name, value in judgement.premises.items()]
    lines.append(f"  reproduce  w2s-verify judge {claim.id} '{instance_text(instance)}'")
    return "\n".join(lines)


def instance_text(instance: Instance) -> str:
    """An instance as one line of JSON, exact."""
    import json

    return json.dumps(instance_json(instance), separators=(",", ":"))


def _verdict(claim: Claim, tally: Tally, refuted: bool, unchecked_share: float) -> str:
    if refuted:
        return Verdict.REFUTED
    if tally.contradiction:
        return "CONTRADICTED"
    if tally.verdicts[Verdict.UNDECIDED] > tally.declared_undecided:
        return Verdict.UNDECIDED
    if unchecked_share > LARGEST_UNCHECKED_SHARE:
        return "UNCHECKED"
    if not tally.certified:
        return Verdict.VACUOUS
    return Verdict.AGREES if tally.verdicts[Verdict.AGREES] == tally.certified else Verdict.HOLDS


def verify_claim(
    claim: Claim, *, profile: str = "dev", run_seed: int = 0, quota: int | None = None, on: str = ""
) -> ClaimRecord:
    """One claim at its quota of distinct certified instances.

    Raises
    ------
    ClaimError
        The claim cannot be read: nan at an instance, ill-formed sides.
    """
    started = time.perf_counter()
    tally = Tally()
    failure = ""
    refuted: Refuted | None = None
    opinions: Counter[Opinion] = Counter()
    try:
        if claim.witness:
            witness = Instance(**claim.witness)
            judgement = judge(claim, witness)
            tally.is_new(witness)
            tally.add(witness, judgement)
            if judgement.verdict is Verdict.REFUTED:
                refuted = Refuted(witness, judgement)
        if refuted is None:
            _run_regimes(claim, quota or quota_of(claim, profile), tally, run_seed)
    except Refuted as found:
        refuted = found
    except Contradiction as found:
        tally.contradiction = str(found)
    if refuted is not None:
        failure = failure_text(claim, refuted.instance, refuted.judgement)
        tally.worst = (refuted.judgement.relative, refuted.instance)
    elif not tally.contradiction:
        try:
            opinions = tally.second_opinions(claim)
        except Contradiction as found:
            tally.contradiction = str(found)
    if tally.contradiction:
        failure = f"{claim.id} contradicts itself: {tally.contradiction}"
    checked = sum(opinions.values())
    verdict = _verdict(claim, tally, refuted is not None, opinions[Opinion.UNCHECKED] / checked if checked else 0.0)
    mutants = _judge_mutants(claim)
    alive = [mutant.name for mutant in mutants if mutant.verdict != Verdict.REFUTED]
    if alive and not failure:
        failure = f"{claim.id}: the stored witness no longer refutes {', '.join(alive)}"
    right = verdict == claim.expects or (claim.expects == "HOLDS" and verdict == Verdict.AGREES)
    if not right and not failure:
        failure = f"{claim.id}: verdict {verdict}, declared {claim.expects}"
    return ClaimRecord(
        id=claim.id,
        kind=claim.kind,
        tags=claim.tags,
        verdict=str(verdict),
        expects=claim.expects,
        as_declared=right and not alive,
        sampled=tally.sampled,
        certified=tally.certified,
        equal=tally.verdicts[Verdict.EQUAL],
        undecided=tally.verdicts[Verdict.UNDECIDED],
        unchecked=opinions[Opinion.UNCHECKED],
        second_opinions=checked,
        vacuous_share=tally.vacuous_share,
        worst_margin=finite_or_none(tally.worst[0]) if tally.worst else None,
        worst_instance=instance_json(tally.worst[1]) if tally.worst else None,
        regimes=tuple(tally.regimes),
        coverage=tally.coverage(),
        bits={str(bits): count for bits, count in sorted(tally.bits.items())},
        mutants=mutants,
        seconds=time.perf_counter() - started,
        on=on,
        failure=failure,
    )


def verify_claims(
    claims: list[Claim],
    *,
    profile: str,
    run_seed: int,
    progress: Callable[[int, ClaimRecord | None], None] = lambda done, record: None,
) -> tuple[ClaimRecord, ...]:
    """Every claim in turn; ``progress(done, record)`` hears of each.

    Raises
    ------
    Interrupted
        Ctrl-C; it carries the finished records.
    """
    finished: list[ClaimRecord] = []
    try:
        for claim in claims:
            finished.append(verify_claim(claim, profile=profile, run_seed=run_seed))
            progress(len(finished), finished[-1])
    except KeyboardInterrupt:
        raise Interrupted(tuple(finished)) from None
    return tuple(finished)


__all__ = [
    "CERTIFIED",
    "QUOTAS",
    "ClaimError",
    "Interrupted",
    "Refuted",
    "failure_text",
    "verify_claim",
    "verify_claims",
]
