"""Any law, E(w·x)² > 0: 0 < g(w) < ¼ for g(w) = E[(σ(w·x) − ½) w·x]/E(w·x)², the pull of the student's own weights.

Standing: derived here.
Source: A1: how fast the student's own start is forgotten; what the clock of the gain rests on.
Assumes: a discrete law (finitely many atoms, any weights); w with a score that is not 0 at some atom. Stated without division.
Proof: (σ(t) − ½) t = ½ t tanh(t/2) is between 0 and ¼t², strictly for t ≠ 0.
Equality: never (g(w) → ¼ as the scores go to 0).
Not checked: laws that are not discrete (elliptical ones: gradient.elliptical).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import centred_sigmoid

DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student")),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("small scores", share=2, exponents={"points": (-12, -12), "student": (-60, -16)}),
        Regime("large scores", exponents={"points": (0, 0), "student": (-4, 0)}),
    ),
    couple=limit_scores("student"),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """E(w·x)² > 0."""
    return {"score": Positive(Discrete(at.points, at.weights).second_form(num, at.student, at.student))}


def _pulled(num: Arithmetic, at: At) -> Number:
    """E[(σ(w·x) − ½) w·x]."""
    return _mean(num, at, centred_sigmoid)


def _mean(num: Arithmetic, at: At, answer: Callable[[Arithmetic, Number], Number]) -> Number:
    """E[answer(w·x) w·x]."""
    law = Discrete(at.points, at.weights)
    scores = law.scores(num, at.student)
    return law.mean_of(num, answer(num, scores) * scores)


def _quarter(num: Arithmetic, at: At, bound: Number) -> Below:
    squared = Discrete(at.points, at.weights).second_form(num, at.student, at.student)
    return Below(_pulled(num, at), bound * squared)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both bounds times E(w·x)²."""
    return {"positive": Below(0, _pulled(num, at)), "quarter": _quarter(num, at, num.ratio(1, 4))}


def _smaller_quarter(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"quarter": _quarter(num, at, num.ratio(2499, 10_000))}


def _not_centred(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"positive": Below(0, _mean(num, at, lambda num, scores: num.sigmoid(scores)))}


_ONE = {"points": [[1]], "weights": [1]}
MUTANTS = (
    Mutant("quarter-0.2499", "g < 0.2499", {**_ONE, "student": [2**-8]}, sides=_smaller_quarter, near=True),
    Mutant("no-score", "the same where every score is 0", {**_ONE, "student": [0]}, drop="score"),
    Mutant("not-centred", "E[σ(w·x) w·x] > 0", {**_ONE, "student": [-1]}, sides=_not_centred),
)

CLAIM = Claim(
    id="gradient.pull",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    largest_score=largest_score("student"),
    tags=("A1", "K1"),
    any_law=True,
    mutants=MUTANTS,
    doc=__doc__,
)
