"""Soft labels: ∇L(w) = H̄(w−v), H̄ = ∫₀¹ H(v+s(w−v))ds; ∇L·(w−v) ≥ 0, |∇L| ≤ ¼λ|w−v|, ∇L·(w−v) ≥ (4/λ)|∇L|², λ = λ_max(Σ).

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this turns them into bounds on the student's gradient.
Assumes: a discrete law, the teacher's soft labels; w and v are any vectors. The last two parts are stated without division.
The integral is taken by quadrature, atom by atom, along a test direction.
Proof: ∫₀¹σ'(a+s(b−a))ds = (σ(b)−σ(a))/(b−a) =: h, in (0, ¼], at every atom. H̄ = E[h xxᵀ] is between 0 and ¼Σ ⪯ ¼λI,
    so |H̄z|² ≤ ¼λ zᵀH̄z.
Equality: (w−v)·x = 0 at every atom (then all but |∇L| ≤ ¼λ|w−v|, which needs w = v or Σ = 0).
Rests on: hessian.loewner-band
Not checked: laws that are not discrete; hard labels, where the second part is false (see the mutant).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Sides
from w2s_verify.claims.couplings import put_at, put_near
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At, Instance
from w2s_verify.distributions import Discrete, mean_curvature
from w2s_verify.quantities import CENTRED_SIGMOID, largest_eigenvalue, sigmoid_increment


def _unseen(fields: Fields) -> Fields:
    """w − v orthogonal to every atom."""
    points, teacher = np.array(fields["points"]), fields["teacher"].copy()
    points[..., -1] = 0
    teacher[..., :-1] = fields["student"][..., :-1]
    return {**fields, "points": points, "teacher": teacher}


_FEW = {"n": (1, 6), "d": (1, 4)}
DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("teacher"), vector("direction")),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("equal", sizes=_FEW, couple=put_at("teacher", "student")),
        Regime("near", share=2, sizes=_FEW, couple=put_near("teacher", "student")),
        Regime("unseen", sizes=_FEW, couple=_unseen),
        Regime(
            "small scores",
            share=2,
            sizes={"n": (1, 2), "d": (1, 3)},
            exponents={"points": (-12, -12), "student": (-40, -16), "teacher": (-40, -16)},
        ),
    ),
    couple=limit_scores("student", "teacher"),
)


def _gradient(num: Arithmetic, at: At) -> Number:
    """E[(σ(w·x) − σ(v·x)) x]."""
    law = Discrete(at.points, at.weights)
    return law.ridge_vector(num, CENTRED_SIGMOID, at.student) - law.ridge_vector(num, CENTRED_SIGMOID, at.teacher)


def _chords(num: Arithmetic, at: At) -> Number:
    """h (w−v)·x at every atom: σ(w·x) − σ(v·x) without cancellation."""
    law = Discrete(at.points, at.weights)
    return sigmoid_increment(num, law.scores(num, at.teacher), law.scores(num, at.student))


def _sides(numerator: int, denominator: int) -> Sides:
    """The statement with λ, or a multiple of λ."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        law = Discrete(at.points, at.weights)
        gradient, apart = _gradient(num, at), at.student - at.teacher
        steepest = num.ratio(numerator, denominator) * largest_eigenvalue(num, law.second_moment(num))
        squared, descent = num.dot(gradient, gradient), num.dot(gradient, apart)
        along = law.scores(num, at.direction)
        size = law.mean_of(num, num.norm(at.points)) * num.norm(at.direction)
        reach = law.mean_of(num, num.absolute(law.scores(num, apart)))
        furthest = law.largest_norm(num)
        return {
            "secant": Agree(num.dot(gradient, at.direction), law.mean_of(num, _chords(num, at) * along), size),
            "monotone": AtMost(0, descent, reach),
            "smooth": AtMost(16 * squared, steepest * steepest * num.dot(apart, apart), 16 * furthest * furthest),
            "co-coercive": AtMost(4 * squared, steepest * descent, 4 * furthest * furthest + steepest * reach),
        }

    return sides


sides = _sides(1, 1)


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """The same with ∇L from the chords, so that near students cost nothing."""
    law = Discrete(at.points, at.weights)
    chords, apart = _chords(num, at), at.student - at.teacher
    gradient = law.weighted_vector(num, chords)
    descent = law.mean_of(num, chords * law.scores(num, apart))
    steepest = largest_eigenvalue(num, law.second_moment(num))
    squared = num.dot(gradient, gradient)
    return {
        "monotone": descent,
        "smooth": steepest * steepest * num.dot(apart, apart) - 16 * squared,
        "co-coercive": steepest * descent - 4 * squared,
    }


def _averaged(num: Arithmetic, at: At, share: Number) -> Agree:
    """∇L·e against share · ∫₀¹ eᵀH(v + s(w−v))(w−v) ds."""
    law = Discrete(at.points, at.weights)
    curvatures = mean_curvature(num, law.scores(num, at.teacher), law.scores(num, at.student))
    return _against(num, at, num.times(share, curvatures))


def _against(num: Arithmetic, at: At, curvatures: Number) -> Agree:
    """∇L·e against eᵀH̄(w−v), H̄ = E[curvature x xᵀ]."""
    law = Discrete(at.points, at.weights)
    moved, along = law.scores(num, at.student - at.teacher), law.scores(num, at.direction)
    size = law.mean_of(num, num.norm(at.points)) * num.norm(at.direction)
    return Agree(num.dot(_gradient(num, at), at.direction), law.mean_of(num, curvatures * moved * along), size)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The Hessian averaged along the segment from v to w."""
    return {"averaged": _averaged(num, at, num.ratio(1, 1))}


def equality(at: At) -> Collection[str]:
    """Decided on exact scores."""
    apart = at.student - at.teacher
    if np.any(np.sum(at.points * apart, axis=-1) != 0):
        return set()
    nothing = np.all(apart == 0) or np.all(at.points == 0)
    return {"monotone", "co-coercive"} | ({"smooth"} if nothing else set())


def _doubled(instance: Instance) -> float:
    """Twice the largest score: the gradient is squared."""
    return 2 * largest_score("student", "teacher")(instance)


def _averaged_scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"averaged": _averaged(num, at, num.ratio(1001, 1000))}


def _midpoint(num: Arithmetic, at: At) -> Mapping[str, object]:
    law = Discrete(at.points, at.weights)
    middle = law.scores(num, at.student + at.teacher) / 2
    return {"averaged": _against(num, at, num.curvature(middle))}


def _hard_labels(num: Arithmetic, at: At) -> Mapping[str, object]:
    law = Discrete(at.points, at.weights)
    gradient = law.ridge_vector(num, CENTRED_SIGMOID, at.student) - law.answer_vector(
        num, at.teacher, num.ratio(1, 1), 0 * at.weights[..., 0]
    )
    return {"monotone": AtMost(0, num.dot(gradient, at.student - at.teacher))}


_ONE = {"points": [[1]], "weights": [1], "student": [2**-8], "teacher": [0], "direction": [1]}
MUTANTS = (
    Mutant("lambda-0.9995", "0.9995 λ_max(Σ) in place of λ_max(Σ)", _ONE, sides=_sides(9995, 10_000), near=True),
    Mutant("averaged-1.001", "∇L(w) = 1.001 H̄ (w−v)", _ONE, sides=_averaged_scaled, near=True),
    Mutant("midpoint", "∇L(w) = H((v+w)/2)(w−v)", {**_ONE, "student": [2]}, sides=_midpoint),
    Mutant(
        "hard-labels",
        "hard labels: ∇L·(w−v) ≥ 0",
        {**_ONE, "student": [2], "teacher": [1]},
        sides=_hard_labels,
    ),
)

CLAIM = Claim(
    id="hessian.secant",
    domain=DOMAIN,
    sides=sides,
    from_law=from_law,
    margin=margin,
    equality=equality,
    largest_score=_doubled,
    kind="loewner",
    tags=("K2",),
    quota=0.5,
    any_law=True,
    rests_on=("hessian.loewner-band",),
    mutants=MUTANTS,
    doc=__doc__,
)
