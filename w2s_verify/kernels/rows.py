"""How a kernel walks over the rows: chunks that stay in the second-level cache, in a layout BLAS takes as it is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from w2s_verify.kernels.data import Floats, Points, Rows

CHUNK_BYTES = 2**22
"""Bytes of a chunk of rows that is read twice, the second time from cache. Smaller chunks pay for more calls."""

MOST_ROWS = 2**16
"""A bound on the rows of a chunk, so that its temporaries (six doubles a row) stay below 4 MiB for any d."""


def _takes_blas(part: Rows) -> bool:
    """Whether one axis is contiguous and the other has a positive, aligned stride without overlap."""
    rows, columns = part.shape
    down, across = part.strides
    by_rows = across == 8 and down >= 8 * columns and down % 8 == 0
    by_columns = down == 8 and across >= 8 * rows and across % 8 == 0
    return part.dtype == np.float64 and (by_rows or by_columns)


def chunks(points: Points, chunk_bytes: int = CHUNK_BYTES) -> Iterator[tuple[slice, Floats, Floats | None]]:
    """Slices of rows with their float64 rows and, for unequal weights, their shares.

    Shapes  X (n, d) -> slice, (k, d), (k,) or None; k the same but for the last chunk
    Units   none
    Domain  any strides; float32 and strided rows are copied a chunk at a time, others are views
    Error   none: promotion from float32 is exact
    Raises  none: Points was checked when it was made
    Source  none
    """
    count, width = points.X.shape
    step = min(count, MOST_ROWS, max(1, chunk_bytes // (8 * width)))
    for start in range(0, count, step):
        rows = slice(start, min(start + step, count))
        part = points.X[rows]
        if not _takes_blas(part):
            part = np.array(part, dtype=np.float64, order="C")
        yield rows, part, None if points.shares is None else points.shares[rows]
