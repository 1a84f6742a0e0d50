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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import w2s_verify
from w2s_verify.claims.catalogue import select
from w2s_verify.claims.claim import ClaimError
from w2s_verify.runs.kernel_mutants import ORACLE, KernelMutant
from w2s_verify.runs.kernel_oracles import agrees
from w2s_verify.runs.verify import verify_claim

QUOTA = 100
LONGEST_SECONDS = 120
"""A mutant that makes the suite run this long is noticed too."""


@dataclass(frozen=True)
class Trial:
    """What killed a kernel mutant (empty: nothing did), on which claim, after how many instances and seconds."""

    killer: str
    claim: str
    evaluations: int
    seconds: float


def try_kernel(mutant: KernelMutant | None, claims: Sequence[str], seed: int) -> Trial:
    """Ask the claims of a patched copy in turn; None for the unmutated copy.

    Raises
    ------
    PatchError
        The patch does not fit.
    """
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "w2s_verify"
        shutil.copytree(Path(w2s_verify.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
        if mutant is not None:
            mutant.apply(copy)
        command = [sys.executable, "-m", "w2s_verify.runs.kernel_trial", str(seed), *claims]
        environment = {**os.environ, **own_settings(folder)}
        try:
            ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            return Trial("no end", claims[0], 0, time.perf_counter() - started)
    if ran.returncode:
        return Trial("exception", claims[0], 0, time.perf_counter() - started)
    found: dict[str, Any] = json.loads(ran.stdout)
    return Trial(found["killer"], found["claim"], found["evaluations"], time.perf_counter() - started)


def own_settings(folder: str) -> dict[str, str]:
    """Settings under which a copy is imported and nothing compiled elsewhere or before is used."""
    return {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1", "NUMBA_CACHE_DIR": str(Path(folder) / "compiled")}


def ask(names: Sequence[str], seed: int) -> dict[str, Any]:
    """Ask the oracles, then verify the claims until one is not as declared; who noticed."""
    judged = 0
    for oracle in (name.removeprefix(ORACLE) for name in names if name.startswith(ORACLE)):
        if not agrees(oracle):
            return {"killer": "mpmath oracle", "claim": oracle, "evaluations": judged}
    names = [name for name in names if not name.startswith(ORACLE)]
    for claim in (claim for name in names for claim in select((name,))):
        try:
            record = verify_claim(claim, quota=QUOTA, run_seed=seed)
        except ClaimError:
            return {"killer": "unreadable", "claim": claim.id, "evaluations": judged}
        judged += record.certified
        if not record.as_declared:
            return {"killer": _killer(record.verdict, record.failure), "claim": claim.id, "evaluations": judged}
    return {"killer": "", "claim": "", "evaluations": judged}


def _killer(verdict: str, failure: str) -> str:
    if "second opinion" in failure:
        return "second opinion"
    if verdict == "CONTRADICTED":
        return "margin against sides"
    return "stored witness" if "stored witness" in failure else f"verdict {verdict}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(ask(sys.argv[2:], int(sys.argv[1]))))
