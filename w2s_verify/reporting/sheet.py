"""A table as data, and its rendering in a terminal."""

from __future__ import annotations

import io
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

PLAIN_WIDTH = 160
"""Columns where the output is no terminal."""


@dataclass(frozen=True)
class Sheet:
    """Headings and rows of text; ``numeric`` names the columns that are set flush right."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[str, ...] = ()
    caption: str = ""


COLOURS = {"REFUTED": "red", "CONTRADICTED": "red", "UNDECIDED": "yellow", "UNCHECKED": "yellow", "VACUOUS": "yellow"}


def table(sheet: Sheet) -> Table:
    """The sheet as a rich table."""
    drawn = Table(
        title=sheet.title or None,
        caption=sheet.caption or None,
        title_justify="left",
        caption_justify="left",
        title_style="bold",
        caption_style="",
        box=SIMPLE_HEAD,
    )
    for column in sheet.columns:
        drawn.add_column(column, justify="right" if column in sheet.numeric else "left", overflow="fold")
    for row in sheet.rows:
        drawn.add_row(*(Text(cell, style=COLOURS.get(cell, "")) for cell in row))
    return drawn


def console(*, stderr: bool = False) -> Console:
    """A console on stdout or stderr."""
    return Console(stderr=stderr, highlight=False)


def show(sheet: Sheet) -> None:
    """Print on stdout: coloured in a terminal, otherwise wide and plain, so that ids stay whole."""
    out = console()
    if out.is_terminal:
        out.print(table(sheet))
    else:
        out.file.write(plain(sheet) + "\n")


def plain(sheet: Sheet, width: int = PLAIN_WIDTH) -> str:
    """The sheet as text without colours."""
    drawn = Console(file=io.StringIO(), width=width, highlight=False, color_system=None)
    with drawn.capture() as captured:
        drawn.print(table(sheet))
    return "\n".join(line.rstrip() for line in captured.get().rstrip().split("\n"))
