"""What is measured and not judged: statements of the ledger whose evidence is numbers with intervals, never a verdict."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """A question with its answer in numbers. ``kind`` is ``measured`` or ``conjecture``, ``how`` the command that answers it.

    Raises
    ------
    ValueError
        Another kind.
    """

    id: str
    kind: str
    tags: tuple[str, ...]
    statement: str
    standing: str
    how: str

    def __post_init__(self) -> None:
        if self.kind not in ("measured", "conjecture"):
            raise ValueError(f"kind = {self.kind!r}: must be measured or conjecture")

    @property
    def topic(self) -> str:
        """The part of the id before the first dot."""
        return self.id.split(".", 1)[0]


_MEASURED = "measured: numbers with intervals, no verdict"
_CONJECTURE = "conjecture: measured, not derived"
_SIMULATE = "w2s-verify simulate --law LAW --labels LABELS --seed N --out DIR"
_STUDY = "w2s-verify study --seed N --out DIR"
_REPORT = "w2s-verify report --out DIR"

MEASUREMENTS = (
    Measurement(
        "simulation.paths",
        "measured",
        ("K4", "A4"),
        "Cosine and accuracy against time for many teachers of one family: how high the peak, when, and how long the window of "
        "gain, beside path.peak, path.window and the bounds of norm.clock where the law is isotropic.",
        _MEASURED,
        _SIMULATE,
    ),
    Measurement(
        "simulation.start-norms",
        "measured",
        ("K4", "K1"),
        "Start norms over three decades: the peak comes later for longer starts (norm.monotone), its height stays the same.",
        _MEASURED,
        _SIMULATE + " --norms 0.05,1,20",
    ),
    Measurement(
        "simulation.steps",
        "measured",
        ("K4", "K1"),
        "Gradient or stochastic steps of a given size in place of the flow: which gains they lose (step.overwrite, step.sgd).",
        _MEASURED,
        _SIMULATE + " --gd ETA",
    ),
    Measurement(
        "simulation.pair-laws",
        "measured",
        ("K4", "A2"),
        "The share of pairs with gain where errors have an anisotropic scatter, a common part, or shared training samples, "
        "beside inevitable.probability at the same angles.",
        _MEASURED,
        _REPORT,
    ),
    Measurement(
        "data.gain",
        "measured",
        ("L3", "A1", "A4"),
        "Real data sets, truth a ridge fit, student and teacher fits on small samples: how often there is gain over oneself "
        "and over the teacher, at which stopping time, beside what the second moment alone predicts.",
        _MEASURED,
        _STUDY,
    ),
    Measurement(
        "data.defect",
        "measured",
        ("L3", "L1"),
        "The defect δ of the law of a real data set, and for how many pairs robust.approximate already assures the gain.",
        _MEASURED,
        _STUDY,
    ),
    Measurement(
        "beyond.networks",
        "conjecture",
        ("L2",),
        "Two-layer networks, all weights trained on a weaker network's soft labels: the share of pairs that gain agreement "
        "with the truth over their own start grows with the input's dimension, as inevitable.probability does.",
        _CONJECTURE,
        _REPORT,
    ),
    Measurement(
        "beyond.random-features",
        "conjecture",
        ("L2",),
        "The same for random features, only the last layer trained: linear in the features, whose law is not elliptical.",
        _CONJECTURE,
        _REPORT,
    ),
)
"""Sorted into topics by their ids; ``verify`` knows none of them."""


def measurements(name: str | None) -> list[Measurement]:
    """Those of an id or topic; all of them for no name."""
    return [one for one in MEASUREMENTS if name in (None, one.id, one.topic)]
