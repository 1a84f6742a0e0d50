"""The kill matrix as a table."""

from __future__ import annotations

from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.mutants import KillMatrix, Row

COLUMNS = ("mutant", "kind", "solved", "evaluations", "seconds", "killed by")


def mutants_sheet(matrix: KillMatrix) -> Sheet:
    """A line each, survivors named in the caption."""
    data = matrix.to_json()
    caption = f"mutation score {data['score']:.3f}; survivors: {', '.join(matrix.survivors) or 'none'}"
    return Sheet("mutants", COLUMNS, tuple(map(_line, matrix.rows)), numeric=COLUMNS[2:5], caption=caption)


def _line(row: Row) -> tuple[str, ...]:
    data = row.to_json()
    evaluations, seconds = data["evaluations"], data["seconds"]
    median = ("", "") if evaluations is None else (f"{evaluations[1]:,.0f}", f"{seconds[1]:.3f}")
    return row.name, row.kind, f"{row.solved}/{len(row.kills)}", *median, ", ".join(data["killers"])
