"""A user's own claim: a Python file anywhere, loaded by its path, without registration and without sys.path."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path

from w2s_verify.claims.claim import Claim, ClaimError


def load_claim(path: Path) -> Claim:
    """The CLAIM of a file.

    Raises
    ------
    ClaimError
        The file is missing, has a syntax error, fails when executed, or defines no CLAIM.
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
    except SyntaxError as error:
        del sys.modules[name]
        raise ClaimError(f"claim file = {path}, line {error.lineno}: syntax error, {error.msg}") from error
    except Exception as error:
        del sys.modules[name]
        raise ClaimError(f"claim file = {path}: {type(error).__name__} when executed, {error}") from error
    return _claim_of(module, path)


def _claim_of(module: object, path: Path) -> Claim:
    claim = getattr(module, "CLAIM", None)
    if not isinstance(claim, Claim):
        raise ClaimError(f"claim file = {path}: must define CLAIM = Claim(...)")
    return claim
