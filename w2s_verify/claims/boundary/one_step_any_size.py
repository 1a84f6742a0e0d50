"""One gradient step of any size gains, if gain starts and c_S > 0.

Standing: FALSE, and declared so: certified counterexample found here.
Source: K1; the premise c_S ≤ 0 of the unconditional part of step.exact dropped.
Assumes: a discrete law, soft labels, a step η from 1 to 999.
Proof: a long step forgets the start and keeps the direction of −∇L alone.
Nearest true: step.exact (exactly the steps with η(c_S²G² − D²) < 2c_S r₀|w₀|²).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, cosine_rate, descent
from w2s_verify.quantities import cosine, gram_of_vectors

DOMAIN = Domain(
    axes=(
        Axis("points", -9, 9, ("n", 2)),
        Axis("weights", 1, 9, ("n",)),
        Axis("step", 1, 999),
        *small("student", "teacher", "truth", length=2),
    ),
    sizes={"n": (1, 5)},
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A student better than chance, and a positive rate."""
    rate = cosine_rate(num, Discrete(at.points, at.weights), at.student, at.teacher, at.truth)
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"ahead": Positive(gram.su), "teacher": Positive(gram.tt), "rate": Positive(rate)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """cos(w₀ − η∇L, w★) > c_S."""
    slope = descent(num, Discrete(at.points, at.weights), at.student, at.teacher)
    moved = at.student + num.times(at.step, slope)
    return {"gain": Below(cosine(num, at.student, at.truth), cosine(num, moved, at.truth))}


CLAIM = Claim(
    id="boundary.one-step-any-size",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("K1", "L1"),
    expects="REFUTED",
    witness={"points": [[1, 0], [0, 1]], "weights": [1, 1], "step": 99, "student": [2, 1], "teacher": [1, -1], "truth": [1, 0]},
    doc=__doc__,
)
