"""tr H(w) ≤ ¼ E|x|² for every law with finite second moment and every w.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this bounds the sum of its eigenvalues.
Assumes: a discrete law (finitely many atoms, any weights); w is any vector.
Proof: tr H = E[σ'(w·x)|x|²] and σ' ≤ ¼.
Equality: w·x = 0 or x = 0 at every atom.
Rests on: logistic.curvature-bound
Not checked: laws that are not discrete.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import Claim, Mutant, Parameter, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete


def _at_zero(fields: Fields) -> Fields:
    return {**fields, "student": 0 * fields["student"]}


def _across(fields: Fields) -> Fields:
    """Atoms in the first half of the coordinates, the student in the rest: every score is 0."""
    points, student = np.array(fields["points"]), np.array(fields["student"])
    half = student.shape[-1] // 2
    points[..., half:] = 0
    student[..., :half] = 0
    return {**fields, "points": points, "student": student}


DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student")),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("student zero", sizes={"n": (1, 8), "d": (1, 4)}, couple=_at_zero),
        Regime("scores zero", sizes={"n": (1, 8), "d": (2, 6)}, couple=_across),
        Regime("near zero", sizes={"n": (1, 8), "d": (1, 4)}, exponents={"student": (-90, -60), "points": (-12, -8)}),
    ),
    couple=limit_scores("student"),
)


def _diagonal_sum(num: Arithmetic, at: At) -> Number:
    """Σ_j H_jj, coordinate by coordinate."""
    law = Discrete(at.points, at.weights)
    curvature = num.curvature(law.scores(num, at.student))
    diagonal = num.combine(at.weights * curvature, at.points * at.points)
    return num.sum(diagonal) / num.sum(at.weights)


def _mean_square(num: Arithmetic, at: At) -> Number:
    return Discrete(at.points, at.weights).mean_of(num, num.norm(at.points) * num.norm(at.points))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The sum of the diagonal against ¼ E|x|²."""
    return {"trace": (_diagonal_sum(num, at), _mean_square(num, at) / 4)}


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """¼ − σ'(t) = ¼ tanh²(t/2), atom by atom."""
    law = Discrete(at.points, at.weights)
    slack = num.tanh(law.scores(num, at.student) / 2)
    return {"trace": law.mean_of(num, slack * slack * num.sum(at.points * at.points)) / 4}


def equality(at: At) -> bool:
    """Decided on the exact scores."""
    scores = np.sum(at.points * at.student, axis=-1)
    return all(score == 0 or not np.any(row != 0) for score, row in zip(scores, at.points, strict=True))


def _constant(numerator: int, denominator: int) -> Sides:
    def mutated(num: Arithmetic, at: At) -> Mapping[str, object]:
        return {"trace": (_diagonal_sum(num, at), num.ratio(numerator, denominator) * _mean_square(num, at))}

    return mutated


def _squared_mean(num: Arithmetic, at: At) -> Mapping[str, object]:
    mean = Discrete(at.points, at.weights).mean_of(num, num.norm(at.points))
    return {"trace": (_diagonal_sum(num, at), mean * mean / 4)}


_ONE = {"points": [[1]], "weights": [1], "student": [0]}
MUTANTS = (
    Mutant("quarter-0.9995", "tr H ≤ 0.9995 · ¼E|x|²", _ONE, sides=_constant(9995, 40_000), near=True),
    Mutant(
        "squared-mean",
        "tr H ≤ ¼(E|x|)²",
        {**_ONE, "points": [[0], [1]], "weights": [1, 1]},
        sides=_squared_mean,
    ),
)

CLAIM = Claim(
    id="hessian.trace",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_score("student"),
    tags=("K2",),
    any_law=True,
    rests_on=("logistic.curvature-bound",),
    mutants=MUTANTS,
    parameters={"C": Parameter(1, 4, _constant, "tr H ≤ C E|x|²")},
    doc=__doc__,
)
