"""How small a violation the hunt still finds: a tight bound, its constant less a share δ, over several seeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from w2s_verify.hunts import Target, hunt
from w2s_verify.runs.finished import NOT_KEPT, Finished
from w2s_verify.runs.provenance import provenance

CURVE_SCHEMA = "w2s-verify/curve/1"
LEAST_EXPONENT, LARGEST_EXPONENT = 1, 12
"""δ = 10⁻¹ … 10⁻¹²."""
THIN = Path(__file__).parent / "rivals" / "thin"


@dataclass(frozen=True)
class Tight:
    """A bound that holds with its constant C as stated and fails with any smaller one."""

    name: str
    kind: str
    named: str
    stated: Fraction

    def target(self, exponent: int) -> Target:
        """C less the share 10^−exponent."""
        value = self.stated * (1 - Fraction(1, 10**exponent))
        return Target(self.named, parameter="C", value=(value.numerator, value.denominator))


TIGHT = (
    Tight("logistic.second-derivative", "scalar", "logistic.second-derivative", Fraction(1)),
    Tight("path.peak", "frame", "path.peak", Fraction(1)),
    Tight("hessian.loewner-band", "raw", "hessian.loewner-band", Fraction(1, 4)),
    Tight("thin.interior", "scalar, no regimes", str(THIN / "interior_claim.py"), Fraction(1)),
    Tight("thin.ridge", "raw, no regimes", str(THIN / "ridge_claim.py"), Fraction(1)),
)
"""Three claims with the regimes that they declare, and two whose domain says nothing of where equality is."""


@dataclass(frozen=True)
class Point:
    """One bound at one δ = 10^−exponent: seeds under which it fell, median evaluations and seconds of those."""

    name: str
    kind: str
    exponent: int
    solved: int
    seeds: int
    evaluations: float | None
    seconds: float | None


@dataclass(frozen=True)
class Curve:
    """All points that are finished."""

    points: tuple[Point, ...]
    asked: int
    run: dict[str, Any]

    @property
    def complete(self) -> bool:
        """Whether every point is there."""
        return len(self.points) == self.asked

    def smallest(self, name: str) -> int | None:
        """The largest exponent up to which every violation fell under every seed."""
        reached = None
        for point in self.points:
            if point.name == name:
                if point.solved < point.seeds:
                    break
                reached = point.exponent
        return reached

    def to_json(self) -> dict[str, Any]:
        """The record of schema ``w2s-verify/curve/1``."""
        names = list(dict.fromkeys(point.name for point in self.points))
        return {
            "schema": CURVE_SCHEMA,
            "run": self.run,
            "smallest_exponent": {name: self.smallest(name) for name in names},
            "points": [asdict(point) for point in self.points],
        }


def curve(
    *,
    seeds: int,
    seconds: float,
    bounds: Sequence[Tight] = TIGHT,
    finished: Finished = NOT_KEPT,
    heard: Callable[[int, str], None] = lambda done, label: None,
) -> Curve:
    """Hunt every bound at every δ under every seed; Ctrl-C keeps the finished points."""
    asked = [(bound, exponent) for bound in bounds for exponent in range(LEAST_EXPONENT, LARGEST_EXPONENT + 1)]
    points: list[Point] = []
    try:
        for bound, exponent in asked:
            heard(len(points), f"{bound.name} 1e-{exponent}")
            key = [bound.name, bound.target(exponent).claim().source_text(), exponent, seeds, seconds]
            points.append(Point(**finished.once(key, partial(_point, bound, exponent, seeds, seconds))))
    except KeyboardInterrupt:
        pass
    interrupted = len(points) < len(asked)
    run = provenance(command="curve", seeds=seeds, budget_seconds=seconds, interrupted=interrupted)
    return Curve(tuple(points), len(asked), run)


def _point(bound: Tight, exponent: int, seeds: int, seconds: float) -> dict[str, Any]:
    """A point as JSON-ready data."""
    hunts = [hunt(bound.target(exponent), seed=seed, seconds=seconds, first_only=True) for seed in range(seeds)]
    first = [found.first_hit for found in hunts if found.first_hit is not None]
    evaluations, times = (float(np.median(values)) for values in zip(*first, strict=True)) if first else (None, None)
    return asdict(Point(bound.name, bound.kind, exponent, len(first), seeds, evaluations, times))
