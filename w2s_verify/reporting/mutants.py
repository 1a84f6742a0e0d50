"""The kill matrix as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from w2s_verify.reporting.files import save_sheets
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.mutants import EVALUATION_BUCKETS, SECONDS_BUCKETS, KillMatrix, Row

COLUMNS = ("mutant", "kind", "solved", "evaluations", "quartiles", "seconds", "quartiles ", "killed by")


def mutants_sheet(matrix: KillMatrix) -> Sheet:
    """A line each, survivors named in the caption."""
    data = matrix.to_json()
    killers = ", ".join(f"{name} {count}" for name, count in matrix.killers().most_common())
    caption = f"mutation score {data['score']:.3f}; survivors: {', '.join(matrix.survivors) or 'none'}\nkilled by: {killers}"
    return Sheet("mutants", COLUMNS, tuple(map(_line, matrix.rows)), numeric=COLUMNS[2:7], caption=caption)


def _line(row: Row) -> tuple[str, ...]:
    data = row.to_json()
    solved = f"{row.solved}/{len(row.kills)}"
    if data["evaluations"] is None:
        return row.name, row.kind, solved, "", "", "", "", ""
    low, median, high = data["evaluations"]
    soon, middle, late = data["seconds"]
    counts = (f"{median:,.0f}", f"{low:,.0f} … {high:,.0f}", f"{middle:.3f}", f"{soon:.3f} … {late:.3f}")
    return (row.name, row.kind, solved, *counts, ", ".join(data["killers"]))


def buckets_sheet(matrix: KillMatrix) -> Sheet:
    """The share of all mutants and seeds that died within a time and within a number of evaluations, by kind."""
    rows = []
    for kind in dict.fromkeys(row.kind for row in matrix.rows):
        own = [row for row in matrix.rows if row.kind == kind]
        records: list[dict[str, Any]] = [row.to_json() for row in own]
        tried = sum(len(row.kills) for row in own)
        for unit, within, bounds in (
            ("s", "within_seconds", SECONDS_BUCKETS),
            ("evaluations", "within_evaluations", EVALUATION_BUCKETS),
        ):
            for bound in bounds:
                died = sum(record[within][str(bound)] for record in records)
                rows.append((kind, f"{bound:,} {unit}", str(died), str(tried), f"{died / tried:.3f}"))
    columns = ("kind", "within", "killed", "of", "share")
    return Sheet("how soon", columns, tuple(rows), columns[2:])


def write_mutants(matrix: KillMatrix, out: Path) -> list[Path]:
    """``records.json`` and ``summary.md`` in a folder that is there."""
    return save_sheets(out, matrix.to_json(), "The kill matrix", [buckets_sheet(matrix), mutants_sheet(matrix)])
