"""Beyond linear models: cells as a table and a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from w2s_verify.reporting.sheet import Sheet
from w2s_verify.reporting.simulation import shown_median, shown_share
from w2s_verify.runs.measuring.beyond import Beyond

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def beyond_sheet(found: Beyond) -> Sheet:
    """One line a cell."""
    rows = tuple(
        (
            cell.model,
            str(cell.width),
            str(cell.dimension),
            shown_share(cell.weaker_helps),
            shown_median(cell.peak_gain),
            shown_median(cell.peak_step),
            shown_median(cell.gain_at_the_end),
        )
        for cell in found.cells
    )
    columns = ("model", "width", "d", "gain", "peak gain", "peak step", "at the end")
    caption = (
        "CONJECTURE: relu networks on fresh Gaussian batches, one truth a cell; the cosine is that of the centred functions on "
        "held-out examples. Exact 95 % intervals."
    )
    return Sheet(f"beyond linear models, {found.pairs} pairs a cell", columns, rows, columns[1:], caption)


def beyond_figure(found: Beyond) -> Figure:
    """Share of pairs with gain against the width, a panel a model, a curve a dimension."""
    from matplotlib.figure import Figure

    models = tuple(dict.fromkeys(cell.model for cell in found.cells))
    figure = Figure(figsize=(4.5 * len(models), 4.0), layout="constrained")
    panels = figure.subplots(1, len(models), sharey=True, squeeze=False)[0]
    for axes, model in zip(panels, models, strict=True):
        for k, dimension in enumerate(dict.fromkeys(cell.dimension for cell in found.cells)):
            some = [cell for cell in found.cells if (cell.model, cell.dimension) == (model, dimension)]
            widths, shares = [cell.width for cell in some], [cell.weaker_helps for cell in some]
            axes.fill_between(widths, [one.low for one in shares], [one.high for one in shares], color=f"C{k}", alpha=0.2)
            axes.plot(widths, [one.value for one in shares], ".-", color=f"C{k}", label=f"d = {dimension}")
        axes.set_xscale("log", base=2)
        axes.set(title=model, xlabel="width", ylim=(0, 1.02))
        every = sorted({cell.width for cell in found.cells})
        axes.set_xticks(every, labels=[str(width) for width in every])
    panels[0].set_ylabel(f"share of {found.pairs} pairs with gain")
    panels[-1].legend(fontsize="small", loc="lower right", title="CONJECTURE")
    return figure
