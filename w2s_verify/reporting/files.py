"""Files of a measured run: JSON, and figures where matplotlib is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from w2s_verify.records import write_json
from w2s_verify.reporting.sheet import Sheet, plain
from w2s_verify.runs.finished import NOT_KEPT, Finished
from w2s_verify.runs.measuring.intervals import MeasuringError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 110


def open_folder(folder: Path) -> Path:
    """The folder, made if it was not there.

    Raises
    ------
    MeasuringError
        It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MeasuringError(f"--out = {folder}: cannot be made ({error.strerror})") from error
    return folder


def finished_in(out: Path | None) -> Finished:
    """The pieces of a long run that are kept under its folder; without one nothing is kept."""
    return NOT_KEPT if out is None else Finished(open_folder(out) / "finished")


def can_draw() -> bool:
    """Whether matplotlib, the extra ``report``, is installed."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return False
    return True


def save_record(folder: Path, name: str, data: Mapping[str, Any]) -> Path:
    """Write a JSON file into the folder."""
    path = folder / name
    try:
        write_json(path, data)
    except OSError as error:
        raise MeasuringError(f"{path}: cannot be written ({error.strerror})") from error
    return path


def save_sheets(folder: Path, record: Mapping[str, Any], title: str, sheets: Sequence[Sheet]) -> list[Path]:
    """``records.json``, and ``summary.md`` with the sheets."""
    summary = folder / "summary.md"
    tables = "\n\n".join(f"```\n{plain(sheet)}\n```" for sheet in sheets)
    summary.write_text(f"# {title}\n\n{tables}\n", encoding="utf-8")
    return [save_record(folder, "records.json", record), summary]


def save_figure(folder: Path, name: str, figure: Figure) -> Path:
    """Write a PNG into the folder."""
    path = folder / name
    figure.savefig(path, dpi=DPI, metadata={"Software": None})
    return path
