"""Any law, μ = |w₀|r₀ > 0: n samples' mean gradient has a rate ≤ 0 with probability ≤ V/(V + nμ²), ≤ e^{−nμ²/(2B²sin²φ_S)}.

V is the variance of ξ = (y − σ(w₀·x))x·Pŵ★, |x| ≤ B, y in [0, 1]; for soft labels B times tanh(B|v − w₀|/4) will do. So the
rate is positive with probability ≥ 1 − δ once n ≥ (1/δ − 1)V/μ², or n ≥ 2B² sin²φ_S ln(1/δ)/μ². The same n is enough for
full-batch flow on n examples that the teacher labels: its rate at time 0 is that mean, so a finite finetuning sample keeps the
sign of the population's gain.
Standing: derived here.
Source: K1: the dynamics, here stochastic.
Assumes: soft, hard or noisy answers (any noise, as long as μ > 0), or Bernoulli labels drawn from them; independent examples;
n = 1, 2, 3 by full enumeration.
Proof: Cantelli's inequality; Hoeffding's, ξ being in an interval of length 2B sin φ_S, and |σ(s) − σ(t)| ≤ tanh(|s − t|/4).
Equality: Cantelli at n = 1, where ξ has two values and the lower one is 0; decided in rationals. Hoeffding is approached by
a rare ξ > 0 (so its constant 1 is best), but its exponent is loose by nature: at n = 1 a ξ ≤ 0 with probability 1 − p has
μ ≤ pB sin φ_S, so 2 log(1/(1 − p))/p² ≥ 4.91 times the exponent would do (the mutant exponent-4.92).
Rests on: gain.rate, logistic.secant
Not checked: n beyond 3 (see step.sample); the sub-Gaussian form is step.sub-gaussian.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LABEL_AXES, LAW_AXES, in_general_position, largest_score, limit_scores, vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive, directions
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, Labelled, failure_probability, labelled_examples, mean_pull, pulls
from w2s_verify.quantities import orthogonal_truth, sine_squared, wedge_squared

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


def _rare(fields: Fields) -> Fields:
    """ξ = 0 at the first atom, and ξ nearly B sin φ_S at the second, a hard label against a student that is sure of itself.

    With the odds 2 : 5, which leave Hoeffding's exponent least room, where the first weight is odd; else the second is 1.
    """
    student, truth = np.zeros_like(fields["student"]), np.zeros_like(fields["truth"])
    student[..., 0], truth[..., 1] = 2.0**13, 1
    points = np.zeros_like(fields["points"])
    points[..., 0, 0] = 1
    points[..., 1, :] = (-(2.0**-7), 1)
    none = 0 * fields["noise"]
    odd = fields["weights"][..., :1] % 2 == 1
    weights = np.where(odd, np.array([2.0, 5.0]), fields["weights"])
    weights[..., 1] = np.where(odd[..., 0], weights[..., 1], 1)
    labels = {"bernoulli": none, "hard": 1 + none, "noise": none}
    return {**fields, **labels, "student": student, "truth": truth, "points": points, "teacher": truth, "weights": weights}


def _close_teacher(fields: Fields) -> Fields:
    """Two opposite atoms across the student and a teacher near it: Bernoulli labels drown the difference of the answers."""
    across = np.zeros_like(fields["student"])
    across[..., 1] = 1
    student = np.zeros_like(across)
    student[..., 0] = 1 + np.abs(fields["student"][..., 0])
    teacher = student + across * np.ldexp(1 + np.abs(np.trunc(fields["teacher"][..., :1])), -9)
    points = np.stack([across, -across * (1 - 2.0**-6)], axis=-2)
    points[..., 0] = 2.0**-5
    return {**fields, "student": student, "teacher": teacher, "truth": across + student, "points": points}


_SCALE = {"student": (-14, -10), "teacher": (-14, -10), "truth": (0, 0), "points": (-12, -10)}
DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("teacher"), vector("truth"), *LABEL_AXES),
    sizes={"n": (2, 4), "d": (2, 5)},
    regimes=(
        Regime("generic", share=2, couple=in_general_position),
        Regime("moderate scores", share=3, exponents=_SCALE, couple=in_general_position),
        Regime("two values", sizes={"n": (2, 2), "d": (2, 2)}, exponents=_SCALE, couple=_two_values),
        Regime("close teacher", share=2, sizes={"n": (2, 2), "d": (2, 2)}, exponents=_SCALE, couple=_close_teacher),
        Regime("rare", sizes={"n": (2, 2), "d": (2, 2)}, couple=_rare),
        Regime("two atoms", share=2, sizes={"n": (2, 2), "d": (2, 2)}, exponents=_SCALE, couple=in_general_position),
    ),
    couple=limit_scores("student", "teacher"),
)


def _examples(num: Arithmetic, at: At) -> tuple[Labelled, ...]:
    law = Discrete(at.points, at.weights)
    return labelled_examples(num, law, at.student, at.teacher, at.bernoulli, at.hard, at.noise)


def _direction(num: Arithmetic, at: At) -> Number:
    """Pŵ★."""
    return orthogonal_truth(num, at.student, at.truth)


def _mean(num: Arithmetic, at: At) -> Number:
    """μ."""
    return mean_pull(num, _examples(num, at), _direction(num, at))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions, a student that is not the truth's multiple (its rate is 0), and a positive rate of the population."""
    return {
        **directions(num, truth=at.truth, student=at.student),
        "student's error": Positive(wedge_squared(num, at.student, at.truth)),
        "rate": Positive(_mean(num, at)),
    }


def _failure(num: Arithmetic, at: At, count: int) -> Number:
    return failure_probability(num, _examples(num, at), _direction(num, at), count)


def _cantelli(num: Arithmetic, at: At, count: int, share: Number) -> Number:
    """share·V/(share·V + nμ²)."""
    mean = _mean(num, at)
    outcomes = pulls(num, _examples(num, at), _direction(num, at))
    variance = share * sum(mass * (value - mean) * (value - mean) for mass, value in outcomes)
    return variance / (variance + count * mean * mean)


def _hoeffding(num: Arithmetic, at: At, count: int, share: Number, sharper: Number) -> Number:
    """exp(−share·nμ²/(2B² sin²φ_S)), B² times tanh²(B|v − w₀|/4) where ``sharper`` is 1."""
    mean, largest = _mean(num, at), num.largest(num.norm(at.points))
    root = num.tanh(largest * num.norm(at.teacher - at.student) / 4)
    reach = largest * (1 - sharper + sharper * root)
    return num.exp(-share * count * mean * mean / (2 * reach * reach * sine_squared(num, at.student, at.truth)))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The three bounds for n = 1, 2, 3; where the answer is σ(v·x) itself the last is sharper than the second."""
    one, parts = num.ratio(1, 1), {}
    soft = (1 - at.bernoulli) * (1 - at.hard) * (1 - num.step(at.noise))
    for count in range(1, LARGEST + 1):
        loss = _failure(num, at, count)
        parts[f"Cantelli, n = {count}"] = AtMost(loss, _cantelli(num, at, count, one))
        parts[f"Hoeffding, n = {count}"] = AtMost(loss, _hoeffding(num, at, count, one, 0 * one))
        parts[f"soft labels, n = {count}"] = AtMost(loss, _hoeffding(num, at, count, one, soft))
    return parts


def equality(at: At) -> Collection[str]:
    """Two atoms, one label each, and one atom orthogonal to Pŵ★ (so ξ = 0 there)."""
    squared, along = np.sum(at.student * at.student), np.sum(at.student * at.truth)
    pulls = np.sum(at.points * (squared * at.truth - along * at.student), axis=-1)
    certain = at.bernoulli == 0 or (at.hard == 1 and at.noise == 0)
    two = at.points.shape[0] == 2 and certain
    return {"Cantelli, n = 1"} if two and any(pull == 0 for pull in pulls) else set()


def _less_variance(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"n = 1": AtMost(_failure(num, at, 1), _cantelli(num, at, 1, num.ratio(9995, 10_000)))}


def _steeper(num: Arithmetic, at: At) -> Mapping[str, object]:
    bound = _hoeffding(num, at, 1, num.ratio(492, 100), num.ratio(0, 1))
    return {"n = 1": AtMost(_failure(num, at, 1), bound)}


def _smaller(num: Arithmetic, at: At) -> Mapping[str, object]:
    bound = _hoeffding(num, at, 1, num.ratio(1, 1), num.ratio(0, 1))
    return {"n = 1": AtMost(_failure(num, at, 1), num.ratio(9995, 10_000) * bound)}


def _any_labels(num: Arithmetic, at: At) -> Mapping[str, object]:
    bound = _hoeffding(num, at, LARGEST, num.ratio(1, 1), num.ratio(1, 1))
    return {"soft labels, n = 3": AtMost(_failure(num, at, LARGEST), bound)}


_SIDEWAYS = {"points": [[1, 0], [0, 1]], "weights": [1, 1], "student": [1, 0], "truth": [0, 1], "hard": 0, "noise": 0}
_SURE = {**_SIDEWAYS, "points": [[1, 0], [-(2**-7), 1]], "student": [2**13, 0], "teacher": [0, 1], "bernoulli": 0, "hard": 1}
MUTANTS = (
    Mutant(
        "variance-0.9995",
        "0.9995 V in Cantelli's bound",
        {**_SIDEWAYS, "teacher": [1, 1], "bernoulli": 0},
        sides=_less_variance,
        near=True,
    ),
    Mutant("constant-0.9995", "0.9995 of Hoeffding's bound", {**_SURE, "weights": [10_000, 1]}, sides=_smaller, near=True),
    Mutant("exponent-4.92", "4.92 times the exponent at n = 1", {**_SURE, "weights": [2, 5]}, sides=_steeper),
    Mutant("rate-dropped", "the same at a rate ≤ 0", {**_SIDEWAYS, "teacher": [0, -3], "bernoulli": 0}, drop="rate"),
    Mutant(
        "tanh-for-bernoulli",
        "the factor tanh² for Bernoulli labels too",
        {**_SIDEWAYS, "points": [[0, 1], [0, -1]], "teacher": [1, 2**-6], "bernoulli": 1},
        sides=_any_labels,
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
    rests_on=("gain.rate", "logistic.secant"),
    mutants=MUTANTS,
    doc=__doc__,
)
