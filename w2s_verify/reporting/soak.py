"""A soak as a table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from w2s_verify.reporting.files import save_sheets
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.soak import Soak
from w2s_verify.runs.throughput import Throughput

COLUMNS = (
    "claim",
    "evaluations",
    "judged",
    "refuted",
    "contradicted",
    "undecided",
    "false alarms",
    "smallest margin",
    "seconds",
)


def soak_sheet(found: Soak) -> Sheet:
    """A line for every claim, the sums in the caption."""
    rows = tuple(
        (
            soaked.claim,
            f"{soaked.evaluations:,}",
            f"{soaked.judged:,}",
            str(soaked.refuted),
            str(soaked.contradicted),
            str(soaked.undecided),
            str(soaked.false_alarms),
            "" if soaked.smallest is None else f"{soaked.smallest:.2g}",
            f"{soaked.seconds:.1f}",
        )
        for soaked in found.claims
    )
    caption = (
        f"{found.total('evaluations'):,} evaluations over {len(found.claims)} claims: {found.total('refuted')} REFUTED,"
        f" {found.total('contradicted')} CONTRADICTED, {found.total('undecided')} UNDECIDED, {found.total('false_alarms')}"
        f" false alarms (float64 says violated, balls do not), {found.total('judged'):,} judged in balls"
    )
    return Sheet("soak", COLUMNS, rows, COLUMNS[1:], caption)


def throughput_sheet(rows: Sequence[Throughput]) -> Sheet:
    """Evaluations a second against workers."""
    columns = ("claim", "workers", "evaluations", "seconds", "evaluations a second", "speed-up")
    lines = tuple(
        (row.claim, str(row.workers), f"{row.evaluations:,}", f"{row.seconds:.2f}", f"{row.rate:,.0f}", f"{row.speedup:.2f}")
        for row in rows
    )
    return Sheet("throughput", columns, lines, columns[1:], f"{os.cpu_count()} processors; processes are started before")


def write_soak(found: Soak, out: Path) -> list[Path]:
    """``records.json`` and ``summary.md`` in a folder that is there."""
    sheets = [soak_sheet(found), *([throughput_sheet(found.throughput)] if found.throughput else [])]
    return save_sheets(out, found.to_json(), "Soak", sheets)
