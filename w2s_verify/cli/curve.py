"""``w2s-verify curve``: the smallest violation that the hunt finds."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import json_option, out_option, seeds_option
from w2s_verify.cli.progress import counted
from w2s_verify.cli.written import write_found
from w2s_verify.reporting.curve import curve_sheet, write_curve
from w2s_verify.reporting.files import finished_in
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.budget import seconds_of
from w2s_verify.runs.curve import LARGEST_EXPONENT, TIGHT
from w2s_verify.runs.curve import curve as find_curve


@click.command()
@seeds_option(10)
@click.option("--budget", default="2s", show_default=True, metavar="TIME", help="Time for each violation and seed.")
@out_option("Folder of the report and of finished points.")
@json_option
def curve(seeds: int, budget: str, out: Path | None, json_path: Path | None) -> int:
    """Find the smallest relative violation, 1e-1 … 1e-12, of tight bounds that the hunt finds under every seed."""
    finished = finished_in(out)
    with counted(len(TIGHT) * LARGEST_EXPONENT, "points") as shown, interruptible(shown) as heard:
        found = find_curve(seeds=seeds, seconds=seconds_of(budget), finished=finished, heard=heard)
    show(curve_sheet(found))
    write_found(found, json_path, out, write_curve)
    if not found.complete:
        say_how_to_go_on(f"{len(found.points)} of {found.asked} points are finished and", finished.folder)
        return INTERRUPTED
    return AS_DECLARED
