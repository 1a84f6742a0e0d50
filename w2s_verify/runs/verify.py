"""Verify a claim: its regimes, each at its quota; then second opinions, and the mutants' stored witnesses again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.constants import check_constants
from w2s_verify.claims.equality import confirm_equality
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Verdict, judge
from w2s_verify.claims.second_opinion import Opinion, second_opinion
from w2s_verify.claims.statistical import Statistical
from w2s_verify.records import ClaimRecord, MutantRecord, finite_or_none
from w2s_verify.runs.defect import law_defect
from w2s_verify.runs.failures import Reference, blaming, recorded, refutation, undecided, vacuous
from w2s_verify.runs.regimes import Refuted, run_regimes
from w2s_verify.runs.statistics import run_statistical
from w2s_verify.runs.tally import CERTIFIED, LEAST_OPINIONS, LEAST_OPINIONS_ON_DATA, Tally

QUOTAS = {"dev": 200, "ci": 500, "deep": 10_000}
"""Distinct certified instances a claim, by profile."""
LARGEST_UNCHECKED_SHARE = 0.01


class Interrupted(KeyboardInterrupt):
    """Ctrl-C inside a run; ``finished`` holds the records of the claims that were done."""

    def __init__(self, finished: tuple[ClaimRecord, ...]) -> None:
        super().__init__("interrupted")
        self.finished = finished


def quota_of(claim: Claim, profile: str) -> int:
    """Distinct certified instances asked of a claim. Claims that integrate ask for a smaller share, but not in ``deep``.

    Raises
    ------
    ValueError
        An unknown profile.
    """
    if profile not in QUOTAS:
        raise ValueError(f"profile = {profile!r}: must be one of {', '.join(QUOTAS)}")
    share = 1.0 if profile == "deep" else claim.quota
    return max(1, round(QUOTAS[profile] * share))


@dataclass
class _Findings:
    """All that one run finds out about a claim."""

    claim: Claim
    tally: Tally
    refuted: Refuted | None = None
    contradiction: str = ""
    least_opinions: int = LEAST_OPINIONS
    opinions: Counter[Opinion] = field(default_factory=Counter)
    mutants: tuple[MutantRecord, ...] = ()

    def confirm_refutation(self) -> None:
        """mpmath on the counterexample too: it must give the same sides."""
        if self.refuted is not None:
            instance, judgement = self.refuted.instance, self.refuted.judgement
            try:
                confirm_equality(self.claim, instance, judgement)
                self.opinions[second_opinion(self.claim, instance, judgement)] += 1
            except Contradiction as found:
                self.contradiction = str(found)

    def check_constants(self) -> None:
        """One instance where the premises hold tells whether the statement's constants are exact as written."""
        instances = [instance for instance, _ in self.tally.judged] if self.refuted is None else [self.refuted.instance]
        if instances and not self.claim.domain.fixed:
            check_constants(self.claim, instances[0])

    @property
    def verdict(self) -> str:
        """One word on the sampled points."""
        tally, checked = self.tally, sum(self.opinions.values())
        if self.contradiction:
            return "CONTRADICTED"
        if self.refuted is not None:
            return Verdict.REFUTED
        if tally.verdicts[Verdict.UNDECIDED] > tally.declared_undecided:
            return Verdict.UNDECIDED
        if self.opinions[Opinion.UNCHECKED] > LARGEST_UNCHECKED_SHARE * checked:
            return "UNCHECKED"
        if not tally.certified:
            return Verdict.VACUOUS
        return Verdict.AGREES if tally.verdicts[Verdict.AGREES] == tally.certified else Verdict.HOLDS

    @property
    def right(self) -> bool:
        """Whether the verdict is the declared one."""
        expects = self.claim.expects
        return self.verdict == expects or (expects == Verdict.HOLDS and self.verdict == Verdict.AGREES)

    @property
    def alive(self) -> list[str]:
        """Mutants that their stored witness no longer refutes."""
        return [mutant.name for mutant in self.mutants if mutant.verdict != Verdict.REFUTED]

    def failure(self, reference: Reference) -> str:
        """Why this is not as declared, for a person; also the refutation that a claim declares."""
        claim = self.claim
        if self.contradiction:
            return f"{claim.id} contradicts itself: {self.contradiction}"
        if self.refuted is not None:
            return refutation(claim, self.refuted.instance, self.refuted.judgement, reference)
        if self.alive:
            return f"{claim.id}: the stored witness no longer refutes {', '.join(self.alive)}"
        if self.right:
            return ""
        said = f"{claim.id}: verdict {self.verdict}, declared {claim.expects}"
        if self.verdict == Verdict.UNDECIDED and self.tally.undecided is not None:
            return undecided(said, claim, self.tally.undecided, reference)
        return vacuous(said, self.tally.never_met, self.tally.sampled) if self.verdict == Verdict.VACUOUS else said


def _search(findings: _Findings, quota: int, run_seed: int) -> None:
    """The witness of a declared refutation, then every regime, until something is refuted."""
    claim, tally = findings.claim, findings.tally
    if claim.witness:
        witness = Instance(**claim.witness)
        judgement = judge(claim, witness)
        tally.is_new(witness)
        tally.add(witness, judgement)
        if judgement.verdict is Verdict.REFUTED:
            raise Refuted(witness, judgement)
    run_regimes(claim, quota, tally, run_seed)


def _examine(findings: _Findings, quota: int, run_seed: int) -> None:
    claim, tally = findings.claim, findings.tally
    try:
        _search(findings, quota, run_seed)
        findings.opinions = tally.second_opinions(claim, findings.least_opinions)
    except Refuted as found:
        findings.refuted = found
        tally.worst = (found.judgement.relative, found.instance)
        findings.confirm_refutation()
    except Contradiction as found:
        findings.contradiction = str(found)
    findings.check_constants()
    findings.mutants = _judge_mutants(claim)


def _judge_mutants(claim: Claim) -> tuple[MutantRecord, ...]:
    records = []
    for mutant in claim.mutants:
        judgement = judge(claim.mutated(mutant), mutant.instance())
        records.append(MutantRecord(mutant.name, judgement.verdict.value, judgement.bits, judgement.relative))
    return tuple(records)


def verify_claim(
    claim: Claim,
    *,
    profile: str = "dev",
    run_seed: int = 0,
    quota: int | None = None,
    on: str = "",
    named: str = "",
    heard: Callable[[int], None] = lambda judged: None,
) -> ClaimRecord:
    """One claim at its quota of distinct certified instances; a statistical one at as many times its trials as that is dev's.

    ``named`` is how the user names the claim (a file's path; otherwise its id), ``on`` the data set that holds its law;
    ``heard`` is told how many instances are judged, after each.

    Raises
    ------
    ClaimError
        The claim cannot be read: nan at an instance, ill-formed sides, an exception inside them.
    """
    started = time.perf_counter()
    asked = quota_of(claim, profile) if quota is None else quota
    if isinstance(claim, Statistical):
        factor = max(1, round(asked / QUOTAS["dev"]))
        return replace(run_statistical(claim.enlarged(factor), run_seed), seconds=time.perf_counter() - started)
    findings = _Findings(claim, Tally(heard), least_opinions=LEAST_OPINIONS_ON_DATA if on else LEAST_OPINIONS)
    with blaming(claim):
        _examine(findings, asked, run_seed)
    return _record(findings, Reference(named or claim.id, on), time.perf_counter() - started)


def _record(findings: _Findings, reference: Reference, seconds: float) -> ClaimRecord:
    claim, tally = findings.claim, findings.tally
    return ClaimRecord(
        id=claim.id,
        kind=claim.kind,
        tags=claim.tags,
        verdict=str(findings.verdict),
        expects=claim.expects,
        as_declared=findings.right and not findings.alive,
        sampled=tally.sampled,
        certified=tally.certified,
        equal=tally.verdicts[Verdict.EQUAL],
        undecided=tally.verdicts[Verdict.UNDECIDED],
        unchecked=findings.opinions[Opinion.UNCHECKED],
        second_opinions=sum(findings.opinions.values()),
        vacuous_share=tally.vacuous_share,
        worst_margin=finite_or_none(tally.worst[0]) if tally.worst else None,
        worst_instance=recorded(claim, tally.worst[1], reference.on) if tally.worst else None,
        regimes=tuple(tally.regimes),
        coverage=tally.coverage(),
        bits={str(bits): count for bits, count in sorted(tally.bits.items())},
        mutants=findings.mutants,
        seconds=seconds,
        on=reference.on,
        defect=law_defect([instance for instance, _ in tally.judged]) if reference.on else {},
        failure=findings.failure(reference),
        undecided_instance=recorded(claim, tally.undecided, reference.on) if tally.undecided else None,
        never_met=() if tally.certified else tally.never_met,
    )


@dataclass(frozen=True)
class Job:
    """One claim to verify: its quota, how the user names it, the data set that holds its law."""

    claim: Claim
    quota: int
    named: str = ""
    on: str = ""


def verify_jobs(
    jobs: list[Job], *, run_seed: int, heard: Callable[[int, int], None] = lambda done, judged: None
) -> tuple[ClaimRecord, ...]:
    """Every job in turn; ``heard(jobs done, instances judged in the present one)`` after each instance and each job.

    Raises
    ------
    Interrupted
        Ctrl-C; it carries the finished records.
    """
    finished: list[ClaimRecord] = []
    try:
        for done, job in enumerate(jobs):
            finished.append(
                verify_claim(
                    job.claim,
                    run_seed=run_seed,
                    quota=job.quota,
                    on=job.on,
                    named=job.named,
                    heard=lambda judged, done=done: heard(done, judged),  # type: ignore[misc]
                )
            )
            heard(done + 1, 0)
    except KeyboardInterrupt:
        raise Interrupted(tuple(finished)) from None
    return tuple(finished)


__all__ = ["CERTIFIED", "QUOTAS", "ClaimError", "Interrupted", "Job", "quota_of", "verify_claim", "verify_jobs"]
