"""One stochastic step gains as much on average as the full-batch step: E cos(w₁, w★) is the cosine of w₀ − η∇L.

Standing: FALSE, and declared so: certified counterexample found here.
Source: K1 and L1: the dynamics, here stochastic.
Assumes: a batch of one example with a Bernoulli label, x = ±(0, 1) or another two-point law; every end differs from 0.
Proof: only the weights are unbiased; the cosine is concave in the direction across, and the noise costs some of it.
Nearest true: step.sgd-mean (E of the new weights is that of the full-batch step).
Not checked: which of the two is larger (both happen: the mutants of step.sgd-mean).
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Agree, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent, labelled_examples
from w2s_verify.quantities import cosine

DOMAIN = Domain(
    axes=(
        Axis("points", -3, 3, (2, 2)),
        Axis("weights", 1, 3, (2,)),
        *small("student", "teacher", "truth", length=2, reach=4),
        Axis("step", 1, 4),
    )
)


def _ends(num: Arithmetic, at: At) -> list[tuple[Number, Number]]:
    """(probability, new weights), the full-batch step last."""
    law = Discrete(at.points, at.weights)
    examples = labelled_examples(num, law, at.student, at.teacher, num.ratio(1, 1))
    ends = [(e.mass, at.student + num.times(at.step * e.residual, e.point)) for e in examples]
    return [*ends, (1, at.student + num.times(at.step, descent(num, law, at.student, at.teacher)))]


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Every cosine is there."""
    ends = {f"end {i}": Positive(num.dot(end, end)) for i, (_, end) in enumerate(_ends(num, at))}
    return {"truth": Positive(num.dot(at.truth, at.truth)), **ends}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The mean cosine against the cosine of the mean step."""
    *steps, (_, full) = _ends(num, at)
    mean = sum(mass * cosine(num, end, at.truth) for mass, end in steps)
    return {"cosine": Agree(mean, cosine(num, full, at.truth), 1)}


CLAIM = Claim(
    id="boundary.cosine-of-the-mean",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("K1", "L1"),
    expects="REFUTED",
    witness={
        "points": [[0, 1], [0, -1]],
        "weights": [1, 1],
        "student": [1, 0],
        "teacher": [0, 1],
        "truth": [1, 0],
        "step": 1,
    },
    doc=__doc__,
)
