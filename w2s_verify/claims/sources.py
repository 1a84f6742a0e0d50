"""What a claim's results depend on besides seed and budget: the package's source files, and for a user's claim its own file."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import w2s_verify
from w2s_verify.claims.claim import ClaimError


@lru_cache(maxsize=1)
def package_digest() -> str:
    """SHA-256 of every Python file of the installed package, read once a process."""
    root = Path(w2s_verify.__file__).resolve().parent
    state = hashlib.sha256()
    for path in sorted(root.rglob("*.py"), key=lambda path: path.relative_to(root).as_posix()):
        source = path.read_bytes()
        state.update(f"{path.relative_to(root).as_posix()} {len(source)}\n".encode())
        state.update(source)
    return state.hexdigest()


def own_file(named: str) -> Path | None:
    """The file of a claim that is named by its file; None for an id of the catalogue."""
    return Path(named) if named.endswith(".py") else None


def read_source(path: Path) -> bytes:
    """The bytes of a claim's file.

    Raises
    ------
    ClaimError
        There is no such file, or it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ClaimError(f"claim file = {path}: {_reason(path, error)}") from error


def _reason(path: Path, error: OSError) -> str:
    return f"cannot be read ({error.strerror})" if path.exists() else "no such file"


def sources_digest(*named: str) -> str:
    """SHA-256 of the package and of every claim file among the names: whatever a result about those claims is computed from.

    Raises
    ------
    ClaimError
        A claim's file cannot be read.
    """
    state = hashlib.sha256(package_digest().encode())
    for path in filter(None, map(own_file, named)):
        state.update(hashlib.sha256(read_source(path)).digest())
    return state.hexdigest()


def check_unchanged(named: str, sources: str) -> None:
    """The sources of a claim are those that were digested before.

    Raises
    ------
    ClaimError
        Its file was changed since: what ran in between may stem from either version.
    """
    if sources_digest(named) != sources:
        raise ClaimError(f"claim file = {named}: was changed during the run; run it again")
