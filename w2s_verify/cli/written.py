"""What a command writes, and the lines that say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from w2s_verify.records import write_json
from w2s_verify.reporting.files import can_draw, save_figure, save_record

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Recorded(Protocol):
    """What a command found."""

    def to_json(self) -> Mapping[str, Any]:
        """JSON-ready data."""


Found = TypeVar("Found", bound=Recorded)


def write_found(found: Found, json_path: Path | None, out: Path | None, write: Callable[[Found, Path], Sequence[Path]]) -> None:
    """The record where ``--json`` says, and the report in the folder that ``--out`` says."""
    if json_path is not None:
        write_json(json_path, found.to_json())
    for path in () if out is None else write(found, out):
        click.echo(f"wrote {path}")


def write_measured(out: Path, name: str, record: Mapping[str, Any], figure: Callable[[], Figure]) -> None:
    """The record of a measured run and, where matplotlib is installed, its figure."""
    written = [save_record(out, f"{name}.json", record)]
    if can_draw():
        written.append(save_figure(out, f"{name}.png", figure()))
    click.echo(f"wrote {', '.join(map(str, written))}")
