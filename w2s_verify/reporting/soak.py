"""A soak as a table."""

from __future__ import annotations

from pathlib import Path

from w2s_verify.records import write_json
from w2s_verify.reporting.sheet import Sheet, plain
from w2s_verify.runs.soak import Soak

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


def write_soak(found: Soak, out: Path) -> list[Path]:
    """``records.json`` and ``summary.md`` in a folder that is there."""
    write_json(out / "records.json", found.to_json())
    (out / "summary.md").write_text(f"# Soak\n\n```\n{plain(soak_sheet(found))}\n```\n", encoding="utf-8")
    return [out / "records.json", out / "summary.md"]
