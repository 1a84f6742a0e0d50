"""A table as data, and its rendering in a terminal."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

PLAIN_WIDTH = 176
"""Columns where the output is no terminal."""


@dataclass(frozen=True)
class Sheet:
    """Headings and rows of text; ``numeric`` names the columns set flush right, the first column is never broken."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[str, ...] = ()
    caption: str = ""


COLOURS = {"REFUTED": "red", "CONTRADICTED": "red", "UNDECIDED": "yellow", "UNCHECKED": "yellow", "VACUOUS": "yellow"}


def drawn(sheet: Sheet) -> Group:
    """The sheet as rich draws it: title, table, caption."""
    table = Table(box=SIMPLE_HEAD)
    for at, column in enumerate(sheet.columns):
        justify: Literal["left", "right"] = "right" if column in sheet.numeric else "left"
        table.add_column(column, justify=justify, overflow="fold", no_wrap=at == 0)
    for row in sheet.rows:
        table.add_row(*(Text(cell, style=COLOURS.get(cell, "")) for cell in row))
    title = [Text(sheet.title, style="bold")] * bool(sheet.title)
    return Group(*title, table, *[Text(sheet.caption)] * bool(sheet.caption))


def console(*, stderr: bool = False) -> Console:
    """A console on stdout or stderr."""
    return Console(stderr=stderr, highlight=False)


def show(sheet: Sheet) -> None:
    """Print on stdout: coloured in a terminal, otherwise wide and plain, so that ids stay whole."""
    out = console()
    if out.is_terminal:
        out.print(drawn(sheet))
    else:
        out.file.write(plain(sheet) + "\n")


def plain(sheet: Sheet, width: int = PLAIN_WIDTH) -> str:
    """The sheet as text without colours."""
    paper = Console(file=io.StringIO(), width=width, highlight=False, color_system=None)
    with paper.capture() as captured:
        paper.print(drawn(sheet))
    return "\n".join(line.rstrip() for line in captured.get().rstrip().split("\n"))
