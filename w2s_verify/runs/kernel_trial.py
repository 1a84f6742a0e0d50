"""A kernel mutant put to the suite: a patched copy of the package in a folder of its own, asked in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import w2s_verify
from w2s_verify.claims.catalogue import select
from w2s_verify.claims.claim import ClaimError
from w2s_verify.runs.kernel_oracles import agrees
from w2s_verify.runs.kernel_patch import ORACLE, KernelMutant
from w2s_verify.runs.verify import verify_claim

QUOTA = 100
QUOTA_UNMUTATED = 10
"""That the copy passes as it stands is shown briefly: the claims are verified elsewhere."""
LONGEST_SECONDS = 120
"""A mutant that makes the suite run this long for one seed is noticed too."""

NO_END, BROKEN = ENDLESS = ("no end", "exception")
"""Killers that every seed would meet alike."""


@dataclass(frozen=True)
class Trial:
    """What killed a kernel mutant (empty: nothing did), on which claim, after how many instances and seconds."""

    killer: str
    claim: str
    evaluations: int
    seconds: float


def try_kernel(mutant: KernelMutant | None, claims: Sequence[str], seeds: Sequence[int]) -> list[Trial]:
    """Ask the claims of a patched copy in turn, seed by seed; None for the unmutated copy.

    The first seed has a process of its own: what has no end there is not tried again.

    Raises
    ------
    PatchError
        The patch does not fit.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "w2s_verify"
        shutil.copytree(Path(w2s_verify.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if mutant is not None:
            mutant.apply(copy)
        first = _in_a_process(folder, claims, seeds[:1], mutant is not None)
        if first[0].killer in ENDLESS or len(seeds) == 1:
            return first * len(seeds)
        return first + _in_a_process(folder, claims, seeds[1:], mutant is not None)


def _in_a_process(folder: str, claims: Sequence[str], seeds: Sequence[int], mutated: bool) -> list[Trial]:
    started = time.perf_counter()
    quota = QUOTA if mutated else QUOTA_UNMUTATED
    asked = json.dumps({"claims": list(claims), "seeds": list(seeds), "quota": quota})
    command = [sys.executable, "-m", "w2s_verify.runs.kernel_trial", asked]
    environment = {**os.environ, **own_settings(folder)}
    longest = LONGEST_SECONDS * len(seeds)
    try:
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=longest)
    except subprocess.TimeoutExpired:
        return [Trial(NO_END, claims[0], 0, LONGEST_SECONDS)] * len(seeds)
    if ran.returncode:
        return [Trial(BROKEN, claims[0], 0, (time.perf_counter() - started) / len(seeds))] * len(seeds)
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return [Trial(**trial) for trial in found]


def own_settings(folder: str) -> dict[str, str]:
    """Settings under which a copy is imported and nothing compiled elsewhere or before is used."""
    return {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1", "NUMBA_CACHE_DIR": str(Path(folder) / "compiled")}


def ask(names: Sequence[str], seed: int, quota: int = QUOTA) -> Trial:
    """Ask the oracles, then verify the claims until one is not as declared; who noticed, and after how long."""
    started = time.perf_counter()
    judged = 0

    def said(killer: str, claim: str) -> Trial:
        return Trial(killer, claim, judged, time.perf_counter() - started)

    for oracle in (name.removeprefix(ORACLE) for name in names if name.startswith(ORACLE)):
        if not agrees(oracle):
            return said("mpmath oracle", oracle)
    names = [name for name in names if not name.startswith(ORACLE)]
    for claim in (claim for name in names for claim in select((name,))):
        try:
            record = verify_claim(claim, quota=quota, run_seed=seed)
        except ClaimError:
            return said("unreadable", claim.id)
        judged += record.certified
        if not record.as_declared:
            return said(_killer(record.verdict, record.failure), claim.id)
    return said("", "")


def _killer(verdict: str, failure: str) -> str:
    if "second opinion" in failure:
        return "second opinion"
    if verdict == "CONTRADICTED":
        return "margin against sides"
    return "stored witness" if "stored witness" in failure else f"verdict {verdict}"


def main(asked: str) -> None:
    """One seed after the other, as JSON on stdout."""
    given = json.loads(asked)
    trials = [asdict(ask(given["claims"], seed, given["quota"])) for seed in given["seeds"]]
    sys.stdout.write(json.dumps(trials))


if __name__ == "__main__":
    main(sys.argv[1])
