"""x = Aε with independent signs ε, x·û K-sub-Gaussian with K = |Aᵀû|: n samples' mean gradient has a rate ≤ 0 with probability
≤ e^{−nμ²/(8K² sin²φ_S)}, û the direction of Pŵ★ and μ = |w₀|r₀ > 0.

So the rate is positive with probability ≥ 1 − δ once n ≥ 8K² sin²φ_S ln(1/δ)/μ².
Standing: derived here.
Source: K1: the dynamics, here stochastic.
Assumes: soft, hard or noisy answers (any noise, as long as μ > 0), or Bernoulli labels drawn from them; independent examples;
n = 1, 2 by full enumeration.
Proof: E e^{−λ(ξ−μ)} ≤ E cosh(2λξ) by symmetrisation, |ξ| ≤ |x·Pŵ★|, and E cosh(2λ x·Pŵ★) ≤ e^{2λ²K²sin²φ_S} since
cosh u ≤ e^{u²/2} for each sign; then Markov at λ = μ/(4K²sin²φ_S).
Equality: none; approached by a rare ξ > 0 (so the constant 1 is best). The exponent is loose by nature: the symmetrisation
alone costs a factor 4 in n, and it takes 20 times the exponent to be refuted by one example of one sign.
Rests on: step.sgd
Not checked: other sub-Gaussian laws, n beyond 2.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LABEL_AXES, general_position
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive, directions
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, Labelled, failure_probability, labelled_examples, mean_pull, rademacher
from w2s_verify.quantities import orthogonal_truth, wedge_squared


def _rare(fields: Fields) -> Fields:
    """One sign, a student that is sure and a teacher less so: ξ > 0 is a rare label.

    With odds near 2 : 5, which leave the exponent least room, where labels are drawn.
    """
    factor, student, truth = (np.zeros_like(fields[name]) for name in ("factor", "student", "truth"))
    factor[..., 0, 0], factor[..., 1, 0] = -1, 2.0**-6
    student[..., 0], truth[..., 1] = 16, 1
    less = np.sign(student) * (1 + np.abs(np.trunc(fields["teacher"][..., :1])))
    teacher = np.where(fields["bernoulli"][..., None] == 1, -np.sign(student), student - less)
    none = 0 * fields["noise"]
    labels = {"bernoulli": 1 + none, "hard": none, "noise": none}
    return {**fields, **labels, "factor": factor, "student": student, "truth": truth, "teacher": teacher}


_VECTORS = ("student", "teacher", "truth")
DOMAIN = Domain(
    axes=(
        Axis("factor", -9, 9, ("d", "k"), exponent=(-6, 3)),
        *(Axis(name, -30, 30, ("d",), exponent=(-12, 0)) for name in _VECTORS),
        *LABEL_AXES,
    ),
    sizes={"d": (2, 4), "k": (1, 3)},
    regimes=(
        Regime("generic", share=3),
        Regime("small scores", share=2, exponents={"factor": (-3, -2), "student": (-5, -3), "teacher": (-5, -3)}),
        Regime("two signs", share=2, sizes={"d": (2, 3), "k": (2, 2)}),
        Regime("rare", sizes={"d": (2, 2), "k": (1, 1)}, exponents={"teacher": (-4, -2)}, couple=_rare),
        Regime("one sign", sizes={"k": (1, 1)}, exponents={"student": (-12, -10)}),
    ),
    couple=general_position(factor=2, student=1),
)


def _examples(num: Arithmetic, at: At) -> tuple[Labelled, ...]:
    signs = num.exact(rademacher(np.shape(at.factor)[-1]).points)
    points = np.stack([num.matvec(at.factor, sign) for sign in signs], axis=-2)
    law = Discrete(points, num.exact(np.ones(len(signs))))
    return labelled_examples(num, law, at.student, at.teacher, at.bernoulli, at.hard, at.noise)


def _direction(num: Arithmetic, at: At) -> Number:
    """Pŵ★, of length sin φ_S."""
    return orthogonal_truth(num, at.student, at.truth)


def _mean(num: Arithmetic, at: At) -> Number:
    return mean_pull(num, _examples(num, at), _direction(num, at))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions, a student that is not the truth's multiple (its rate is 0), and a positive rate of the population."""
    errs = {"student's error": Positive(wedge_squared(num, at.student, at.truth))}
    return {**directions(num, student=at.student, truth=at.truth), **errs, "rate": Positive(_mean(num, at))}


def _bounded(num: Arithmetic, at: At, reach: Number, constant: Number = 1) -> dict[str, AtMost]:
    """P(rate ≤ 0) for n = 1, 2 against constant · e^{−nμ²/(8 reach)}, reach = K² sin²φ_S."""
    mean, direction, examples = _mean(num, at), _direction(num, at), _examples(num, at)
    exponent = mean * mean / (8 * reach)
    return {
        f"n = {count}": AtMost(failure_probability(num, examples, direction, count), constant * num.exp(-count * exponent))
        for count in (1, 2)
    }


def _reach(num: Arithmetic, at: At) -> Number:
    """K² sin²φ_S = |AᵀPŵ★|²."""
    spread = num.combine(_direction(num, at), at.factor)
    return num.dot(spread, spread)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The bound at K."""
    return _bounded(num, at, _reach(num, at))


def _smaller(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _bounded(num, at, _reach(num, at), num.ratio(9995, 10_000))


def _steeper(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _bounded(num, at, _reach(num, at) / 20)


def _unit_spread(num: Arithmetic, at: At) -> Mapping[str, object]:
    direction = _direction(num, at)
    return _bounded(num, at, num.dot(direction, direction))


_TWO = {"factor": [[1, 0], [0, 1]], "student": [1, 0], "truth": [0, 1], "bernoulli": 1, "hard": 0, "noise": 0}
_SURE = {**_TWO, "factor": [[-1], [2**-6]], "student": [16, 0], "teacher": [12, 0]}
MUTANTS = (
    Mutant(
        "spread-dropped",
        "K = 1 whatever A",
        {**_TWO, "factor": [[1, 0], [0, 32]], "teacher": [0, 2**-5]},
        sides=_unit_spread,
    ),
    Mutant("constant-0.9995", "0.9995 of the bound", _SURE, sides=_smaller, near=True),
    Mutant("exponent-20", "20 times the exponent", {**_SURE, "teacher": [-1, 0]}, sides=_steeper),
    Mutant("rate-dropped", "the same at a rate ≤ 0", {**_TWO, "teacher": [0, -3], "bernoulli": 0}, drop="rate"),
)

CLAIM = Claim(
    id="step.sub-gaussian",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="upper",
    tags=("K1",),
    quota=0.25,
    rests_on=("step.sgd",),
    mutants=MUTANTS,
    doc=__doc__,
)
