"""0 ⪯ H(w) ⪯ ¼Σ for every law with finite second moment and every w.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian.
Assumes: a discrete law (finitely many atoms, any weights); w and the test direction u are any vectors.
Proof: uᵀH(w)u = E[σ'(w·x)(u·x)²] and 0 < σ' ≤ ¼.
Equality: lower part where u·x = 0 at every atom; upper part where u·x = 0 or w·x = 0 at every atom.
Not checked: laws that are not discrete; directions other than the sampled ones (eigenvectors in doubles are among them).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import Claim, Mutant, Parameter, Sides
from w2s_verify.claims.couplings import atom_eigenvectors
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import CURVATURE


def _at_zero(fields: Fields) -> Fields:
    return {**fields, "student": 0 * fields["student"]}


def _eigenvector(fields: Fields) -> Fields:
    """u := the double-precision eigenvector of the smallest eigenvalue of ¼Σ − H, as an adversary."""
    scores = np.clip(np.matvec(fields["points"], fields["student"]), -700, 700)
    return {**fields, "direction": atom_eigenvectors(fields, np.tanh(scores / 2) ** 2 / 4)[..., 0]}


DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("direction")),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("student zero", sizes={"n": (1, 8), "d": (1, 4)}, couple=_at_zero),
        Regime("near zero", sizes={"n": (1, 8), "d": (1, 4)}, exponents={"student": (-90, -60), "points": (-12, -8)}),
        Regime("adversarial direction", sizes={"n": (1, 12), "d": (2, 6)}, couple=_eigenvector),
    ),
    couple=limit_scores("student"),
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """uᵀHu between 0 and ¼ uᵀΣu."""
    law = Discrete(at.points, at.weights)
    hessian = law.ridge_form(num, CURVATURE, at.student, at.direction)
    return {"lower": (0, hessian), "upper": (hessian, law.second_form(num, at.direction, at.direction) / 4)}


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """¼ − σ'(t) = ¼ tanh²(t/2), atom by atom."""
    law = Discrete(at.points, at.weights)
    along = law.scores(num, at.direction)
    slack = num.tanh(law.scores(num, at.student) / 2)
    return {"upper": law.mean_of(num, slack * slack * along * along) / 4}


def equality(at: At) -> Collection[str]:
    """Decided on the exact scores, atom by atom: the first one with a gap ends it."""
    silent = all(np.dot(point, at.direction) == 0 for point in at.points)
    flat = all(np.dot(point, at.direction) == 0 or np.dot(point, at.student) == 0 for point in at.points)
    return ({"lower"} if silent else set()) | ({"upper"} if flat else set())


def _constant(numerator: int, denominator: int) -> Sides:
    def mutated(num: Arithmetic, at: At) -> Mapping[str, object]:
        law = Discrete(at.points, at.weights)
        hessian = law.ridge_form(num, CURVATURE, at.student, at.direction)
        bound = num.ratio(numerator, denominator) * law.second_form(num, at.direction, at.direction)
        return {"upper": (hessian, bound)}

    return mutated


def _bounded_below(num: Arithmetic, at: At) -> Mapping[str, object]:
    law = Discrete(at.points, at.weights)
    hessian = law.ridge_form(num, CURVATURE, at.student, at.direction)
    return {"lower": (law.second_form(num, at.direction, at.direction) * num.ratio(1, 1000), hessian)}


_ONE = {"points": [[1]], "weights": [1], "direction": [1]}
MUTANTS = (
    Mutant("quarter-0.9995", "H ⪯ 0.9995 · ¼Σ", {**_ONE, "student": [0]}, sides=_constant(9995, 40_000), near=True),
    Mutant("below-by-1e-3", "H ⪰ 10⁻³ Σ", {**_ONE, "student": [8]}, sides=_bounded_below),
)

CLAIM = Claim(
    id="hessian.loewner-band",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_score("student"),
    kind="loewner",
    tags=("K2",),
    any_law=True,
    mutants=MUTANTS,
    parameters={"C": Parameter(1, 4, _constant, "H ⪯ C Σ")},
    doc=__doc__,
)
