"""Beyond linear models: cells as a table."""

from __future__ import annotations

from w2s_verify.reporting.sheet import Sheet
from w2s_verify.reporting.simulation import shown_median, shown_share
from w2s_verify.runs.measuring.beyond import Beyond


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
        "CONJECTURE: relu networks on fresh Gaussian batches; the cosine is that of the centred functions on held-out examples."
    )
    return Sheet(f"beyond linear models, {found.pairs} pairs a cell", columns, rows, columns[1:], caption)
