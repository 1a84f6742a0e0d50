"""x = Aε with independent signs ε, x·û K-sub-Gaussian with K = |Aᵀû|: n samples' mean gradient has a rate ≤ 0 with probability
≤ e^{−nμ²/(8K² sin²φ_S)}, û the direction of Pŵ★ and μ = |w₀|r₀ > 0.

So the rate is positive with probability ≥ 1 − δ once n ≥ 8K² sin²φ_S ln(1/δ)/μ².
Standing: derived here.
Source: K1: the dynamics, here stochastic.
Assumes: soft labels, or Bernoulli labels drawn from them; independent examples; n = 1, 2 by full enumeration.
Proof: E e^{−λ(ξ−μ)} ≤ E cosh(2λξ) by symmetrisation, |ξ| ≤ |x·Pŵ★|, and E cosh(2λ x·Pŵ★) ≤ e^{2λ²K²sin²φ_S} since
cosh u ≤ e^{u²/2} for each sign; then Markov at λ = μ/(4K²sin²φ_S).
Equality: none; the symmetrisation alone costs a factor 4 in n.
Rests on: step.sgd
Not checked: other sub-Gaussian laws, n beyond 2.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import general_position
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive, directions
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, Labelled, failure_probability, labelled_examples, mean_pull, rademacher
from w2s_verify.quantities import orthogonal_truth, wedge_squared

_VECTORS = ("student", "teacher", "truth")
DOMAIN = Domain(
    axes=(
        Axis("factor", -9, 9, ("d", "k"), exponent=(-6, 3)),
        *(Axis(name, -30, 30, ("d",), exponent=(-12, 0)) for name in _VECTORS),
        Axis("bernoulli", 0, 1),
    ),
    sizes={"d": (2, 4), "k": (1, 3)},
    regimes=(
        Regime("generic", share=3),
        Regime("small scores", share=2, exponents={"factor": (-3, -2), "student": (-5, -3), "teacher": (-5, -3)}),
        Regime("two signs", share=2, sizes={"d": (2, 3), "k": (2, 2)}),
        Regime("one sign", sizes={"k": (1, 1)}, exponents={"student": (-12, -10)}),
    ),
    couple=general_position(factor=2, student=1),
)


def _examples(num: Arithmetic, at: At) -> tuple[Labelled, ...]:
    signs = num.exact(rademacher(np.shape(at.factor)[-1]).points)
    points = np.stack([num.matvec(at.factor, sign) for sign in signs], axis=-2)
    law = Discrete(points, num.exact(np.ones(len(signs))))
    return labelled_examples(num, law, at.student, at.teacher, at.bernoulli)


def _direction(num: Arithmetic, at: At) -> Number:
    """Pŵ★, of length sin φ_S."""
    return orthogonal_truth(num, at.student, at.truth)


def _mean(num: Arithmetic, at: At) -> Number:
    return mean_pull(num, _examples(num, at), _direction(num, at))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A direction each, a student that is not the truth's multiple (its rate is 0), and a positive rate of the population."""
    vectors = directions(num, student=at.student, teacher=at.teacher, truth=at.truth)
    errs = Positive(wedge_squared(num, at.student, at.truth))
    return {**vectors, "student errs": errs, "rate": Positive(_mean(num, at))}


def _bounded(num: Arithmetic, at: At, reach: Number) -> dict[str, AtMost]:
    """P(rate ≤ 0) for n = 1, 2 against e^{−nμ²/(8 reach)}, reach = K² sin²φ_S."""
    mean, direction, examples = _mean(num, at), _direction(num, at), _examples(num, at)
    exponent = mean * mean / (8 * reach)
    return {
        f"n = {count}": AtMost(failure_probability(num, examples, direction, count), num.exp(-count * exponent))
        for count in (1, 2)
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """K² sin²φ_S = |AᵀPŵ★|²."""
    spread = num.combine(_direction(num, at), at.factor)
    return _bounded(num, at, num.dot(spread, spread))


def _unit_spread(num: Arithmetic, at: At) -> Mapping[str, object]:
    direction = _direction(num, at)
    return _bounded(num, at, num.dot(direction, direction))


_TWO = {"factor": [[1, 0], [0, 1]], "student": [1, 0], "truth": [0, 1], "bernoulli": 1}
MUTANTS = (
    Mutant(
        "spread-dropped",
        "K = 1 whatever A",
        {**_TWO, "factor": [[1, 0], [0, 32]], "teacher": [0, 2**-5]},
        sides=_unit_spread,
    ),
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
