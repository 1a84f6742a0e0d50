"""The fixed tasks on which searchers are compared: false statements of every kind that the catalogue knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from w2s_verify.hunts import Target

NEARLY = 10**8
"""An interior violation of relative size 10⁻⁸."""


@dataclass(frozen=True)
class Task:
    """A false statement. The hunt searches its whole domain; the others one regime, the widest, at small sizes."""

    name: str
    kind: str
    target: Target
    sizes: Mapping[str, int] = field(default_factory=dict)
    regime: str = "generic"


def _mutant(kind: str, claim: str, mutant: str, **sizes: int) -> Task:
    return Task(f"{claim} {mutant}", kind, Target(claim, mutant=mutant), sizes)


def _without(kind: str, claim: str, premise: str, **sizes: int) -> Task:
    return Task(f"{claim} without {premise}", kind, Target(claim, drop=premise), sizes)


def _thin(name: str) -> Task:
    return Task(f"thin.{name}", "thin set", Target(str(Path(__file__).parent / "thin" / f"{name}_claim.py")))


TASKS = (
    _mutant("scalar", "logistic.second-derivative", "constant-0.9995"),
    _mutant("scalar", "logistic.exponential-band", "floor-0.2501"),
    _mutant("scalar", "logistic.secant", "divisor-4.001"),
    _mutant("scalar", "logistic.self-concordance", "slope-0.999"),
    _mutant("scalar", "logistic.third-derivative", "floor-0.9995"),
    _mutant("frame", "path.peak", "rho-2.001"),
    _without("frame", "path.peak", "X"),
    _mutant("frame", "gain.over-teacher", "two-1.999"),
    _without("frame", "gain.weaker-teacher", "weaker"),
    _without("frame", "path.unimodal", "same side"),
    _mutant("frame", "robust.approximate", "defect-0.9995", n=2, d=2),
    _mutant("raw", "hessian.loewner-band", "quarter-0.9995", n=8, d=4),
    _mutant("raw", "hessian.self-concordance", "mean-norm", n=4, d=3),
    _mutant("raw", "hessian.bounded-support", "mean-norm", n=4, d=3),
    _mutant("raw", "cosine.hessian-spectrum", "across-1.0005", d=10),
    _mutant("raw", "cosine.smoothness", "constant-0.9995", d=3),
    _mutant("raw", "gradient.kl", "strongly-convex", n=4, d=3),
    _thin("interior"),
    _thin("ridge"),
    _thin("corner"),
    Task(
        "hessian.loewner-band C = 1/4 less 1e-8",
        "thin set",
        Target("hessian.loewner-band", parameter="C", value=(NEARLY - 1, 4 * NEARLY)),
        {"n": 2, "d": 2},
    ),
    _mutant("integral", "hessian.gaussian-lower", "constant-0.2501"),
    _mutant("integral", "hessian.gaussian-upper", "across-0.999"),
    _mutant("integral", "inevitable.tail", "constant-0.4998"),
)
