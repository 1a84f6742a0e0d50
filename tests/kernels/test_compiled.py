"""Compiled code on disk never outlives the source it was made from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import w2s_verify
from w2s_verify.runs.kernel_trial import own_settings

ASK = """
import numpy as np
from w2s_verify.kernels import Data
from w2s_verify.kernels.loops.risk import risk_and_gradient_fused
print(risk_and_gradient_fused(Data(np.ones((1, 1)), [0.0]), np.zeros(1))[0])
"""
OLD, NEW = "return 2.0 * (h + h * (v * s))", "return 3.0 * (h + h * (v * s))"


def _loss(folder, cache):
    settings = {**os.environ, **own_settings(str(folder)), "NUMBA_CACHE_DIR": str(cache)}
    ran = subprocess.run([sys.executable, "-c", ASK], env=settings, cwd=folder, capture_output=True, text=True, check=True)
    return float(ran.stdout)


def test_a_patched_loop_is_compiled_again(tmp_path):
    pytest.importorskip("numba", reason="the compiled path needs the extra `fast` (numba)")
    copy, cache = tmp_path / "w2s_verify", tmp_path / "compiled"
    shutil.copytree(Path(w2s_verify.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = _loss(tmp_path, cache)
    assert list(cache.rglob("*.nbi"))
    passes = copy / "kernels" / "loops" / "passes.py"
    source = passes.read_text()
    assert source.count(OLD) == 1
    passes.write_text(source.replace(OLD, NEW))
    assert _loss(tmp_path, cache) == pytest.approx(1.5 * before)


def test_a_mutant_has_a_cache_of_itsown_settings(tmp_path):
    assert Path(own_settings(str(tmp_path))["NUMBA_CACHE_DIR"]).parent == tmp_path


def test_cached_functions_call_only_what_their_own_file_holds():
    pytest.importorskip("numba", reason="the compiled path needs the extra `fast` (numba)")
    from w2s_verify.kernels.loops import passes

    compiled = [value for value in vars(passes).values() if hasattr(value, "py_func")]
    assert len(compiled) > 8
    assert {function.py_func.__code__.co_filename for function in compiled} == {passes.__file__}
