"""The bounds of the accuracy ratchet, measured as other processors would: the same inputs through other BLAS and NumPy kernels.

Written by ``python -m w2s_verify.runs.bench.ratchet tests/kernels/accuracy_bounds.json``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from w2s_verify.kernels.accuracy import Accuracy, accuracy_bounds, accuracy_table

V4 = "X86_V4 AVX512_ICL AVX512_SPR"
PROCESSORS: tuple[Mapping[str, str], ...] = (
    {},
    {"OPENBLAS_CORETYPE": "Haswell"},
    {"OPENBLAS_CORETYPE": "Nehalem"},
    {"NPY_DISABLE_CPU_FEATURES": V4},
    {"NPY_DISABLE_CPU_FEATURES": f"X86_V3 {V4}", "OPENBLAS_CORETYPE": "Haswell"},
)
"""Environments: this machine as it is; BLAS for AVX2 and for SSE; NumPy's exp for AVX2 and for SSE. Read at start-up only."""


def table_on(processor: Mapping[str, str]) -> tuple[Accuracy, ...]:
    """The accuracy table in a process of its own, which believes to run on that processor.

    Raises
    ------
    subprocess.CalledProcessError
        The process failed: a feature that this machine does not have cannot be switched off.
    """
    command = [sys.executable, "-W", "ignore", "-m", "w2s_verify.runs.bench.ratchet"]
    ran = subprocess.run(command, env={**os.environ, **processor}, capture_output=True, text=True, check=True)
    return tuple(Accuracy(*row) for row in json.loads(ran.stdout))


def main(arguments: list[str]) -> None:
    """With a file: write the bounds to it. Without: print this process's own table."""
    if arguments:
        bounds = accuracy_bounds(*map(table_on, PROCESSORS))
        Path(arguments[0]).write_text(json.dumps(bounds, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    rows = [[row.kernel, row.regime, row.entries, row.largest, row.most] for row in accuracy_table()]
    sys.stdout.write(json.dumps(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
