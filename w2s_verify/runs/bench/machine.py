"""What the machine is and what it can do: processor, versions, and its peaks measured in the same run."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path
from time import perf_counter

import numpy as np
from scipy.linalg.blas import dgemm, dsyrk
from threadpoolctl import threadpool_info

from w2s_verify import __version__
from w2s_verify.runs.bench.timing import Call

PACKAGES = ("numpy", "scipy", "python-flint", "mpmath", "numba", "scikit-learn", "statsmodels", "jax", "torch")


def machine() -> dict[str, str | int]:
    """Processor, system, cores, and the BLAS kernels in use. No names of hosts or users."""
    blas = sorted(
        {
            f"{pool['internal_api']} {pool['version']} {pool.get('architecture', '')}"
            for pool in threadpool_info()
            if pool["user_api"] == "blas"
        }
    )
    return {
        "processor": _processor(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count() or 1,
        "blas": "; ".join(blas),
    }


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def versions() -> dict[str, str]:
    """Versions of Python, of this package and of what the benchmark may import."""
    found = {"python": platform.python_version(), "w2s-verify": __version__}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


def _best(call: Call, seconds: float) -> float:
    """Shortest time of a call: a peak is what the machine can do, not what it does on average."""
    call()
    shortest, start = np.inf, perf_counter()
    while perf_counter() - start < seconds:
        begin = perf_counter()
        call()
        shortest = min(shortest, perf_counter() - begin)
    return shortest


def peaks(seconds: float) -> dict[str, float]:
    """Operations a second of dgemm and dsyrk, and bytes a second of reading, each the best of `seconds`.

    dgemm 2 n^3, dsyrk n^2 k, n = 1000, k = 2000; bandwidth: the sum of 256 MiB
    Shapes  none
    Units   1/s, 1/s, bytes/s
    Domain  within `one_core`
    Error   none stated
    Raises  none
    Source  none
    """
    square = np.asfortranarray(np.ones((1000, 1000)))
    tall = np.asfortranarray(np.ones((1000, 2000)))
    long = np.ones(2**25)
    return {
        "dgemm": 2e9 / _best(lambda: dgemm(1.0, square, square), seconds),
        "dsyrk": 2e9 / _best(lambda: dsyrk(1.0, tall), seconds),
        "bandwidth": long.nbytes / _best(long.sum, seconds),
    }
