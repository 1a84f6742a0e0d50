"""Any law, soft labels: 0 ≤ L(w) − L(v) = E KL(σ(v·x) ‖ σ(w·x)) ≤ ⅛ (w − v)ᵀΣ(w − v).

Standing: derived here.
Source: A1: what the student minimises under soft labels is its distance to the teacher.
Assumes: a discrete law (finitely many atoms, any weights); w and v any vectors.
Proof: L(w) − L(v) = E[B(w·x, v·x)], the Bregman distance of log(1 + e^t), which is the KL divergence of the two coins; its
second
derivative is σ' ∈ (0, ¼].
Equality: both bounds exactly where w·x = v·x at every atom.
Not checked: laws that are not discrete.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Parameter, Sides
from w2s_verify.claims.couplings import put_at, put_near
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete

_FEW = {"n": (1, 8), "d": (1, 4)}
DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("teacher")),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("near the teacher", sizes=_FEW, couple=put_near("student", "teacher")),
        Regime("the teacher", sizes=_FEW, couple=put_at("student", "teacher")),
        Regime("small scores", sizes=_FEW, exponents={"student": (-70, -50), "teacher": (-70, -50), "points": (-12, -8)}),
    ),
    couple=limit_scores("student", "teacher"),
)


def _risk(num: Arithmetic, law: Discrete, at: At, weights: Number) -> tuple[Number, Number]:
    """(L(w), sum of the absolute terms) under the teacher's soft answers."""
    scores = law.scores(num, weights)
    loss, answered = num.softplus(scores), num.sigmoid(law.scores(num, at.teacher)) * scores
    return law.mean_of(num, loss - answered), law.mean_of(num, loss + num.absolute(answered))


def _divergence(num: Arithmetic, law: Discrete, at: At) -> Number:
    """E KL of the two coins, from log σ(t) = −log(1 + e^{−t})."""
    own, taught = law.scores(num, at.student), law.scores(num, at.teacher)
    yes = num.sigmoid(taught) * (num.softplus(-own) - num.softplus(-taught))
    no = num.sigmoid(-taught) * (num.softplus(own) - num.softplus(taught))
    return law.mean_of(num, yes + no)


def _bound(num: Arithmetic, law: Discrete, at: At) -> Number:
    difference = at.student - at.teacher
    return law.second_form(num, difference, difference) / 8


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The identity, and the two bounds."""
    law = Discrete(at.points, at.weights)
    (own, own_size), (least, least_size) = (_risk(num, law, at, w) for w in (at.student, at.teacher))
    size = own_size + least_size
    return {
        "divergence": Agree(own - least, _divergence(num, law, at), size),
        "lower": AtMost(least, own, size),
        "upper": AtMost(own - least, _bound(num, law, at), size + _bound(num, law, at)),
    }


def equality(at: At) -> Collection[str]:
    """w·x = v·x at every atom."""
    same = all(np.sum(row * (at.student - at.teacher)) == 0 for row in at.points)
    return {"lower", "upper"} if same else set()


def _constant(numerator: int, denominator: int) -> Sides:
    def mutated(num: Arithmetic, at: At) -> Mapping[str, object]:
        law = Discrete(at.points, at.weights)
        excess = _risk(num, law, at, at.student)[0] - _risk(num, law, at, at.teacher)[0]
        return {"upper": AtMost(excess, num.ratio(numerator, denominator) * _bound(num, law, at))}

    return mutated


def _strongly_convex(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A quadratic lower bound with a constant of its own."""
    law = Discrete(at.points, at.weights)
    excess = _risk(num, law, at, at.student)[0] - _risk(num, law, at, at.teacher)[0]
    return {"lower": AtMost(_bound(num, law, at) * num.ratio(1, 1000), excess)}


_ONE = {"points": [[1]], "weights": [1]}
MUTANTS = (
    Mutant(
        "eighth-0.9995", "≤ 0.9995 · ⅛", {**_ONE, "student": [2**-8], "teacher": [0]}, sides=_constant(9995, 10_000), near=True
    ),
    Mutant(
        "strongly-convex", "≥ 10⁻³ of the upper bound", {**_ONE, "student": [2**14], "teacher": [2**13]}, sides=_strongly_convex
    ),
)

CLAIM = Claim(
    id="gradient.kl",
    domain=DOMAIN,
    sides=sides,
    equality=equality,
    largest_score=largest_score("student", "teacher"),
    tags=("A1",),
    any_law=True,
    mutants=MUTANTS,
    parameters={"C": Parameter(1, 1, _constant, "L(w) − L(v) ≤ (C/8)(w − v)ᵀΣ(w − v)")},
    doc=__doc__,
)
