"""The frozen result of a benchmark run, and its JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from w2s_verify.kernels.accuracy import Accuracy

SCHEMA = "w2s-verify/bench/1"


@dataclass(frozen=True, slots=True)
class Row:
    """One kernel at one size against one peer, timed in turns.

    ratio is the median over rounds of the peer's time divided by ours: above 1 we are faster. seconds are
    medians. share_of_peak is the share of the peak named in `peak` that our shortest time reached (a peak is a best as
    well), None where no peak applies; above 1 it means that the data stayed in cache. per_second counts what `unit` names,
    from the median.
    """

    kernel: str
    size: str
    peer: str
    ratio: float
    seconds: float
    peer_seconds: float
    rounds: int
    share_of_peak: float | None
    peak: str | None
    per_second: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds of a kernel against one size, with the exponent fitted to the larger half and the one expected."""

    kernel: str
    variable: str
    values: tuple[int, ...]
    seconds: tuple[float, ...]
    exponent: float
    expected: float
    sentence: str


@dataclass(frozen=True, slots=True)
class BenchRecord:
    """Everything a benchmark run found, or what it had found when it was interrupted.

    Times of different records are comparable as ratios only.
    """

    machine: dict[str, str | int]
    versions: dict[str, str]
    peaks: dict[str, float]
    missing_peers: tuple[str, ...]
    quick: bool
    seconds: float
    rows: tuple[Row, ...]
    growth: tuple[Growth, ...]
    accuracy: tuple[Accuracy, ...]
    interrupted: bool = False

    def to_json(self) -> dict[str, Any]:
        """The record as plain dictionaries and lists, with its schema."""
        plain = asdict(self)
        return {"schema": SCHEMA, **{name: list(v) if isinstance(v, tuple) else v for name, v in plain.items()}}
