"""The kill matrix: every false neighbour of the catalogue hunted, every kernel mutant put to the suite, over several seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from w2s_verify.claims.claim import Claim
from w2s_verify.hunts import Target, hunt
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS, KernelMutant
from w2s_verify.runs.kernel_trial import try_kernel
from w2s_verify.runs.provenance import provenance

MUTANTS_SCHEMA = "w2s-verify/mutants/1"
SECONDS_BUCKETS = (0.1, 1.0, 10.0)
EVALUATION_BUCKETS = (10, 100, 1_000, 10_000)


@dataclass(frozen=True)
class Kill:
    """One mutant under one seed: who killed it (empty: it survived), after how much."""

    killer: str
    evaluations: int
    seconds: float


@dataclass(frozen=True)
class Row:
    """One mutant over all seeds."""

    kind: str
    name: str
    kills: tuple[Kill, ...]

    @property
    def solved(self) -> int:
        """Seeds under which it died."""
        return sum(bool(kill.killer) for kill in self.kills)

    def to_json(self) -> dict[str, Any]:
        """k of n, median and quartiles, buckets, killers."""
        dead = [kill for kill in self.kills if kill.killer]
        return {
            "kind": self.kind,
            "name": self.name,
            "solved": self.solved,
            "seeds": len(self.kills),
            "evaluations": _quartiles([kill.evaluations for kill in dead]),
            "seconds": _quartiles([kill.seconds for kill in dead]),
            "within_seconds": {str(bound): sum(kill.seconds <= bound for kill in dead) for bound in SECONDS_BUCKETS},
            "within_evaluations": {str(bound): sum(kill.evaluations <= bound for kill in dead) for bound in EVALUATION_BUCKETS},
            "killers": dict(Counter(kill.killer for kill in dead)),
        }


def _quartiles(values: Sequence[float]) -> list[float] | None:
    return [round(float(q), 6) for q in np.quantile(values, (0.25, 0.5, 0.75))] if values else None


@dataclass(frozen=True)
class KillMatrix:
    """All rows, and how the run was made."""

    rows: tuple[Row, ...]
    run: dict[str, Any]

    @property
    def survivors(self) -> tuple[str, ...]:
        """Mutants that did not die under every seed."""
        return tuple(row.name for row in self.rows if row.solved < len(row.kills))

    def to_json(self) -> dict[str, Any]:
        """The record of schema ``w2s-verify/mutants/1``."""
        kills = sum(row.solved for row in self.rows)
        tried = sum(len(row.kills) for row in self.rows)
        return {
            "schema": MUTANTS_SCHEMA,
            "run": self.run,
            "score": kills / tried if tried else 1.0,
            "mutants": [row.to_json() for row in self.rows],
            "survivors": list(self.survivors),
        }


def statement_row(named: str, mutant: str, seeds: int, seconds: float, engines: Sequence[str]) -> Row:
    """One false neighbour hunted under seeds 0 … n − 1."""
    kills = []
    for seed in range(seeds):
        found = hunt(Target(named, mutant=mutant), seed=seed, seconds=seconds, engines=engines, first_only=True)
        if found.first_hit is None:
            kills.append(Kill("", found.evaluations, found.seconds))
        else:
            hit = found.hits[0]
            killer = hit.engine if hit.verdict == "REFUTED" else "margin against sides"
            kills.append(Kill(killer, *found.first_hit))
    return Row("statement", f"{named} {mutant}", tuple(kills))


def kernel_row(mutant: KernelMutant, seeds: int) -> Row:
    """One kernel mutant put to the suite under seeds 0 … n − 1."""
    trials = [try_kernel(mutant, mutant.claims, seed) for seed in range(seeds)]
    return Row("kernel", mutant.name, tuple(Kill(trial.killer, trial.evaluations, trial.seconds) for trial in trials))


class UnmutatedCopyError(ValueError):
    """The copy of the package without any patch is not as declared: nothing said of kernel mutants would mean anything."""


def kill_matrix(
    claims: Sequence[tuple[str, Claim]],
    *,
    seeds: int,
    seconds: float,
    engines: Sequence[str] = tuple(ENGINES),
    kernels: Sequence[KernelMutant] = KERNEL_MUTANTS,
    heard: Callable[[Row], None] = lambda row: None,
) -> KillMatrix:
    """Hunt every mutant of the claims, and try every kernel mutant; ``heard`` gets each row.

    Raises
    ------
    UnmutatedCopyError
        The unmutated copy fails.
    PatchError
        A patch does not fit.
    """
    rows = []
    for named, claim in claims:
        for mutant in claim.mutants:
            rows.append(statement_row(named, mutant.name, seeds, seconds, engines))
            heard(rows[-1])
    if kernels:
        asked = sorted({claim for mutant in kernels for claim in mutant.claims})
        trial = try_kernel(None, asked, 0)
        if trial.killer:
            raise UnmutatedCopyError(f"the unmutated copy: {trial.killer} on {trial.claim}")
    for kernel in kernels:
        rows.append(kernel_row(kernel, seeds))
        heard(rows[-1])
    run = provenance(command="mutants", seeds=seeds, budget_seconds=seconds, engines=list(engines))
    return KillMatrix(tuple(rows), run)
