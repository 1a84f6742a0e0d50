"""A benchmark record as tables, figures and the files of a report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from w2s_verify.reporting.bench_figures import growth_figure, ratio_figure
from w2s_verify.reporting.sheet import Sheet
from w2s_verify.runs.bench import BenchRecord, Reading, Row, readings

HEADERS = ("kernel", "size", "ours", "a second", "of peak", "ratio to each peer")
TARGET_HEADERS = ("target", "wanted", "reached", "where", "verdict")


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def _share(row: Row) -> str:
    return "" if row.share_of_peak is None else f"{row.share_of_peak:.0%} {row.peak}"


def _rate(row: Row) -> str:
    return "" if row.per_second is None else f"{row.per_second:.3g} {row.unit}"


def _races(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows of one kernel at one size together."""
    races: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        races.setdefault((row.kernel, row.size), []).append(row)
    return list(races.values())


def _race_cells(race: list[Row]) -> tuple[str, ...]:
    first = race[0]
    ratios = ", ".join(f"{row.peer} {row.ratio:.2f}" for row in race)
    return first.kernel, first.size, _duration(first.seconds), _rate(first), _share(first), ratios


def _amount(reading: Reading, value: float | None) -> str:
    if value is None:
        return ""
    if reading.target.measure == "share_of_peak":
        return f"{value:.0%}"
    return f"{value:.2f}" if reading.target.measure == "ratio" else f"{value:.3g} a second"


def _target_cells(reading: Reading) -> tuple[str, ...]:
    target, row = reading.target, reading.row
    decisive = () if row is None else (row.kernel, row.size, row.peer) if target.measure == "ratio" else (row.kernel, row.size)
    wanted, reached = _amount(reading, target.least), _amount(reading, reading.value)
    return f"{target.what}: {target.says}", wanted, reached, ", ".join(decisive), reading.verdict


def bench_sheets(record: BenchRecord) -> tuple[Sheet, Sheet]:
    """The record for a terminal: one line a kernel and size, then the targets."""
    races = tuple(_race_cells(race) for race in _races(record.rows))
    title = "kernels beside peers (one core; ratio = peer's time / ours)"
    kernels = Sheet(title, HEADERS, races, HEADERS[2:5], _missing(record))
    return kernels, Sheet("targets", TARGET_HEADERS, tuple(map(_target_cells, readings(record))), TARGET_HEADERS[1:3])


def _missing(record: BenchRecord) -> str:
    return f"not installed, left out: {', '.join(record.missing_peers)}" if record.missing_peers else "no peer missing"


def _markdown(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _kernel_page(kernel: str, rows: list[Row]) -> str:
    """One kernel: a line a size, a column a peer."""
    peers = list(dict.fromkeys(row.peer for row in rows))
    lines = []
    for race in _races(rows):
        ratios = {row.peer: f"{row.ratio:.2f}" for row in race}
        first = race[0]
        lines.append((first.size, _duration(first.seconds), _rate(first), _share(first), *(ratios.get(p, "") for p in peers)))
    return f"### {kernel}\n\n" + _markdown(("size", "ours", "a second", "of peak", *peers), lines)


def _kernels(record: BenchRecord) -> str:
    kernels = dict.fromkeys(row.kernel for row in record.rows)
    return "\n".join(_kernel_page(kernel, [row for row in record.rows if row.kernel == kernel]) for kernel in kernels)


def _heading(record: BenchRecord) -> list[str]:
    machine = ", ".join(f"{name} {value}" for name, value in record.machine.items())
    versions = ", ".join(f"{name} {value}" for name, value in record.versions.items())
    best = record.peaks
    peaks = f"dgemm {best['dgemm'] / 1e9:.1f} Gflop/s, dsyrk {best['dsyrk'] / 1e9:.1f} Gflop/s, "
    peaks += f"reading {best['bandwidth'] / 1e9:.1f} GB/s"
    ended = " It was interrupted: what follows is what had been measured." if record.interrupted else ""
    return [
        "# Benchmark of the kernels\n",
        f"{'Quick' if record.quick else 'Full'} run of {record.seconds:.0f} s on one core.{ended}\n",
        f"{machine}. {versions}.\n",
        f"Peaks measured in the same run, one core: {peaks}. Peers {_missing(record)}.\n",
    ]


READING = (
    "Under each peer stands the ratio: the peer's time divided by ours, median over paired rounds; above 1 this package is "
    "faster. Times and rates are medians. `of peak` is what our shortest time reached of that peak; "
    "above 100 % of the bandwidth the rows stayed in cache.\n"
)


def bench_summary(record: BenchRecord) -> str:
    """The record as one page of Markdown."""
    growth = [(g.kernel, g.variable, f"{g.exponent:.2f}", f"{g.expected:g}", g.sentence) for g in record.growth]
    accuracy = [(a.kernel, a.regime, str(a.entries), f"{a.largest:.2f}", f"{a.most:.2f}") for a in record.accuracy]
    return "\n".join(
        [
            *_heading(record),
            "## Targets\n",
            _markdown(TARGET_HEADERS, map(_target_cells, readings(record))),
            "## Kernels\n",
            READING,
            _kernels(record),
            "![ratios](ratios.png)\n",
            "## Growth\n\n![growth](growth.png)\n",
            _markdown(("kernel", "against", "fitted", "expected", "reading"), growth),
            "## Accuracy\n",
            "Error against balls of 400 bits, in units of 2^-52 times the sum of absolute terms of the entry.\n",
            _markdown(("kernel", "regime", "entries", "largest", "99 %"), accuracy),
        ]
    )


def write_bench_report(record: BenchRecord, folder: Path) -> tuple[Path, ...]:
    """Write summary.md, records.json, growth.png and ratios.png into the folder; return what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / name for name in ("summary.md", "records.json", "growth.png", "ratios.png"))
    paths[0].write_text(bench_summary(record), encoding="utf-8")
    paths[1].write_text(json.dumps(record.to_json(), indent=1) + "\n", encoding="utf-8")
    growth_figure(record).savefig(paths[2], dpi=120)
    ratio_figure(record).savefig(paths[3], dpi=120)
    return paths
