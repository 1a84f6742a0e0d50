"""What every searcher is given on a task: a box, the float64 score of one vector, and a judge of what looks violated."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.domain import Layout, Regime
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Verdict, judge
from w2s_verify.hunts.engines.relaxation import NARROW, exponent_entries
from w2s_verify.hunts.objective import UNREADABLE, Objective
from w2s_verify.hunts.shard import LEAST_BITS, claim_of
from w2s_verify.runs.rivals.tasks import Task


class Over(BaseException):
    """The task is solved or its time is up; no searcher catches it."""


@dataclass
class Arena:
    """One searcher on one task. ``score`` is to be maximised; it raises ``Over`` at the first certified counterexample."""

    task: Task
    seconds: float
    clock: Callable[[], float] = time.perf_counter
    evaluations: int = 0
    alarms: int = 0
    solved: float | None = None
    claim: Claim = field(init=False)
    regime: Regime = field(init=False)
    layout: Layout = field(init=False)
    whole: NDArray[np.bool_] = field(init=False)
    """Entries that take whole numbers only: exponents, and axes of few values."""
    started: float = field(init=False)
    _objective: Objective = field(init=False)

    def __post_init__(self) -> None:
        self.claim = claim_of(self.task.target)
        self.regime = self.claim.domain.regime(self.task.regime)
        self.layout = self.claim.domain.layout(self.regime, self.task.sizes)
        self.whole = exponent_entries(self.layout) | (self.layout.high - self.layout.low <= NARROW)
        self._objective = Objective(self.claim)
        self.started = self.clock()

    @property
    def bounds(self) -> list[tuple[int, int]]:
        """Lowest and highest value of every entry."""
        return list(zip(self.layout.low.tolist(), self.layout.high.tolist(), strict=True))

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.seconds - (self.clock() - self.started)

    def score(self, vector: NDArray[np.float64]) -> float:
        """The largest relative violation at one vector, less the penalty of its premises.

        Raises
        ------
        Over
            A certified counterexample, or no time left.
        """
        if self.left <= 0:
            raise Over
        self.evaluations += 1
        try:
            instance = self.claim.domain.decode(self.regime, self.layout, np.where(self.whole, np.rint(vector), vector))
        except ValueError:
            return UNREADABLE
        score = float(self._objective.read(instance.batch_of_one(), 1).scores[0])
        if score > 0:
            self._judge(instance)
        return score

    def _judge(self, instance: Instance) -> None:
        try:
            refuted = judge(self.claim, instance, cap=LEAST_BITS).verdict is Verdict.REFUTED
        except (ClaimError, Contradiction, ArithmeticError, ValueError, TypeError):
            refuted = False
        if refuted:
            self.solved = self.clock() - self.started
            raise Over
        self.alarms += 1
