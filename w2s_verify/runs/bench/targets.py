"""What the kernels are to reach, and what a run reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from w2s_verify.runs.bench.record import BenchRecord, Row

Measure = Literal["ratio", "share_of_peak", "per_second"]


@dataclass(frozen=True, slots=True)
class Target:
    """At least `least` of `measure`, for every row of these kernels, sizes and peers (empty: any); `best`: for one of them."""

    what: str
    says: str
    measure: Measure
    least: float
    kernels: tuple[str, ...]
    sizes: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    best: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a run says of a target: the deciding value with its row; None where it was not measured."""

    target: Target
    value: float | None
    row: Row | None

    @property
    def verdict(self) -> str:
        """reached, missed, or not measured."""
        if self.value is None:
            return "not measured"
        return "reached" if self.value >= self.target.least else "missed"


MIDDLE, LONG, WIDE = "10000 x 50", "100000 x 50", "20000 x 500"
OTHERS = ("1000 x 10", LONG, WIDE)
SKLEARN = ("scikit-learn",)


def _second_order(path: str) -> tuple[Target, ...]:
    name = f"gradient+Hessian ({path})"
    kernel = (name,)
    return (
        Target(name, "1.2 of scikit-learn's speed", "ratio", 1.2, kernel, (MIDDLE,), SKLEARN),
        Target(name, "1.5 of scikit-learn's speed", "ratio", 1.5, kernel, OTHERS, SKLEARN),
        Target(name, "within 5 % of the best peer", "ratio", 0.95, kernel),
    )


HESSIANS = ("gradient+Hessian (numpy)", "gradient+Hessian (compiled)")
RAW = ("margins of hessian.loewner-band",)
VERDICTS = ("verdict on hessian.loewner-band", "verdict on hessian.self-concordance")
RISK, FUSED = ("loss+gradient (numpy)",), ("loss+gradient (compiled)",)
PRODUCT, PAIRS = ("Hessian-vector product",), ("pair gradients",)
TARGETS = (
    *_second_order("numpy"),
    *_second_order("compiled"),
    Target("gradient+Hessian", "75 % of the dsyrk peak", "share_of_peak", 0.75, HESSIANS, (WIDE,), best=True),
    Target("gradient+Hessian", "28 % of the dsyrk peak", "share_of_peak", 0.28, HESSIANS, (LONG,), best=True),
    Target(*RISK, "1.5 of scikit-learn's speed", "ratio", 1.5, RISK, ("1000 x 10", MIDDLE, LONG), SKLEARN),
    Target(*RISK, "1.3 of scikit-learn's speed", "ratio", 1.3, RISK, (WIDE,), SKLEARN),
    Target(*RISK, "within 2.0 of a fused compiled loop", "ratio", 1 / 2.0, RISK, (), ("numba",)),
    Target(*FUSED, "within 1.05 of a fused compiled loop", "ratio", 1 / 1.05, FUSED, (), ("numba",)),
    Target(*PRODUCT, "within 5 % of the best peer", "ratio", 0.95, PRODUCT),
    Target(*PAIRS, "within 1.35 of the fastest JAX form", "ratio", 1 / 1.35, PAIRS, (), ("jax",)),
    Target("certification", "5 of mpmath's speed", "ratio", 5.0, ("certification, 50 digits", "certification, 200 digits")),
    Target("verdict", "within 1 ms", "per_second", 1e3, VERDICTS),
    Target("margins, raw", "5e5 a second", "per_second", 5e5, RAW, ("20000 instances, n = 16, d = 4",)),
    Target(
        "margins, canonical frame",
        "5e7 a second",
        "per_second",
        5e7,
        ("margins of path.peak", "margins of path.peak-gain", "margins of gain.occurs", "margins of gain.weaker-teacher"),
        best=True,
    ),
)


def readings(record: BenchRecord) -> tuple[Reading, ...]:
    """Every target with the row that decides it: the worst that it speaks of, or the best."""
    return tuple(_reading(target, record) for target in TARGETS)


def _reading(target: Target, record: BenchRecord) -> Reading:
    found = [(value, row) for row in record.rows if _meant(target, row) and (value := getattr(row, target.measure)) is not None]
    if not found:
        return Reading(target, None, None)
    choose: Callable[..., tuple[float, Row]] = max if target.best else min
    value, row = choose(found, key=lambda pair: pair[0])
    return Reading(target, value, row)


def _meant(target: Target, row: Row) -> bool:
    return (
        row.kernel in target.kernels
        and (not target.sizes or row.size in target.sizes)
        and (not target.peers or row.peer in target.peers)
    )
