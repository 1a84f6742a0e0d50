"""The figures of a benchmark record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from w2s_verify.runs.bench import BenchRecord

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RATIOS = (0.3, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Ticks of the figure of ratios, the ends its limits."""

ACROSS = 5
"""Panels in one line of the figure of growth."""


def growth_figure(record: BenchRecord) -> Figure:
    """Seconds against each size, doubly logarithmic, with the expected slope through the last point."""
    from matplotlib.figure import Figure

    rows = max(1, -(-len(record.growth) // ACROSS))
    figure = Figure(figsize=(3.2 * ACROSS, 3.2 * rows), layout="constrained")
    panels = figure.subplots(rows, ACROSS, squeeze=False).ravel()
    for axes in panels[len(record.growth) :]:
        axes.set_axis_off()
    for axes, growth in zip(panels, record.growth, strict=False):
        axes.loglog(growth.values, growth.seconds, "o-", label=f"measured, {growth.exponent:.2f}")
        ideal = [growth.seconds[-1] * (value / growth.values[-1]) ** growth.expected for value in growth.values]
        axes.loglog(growth.values, ideal, "--", color="grey", label=f"expected, {growth.expected:g}")
        axes.set(title=growth.kernel, xlabel=growth.variable, ylabel="seconds")
        axes.legend(fontsize="small")
    return figure


def ratio_figure(record: BenchRecord) -> Figure:
    """Peer's time over ours for the kernels with three peers or more, one panel a kernel; the line at 1 is us."""
    from matplotlib.figure import Figure

    peers_of: dict[str, set[str]] = {}
    for row in record.rows:
        peers_of.setdefault(row.kernel, set()).add(row.peer)
    kernels = [kernel for kernel, beside in peers_of.items() if len(beside) > 2] or list(peers_of)[:1]
    peers = list(dict.fromkeys(row.peer for row in record.rows if row.kernel in kernels))
    figure = Figure(figsize=(8.0, 1.9 * max(1, len(kernels))), layout="constrained")
    for axes, kernel in zip(figure.subplots(max(1, len(kernels)), 1, squeeze=False)[:, 0], kernels, strict=False):
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
