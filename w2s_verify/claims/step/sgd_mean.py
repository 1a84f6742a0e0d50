"""One stochastic step, any law: E of the new weights is that of the full-batch step, w₀ − η∇L; E of its cosine is not.

Standing: derived here.
Source: K1: the dynamics, here stochastic.
Assumes: soft, hard or noisy answers, or Bernoulli labels drawn from them; batches of 1 and 2 independent examples, by full
enumeration.
Proof: the batch's gradient is unbiased, and the step is affine in it. The cosine is not: neither ≤ nor ≥ holds (the mutants).
Equality: identities.
Rests on: gain.rate
Not checked: more than one step, where the gradient's mean is taken at random weights.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LABEL_AXES, LAW_AXES, in_general_position, largest_score, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent, labelled_examples, samples
from w2s_verify.quantities import cosine

_SMALL = {"student": (-14, -12), "teacher": (-14, -12), "truth": (0, 0), "points": (-12, -10)}
DOMAIN = Domain(
    axes=(
        *LAW_AXES,
        *map(vector, ("student", "teacher", "truth")),
        Axis("step", 1, 2**10, exponent=-6),
        *LABEL_AXES,
    ),
    sizes={"n": (1, 4), "d": (2, 4)},
    regimes=(
        Regime("generic", share=3, couple=in_general_position),
        Regime("moderate scores", share=3, exponents=_SMALL, couple=in_general_position),
        Regime("one atom", sizes={"n": (1, 1)}),
    ),
    couple=limit_scores("student", "teacher"),
)


def _steps(num: Arithmetic, at: At, batch: int) -> list[tuple[Number, Number]]:
    """(probability, new weights) of every batch."""
    law = Discrete(at.points, at.weights)
    examples = labelled_examples(num, law, at.student, at.teacher, at.bernoulli, at.hard, at.noise)
    moves = [num.times(at.step * example.residual / batch, example.point) for example in examples]
    return [(mass, at.student + sum(moves[i] for i in chosen)) for mass, chosen in samples(num, examples, batch)]


def _full_step(num: Arithmetic, at: At) -> Number:
    law = Discrete(at.points, at.weights)
    return at.student + num.times(at.step, descent(num, law, at.student, at.teacher, at.hard, at.noise))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Along the truth and along the teacher (so every direction), for batches of 1 and 2."""
    full, parts = _full_step(num, at), {}
    size = num.norm(at.student) + at.step * num.largest(num.norm(at.points))
    for batch in (1, 2):
        outcomes = _steps(num, at, batch)
        for name, direction in (("truth", at.truth), ("teacher", at.teacher)):
            mean = sum(mass * num.dot(moved, direction) for mass, moved in outcomes)
            scale = size * num.norm(direction)
            parts[f"{name}, batch of {batch}"] = Agree(mean, num.dot(full, direction), scale)
    return parts


def _lengths(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A truth, and no step ends at 0, so that every cosine is there."""
    ends = [moved for _, moved in _steps(num, at, 1)] + [_full_step(num, at), at.student]
    lengths = {f"end {i}": Positive(num.dot(moved, moved)) for i, moved in enumerate(ends)}
    return {"truth": Positive(num.dot(at.truth, at.truth)), **lengths}


def _cosines(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """(E of the cosine, the cosine of the full step)."""
    mean = sum(mass * cosine(num, moved, at.truth) for mass, moved in _steps(num, at, 1))
    return mean, cosine(num, _full_step(num, at), at.truth)


def _no_larger(num: Arithmetic, at: At) -> Mapping[str, object]:
    mean, full = _cosines(num, at)
    return {"cosine": AtMost(mean, full)}


def _no_smaller(num: Arithmetic, at: At) -> Mapping[str, object]:
    mean, full = _cosines(num, at)
    return {"cosine": AtMost(full, mean)}


def _half_step(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0.9995 η in the full step."""
    law = Discrete(at.points, at.weights)
    moved = descent(num, law, at.student, at.teacher, at.hard, at.noise)
    full = at.student + num.times(num.ratio(9995, 10_000) * at.step, moved)
    mean = sum(mass * num.dot(moved, at.truth) for mass, moved in _steps(num, at, 1))
    return {"truth": Agree(mean, num.dot(full, at.truth))}


_LAW = {"points": [[0, 1], [0, -1]], "weights": [1, 1], "teacher": [0, 1], "step": 1, "bernoulli": 1, "hard": 0, "noise": 0}
MUTANTS = (
    Mutant(
        "step-0.9995", "the full step with 0.9995 η", {**_LAW, "student": [1, 0], "truth": [0, 1]}, sides=_half_step, near=True
    ),
    Mutant(
        "cosine-no-larger",
        "E of the cosine is at most that of the full step",
        {**_LAW, "student": [-1, 0], "truth": [1, 0]},
        sides=_no_larger,
        premises=_lengths,
    ),
    Mutant(
        "cosine-no-smaller",
        "E of the cosine is at least that of the full step",
        {**_LAW, "student": [1, 0], "truth": [1, 0]},
        sides=_no_smaller,
        premises=_lengths,
    ),
)

CLAIM = Claim(
    id="step.sgd-mean",
    domain=DOMAIN,
    sides=sides,
    largest_score=largest_score("student", "teacher"),
    kind="identity",
    tags=("K1",),
    quota=0.25,
    rests_on=("gain.rate",),
    mutants=MUTANTS,
    doc=__doc__,
)
