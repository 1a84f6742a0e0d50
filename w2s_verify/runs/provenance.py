"""Where a record comes from: versions, commit, machine."""

from __future__ import annotations

import platform
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from w2s_verify.claims.sources import package_digest

PACKAGES = ("w2s-verify", "python-flint", "mpmath", "numpy", "scipy", "hypothesis", "pytest")


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Versions of Python and of the packages a result depends on."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found


@lru_cache(maxsize=1)
def commit() -> str | None:
    """The commit of the checkout the package runs from (``+`` where the package has changes), or None outside a checkout."""
    folder = Path(__file__).resolve().parents[2]
    if not (folder / ".git").exists():
        return None
    try:
        changed = _git(folder, "status", "--porcelain", "-uno", "--", "w2s_verify")
        return _git(folder, "rev-parse", "HEAD") + ("+" if changed else "")
    except (OSError, subprocess.SubprocessError):
        return None


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()


def provenance(**of_this_run: object) -> dict[str, Any]:
    """The ``run`` section of a record."""
    machine = {"machine": platform.machine(), "system": platform.system()}
    return {**of_this_run, "versions": versions(), "commit": commit(), "sources": package_digest(), **machine}
