"""What a kernel is given. Every check of the data happens here, once; the kernels trust it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Rows = NDArray[Any]
"""A matrix of float64 or float32; float32 is promoted exactly, a chunk at a time, and every result is float64."""


def _finite(name: str, array: NDArray[Any]) -> None:
    """Refuse nan and inf without a temporary of the array's size: minimum and maximum carry both."""
    for extreme in (array.min(), array.max()):
        if not np.isfinite(extreme):
            raise ValueError(f"{name} contains {extreme}: every entry must be finite")


def _real(name: str, values: ArrayLike, axes: int) -> NDArray[Any]:
    array = np.asarray(values)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} has dtype {array.dtype}: entries must be real numbers")
    if array.ndim != axes:
        raise ValueError(f"{name} has shape {array.shape}: it must have {axes} axes")
    if array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}: it must not be empty")
    if array.dtype.type not in (np.float32, np.float64) or not array.dtype.isnative:
        array = array.astype(np.float64)
    _finite(name, array)
    return array


def _column(name: str, values: ArrayLike, rows: int) -> Floats:
    array = np.ascontiguousarray(_real(name, values, axes=1), dtype=np.float64)
    if len(array) != rows:
        raise ValueError(f"{name} has length {len(array)}: X has {rows} rows")
    return array


def _shares(weights: Floats) -> Floats:
    """Shares weights / sum(weights), divided by the largest first so that nothing overflows."""
    if weights.min() < 0:
        raise ValueError(f"sample_weights contains {weights.min()}: every entry must be >= 0")
    if weights.max() == 0:
        raise ValueError("sample_weights are all 0: at least one must be > 0")
    scaled: Floats = weights / weights.max()
    scaled /= scaled.sum()
    return scaled


def _takes_blas(rows: Rows) -> bool:
    """Whether one axis is contiguous and the other has a positive, aligned stride without overlap; so have all its slices."""
    count, columns = rows.shape
    down, across = rows.strides
    by_rows = across == 8 and down >= 8 * columns and down % 8 == 0
    by_columns = down == 8 and across >= 8 * count and across % 8 == 0
    return rows.dtype == np.float64 and (by_rows or by_columns)


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """A discrete law of examples: rows with probabilities, no labels.

    `shares` are the normalised weights, `takes_blas` tells whether rows need no copy: both are found here, once.
    Shapes  X (n, d); sample_weights (n,) or None for equal ones
    Units   sample_weights count only relative to their sum
    Domain  n, d >= 1; finite entries; sample_weights >= 0, not all 0. A weight below 2^-1074 of the largest counts as 0
    Error   shares are within 2 ulp of sample_weights / sum(sample_weights)
    Raises  ValueError naming the argument, the value and the rule
    Source  none
    """

    X: Rows
    sample_weights: Floats | None = field(default=None, kw_only=True)
    shares: Floats | None = field(default=None, init=False, kw_only=True)
    takes_blas: bool = field(default=True, init=False, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "X", _real("X", self.X, axes=2))
        object.__setattr__(self, "takes_blas", _takes_blas(self.X))
        if self.sample_weights is not None:
            weights = _column("sample_weights", self.sample_weights, len(self.X))
            object.__setattr__(self, "sample_weights", weights)
            object.__setattr__(self, "shares", _shares(weights))

    @property
    def scale(self) -> float:
        """What a sum over rows is multiplied by: 1/n for equal weights, otherwise 1 (the shares are in the sum)."""
        return 1.0 / len(self.X) if self.shares is None else 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Data(Points):
    """Points with labels in [0, 1]: the empirical risk's input. `refused` is 1 - labels, found here, once.

    Shapes  X (n, d); labels (n,); sample_weights (n,) or None
    Units   labels are probabilities; hard labels are 0 and 1
    Domain  as Points, and every label in [0, 1]
    Error   none for X and labels: they are kept, not copied, when float64 (X also when float32)
    Raises  ValueError naming the argument, the value and the rule
    Source  none
    """

    labels: Floats
    refused: Floats = field(init=False, kw_only=True)

    def __post_init__(self) -> None:
        Points.__post_init__(self)
        labels = _column("labels", self.labels, len(self.X))
        for extreme in (labels.min(), labels.max()):
            if not 0 <= extreme <= 1:
                raise ValueError(f"labels contains {extreme}: every label must lie in [0, 1]")
        object.__setattr__(self, "labels", labels)
        object.__setattr__(self, "refused", 1.0 - labels)
