"""What a run found, frozen, and its JSON with a schema version."""

from __future__ import annotations

import json
import math
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from w2s_verify.claims.instance import Instance

RECORD_SCHEMA = "w2s-verify/record/1"
CLAIMS_SCHEMA = "w2s-verify/claims/1"


@dataclass(frozen=True)
class RegimeRecord:
    """One regime of one claim: how much was asked, found, rejected."""

    name: str
    quota: int
    certified: int
    vacuous: int
    exhausted: bool


@dataclass(frozen=True)
class MutantRecord:
    """A mutant's stored witness, judged again."""

    name: str
    verdict: str
    bits: int
    relative: float


@dataclass(frozen=True)
class ClaimRecord:
    """One claim in one run.

    ``verdict`` covers the sampled points and says nothing of others; ``as_declared`` compares it with what the claim expects.
    ``defect``, on data: least, median and largest δ(w)/(λ(w)|w|) of the vectors drawn.
    ``undecided_instance`` is the first one that is undecided without a declaration; ``never_met``: premises that failed at
    every draw.
    ``failure`` is a text for a person, ``worst_instance`` the exact doubles of the instance with the smallest relative margin.
    """

    id: str
    kind: str
    tags: tuple[str, ...]
    verdict: str
    expects: str
    as_declared: bool
    sampled: int
    certified: int
    equal: int
    undecided: int
    unchecked: int
    second_opinions: int
    vacuous_share: float
    worst_margin: float | None
    worst_instance: Mapping[str, Any] | None
    regimes: tuple[RegimeRecord, ...]
    coverage: Mapping[str, tuple[float, ...]]
    bits: Mapping[str, int]
    mutants: tuple[MutantRecord, ...]
    seconds: float
    on: str = ""
    failure: str = ""
    defect: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    undecided_instance: Mapping[str, Any] | None = None
    never_met: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunRecord:
    """A run: how it was made (seed, profile, versions, commit, …) and a record for each claim."""

    run: Mapping[str, Any]
    claims: tuple[ClaimRecord, ...] = field(default_factory=tuple)

    def to_json(self) -> dict[str, Any]:
        """The record as JSON-ready data."""
        return {
            "schema": RECORD_SCHEMA,
            "run": dict(self.run),
            "claims": [claim_json(record) for record in self.claims],
        }


def readable(values: Any) -> Any:
    """Doubles as nested lists, whole numbers as integers: exact, and short to read."""
    if isinstance(values, list):
        return [readable(value) for value in values]
    return int(values) if float(values).is_integer() and abs(values) < 2**63 else values


def instance_json(instance: Instance) -> dict[str, Any]:
    """The exact doubles of an instance; ``Instance(**...)`` reads them back."""
    return {name: readable(value.tolist()) for name, value in instance.items()}


def finite_or_none(value: float) -> float | None:
    """JSON has no nan and no infinity."""
    return value if math.isfinite(value) else None


def claim_json(record: ClaimRecord) -> dict[str, Any]:
    """One claim's record as JSON-ready data."""
    return asdict(record)


def claim_from_json(data: Mapping[str, Any]) -> ClaimRecord:
    """The record that ``claim_json`` wrote.

    Raises
    ------
    TypeError, KeyError
        The data has other fields.
    """
    return ClaimRecord(
        **{
            **data,
            "tags": tuple(data["tags"]),
            "regimes": tuple(RegimeRecord(**regime) for regime in data["regimes"]),
            "mutants": tuple(MutantRecord(**mutant) for mutant in data["mutants"]),
            "defect": {name: tuple(values) for name, values in data.get("defect", {}).items()},
            "never_met": tuple(data.get("never_met", ())),
            "coverage": {name: tuple(quantiles) for name, quantiles in data["coverage"].items()},
        }
    )


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write a JSON file in one step: a reader never sees half of it.

    Raises
    ------
    OSError
        The folder does not exist or cannot be written.
    """
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
