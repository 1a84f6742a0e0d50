"""The parts that give verdicts: claims at their quotas, and the kill matrix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from w2s_verify.hunts.engines import ENGINES
from w2s_verify.records import RunRecord, claim_from_json, claim_json
from w2s_verify.reporting.ledger import ledger
from w2s_verify.reporting.mutants import buckets_sheet, mutants_sheet
from w2s_verify.reporting.parts.part import Asked, Done, Part, Pieces
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS
from w2s_verify.runs.mutants import Job as MutantJob
from w2s_verify.runs.mutants import KillMatrix, Row, jobs_of, pass_unmutated
from w2s_verify.runs.plan import find_all, plan
from w2s_verify.runs.verify import Job, verify_claim

QUICK_SHARE = 10
"""A quick report verifies each claim at a tenth of its quota."""
QUICK_HUNTS = (1, 10.0)
FULL_HUNTS = (3, 10.0)
"""Seeds, and seconds for each mutant and seed."""
UNMUTATED = "the unmutated copy"


def _jobs(asked: Asked) -> list[Job]:
    jobs = plan((), "dev")
    return [replace(job, quota=max(1, job.quota // QUICK_SHARE)) for job in jobs] if asked.quick else jobs


def _claims(asked: Asked) -> Pieces:
    def verifying(job: Job) -> Callable[[], Any]:
        return lambda: claim_json(verify_claim(job.claim, run_seed=asked.seed, quota=job.quota))

    return {job.claim.id: verifying(job) for job in _jobs(asked)}


def _verified(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    records = tuple(claim_from_json(piece) for piece in pieces.values())
    wrong = tuple(record.id for record in records if not record.as_declared)
    share = f" at a {QUICK_SHARE}th of the quotas" if asked.quick else ""
    headline = f"{len(records) - len(wrong)} of {len(records)} claims as declared, profile dev{share}, seed {asked.seed}"
    table = ledger(records, f"claims, profile dev{share}")
    return Done(RunRecord({"seed": asked.seed}, records).to_json(), headline, (table,), wrong=wrong)


def _hunts(asked: Asked) -> Pieces:
    """A piece for each mutant; kernel mutants, under one seed, only in a full report, after the unmutated copy has passed."""
    seeds, seconds = QUICK_HUNTS if asked.quick else FULL_HUNTS

    def killing(job: MutantJob) -> Callable[[], Any]:
        return lambda: job.row(seeds if job.kernel is None else 1, seconds, tuple(ENGINES)).kept()

    pieces: Pieces = {job.label: killing(job) for job in jobs_of(find_all(()), ())}
    if not asked.quick:
        pieces[UNMUTATED] = lambda: pass_unmutated(KERNEL_MUTANTS)
        pieces |= {job.label: killing(job) for job in jobs_of((), KERNEL_MUTANTS)}
    return pieces


def _hunted(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    rows = tuple(Row.from_json(piece) for name, piece in pieces.items() if name != UNMUTATED)
    seeds, seconds = QUICK_HUNTS if asked.quick else FULL_HUNTS
    matrix = KillMatrix(rows, len(rows), {"seeds": seeds, "budget_seconds": seconds, "engines": list(ENGINES)})
    dead = sum(row.solved == len(row.kills) for row in rows)
    kinds = "false neighbours of claims" if asked.quick else "false neighbours of claims, and kernel mutants under one seed"
    headline = f"{dead} of {len(rows)} mutants killed under every seed (of {seeds}, {seconds:g} s each): {kinds}"
    return Done(matrix.to_json(), headline, (buckets_sheet(matrix), mutants_sheet(matrix)), wrong=matrix.survivors)


VERIFY = Part("Claims", _verified, _claims)
MUTANTS = Part("Mutants", _hunted, _hunts)
