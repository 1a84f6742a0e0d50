"""How a kernel walks over the rows: chunks that stay in the second-level cache, in a layout BLAS takes as it is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from w2s_verify.kernels.data import Floats, Points

CHUNK_BYTES = 2**22
"""Bytes of a chunk of rows that is read twice, the second time from cache. Smaller chunks pay for more calls."""

MOST_ROWS = 2**16
"""A bound on the rows of a chunk, so that its temporaries (six doubles a row) stay below 4 MiB for any d."""


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
    if points.takes_blas and count <= min(MOST_ROWS, chunk_bytes // (8 * width)):
        yield slice(0, count), points.X, points.shares
        return
    step = min(count, MOST_ROWS, max(1, chunk_bytes // (8 * width)))
    for start in range(0, count, step):
        rows = slice(start, min(start + step, count))
        part = points.X[rows]
        if not points.takes_blas:
            part = np.array(part, dtype=np.float64, order="C")
        yield rows, part, None if points.shares is None else points.shares[rows]
