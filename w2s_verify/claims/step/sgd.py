"""Any law, μ = |w₀|r₀ > 0: n samples' mean gradient has a rate ≤ 0 with probability ≤ V/(V + nμ²), ≤ e^{−nμ²/(2B²sin²φ_S)}.

V is the variance of ξ = (y − σ(w₀·x))x·Pŵ★, |x| ≤ B, y in [0, 1]. So the rate is positive with probability ≥ 1 − δ once
n ≥ (1/δ − 1)V/μ², or n ≥ 2B² sin²φ_S ln(1/δ)/μ². The same n is enough for full-batch flow on n examples that the teacher
labels: its rate at time 0 is that mean, so a finite finetuning sample keeps the sign of the population's gain.
Standing: derived here.
Source: K1: the dynamics, here stochastic.
Assumes: soft labels, or Bernoulli labels drawn from them; independent examples; n = 1, 2, 3 by full enumeration.
Proof: Cantelli's inequality; Hoeffding's, ξ being in an interval of length 2B sin φ_S.
Equality: Cantelli at n = 1, where ξ has two values and the lower one is 0; decided in rationals.
Rests on: gain.rate
Not checked: the sub-Gaussian form, and the sharper factor tanh²(B|v − w₀|/4) for soft labels; n beyond 3 (see step.sample).
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, in_general_position, largest_score, limit_scores, vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import orthogonal_part, sine_squared

LARGEST = 3


def _two_values(fields: Fields) -> Fields:
    """Truth and student along the axes, the first atom on the student's, so that ξ is 0 there: Cantelli is attained."""
    student, truth = np.zeros_like(fields["student"]), np.zeros_like(fields["truth"])
    student[..., 0], truth[..., 1] = 1 + np.abs(fields["student"][..., 0]), 1
    points = np.array(fields["points"])
    points[..., 0, :] = (1, 0)
    points[..., 1, :] = (0, 1)
    teacher = np.array(fields["teacher"])
    teacher[..., 1] = 1 + np.abs(teacher[..., 1])
    return {
        **fields,
        "student": student,
        "truth": truth,
        "points": points,
        "teacher": teacher,
        "bernoulli": 0 * fields["bernoulli"],
    }


_SCALE = {"student": (-14, -10), "teacher": (-14, -10), "truth": (0, 0), "points": (-12, -10)}
DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("teacher"), vector("truth"), Axis("bernoulli", 0, 1)),
    sizes={"n": (2, 4), "d": (2, 5)},
    regimes=(
        Regime("generic", share=2, couple=in_general_position),
        Regime("moderate scores", share=3, exponents=_SCALE, couple=in_general_position),
        Regime("two values", sizes={"n": (2, 2), "d": (2, 2)}, exponents=_SCALE, couple=_two_values),
        Regime("two atoms", share=2, sizes={"n": (2, 2), "d": (2, 2)}, exponents=_SCALE, couple=in_general_position),
    ),
    couple=limit_scores("student", "teacher"),
)


def _outcomes(num: Arithmetic, at: At) -> list[tuple[Number, Number]]:
    """(probability, ξ) of one labelled example: every atom, with its soft answer or with both hard ones."""
    law = Discrete(at.points, at.weights)
    own, taught = (law.scores(num, w) for w in (at.student, at.teacher))
    pull = law.scores(num, orthogonal_part(num, num.times(1 / num.norm(at.truth), at.truth), at.student))
    outcomes = []
    for i in range(at.points.shape[-2]):
        mass = at.weights[..., i] / num.sum(at.weights)
        hit, answer = num.sigmoid(own[..., i]), num.sigmoid(taught[..., i])
        soft, both = 1 - at.bernoulli, at.bernoulli
        outcomes.append((mass * (soft + both * answer), (soft * answer + both - hit) * pull[..., i]))
        outcomes.append((mass * both * (1 - answer), -hit * pull[..., i]))
    return outcomes


def _mean(outcomes: list[tuple[Number, Number]]) -> Number:
    return sum(mass * value for mass, value in outcomes)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A direction each, and a positive rate of the population."""
    return {
        "truth": Positive(num.dot(at.truth, at.truth)),
        "student": Positive(num.dot(at.student, at.student)),
        "teacher": Positive(num.dot(at.teacher, at.teacher)),
        "rate": Positive(_mean(_outcomes(num, at))),
    }


def _failure(num: Arithmetic, outcomes: list[tuple[Number, Number]], count: int) -> Number:
    """P(mean of ``count`` independent ξ ≤ 0) by enumeration."""
    total = num.ratio(0, 1)
    for chosen in itertools.combinations_with_replacement(range(len(outcomes)), count):
        ways = len(set(itertools.permutations(chosen)))
        mass, value = num.ratio(ways, 1), num.ratio(0, 1)
        for i in chosen:
            mass, value = mass * outcomes[i][0], value + outcomes[i][1]
        total = total + mass * (1 - num.step(value))
    return total


def _bounds(num: Arithmetic, at: At, count: int, share: Number) -> tuple[Number, Number]:
    outcomes = _outcomes(num, at)
    mean = _mean(outcomes)
    variance = share * sum(mass * (value - mean) * (value - mean) for mass, value in outcomes)
    squared = num.dot(at.points, at.points)
    width = num.largest(squared) * sine_squared(num, at.student, at.truth)
    return variance / (variance + count * mean * mean), num.exp(-share * count * mean * mean / (2 * width))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both bounds for n = 1, 2, 3."""
    outcomes, parts = _outcomes(num, at), {}
    for count in range(1, LARGEST + 1):
        cantelli, hoeffding = _bounds(num, at, count, num.ratio(1, 1))
        loss = _failure(num, outcomes, count)
        parts[f"Cantelli, n = {count}"] = AtMost(loss, cantelli)
        parts[f"Hoeffding, n = {count}"] = AtMost(loss, hoeffding)
    return parts


def equality(at: At) -> Collection[str]:
    """Soft labels, two atoms, one of them orthogonal to Pŵ★ (so ξ = 0 there)."""
    squared, along = np.sum(at.student * at.student), np.sum(at.student * at.truth)
    pulls = np.sum(at.points * (squared * at.truth - along * at.student), axis=-1)
    two = at.points.shape[0] == 2 and at.bernoulli == 0
    return {"Cantelli, n = 1"} if two and any(pull == 0 for pull in pulls) else set()


def _one_sample(share: tuple[int, int], which: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        bound = _bounds(num, at, 1, num.ratio(*share))[which]
        return {"n = 1": AtMost(_failure(num, _outcomes(num, at), 1), bound)}

    return sides_with


_SIDEWAYS = {"points": [[1, 0], [0, 1]], "weights": [1, 1], "student": [1, 0], "truth": [0, 1]}
MUTANTS = (
    Mutant(
        "variance-0.9995",
        "0.9995 V in Cantelli's bound",
        {**_SIDEWAYS, "teacher": [1, 1], "bernoulli": 0},
        sides=_one_sample((9995, 10_000), 0),
        near=True,
    ),
    Mutant(
        "hoeffding-64-times",
        "64 times the exponent",
        {**_SIDEWAYS, "points": [[0, 1], [0, 1]], "teacher": [0, 2], "bernoulli": 1},
        sides=_one_sample((64, 1), 1),
    ),
)

CLAIM = Claim(
    id="step.sgd",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    largest_score=largest_score("student", "teacher"),
    kind="upper",
    tags=("K1",),
    quota=0.25,
    rests_on=("gain.rate",),
    mutants=MUTANTS,
    doc=__doc__,
)
