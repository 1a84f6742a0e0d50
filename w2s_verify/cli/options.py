"""Options that several commands share, each checked at the door."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def _in_a_folder(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    del context, parameter
    if path is not None and not path.parent.is_dir():
        raise click.UsageError(f"--json = {path}: its folder must exist")
    return path


json_option = click.option(
    "--json",
    "json_path",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_in_a_folder,
    help="Write the record here.",
)
"""Where a command's record goes; its folder is there, or the command does not start."""

seed_option = click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of every draw.")
required_seed_option = click.option("--seed", type=click.IntRange(min=0), required=True)
"""For commands that draw nothing before a seed is named."""

workers_option = click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes.")


def seeds_option(default: int) -> Callable[[Command], Command]:
    """How many seeds each piece of work is done under."""
    return click.option("--seeds", type=click.IntRange(min=1), default=default, show_default=True, help="Seeds 0 … n − 1.")


def out_option(says: str, *, required: bool = False) -> Callable[[Command], Command]:
    """The folder that a command writes into."""
    return click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=required, help=says)
