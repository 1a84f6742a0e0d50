"""Any law: d/dt f(w_t)|₀ = (1/|w₀|)⟨P ŵ★, E[(y − σ(w₀·x))x]⟩, f(w) = cos(w, w★), P the projector orthogonal to w₀.

A step of length η|D| ≤ |w₀|/2 along D = E[(y − σ(w₀·x))x] = −∇L(w₀) shows it: f(w₀+ηD) = f(w₀) + η·rate up to
(4/√3)η²|D|²/|w₀|².
Standing: derived here.
Source: A1 and A4: in standard logistic regression the student improves on its own start.
Assumes: a discrete law; w₀ and w★ non-zero; soft, hard or noisy labels y of the teacher.
Proof: w' = −∇L and ∇f = Pŵ★/|w₀|; the remainder is that of cosine.taylor, for w★ and for −w★, with |w₀| − η|D| ≥ |w₀|/2.
Equality: D = 0, decided on the exact scores.
Rests on: cosine.gradient-norm, cosine.taylor
Not checked: laws that are not discrete (for elliptical ones see gain.criterion).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.couplings import put_at, put_near
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At, Instance
from w2s_verify.distributions import Discrete, cosine_rate, descent
from w2s_verify.quantities import centred_label, centred_sigmoid, cosine, orthogonal_part, orthogonal_truth


def _short(fields: Fields) -> Fields:
    """Scores limited; η divided by a power of two, so that η max|x| ≤ |w₀|/2."""
    limited = limit_scores("student", "teacher")(fields)
    longest = np.linalg.norm(limited["points"], axis=-1).max(axis=-1)
    ratio = limited["step"] * longest / (np.linalg.norm(limited["student"], axis=-1) + 2.0**-300)
    _, exponent = np.frexp(2 * ratio)
    return {**limited, "step": np.ldexp(limited["step"], -np.maximum(exponent, 0))}


_FEW = {"n": (1, 4), "d": (1, 3)}
DOMAIN = Domain(
    axes=(
        *LAW_AXES,
        vector("student"),
        vector("teacher"),
        vector("truth"),
        Axis("hard", 0, 1),
        Axis("noise", 0, 31, exponent=-6),
        Axis("step", 1, 2**10, exponent=(-40, 0)),
    ),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("no gradient", sizes=_FEW, axes={"hard": (0, 0), "noise": (0, 0)}, couple=put_at("teacher", "student")),
        Regime("small gradient", sizes=_FEW, axes={"hard": (0, 0), "noise": (0, 0)}, couple=put_near("teacher", "student")),
    ),
    couple=_short,
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and truth have a direction, and the step is at most half as long as the student."""
    gradient = descent(num, Discrete(at.points, at.weights), at.student, at.teacher, at.hard, at.noise)
    squared = num.dot(at.student, at.student)
    return {
        "student": Positive(squared),
        "truth": Positive(num.dot(at.truth, at.truth)),
        "step": squared - 4 * at.step * at.step * num.dot(gradient, gradient),
    }


def _projected(num: Arithmetic, at: At, direction: Number) -> Number:
    """⟨direction, E[(y − σ(w₀·x)) x]⟩/|w₀|, atom by atom."""
    law = Discrete(at.points, at.weights)
    own = centred_sigmoid(num, law.scores(num, at.student))
    surprise = centred_label(num, law.scores(num, at.teacher), at.hard, at.noise) - own
    return law.mean_of(num, surprise * law.scores(num, direction)) / num.norm(at.student)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The chain rule against the projected answers; the difference quotient against the rate."""
    law = Discrete(at.points, at.weights)
    rate = cosine_rate(num, law, at.student, at.teacher, at.truth, at.hard, at.noise)
    gradient = descent(num, law, at.student, at.teacher, at.hard, at.noise)
    length = num.norm(at.student)
    start, end = (cosine(num, w, at.truth) for w in (at.student, at.student + num.times(at.step, gradient)))
    bound = 4 * at.step * at.step * num.dot(gradient, gradient) / (num.sqrt(num.ratio(3, 1)) * length * length)
    scale = law.mean_of(num, num.norm(at.points)) / length
    return {
        "rate": Agree(rate, _projected(num, at, orthogonal_truth(num, at.student, at.truth)), scale),
        "quotient": AtMost(num.absolute(end - start - at.step * rate), bound, 2 + at.step * scale),
    }


def equality(at: At) -> Collection[str]:
    """D = 0: every atom is 0 or has equal soft answers; or only atoms without score are left, and they balance."""
    left = []
    for row, weight in zip(at.points, at.weights, strict=True):
        own, taught = np.sum(row * at.student), np.sum(row * at.teacher)
        answered = at.hard == 0 and own == taught and (at.noise == 0 or own == 0)
        if np.any(row != 0) and not answered:
            left.append((own == 0 and taught == 0, weight * row))
    balanced = all(silent for silent, _ in left) and not np.any(sum(row for _, row in left) != 0)
    return {"quotient"} if balanced else set()


def _doubled(instance: Instance) -> float:
    """Twice the largest score: the remainder is quadratic in the gradient."""
    return 2 * largest_score("student", "teacher")(instance)


def _mutated(numerator: int, denominator: int, *, projected: bool = True) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        law = Discrete(at.points, at.weights)
        direction = num.times(1 / num.norm(at.truth), at.truth)
        if projected:
            direction = orthogonal_part(num, direction, at.student)
        rate = cosine_rate(num, law, at.student, at.teacher, at.truth, at.hard, at.noise)
        scale = law.mean_of(num, num.norm(at.points)) / num.norm(at.student)
        return {"rate": Agree(rate, num.ratio(numerator, denominator) * _projected(num, at, direction), scale)}

    return sides_with


_ONE = {
    "points": [[1, 1]],
    "weights": [1],
    "student": [1, 0],
    "teacher": [1, 1],
    "truth": [1, 1],
    "hard": 0,
    "noise": 0,
    "step": 2**-10,
}
MUTANTS = (
    Mutant("rate-1.001", "the rate is 1.001 times as large", _ONE, sides=_mutated(1001, 1000), near=True),
    Mutant("no-projector", "ŵ★ in place of P ŵ★", _ONE, sides=_mutated(1, 1, projected=False)),
)

CLAIM = Claim(
    id="gain.rate",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    largest_score=_doubled,
    kind="identity",
    tags=("A1", "A4"),
    any_law=True,
    rests_on=("cosine.gradient-norm", "cosine.taylor"),
    mutants=MUTANTS,
    doc=__doc__,
)
