"""Any law, soft labels: |w₀|·rate ≥ λ(v)|v|X − (δ(v) + δ(w₀)) sin φ_S, so gain starts if (δ(v) + δ(w₀)) sin φ_S < λ(v)|v|X.

The defect δ(w) is the length of the part of E[(σ(w·x) − ½)x] orthogonal to w, and λ(w) = E[(σ(w·x) − ½)w·x]/|w|² > 0.
Standing: derived here.
Source: L1: the distributional conditions are not characterised; the defect says how far a law is from the criterion.
Assumes: a discrete law, no two of w₀, v, w★ parallel where the claim is sampled, v not orthogonal to every atom.
Proof: |w₀|·rate = ⟨Pŵ★, E[(σ(v·x) − ½)x]⟩ − ⟨Pŵ★, E[(σ(w₀·x) − ½)x]⟩ and |Pŵ★| = sin φ_S; the part along v gives λ(v)|v|X.
Equality: d = 2, atoms mirrored on the line of v (δ(v) = 0), and the truth on the side of w₀ to which the law turns it; with
Σ = I and both sides of the condition equal, hence rate 0: robust.threshold.
Rests on: gain.rate
Not checked: laws without atoms; hard labels.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number, ball
from w2s_verify.claims.axes import LAW_AXES, in_general_position, largest_score, limit_scores, vector
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, cosine_rate
from w2s_verify.quantities import CENTRED_SIGMOID, cosine, gram_of_vectors, sine_squared, wedge_squared


def _mirrored(fields: Fields) -> Fields:
    """Two atoms mirrored on the first axis, the teacher along it: δ(v) = 0."""
    points = np.array(fields["points"])
    points[..., 1, :] = points[..., 0, :] * np.array([1.0, -1.0])
    teacher = np.array(fields["teacher"])
    teacher[..., 1] = 0
    return {**fields, "points": points, "teacher": teacher, "weights": np.ones_like(fields["weights"])}


_SCALE = {"student": (-14, -10), "teacher": (-14, -10), "truth": (0, 0), "points": (-12, -10)}
DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("teacher"), vector("truth")),
    sizes={"n": (1, 24), "d": (2, 10)},
    regimes=(
        Regime("generic", share=4, couple=in_general_position),
        Regime("moderate scores", share=3, sizes={"n": (1, 6), "d": (2, 4)}, exponents=_SCALE, couple=in_general_position),
        Regime("one atom", sizes={"n": (1, 1), "d": (2, 4)}, couple=in_general_position),
        Regime("mirrored", share=2, sizes={"n": (2, 2), "d": (2, 2)}, exponents=_SCALE, couple=_mirrored),
    ),
    couple=limit_scores("student", "teacher"),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Three directions, no two of them parallel; the teacher's score is not 0 at every atom."""
    scores = num.matvec(at.points, at.teacher)
    return {
        "student and truth": Positive(wedge_squared(num, at.student, at.truth)),
        "student and teacher": Positive(wedge_squared(num, at.student, at.teacher)),
        "answers": Positive(num.dot(scores, scores)),
    }


def _pull(num: Arithmetic, at: At, weights: Number) -> Number:
    return Discrete(at.points, at.weights).ridge_vector(num, CENTRED_SIGMOID, weights)


def _defect(num: Arithmetic, at: At, weights: Number) -> Number:
    """δ(w) = |E ∧ w|/|w|; in the plane without a square root, so that 0 is allowed."""
    pull = _pull(num, at, weights)
    if at.student.shape[-1] == 2:
        area = num.absolute(pull[..., 0] * weights[..., 1] - pull[..., 1] * weights[..., 0])
    else:
        area = num.sqrt(wedge_squared(num, pull, weights))
    return area / num.norm(weights)


def _drive(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """λ(v)|v|X, and the sum of its absolute terms."""
    strength = num.dot(_pull(num, at, at.teacher), at.teacher) / num.norm(at.teacher)
    own, taught = cosine(num, at.student, at.truth), cosine(num, at.teacher, at.truth)
    shared = cosine(num, at.student, at.teacher)
    return strength * (taught - shared * own), 2 * strength


def _sides(num: Arithmetic, at: At, of_teacher: Number, of_student: Number) -> AtMost:
    rate = cosine_rate(num, Discrete(at.points, at.weights), at.student, at.teacher, at.truth)
    drive, size = _drive(num, at)
    sine = num.sqrt(sine_squared(num, at.student, at.truth))
    defect = of_teacher * _defect(num, at, at.teacher) + of_student * _defect(num, at, at.student)
    scale = size + num.norm(_pull(num, at, at.student)) + num.norm(_pull(num, at, at.teacher))
    return AtMost(drive - defect * sine, rate * num.norm(at.student), scale)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The lower bound on the rate, which is the implication for every value of both sides; λ(v) > 0."""
    one = num.ratio(1, 1)
    return {
        "rate": _sides(num, at, one, one),
        "strength": Below(0, num.dot(_pull(num, at, at.teacher), at.teacher)),
    }


def equality(at: At) -> Collection[str]:
    """The mirrored pair, and the truth on the side of w₀ to which the law turns it: a sign that 256 bits decide.

    A student along an axis is not turned at all: there δ(w₀) = 0 and every truth will do.
    """
    points, weights = at.points, at.weights
    mirrored = points.shape == (2, 2) and weights[0] == weights[1] and points[0, 0] == points[1, 0]
    if not (mirrored and points[0, 1] == -points[1, 1] and at.teacher[1] == 0):
        return set()
    if 0 in at.student.tolist():
        return {"rate"}
    with ball(256) as num:
        floats = [np.array([[float(entry)] for entry in np.ravel(field)])[:, 0] for field in (points, at.student)]
        scores = num.matvec(num.exact(floats[0].reshape(2, 2)), num.exact(floats[1]))
        pull = num.combine(num.tanh(scores / 2), num.exact(floats[0].reshape(2, 2)))
        turn = num.dot(pull, num.exact(np.array([-floats[1][1], floats[1][0]])))
        side = at.truth[1] * at.student[0] - at.truth[0] * at.student[1]
        same = (turn.lower() > 0 and side > 0) or (turn.upper() < 0 and side < 0)
        return {"rate"} if same else set()


def _scaled(of_teacher: tuple[int, int], of_student: tuple[int, int]) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        return {"rate": _sides(num, at, num.ratio(*of_teacher), num.ratio(*of_student))}

    return sides_with


def _isotropic_rule(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The criterion as on isotropic laws: no defect."""
    rate = cosine_rate(num, Discrete(at.points, at.weights), at.student, at.teacher, at.truth)
    excess = gram_of_vectors(num, at.student, at.teacher, at.truth).excess_teacher
    return {"sign": AtMost(0, rate * excess)}


_PAIR = {"weights": [1, 1], "student": [1, 2], "truth": [0, 1]}
MUTANTS = (
    Mutant(
        "defect-0.9995",
        "0.9995 (δ(v) + δ(w₀)) in place of the defects",
        {**_PAIR, "points": [[1, 2], [1, -2]], "teacher": [1, 0]},
        sides=_scaled((9995, 10_000), (9995, 10_000)),
        near=True,
    ),
    Mutant(
        "students-defect-only",
        "δ(w₀) alone",
        {"points": [[1, 1], [1, 0]], "weights": [1, 1], "student": [-2, 1], "teacher": [2, -2], "truth": [-1, 0]},
        sides=_scaled((0, 1), (1, 1)),
    ),
    Mutant(
        "teachers-defect-only",
        "δ(v) alone",
        {**_PAIR, "points": [[1, 2], [1, -2]], "teacher": [1, 0]},
        sides=_scaled((1, 1), (0, 1)),
    ),
    Mutant(
        "isotropic-rule",
        "the isotropic criterion whatever the defects",
        {
            "points": [[1, 1], [1, -1], [-1, 1], [-1, -1]],
            "weights": [1, 1, 1, 1],
            "student": [3, 1],
            "teacher": [1, 0],
            "truth": [1, 1],
        },
        sides=_isotropic_rule,
    ),
)

CLAIM = Claim(
    id="robust.approximate",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    largest_score=largest_score("student", "teacher"),
    kind="lower",
    tags=("A1", "L1", "L3"),
    any_law=True,
    rests_on=("gain.rate",),
    mutants=MUTANTS,
    doc=__doc__,
)
