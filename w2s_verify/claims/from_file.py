"""A user's own claim: a Python file anywhere, loaded by its path, without registration and without sys.path.

So a claim file stands alone: it imports installed packages, but no file from its own folder.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import traceback
from pathlib import Path

from w2s_verify.claims.claim import Claim, ClaimError


def load_claim(path: Path) -> Claim:
    """The CLAIM of a file.

    Raises
    ------
    ClaimError
        The file is missing, has a syntax error, fails or exits when executed, or defines no CLAIM.
    """
    if not path.is_file():
        raise ClaimError(f"claim file = {path}: no such file")
    source = path.read_bytes()
    name = f"_w2s_claim_{hashlib.blake2b(str(path.resolve()).encode() + source, digest_size=8).hexdigest()}"
    if name in sys.modules:
        return _claim_of(sys.modules[name], path)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ClaimError(f"claim file = {path}: must be a Python file (.py)")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException as error:
        del sys.modules[name]
        if isinstance(error, KeyboardInterrupt):
            raise
        raise ClaimError(f"claim file = {path}{_fault(error, path)}") from error
    return _claim_of(module, path)


def _fault(error: BaseException, path: Path) -> str:
    """The line of the file and what went wrong there."""
    names = {str(path), str(path.absolute()), str(path.resolve())}
    if isinstance(error, SyntaxError) and error.filename in names:
        return f", line {error.lineno}: syntax error, {error.msg}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename in names]
    where = f", line {lines[-1]}" if lines else ""
    if isinstance(error, ModuleNotFoundError) and _stands_beside(error.name, path):
        return f"{where}: {error}: a claim file is loaded by its path alone; move what it imports into the file or install it"
    if isinstance(error, SystemExit):
        return f"{where}: the file exits (sys.exit) when executed: must define CLAIM and return"
    kind = "" if isinstance(error, ValueError) and str(error) else f"{type(error).__name__}, "
    return f"{where}: {kind}{' '.join(str(error).split())}"


def _stands_beside(module: str | None, path: Path) -> bool:
    first = (module or "").partition(".")[0]
    return bool(first) and (path.with_name(f"{first}.py").exists() or path.with_name(first).is_dir())


def _claim_of(module: object, path: Path) -> Claim:
    claim = getattr(module, "CLAIM", None)
    if not isinstance(claim, Claim):
        raise ClaimError(f"claim file = {path}: must define CLAIM = Claim(...)")
    return claim
