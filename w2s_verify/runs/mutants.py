"""The kill matrix: every false neighbour of the catalogue hunted, every kernel mutant put to the suite, over several seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.sources import check_unchanged, sources_digest
from w2s_verify.hunts import Target, hunt
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.runs.finished import NOT_KEPT, Finished
from w2s_verify.runs.kernel_mutants import KERNEL_MUTANTS
from w2s_verify.runs.kernel_patch import KernelMutant
from w2s_verify.runs.kernel_trial import try_kernel
from w2s_verify.runs.provenance import provenance
from w2s_verify.runs.workers import spread

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

    def kept(self) -> dict[str, Any]:
        """All of it, for ``from_json``."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Row:
        """The row that ``kept`` wrote."""
        return cls(data["kind"], data["name"], tuple(Kill(**kill) for kill in data["kills"]))

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
    """All rows that are finished, how many were asked, and how the run was made."""

    rows: tuple[Row, ...]
    asked: int
    run: dict[str, Any]

    @property
    def complete(self) -> bool:
        """Whether every row is there: Ctrl-C leaves fewer."""
        return len(self.rows) == self.asked

    def killers(self) -> Counter[str]:
        """Who killed how many, over all mutants and seeds."""
        return Counter(kill.killer for row in self.rows for kill in row.kills if kill.killer)

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
            "killers": dict(self.killers()),
            "complete": self.complete,
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
    trials = try_kernel(mutant, mutant.claims, range(seeds))
    return Row("kernel", mutant.name, tuple(Kill(trial.killer, trial.evaluations, trial.seconds) for trial in trials))


class UnmutatedCopyError(ValueError):
    """The copy of the package without any patch is not as declared: nothing said of kernel mutants would mean anything."""


@dataclass(frozen=True)
class Job:
    """One row to be filled: a mutant of a claim as the user names it, or a kernel mutant."""

    named: str
    mutant: str = ""
    kernel: KernelMutant | None = None
    sources: str = ""

    @property
    def label(self) -> str:
        """The row's name."""
        return self.kernel.name if self.kernel is not None else f"{self.named} {self.mutant}"

    def row(self, seeds: int, seconds: float, engines: Sequence[str]) -> Row:
        """Fill it."""
        if self.kernel is not None:
            return kernel_row(self.kernel, seeds)
        row = statement_row(self.named, self.mutant, seeds, seconds, engines)
        check_unchanged(self.named, self.sources)
        return row

    def key(self, seeds: int, seconds: float, engines: Sequence[str]) -> list[Any]:
        """All that the row depends on, but for the machine."""
        return [self.label, self.sources, self.kernel and vars(self.kernel), seeds, seconds, list(engines)]


def jobs_of(claims: Sequence[tuple[str, Claim]], kernels: Sequence[KernelMutant]) -> list[Job]:
    """A job for every mutant of the claims and every kernel mutant."""
    statements = [
        Job(named, mutant.name, sources=digest)
        for named, claim, digest in [(named, claim, sources_digest(named)) for named, claim in claims]
        for mutant in claim.mutants
    ]
    return statements + [Job("", kernel=kernel, sources=sources_digest()) for kernel in kernels]


def kill_matrix(
    claims: Sequence[tuple[str, Claim]],
    *,
    seeds: int,
    seconds: float,
    engines: Sequence[str] = tuple(ENGINES),
    kernels: Sequence[KernelMutant] = KERNEL_MUTANTS,
    workers: int = 1,
    finished: Finished = NOT_KEPT,
    heard: Callable[[int, Row], None] = lambda done, row: None,
) -> KillMatrix:
    """Hunt every mutant of the claims, and try every kernel mutant; ``heard`` gets the number of rows done and each row.

    Raises
    ------
    UnmutatedCopyError
        The unmutated copy fails.
    PatchError
        A patch does not fit.
    """
    jobs = jobs_of(claims, kernels)
    rows: list[Row] = []
    try:
        if kernels:
            pass_unmutated(kernels)
        for row in _rows(jobs, (seeds, seconds, tuple(engines)), workers, finished):
            rows.append(row)
            heard(len(rows), row)
    except KeyboardInterrupt:
        pass
    interrupted = len(rows) < len(jobs)
    run = provenance(
        command="mutants", seeds=seeds, budget_seconds=seconds, engines=list(engines), workers=workers, interrupted=interrupted
    )
    return KillMatrix(tuple(rows), len(jobs), run)


def pass_unmutated(kernels: Sequence[KernelMutant]) -> None:
    """Ask the unmutated copy what the mutants will be asked.

    Raises
    ------
    UnmutatedCopyError
        It is not as declared.
    """
    asked = sorted({claim for mutant in kernels for claim in mutant.claims})
    (trial,) = try_kernel(None, asked, [0])
    if trial.killer:
        raise UnmutatedCopyError(f"the unmutated copy: {trial.killer} on {trial.claim}")


def _rows(jobs: Sequence[Job], how: tuple[int, float, tuple[str, ...]], workers: int, finished: Finished) -> Iterator[Row]:
    """Every row in order: read where it is finished, else filled and kept."""
    known = [finished.get(job.key(*how)) for job in jobs]
    missing = [job for job, data in zip(jobs, known, strict=True) if data is None]
    fresh: Iterator[Row] = iter(job.row(*how) for job in missing)
    if workers > 1 and missing:
        fresh = spread(workers, Job.row, [(job, *how) for job in missing])
    for job, data in zip(jobs, known, strict=True):
        if data is not None:
            yield Row.from_json(data)
            continue
        row = next(fresh)
        finished.put(job.key(*how), row.kept())
        yield row
