"""Real data as an empirical law: the rows of a file, each taken as exact float64 numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.claim import Claim, ClaimError

SKLEARN = "sklearn:"
SKLEARN_SETS: dict[str, int | None] = {"breast_cancer": None, "wine": None, "digits": 200}
"""The data sets of scikit-learn, and how many rows are taken from the first on (None: all)."""
_OFFERED = ", ".join(SKLEARN + which for which in SKLEARN_SETS)
LAW_AXES = ("points", "weights")
"""Axes of a claim that is stated for any law: rows (n, d) and their weights (n,)."""


class DataError(ValueError):
    """Data that cannot be read as rows of finite numbers."""


@dataclass(frozen=True)
class DataSet:
    """Rows (n, d) of finite doubles; the empirical law gives each the same weight."""

    name: str
    rows: NDArray[np.float64]

    def __post_init__(self) -> None:
        if self.rows.ndim != 2:
            raise DataError(f"data = {self.name}: shape {self.rows.shape}: must have two axes, rows and columns")
        if 0 in self.rows.shape:
            raise DataError(f"data = {self.name}: {self.rows.shape[0]} rows, {self.rows.shape[1]} columns: must not be empty")
        bad = np.argwhere(~np.isfinite(self.rows))
        if len(bad):
            row, column = bad[0]
            value = self.rows[row, column]
            raise DataError(f"data = {self.name}: row {row + 1}, column {column + 1} = {value}: every entry must be finite")

    def held_by(self, claim: Claim) -> Claim:
        """The claim with its law held at these rows; student, teacher and direction are still drawn.

        Raises
        ------
        ClaimError
            The claim is not stated for any law, or lacks the axes ``points`` and ``weights``.
        """
        if not claim.any_law:
            raise ClaimError(f"claim = {claim.id!r}: is not stated for any law, so data cannot be put in")
        missing = set(LAW_AXES) - {axis.name for axis in claim.domain.axes}
        if missing:
            raise ClaimError(f"{claim.id}: any_law = True: needs axes points (n, d) and weights (n,), lacks {sorted(missing)}")
        domain = claim.domain.on(points=self.rows, weights=np.ones(len(self.rows)))
        return replace(claim, domain=domain, mutants=(), witness={})


def read_data(name: str) -> DataSet:
    """The data set of a ``.csv`` or ``.npy`` file, or ``sklearn:wine`` and its like.

    Raises
    ------
    DataError
        No such file, another format, text, ragged rows, nothing in it, nan or infinity.
    """
    if name.startswith(SKLEARN):
        return _sklearn(name)
    path = Path(name)
    readers = {".csv": _csv, ".npy": _npy}
    if path.suffix not in readers:
        raise DataError(f"data = {name}: must end in .csv or .npy, or be one of {_OFFERED}")
    if not path.is_file():
        raise DataError(f"data = {name}: no such file")
    return readers[path.suffix](path, name)


def _csv(path: Path, name: str) -> DataSet:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = list(_lines(csv.reader(file)))
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise DataError(f"data = {name}: not a CSV file in UTF-8 ({error})") from error
    if lines and not any(_number(cell) is not None for cell in lines[0][1]):
        lines = lines[1:]
    if not lines:
        raise DataError(f"data = {name}: no rows of numbers: must not be empty")
    width = len(lines[0][1])
    rows = []
    for number, cells in lines:
        if len(cells) != width:
            raise DataError(f"data = {name}, line {number}: {len(cells)} columns: every row must have {width}, as the first")
        rows.append([_cell(cell, f"data = {name}, line {number}, column {column + 1}") for column, cell in enumerate(cells)])
    return DataSet(name, np.array(rows, np.float64))


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every line that is not blank."""
    for cells in reader:
        if cells and any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def _number(cell: str) -> float | None:
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def _cell(cell: str, where: str) -> float:
    value = _number(cell)
    if value is None:
        raise DataError(f"{where} = {cell!r}: must be a number (a header may only be the first line)")
    if not np.isfinite(value):
        raise DataError(f"{where} = {cell.strip()}: every entry must be finite and within the range of doubles")
    return value


def _npy(path: Path, name: str) -> DataSet:
    try:
        array = np.load(path, allow_pickle=False)
    except (ValueError, OSError, EOFError) as error:
        raise DataError(f"data = {name}: not a .npy file of numbers ({' '.join(str(error).split())})") from error
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "iuf":
        raise DataError(f"data = {name}: dtype {getattr(array, 'dtype', 'none')}: must be real numbers")
    rows = array.astype(np.float64)
    with np.errstate(invalid="ignore"):
        back = rows.astype(array.dtype)
    if not np.array_equal(back, array, equal_nan=array.dtype.kind == "f"):
        raise DataError(f"data = {name}: dtype {array.dtype}: some entries are not doubles exactly")
    return DataSet(name, rows)


def _sklearn(name: str) -> DataSet:
    which = name.removeprefix(SKLEARN)
    if which not in SKLEARN_SETS:
        raise DataError(f"data = {name}: must be one of {_OFFERED}")
    try:
        from sklearn import datasets  # scikit-learn is an extra: only this reading needs it
    except ImportError as error:
        raise DataError(f"data = {name}: needs scikit-learn, pip install 'w2s-verify[test]'") from error
    rows = getattr(datasets, f"load_{which}")().data
    return DataSet(name, np.ascontiguousarray(rows[: SKLEARN_SETS[which]], np.float64))
