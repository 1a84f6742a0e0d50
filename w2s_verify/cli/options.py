"""Options that several commands share, each checked at the door."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.reporting.files import open_folder
from w2s_verify.runs.finished import Finished


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
workers_option = click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes.")
figure_folder_option = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for JSON and figure."
)


def finished_in(out: Path | None) -> Finished:
    """The pieces of a long run that are kept under ``--out``; without it nothing is kept."""
    return Finished() if out is None else Finished(open_folder(out) / "finished")
