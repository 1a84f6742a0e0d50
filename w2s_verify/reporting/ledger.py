"""The evidence of a run, one line a claim; and what it covered."""

from __future__ import annotations

from collections.abc import Sequence

from w2s_verify.records import ClaimRecord
from w2s_verify.reporting.sheet import Sheet

COLUMNS = (
    "claim",
    "verdict",
    "sampled",
    "certified",
    "EQUAL",
    "UNDECIDED",
    "vacuous",
    "worst margin",
    "mutants",
    "bits",
    "s",
)


def ledger(records: Sequence[ClaimRecord], title: str) -> Sheet:
    """The ledger: claims in the order given, then what it says and does not say."""
    certified = sum(record.certified for record in records)
    seconds = sum(record.seconds for record in records)
    caption = (
        f"{len(records)} claim{'s' * (len(records) != 1)}, certified in ball arithmetic at {certified} distinct instances "
        f"in {seconds:.1f} s. "
        "Nothing follows for other instances."
    )
    columns: tuple[str, ...] = COLUMNS
    rows = [_row(record) for record in records]
    if any(record.on for record in records):
        columns = ("claim", "data", *COLUMNS[1:])
        rows = [(row[0], record.on, *row[1:]) for row, record in zip(rows, records, strict=True)]
    return Sheet(title, columns, tuple(rows), numeric=COLUMNS[2:], caption=caption)


def _row(record: ClaimRecord) -> tuple[str, ...]:
    killed = sum(mutant.verdict in ("REFUTED", "REJECTED") for mutant in record.mutants)
    return (
        record.id,
        record.verdict,
        str(record.sampled),
        str(record.certified),
        str(record.equal),
        str(record.undecided),
        f"{100 * record.vacuous_share:.1f} %",
        "–" if record.worst_margin is None else f"{record.worst_margin:.2g}",
        f"{killed}/{len(record.mutants)}" if record.mutants else "–",
        max(record.bits, key=int, default="–"),
        f"{record.seconds:.2f}",
    )


def coverage(record: ClaimRecord) -> Sheet:
    """Quantiles of the largest |entry| and of the length of every field, over the judged instances."""
    rows = tuple((name, *(f"{quantile:.3g}" for quantile in quantiles)) for name, quantiles in record.coverage.items())
    columns = ("largest |entry|", "0 %", "25 %", "50 %", "75 %", "100 %")
    return Sheet(f"{record.id}: coverage", columns, rows, numeric=columns[1:])


def defects(records: Sequence[ClaimRecord]) -> Sheet:
    """How far the data are from an elliptical law with Σ = s²I, seen along the students and teachers drawn."""
    rows = tuple(
        (record.id, name, *(f"{value:.3g}" for value in values)) for record in records for name, values in record.defect.items()
    )
    columns = ("claim", "w", "least", "median", "largest")
    caption = "0 under every isotropic law. The criterion of gain.criterion is exact only there; see robust.approximate."
    return Sheet("defect δ(w)/(λ(w)|w|) of the data", columns, rows, numeric=columns[2:], caption=caption)


def regimes(record: ClaimRecord) -> Sheet:
    """How much each regime was asked for, and what it gave."""
    rows = tuple(
        (r.name, str(r.quota), str(r.certified), str(r.vacuous), "yes" if r.exhausted else "no") for r in record.regimes
    )
    columns = ("regime", "quota", "certified", "vacuous", "exhausted")
    return Sheet(f"{record.id}: regimes", columns, rows, numeric=columns[1:4])
