"""One regime of a claim at its quota: as a Hypothesis property, then by sampling, or all of it where it is small."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
from hypothesis import HealthCheck, Phase, given, reject, seed, settings
from hypothesis.errors import Unsatisfiable

from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.domain import Regime
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, judge
from w2s_verify.hunts.shrink import shrink
from w2s_verify.records import RegimeRecord
from w2s_verify.runs.tally import Tally
from w2s_verify.strategies import instances, repeatable

TOP_UP_ROUNDS = 40
BATCH = 16
LARGEST_SHRINK = 200
"""Judgements that Hypothesis may spend on shrinking one counterexample."""
LARGEST_SECOND_SHRINK = 100
"""Those that our own shrinking may spend after it."""


class Refuted(Exception):
    """A certified counterexample; Hypothesis shrinks it."""

    def __init__(self, instance: Instance, judgement: Judgement) -> None:
        super().__init__(instance, judgement)
        self.instance, self.judgement = instance, judgement


class Property:
    """One regime of one claim as a property: counts what it is given, and raises ``Refuted``."""

    def __init__(self, claim: Claim, regime: Regime, tally: Tally) -> None:
        self.claim, self.regime, self.tally = claim, regime, tally
        self.least_violation: float | None = None
        self.shrinking: dict[str, Judgement | None] = {}
        self.valid: set[str] = set()
        """Instances that counted: Hypothesis may show one again, and must find it as it was."""
        self.broken: Exception | None = None

    def take(self, instance: Instance) -> bool:
        """Judge a new instance; False where it counts for nothing (seen before, or a premise fails).

        Raises
        ------
        Refuted
            The instance refutes the claim; while Hypothesis shrinks the first such one, only if it keeps at least half of the
            relative margin. (From one line, since Hypothesis tells failures apart by the line they come from.)
        """
        if self.broken is not None:
            raise self.broken  # for good: Hypothesis replays what failed, and must see it fail again
        judgement = self._count(instance) if self.least_violation is None else self._shrink(instance)
        if judgement is None:
            return self.least_violation is not None and instance.digest() in self.valid
        if judgement.verdict is Verdict.REFUTED:
            if self.least_violation is None:
                self.least_violation = judgement.relative / 2
                self.shrinking[instance.digest()] = judgement
            if judgement.relative <= self.least_violation:
                raise Refuted(instance, judgement)
        if judgement.verdict is Verdict.VACUOUS:
            return False
        self.valid.add(instance.digest())
        return True

    def _count(self, instance: Instance) -> Judgement | None:
        if not self.tally.is_new(instance):
            return None
        try:
            judgement = judge(self.claim, instance)
        except Exception as error:
            self.broken = error
            raise
        self.tally.add(instance, judgement, self.regime.undecided)
        return judgement

    def _shrink(self, instance: Instance) -> Judgement | None:
        """Nothing is counted any more; after a few hundred judgements, what is known is only repeated."""
        digest = instance.digest()
        if digest not in self.shrinking and len(self.shrinking) < LARGEST_SHRINK:
            self.shrinking[digest] = None
            with suppress(Exception):  # another failure than the one being shrunk
                self.shrinking[digest] = judge(self.claim, instance)
        return self.shrinking.get(digest)


def shares(regimes: tuple[Regime, ...], quota: int) -> dict[str, int]:
    """The quota split over the regimes by their shares; the first takes what the division leaves."""
    total = sum(regime.share for regime in regimes)
    split = {regime.name: max(1, quota * regime.share // total) for regime in regimes}
    split[regimes[0].name] += max(0, quota - sum(split.values()))
    return split


def run_regimes(claim: Claim, quota: int, tally: Tally, run_seed: int) -> None:
    """Every regime at its quota: first those that are exhausted below it; the first of the others takes what they leave.

    Raises
    ------
    Refuted
        A counterexample, shrunk.
    """
    domain, split = claim.domain, shares(claim.domain.regimes, quota)
    small = {regime.name for regime in domain.regimes if domain.cardinality(regime, split[regime.name]) <= split[regime.name]}
    before = tally.certified
    for regime in domain.regimes:
        if regime.name in small:
            _run_regime(claim, regime, split[regime.name], tally, run_seed, exhausted=True)
    left = sum(split[name] for name in small) - (tally.certified - before)
    for regime in domain.regimes:
        if regime.name not in small:
            _run_regime(claim, regime, split[regime.name] + left, tally, run_seed, exhausted=False)
            left = 0


def _run_regime(claim: Claim, regime: Regime, quota: int, tally: Tally, run_seed: int, *, exhausted: bool) -> None:
    before, vacuous = tally.certified, tally.verdicts[Verdict.VACUOUS]
    prop = Property(claim, regime, tally)
    try:
        if exhausted:
            for instance in claim.domain.every(regime):
                prop.take(instance)
        else:
            _by_hypothesis(prop, quota, run_seed)
            _by_sampling(prop, quota - (tally.certified - before), run_seed)
    except Refuted as found:
        raise _shrunk(prop, found) from None
    finally:
        rejected = tally.verdicts[Verdict.VACUOUS] - vacuous
        tally.regimes.append(RegimeRecord(regime.name, quota, tally.certified - before, rejected, exhausted))


def _shrunk(prop: Property, found: Refuted) -> Refuted:
    """Made simpler, at half of the margin it was found with: Hypothesis moves entry by entry, and none of a large instance."""
    try:
        return Refuted(*shrink(prop.claim, found.instance, least=prop.least_violation, most=LARGEST_SECOND_SHRINK))
    except (ClaimError, Contradiction, ValueError):  # whatever a simpler instance runs into, this one stands
        return found


def _by_hypothesis(prop: Property, quota: int, run_seed: int) -> None:
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

    with repeatable(), suppress(Unsatisfiable):  # every draw was rejected: the quota stays open and the record says so
        holds()


def _by_sampling(prop: Property, missing: int, run_seed: int) -> None:
    """Draw batches until nothing is missing, or 40 times as many draws were in vain."""
    rng = np.random.default_rng(run_seed)
    domain = prop.claim.domain
    for _ in range(TOP_UP_ROUNDS * max(1, missing // BATCH) if missing > 0 else 0):
        layout, integers = domain.sample(prop.regime, rng, BATCH)
        for row in integers:
            missing -= prop.take(domain.decode(prop.regime, layout, row))
            if missing <= 0:
                return
