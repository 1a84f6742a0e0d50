"""Real data with two classes: standardised rows, fits on them, and whether a plane separates them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from w2s_verify.claims.catalogue import nearest
from w2s_verify.runs.data import DataError
from w2s_verify.runs.measuring.laws import Floats

BUILT_IN = {
    "breast_cancer": ("breast_cancer", (0, 1)),
    "wine": ("wine", (0, 1)),
    "digits-3-8": ("digits", (3, 8)),
    "digits-4-9": ("digits", (4, 9)),
}
"""Name -> data set of scikit-learn and the two classes kept."""
MISSING = {"", "na", "nan", "null", "none", "?"}
NEWTON_STEPS = 100


@dataclass(frozen=True)
class Labelled:
    """Standardised rows (n, d) (mean 0, variance 1 a column; constant columns are gone) and classes 0 or 1 (n,)."""

    name: str
    rows: Floats
    classes: Floats
    dropped: int

    @property
    def signed(self) -> Floats:
        """Rows times ±1 by class."""
        return np.asarray((2 * self.classes - 1)[:, None] * self.rows)


def standardised(name: str, rows: Floats, classes: NDArray[np.int_]) -> Labelled:
    """Check and standardise.

    Raises
    ------
    DataError
        Not exactly two classes; an entry that is not finite; no column varies.
    """
    found = np.unique(classes)
    if len(found) != 2:
        raise DataError(f"data = {name}: {len(found)} class{'es' * (len(found) != 1)}: there must be exactly two")
    kept, dropped = standardised_rows(name, rows)
    return Labelled(name, kept, (classes == found[1]).astype(np.float64), dropped)


def standardised_rows(name: str, rows: Floats) -> tuple[Floats, int]:
    """Rows with mean 0 and variance 1 a column, and how many constant columns are gone.

    Raises
    ------
    DataError
        An entry that is not finite; no column varies.
    """
    if not np.isfinite(rows).all():
        raise DataError(f"data = {name}: missing or infinite values: every entry must be finite")
    varies = np.ptp(rows, axis=0) > 0 if rows.shape[1] else np.zeros(0, bool)
    if not varies.any():
        raise DataError(f"data = {name}: no column varies: there is nothing to learn from")
    kept = rows[:, varies]
    kept = (kept - kept.mean(axis=0)) / kept.std(axis=0)
    return np.ascontiguousarray(kept), int((~varies).sum())


def built_in(name: str) -> Labelled:
    """One of the data sets of scikit-learn.

    Raises
    ------
    DataError
        Another name; scikit-learn is missing.
    """
    if name not in BUILT_IN:
        raise DataError(f"data = {name}: must be a .csv file or one of {', '.join(BUILT_IN)}{nearest(name, list(BUILT_IN))}")
    try:
        from sklearn import datasets  # an extra: only this reading needs it
    except ImportError as error:
        raise DataError(f"data = {name}: needs scikit-learn, pip install 'w2s-verify[test]'") from error
    which, classes = BUILT_IN[name]
    loaded = getattr(datasets, f"load_{which}")()
    kept = np.isin(loaded.target, classes)
    return standardised(name, np.asarray(loaded.data, np.float64)[kept], loaded.target[kept])


def read_labelled(name: str, label: str | None) -> Labelled:
    """A CSV file with a header, its classes in the column ``label``; without one, a data set by name.

    Raises
    ------
    DataError
        No such file or column, text, missing values, ragged rows, not exactly two classes.
    """
    if not name.endswith(".csv"):
        if label is not None:
            raise DataError(f"--label = {label}: is for a .csv file, {name} has its own classes")
        return built_in(name)
    if label is None:
        raise DataError(f"data = {name}: needs --label COLUMN, the column of the classes")
    try:
        with Path(name).open(newline="", encoding="utf-8-sig") as file:
            lines = [line for line in csv.reader(file) if any(cell.strip() for cell in line)]
    except FileNotFoundError as error:
        raise DataError(f"data = {name}: no such file") from error
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise DataError(f"data = {name}: not a CSV file in UTF-8 ({error})") from error
    if len(lines) < 2:
        raise DataError(f"data = {name}: no rows under the header: must not be empty")
    header = [cell.strip() for cell in lines[0]]
    if label not in header:
        raise DataError(f"--label = {label!r}: no such column in {name}; there are {', '.join(header)}{nearest(label, header)}")
    at = header.index(label)
    table = [_numbers(line, at, header, f"data = {name}, row {number}") for number, line in enumerate(lines[1:], 1)]
    names = [line[at].strip() for line in lines[1:]]
    _, classes = np.unique(names, return_inverse=True)
    return standardised(name, np.array(table, np.float64).reshape(len(names), -1), classes)


def _numbers(line: list[str], at: int, header: list[str], where: str) -> list[float]:
    if len(line) != len(header):
        raise DataError(f"{where}: {len(line)} columns: every row must have {len(header)}, as the header")
    for cell, column in zip(line, header, strict=True):
        if cell.strip().lower() in MISSING:
            raise DataError(f"{where}, column {column!r}: missing value: every entry must be there")
    try:
        return [float(cell) for k, cell in enumerate(line) if k != at]
    except ValueError as error:
        raise DataError(f"{where}: {error}: every column but the label must be a number") from error


def separable(data: Labelled, *, intercept: bool) -> bool:
    """Whether a plane (through the mean, or any with an intercept) separates the classes: y_i (w·x_i + b) ≥ 1 for all i.

    A linear programme without an objective; where it is feasible, a plain logistic fit has no minimum.
    """
    signs = (2 * data.classes - 1)[:, None]
    signed = np.hstack([data.signed, signs]) if intercept else data.signed
    ends = (None, None)
    found = linprog(np.zeros(signed.shape[1]), A_ub=-signed, b_ub=-np.ones(len(signed)), bounds=ends, method="highs")
    return bool(found.status == 0)


def ridge_fit(rows: Floats, classes: Floats, strength: float) -> Floats:
    """argmin of mean loss + ½ λ|w|², by Newton's method with halved steps; no intercept.

    Shapes  rows (n, d), classes (n,) -> (d,)
    Units   weights
    Domain  λ > 0: the minimum exists also where the classes are separable
    Error   gradient below 1e-10
    Raises  none
    Source  Newton's method on a strongly convex function
    """
    weights = np.zeros(rows.shape[1])
    signed = (2 * classes - 1)[:, None] * rows

    def objective(w: Floats) -> float:
        return float(np.logaddexp(0.0, -signed @ w).mean() + strength / 2 * (w @ w))

    value = objective(weights)
    for _ in range(NEWTON_STEPS):
        wrong = 0.5 - 0.5 * np.tanh(0.5 * (signed @ weights))
        gradient = strength * weights - wrong @ signed / len(rows)
        if np.abs(gradient).max() < 1e-10:
            break
        curvature = (signed * (wrong * (1 - wrong))[:, None]).T @ signed / len(rows) + strength * np.eye(len(weights))
        step, part = np.linalg.solve(curvature, gradient), 1.0
        while part > 1e-6 and objective(weights - part * step) > value - 0.25 * part * float(gradient @ step):
            part /= 2
        weights = weights - part * step
        value = objective(weights)
    return weights
