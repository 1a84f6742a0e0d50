"""What is simulated, and the frozen record of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from w2s_verify.runs.measuring.intervals import Median, Share, check_rules, unknown
from w2s_verify.runs.measuring.laws import LABELS, LAWS

SCHEMA = "w2s-verify/simulation/1"
METHODS = ("flow", "gd", "sgd")
LEAST, MOST = 1e-60, 1e60
"""Lengths, steps and times lie between these, so that no square over- or underflows."""
BETWEEN = f", between {LEAST:g} and {MOST:g}"


@dataclass(frozen=True)
class Settings:
    """What is simulated.

    Truth of length ``truth_norm``; student and teacher are two noisy copies of it, τ = ``noise``, and the one nearer to the
    truth is the student, who starts at each of the ``norms``. ``label_noise``: probability of a flipped label.
    """

    law: str = "gaussian"
    norms: tuple[float, ...] = (0.05, 1.0, 20.0)
    teachers: int = 50
    labels: str = "soft"
    method: str = "flow"
    eta: float = 0.0
    seed: int = 0
    dimension: int = 100
    noise: float = 1.0
    truth_norm: float = 1.0
    label_noise: float = 0.2
    horizon: float = 1000.0
    batch: int = 32

    def __post_init__(self) -> None:
        rules = {
            unknown("law", self.law, LAWS): self.law in LAWS,
            unknown("labels", self.labels, LABELS): self.labels in LABELS,
            f"method = {self.method!r}: must be one of {', '.join(METHODS)}": self.method in METHODS,
            f"teachers = {self.teachers}: must be at least 1": self.teachers >= 1,
            f"eta = {self.eta}: must be positive and finite{BETWEEN}": self.method == "flow" or LEAST <= self.eta <= MOST,
            f"dimension = {self.dimension}: must be at least 2": self.dimension >= 2,
            f"noise = {self.noise}: must be positive and finite{BETWEEN}": LEAST <= self.noise <= MOST,
            f"truth_norm = {self.truth_norm}: must be positive and finite{BETWEEN}": LEAST <= self.truth_norm <= MOST,
            f"label_noise = {self.label_noise}: must be in [0, 1]": 0 <= self.label_noise <= 1,
            f"horizon = {self.horizon}: must be positive and finite{BETWEEN}": LEAST <= self.horizon <= MOST,
            f"batch = {self.batch}: must be at least 1": self.batch >= 1,
            "norms: must hold at least one": len(self.norms) > 0,
            f"norms = {', '.join(map(str, self.norms))}: each must be there once": len(set(self.norms)) == len(self.norms),
        }
        rules |= {f"norms = {norm}: each must be positive and finite{BETWEEN}": LEAST <= norm <= MOST for norm in self.norms}
        check_rules(rules)


@dataclass(frozen=True)
class Trial:
    """One teacher and one start norm: measured numbers, and the closed forms of the isotropic laws where they exist."""

    teacher: int
    norm: float
    student_cosine: float
    teacher_cosine: float
    alignment: float
    gains: bool
    peak: float
    peak_time: float
    window: float | None
    last: float
    start_accuracy: float
    peak_accuracy: float
    last_accuracy: float
    peak_exact: float | None = None
    peak_time_least: float | None = None
    peak_time_most: float | None = None
    window_ratio: float | None = None
    window_least: float | None = None
    window_most: float | None = None


@dataclass(frozen=True)
class NormSummary:
    """All teachers at one start norm; ``bracketed`` counts times within the bounds of the closed forms: peaks, window ends."""

    norm: float
    gains: Share
    peak_gain: Median
    accuracy_gain: Median
    peak_time: Median
    window: Median
    still_open: int
    largest_peak_error: float | None
    bracketed: Share | None
    window_bracketed: Share | None


@dataclass(frozen=True)
class Curve:
    """Quantiles 10, 50, 90 % over the teachers of cosine and accuracy at some times, and the first teachers' own cosines."""

    norm: float
    times: tuple[float, ...]
    cosine: tuple[tuple[float, ...], ...]
    accuracy: tuple[tuple[float, ...], ...]
    single: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Simulation:
    """Settings, trials, summaries and curves; ``finished`` teachers of those asked for."""

    settings: Settings
    finished: int
    horizon: float
    trials: tuple[Trial, ...]
    norms: tuple[NormSummary, ...]
    curves: tuple[Curve, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON-ready data."""
        return {"schema": SCHEMA, "standing": "MEASURED", **asdict(self)}
