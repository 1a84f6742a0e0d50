"""What a verification run has seen so far of one claim."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.equality import confirm_equality
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Judgement, Verdict
from w2s_verify.claims.second_opinion import Opinion, second_opinion
from w2s_verify.records import RegimeRecord

CERTIFIED = frozenset({Verdict.HOLDS, Verdict.EQUAL, Verdict.AGREES})
LEAST_OPINIONS = 20
LEAST_OPINIONS_ON_DATA = 3
"""Second opinions a claim has in its own domain, and again on each data set, whose large laws are slow in mpmath."""
OPINION_SHARE = 10
EXAMINED_EQUALITIES = 3


@dataclass
class Tally:
    """Counts, the distinct instances, and the worst of them; ``heard`` is told the number judged after each."""

    heard: Callable[[int], None] = lambda judged: None
    sampled: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    declared_undecided: int = 0
    bits: Counter[int] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    judged: list[tuple[Instance, Judgement]] = field(default_factory=list)
    worst: tuple[float, Instance] | None = None
    undecided: Instance | None = None
    unmet: Counter[str] = field(default_factory=Counter)
    regimes: list[RegimeRecord] = field(default_factory=list)

    def is_new(self, instance: Instance) -> bool:
        """Count a draw; True the first time that this instance is seen."""
        self.sampled += 1
        digest = instance.digest()
        if digest in self.seen:
            return False
        self.seen.add(digest)
        return True

    def add(self, instance: Instance, judgement: Judgement, undecided_declared: bool = False) -> None:
        """Count a judgement of a new instance."""
        self.verdicts[judgement.verdict] += 1
        self.unmet.update(judgement.unmet)
        if judgement.verdict is Verdict.VACUOUS:
            return
        if judgement.verdict is Verdict.UNDECIDED:
            self.declared_undecided += undecided_declared
            if not undecided_declared and self.undecided is None:
                self.undecided = instance
        self.bits[judgement.bits] += 1
        self.judged.append((instance, judgement))
        self.heard(len(self.judged))
        if not math.isnan(judgement.relative) and (self.worst is None or judgement.relative < self.worst[0]):
            self.worst = (judgement.relative, instance)

    @property
    def certified(self) -> int:
        """Distinct instances on which the claim was certified."""
        return sum(self.verdicts[verdict] for verdict in CERTIFIED)

    @property
    def never_met(self) -> tuple[str, ...]:
        """The premises that failed at every distinct draw."""
        total = sum(self.verdicts.values())
        return tuple(name for name, count in self.unmet.items() if count == total)

    @property
    def vacuous_share(self) -> float:
        """Share of the distinct draws that a premise rejected."""
        total = sum(self.verdicts.values())
        return self.verdicts[Verdict.VACUOUS] / total if total else 0.0

    def coverage(self) -> dict[str, tuple[float, ...]]:
        """Quantiles (0, 25, 50, 75, 100 %) of the largest |entry| of every field, over the judged instances."""
        if not self.judged:
            return {}
        names = list(self.judged[0][0])
        seen = [instance for instance, _ in self.judged]
        sizes = {name: [float(np.max(np.abs(instance[name]), initial=0.0)) for instance in seen] for name in names}
        lengths = {f"len({name})": [float(np.size(instance[name])) for instance in seen] for name in names}
        return {
            name: tuple(float(q) for q in np.quantile(values, (0, 0.25, 0.5, 0.75, 1)))
            for name, values in {**sizes, **lengths}.items()
        }

    def second_opinions(self, claim: Claim, least: int = LEAST_OPINIONS) -> Counter[Opinion]:
        """Ask mpmath on a tenth of the certified instances, at least 20 (3 on a data set), evenly spread.

        The first few declared equalities are examined further too (one alone of a claim that integrates).

        Raises
        ------
        Contradiction
            mpmath disagrees, or a declared equality is none.
        """
        certified = [pair for pair in self.judged if pair[1].verdict in CERTIFIED]
        wanted = min(len(certified), max(least, math.ceil(len(certified) / OPINION_SHARE)))
        picked = np.unique(np.linspace(0, len(certified) - 1, wanted).astype(int)) if wanted else np.array([], int)
        opinions = Counter(second_opinion(claim, *certified[index]) for index in picked)
        equal = [pair for pair in certified if any(part.verdict is Verdict.EQUAL for part in pair[1].parts.values())]
        for instance, judgement in equal[: EXAMINED_EQUALITIES if claim.quota >= 1 else 1]:
            if not confirm_equality(claim, instance, judgement):
                opinions[Opinion.UNCHECKED] += 1
        return opinions
