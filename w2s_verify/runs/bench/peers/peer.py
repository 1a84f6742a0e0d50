"""What a peer offers, and which peers there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from w2s_verify.runs.bench.problem import PairProblem, Problem

ALWAYS = {"naive NumPy": "naive", "SciPy expit": "scipy_expit"}
"""Peers that need nothing more than the package itself."""

OPTIONAL = {
    "scikit-learn": "scikit_learn",
    "statsmodels": "statsmodels_logit",
    "jax": "jax_jit",
    "torch": "torch_autograd",
    "numba": "numba_loop",
}
"""Peers by the name on the command line -> the file of this folder."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Prepares calls that compute what a kernel computes: data are converted before the clock starts.

    risk -> (loss, gradient); hessian -> (gradient, Hessian); product -> Hessian times vector; pairs -> gradients.
    None where the package has no such thing.
    """

    name: str
    risk: Callable[[Problem], Callable[[], Any]] | None = None
    hessian: Callable[[Problem], Callable[[], Any]] | None = None
    product: Callable[[Problem], Callable[[], Any]] | None = None
    pairs: Callable[[PairProblem], Callable[[], Any]] | None = None


def load_peers(wanted: tuple[str, ...]) -> tuple[tuple[Peer, ...], tuple[str, ...]]:
    """The peers that can be imported, and the names of those that cannot.

    Raises
    ------
    ValueError
        A wanted name is no peer.
    """
    unknown = sorted(set(wanted) - set(OPTIONAL) - set(ALWAYS))
    if unknown:
        raise ValueError(f"peers = {', '.join(unknown)}: must be among {', '.join(OPTIONAL)}")
    found, missing = [], []
    for name, module in {**ALWAYS, **{name: OPTIONAL[name] for name in wanted if name in OPTIONAL}}.items():
        try:
            found.append(import_module(f"w2s_verify.runs.bench.peers.{module}").PEER)
        except ImportError:
            missing.append(name)
    return tuple(found), tuple(missing)
