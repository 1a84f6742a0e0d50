"""The parts that give verdicts: claims at their quotas, and the kill matrix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from w2s_verify.claims.claim import Claim
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.records import RunRecord, claim_from_json, claim_json
from w2s_verify.reporting.ledger import ledger
from w2s_verify.reporting.mutants import mutants_sheet
from w2s_verify.reporting.parts.part import Asked, Done, Part, Pieces
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS, KernelMutant
from w2s_verify.runs.mutants import Kill, KillMatrix, Row, kernel_row, kill_matrix
from w2s_verify.runs.plan import find_all, plan
from w2s_verify.runs.verify import Job, verify_claim

QUICK_SHARE = 10
"""A quick report verifies each claim at a tenth of its quota."""
QUICK_HUNTS = (1, 10.0)
FULL_HUNTS = (3, 10.0)
"""Seeds, and seconds for each mutant and seed."""


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
    seeds, seconds = QUICK_HUNTS if asked.quick else FULL_HUNTS

    def hunting(named: str, claim: Claim) -> Callable[[], Any]:
        return lambda: [asdict(row) for row in kill_matrix([(named, claim)], seeds=seeds, seconds=seconds, kernels=()).rows]

    def trying(kernel: KernelMutant) -> Callable[[], Any]:
        return lambda: [asdict(kernel_row(kernel, 1))]

    pieces = {named: hunting(named, claim) for named, claim in find_all(()) if claim.mutants}
    return pieces if asked.quick else pieces | {kernel.name: trying(kernel) for kernel in KERNEL_MUTANTS}


def _hunted(asked: Asked, pieces: Mapping[str, Any]) -> Done:
    rows = tuple(
        Row(row["kind"], row["name"], tuple(Kill(**kill) for kill in row["kills"]))
        for piece in pieces.values()
        for row in piece
    )
    seeds, seconds = QUICK_HUNTS if asked.quick else FULL_HUNTS
    run = {"seeds": seeds, "budget_seconds": seconds, "engines": list(ENGINES), "kernels": 0 if asked.quick else 1}
    matrix = KillMatrix(rows, run)
    dead = sum(row.solved == len(row.kills) for row in rows)
    kinds = "false neighbours of claims" if asked.quick else "false neighbours of claims and kernel mutants (one seed)"
    headline = f"{dead} of {len(rows)} mutants killed under every seed (of {seeds}, {seconds:g} s each): {kinds}"
    return Done(matrix.to_json(), headline, (mutants_sheet(matrix),), wrong=matrix.survivors)


VERIFY = Part("Claims", _verified, _claims)
MUTANTS = Part("Mutants", _hunted, _hunts)
