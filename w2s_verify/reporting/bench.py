"""A benchmark record as tables, figures and the files of a report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

from w2s_verify.runs.bench import BenchRecord, Row

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RATIOS = (0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Ticks of the figure of ratios, the ends its limits."""

HEADERS = ("kernel", "size", "peer", "ratio", "ours", "peer's", "of peak")


def _duration(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"


def _share(row: Row) -> str:
    return "" if row.share_of_peak is None else f"{row.share_of_peak:.0%} {row.peak}"


def _cells(row: Row) -> tuple[str, ...]:
    times = _duration(row.seconds), _duration(row.peer_seconds)
    return row.kernel, row.size, row.peer, f"{row.ratio:.2f}", *times, _share(row)


def bench_table(record: BenchRecord) -> Table:
    """Rows of the record for a terminal: ratio is the peer's time divided by ours."""
    table = Table(title="kernels beside peers (one core; ratio = peer's time / ours)", caption=_missing(record))
    for header in HEADERS:
        table.add_column(header, justify="left" if header in HEADERS[:3] else "right")
    last = ""
    for row in record.rows:
        block = f"{row.kernel} {row.size}"
        if last not in ("", block):
            table.add_section()
        table.add_row(*_cells(row))
        last = block
    return table


def _missing(record: BenchRecord) -> str:
    return f"not installed, left out: {', '.join(record.missing_peers)}" if record.missing_peers else "no peer missing"


def growth_figure(record: BenchRecord) -> Figure:
    """Seconds against each size, doubly logarithmic, with the expected slope through the last point."""
    from matplotlib.figure import Figure

    columns = max(1, len(record.growth))
    figure = Figure(figsize=(3.2 * columns, 3.2), layout="constrained")
    for axes, growth in zip(figure.subplots(1, columns, squeeze=False)[0], record.growth, strict=False):
        axes.loglog(growth.values, growth.seconds, "o-", label=f"measured, {growth.exponent:.2f}")
        ideal = [growth.seconds[-1] * (value / growth.values[-1]) ** growth.expected for value in growth.values]
        axes.loglog(growth.values, ideal, "--", color="grey", label=f"expected, {growth.expected:g}")
        axes.set(title=growth.kernel, xlabel=growth.variable, ylabel="seconds")
        axes.legend(fontsize="small")
    return figure


def ratio_figure(record: BenchRecord) -> Figure:
    """Peer's time over ours for every row, one panel a kernel; the line at 1 is us."""
    from matplotlib.figure import Figure

    kernels = list(dict.fromkeys(row.kernel for row in record.rows))
    peers = list(dict.fromkeys(row.peer for row in record.rows))
    figure = Figure(figsize=(8.0, 1.9 * len(kernels)), layout="constrained")
    for axes, kernel in zip(figure.subplots(len(kernels), 1, squeeze=False)[:, 0], kernels, strict=True):
        rows = [row for row in record.rows if row.kernel == kernel]
        sizes = list(dict.fromkeys(row.size for row in rows))
        for row in rows:
            axes.plot(row.ratio, sizes.index(row.size), "o", color=f"C{peers.index(row.peer)}", label=row.peer)
        axes.axvline(1.0, color="black", linewidth=0.8)
        axes.set(title=kernel, xscale="log", yticks=range(len(sizes)), yticklabels=sizes, xlim=RATIOS[:: len(RATIOS) - 1])
        axes.set_xticks(RATIOS, [f"{ratio:g}" for ratio in RATIOS])
        axes.set_xticks([], minor=True)
        named = dict(zip(*reversed(axes.get_legend_handles_labels()), strict=True))
        axes.legend(named.values(), named.keys(), fontsize="x-small", loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figure


def _markdown(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def bench_summary(record: BenchRecord) -> str:
    """The record as one page of Markdown."""
    machine = ", ".join(f"{name} {value}" for name, value in record.machine.items())
    versions = ", ".join(f"{name} {value}" for name, value in record.versions.items())
    best = record.peaks
    peaks = f"dgemm {best['dgemm'] / 1e9:.1f} Gflop/s, dsyrk {best['dsyrk'] / 1e9:.1f} Gflop/s, "
    peaks += f"reading {best['bandwidth'] / 1e9:.1f} GB/s"
    growth = [(g.kernel, g.variable, f"{g.exponent:.2f}", f"{g.expected:g}", g.sentence) for g in record.growth]
    accuracy = [(a.kernel, a.regime, str(a.entries), f"{a.largest:.2f}", f"{a.most:.2f}") for a in record.accuracy]
    return "\n".join(
        [
            "# Benchmark of the kernels\n",
            f"{'Quick' if record.quick else 'Full'} run of {record.seconds:.0f} s on one core.\n",
            f"{machine}. {versions}.\n",
            f"Peaks measured in the same run, one core: {peaks}. Peers {_missing(record)}.\n",
            "`ratio` is the peer's time divided by ours, median over paired rounds: above 1 this package is faster. "
            "Times are medians. `of peak` is what our shortest time reached of that peak; "
            "above 100 % of the bandwidth the rows stayed in cache.\n",
            _markdown(HEADERS, map(_cells, record.rows)),
            "## Growth\n\n![growth](growth.png)\n",
            _markdown(("kernel", "against", "fitted", "expected", "reading"), growth),
            "## Accuracy\n",
            "Error against balls of 400 bits, in units of 2^-52 times the sum of absolute terms of the entry.\n",
            _markdown(("kernel", "regime", "entries", "largest", "99 %"), accuracy),
            "![ratios](ratios.png)\n",
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
