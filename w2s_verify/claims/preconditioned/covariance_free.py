"""Elliptical law, Σ ≻ 0, flow w' = −Σ⁻¹∇L: all of gain.* and path.* holds in the Σ-inner product (with s = 1) for every Σ.

−Σ⁻¹∇L(w) = ĝ(v)v − g(w)w. The rate of cos_Σ(w, w★) at w = kept w₀ + learned v is ĝ(v) kept (kept X' − learned Y')/|w|³, all
products aᵀΣb; and gain starts in Σ exactly for c_T > ρ c_S in Σ.
Standing: derived here.
Source: A1: what is left of the isotropy assumption once the covariance is known.
Assumes: x = Sz, S lower triangular with a diagonal without zeros; the radial laws of the domain; soft, hard and noisy
labels, p < ½. In the plane, on S's leading block and the first two entries of w₀ and v (over 1024), the velocity is read by the
angle of z on the circle, soft and noisy labels, without reducing to one coordinate.
Proof: Σ⁻¹Σ(ĝ(v)v − g(w)w) = ĝ(v)v − g(w)w: the isotropic flow, in the coordinates Sᵀw.
Equality: the sign is 0 exactly on kept X' = learned Y', in rationals.
Rests on: gradient.elliptical, gain.criterion
Fails: a law that is not centred (the mutant not-centred): Σ⁻¹E[x x] does not undo a mean.
Not checked: S that is not triangular (every Σ has such a factor, but the factor may then not be dyadic).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import NOISE_BEYOND_HALF, RADIAL_AXES
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import point_squared, rate_gap
from w2s_verify.claims.instance import At
from w2s_verify.distributions import (
    GAUSSIAN,
    Elliptical,
    Law,
    ShiftedGaussian,
    Sphere,
    circle_mean,
    descent,
    radial_law,
)
from w2s_verify.quantities import CENTRED_SIGMOID, Gram, cosine_gradient, gram_of_vectors


def _triangular(fields: Fields) -> Fields:
    """S lower triangular, zeros of its diagonal replaced by 1."""
    factor = np.tril(fields["factor"])
    place = np.arange(3)
    diagonal = factor[..., place, place]
    factor[..., place, place] = np.where(diagonal == 0, 1.0, diagonal)
    return {**fields, "factor": factor}


_VECTORS = ("student", "teacher", "truth")
DOMAIN = Domain(
    axes=(
        *(Axis(name, -(2**10), 2**10, (3,)) for name in _VECTORS),
        Axis("factor", -8, 8, (3, 3)),
        Axis("kept", 1, 2**10),
        Axis("learned", 0, 2**10),
        *(axis for axis in RADIAL_AXES[:3] if axis.name != "law_scale"),
        NOISE_BEYOND_HALF,
    ),
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=4, axes={**dict.fromkeys(_VECTORS, (-4, 4)), "kept": (1, 9), "learned": (0, 9)}),
        Regime(
            "small scores", share=2, axes={"kept": (1, 9), "learned": (0, 9)}, exponents=dict.fromkeys(_VECTORS, (-40, -12))
        ),
        Regime("start", share=2, axes={"kept": (1, 1), "learned": (0, 0)}),
    ),
    couple=_triangular,
)


def _whitened(num: Arithmetic, at: At) -> tuple[Number, Number, Number]:
    """Sᵀ of student, teacher and truth."""
    student, teacher, truth = (num.combine(vector, at.factor) for vector in (at.student, at.teacher, at.truth))
    return student, teacher, truth


def _gram(num: Arithmetic, at: At) -> Gram:
    return gram_of_vectors(num, *_whitened(num, at))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher span a plane, the truth has a direction, labels better than coins, Σ ≻ 0."""
    gram = _gram(num, at)
    diagonal = [at.factor[..., k, k] for k in range(3)]
    return {
        "plane": Positive(gram.area),
        "truth": Positive(gram.uu),
        "noise below one half": Positive(1 - 2 * at.noise),
        "definite": Positive(diagonal[0] * diagonal[0] * diagonal[1] * diagonal[1] * diagonal[2] * diagonal[2]),
    }


def _solved(num: Arithmetic, at: At, vector: Number) -> Number:
    """Sᵀ Σ⁻¹ vector = S⁻¹ vector, by forward substitution; of a shorter vector with S's leading block."""
    found: list[Number] = []
    for row in range(vector.shape[-1]):
        known = sum((at.factor[..., row, k] * found[k] for k in range(row)), start=num.ratio(0, 1))
        found.append((vector[..., row] - known) / at.factor[..., row, row])
    return num.vector(*found)


def _preconditioned(num: Arithmetic, at: At, vector: Number) -> Number:
    """Σ⁻¹ vector: S⁻ᵀ of the former, by backward substitution."""
    forward = _solved(num, at, vector)
    found: dict[int, Number] = {}
    for row in reversed(range(vector.shape[-1])):
        known = sum((at.factor[..., k, row] * one for k, one in found.items()), start=num.ratio(0, 1))
        found[row] = (forward[..., row] - known) / at.factor[..., row, row]
    return num.vector(*(found[row] for row in sorted(found)))


def _point(num: Arithmetic, at: At) -> Number:
    """w = kept w₀ + learned v."""
    return num.times(at.kept, at.student) + num.times(at.learned, at.teacher)


def _law(at: At) -> Elliptical:
    return Elliptical(radial_law(at.radial, 3), at.factor)


def _velocity(num: Arithmetic, at: At, law: Law) -> Number:
    """−∇L(w)."""
    return descent(num, law, _point(num, at), at.teacher, at.hard, at.noise)


def _rate(num: Arithmetic, at: At, velocity: Number, whitening: bool) -> Number:
    """d cos_Σ/dt at w under Σ⁻¹ velocity (or velocity), computed in the coordinates Sᵀw."""
    point = _point(num, at)
    moved = _solved(num, at, velocity) if whitening else num.combine(velocity, at.factor)
    return num.dot(cosine_gradient(num, num.combine(point, at.factor), num.combine(at.truth, at.factor)), moved)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Forward substitution undoes Σ: Σ·w, then Sᵀ Σ⁻¹, is Sᵀw."""
    law = Elliptical(GAUSSIAN, at.factor)
    there = law.second_vector(num, at.student)
    back = _solved(num, at, there)
    scale = num.norm(there) * _condition(num, at)
    return {"undone": Agree(num.largest(num.absolute(back - num.combine(at.student, at.factor))), 0, scale)}


def _condition(num: Arithmetic, at: At) -> Number:
    """A bound of |S⁻¹|: (1 + |S|)²/min diagonal³, generous."""
    squares = num.sum(num.sum(at.factor * at.factor))
    return (1 + squares) * (1 + squares)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The velocity, on the law and by the angle; the rate in Σ from the law's gradient, and its sign."""
    law, gram, point = _law(at), _gram(num, at), _point(num, at)
    squared = point_squared(at, gram)
    gap = rate_gap(at, gram)
    pull = law.answer_pull(num, at.teacher, at.hard, at.noise)
    closed = pull * at.kept * gap / (squared * num.sqrt(squared) * num.sqrt(gram.uu))
    velocity = _velocity(num, at, law)
    rate = _rate(num, at, velocity, whitening=True)
    size = (pull * num.sqrt(gram.tt) / num.sqrt(squared) + num.ratio(1, 4)) * _condition(num, at)
    return {
        "velocity": _as_vectors(num, at, velocity, (pull, at.teacher), (law.pull(num, point), point)),
        **_on_the_circle(num, at, num.ratio(1, 1)),
        "rate in Σ": Agree(rate, closed, size),
        "sign in Σ": AtMost(0, rate * gap, size * (gram.ss + gram.tt) * num.sqrt(gram.uu * squared)),
    }


def _on_the_circle(num: Arithmetic, at: At, share: Number) -> Mapping[str, object]:
    """The same at w₀/1024 under v/1024 in the plane, by the angle, with share·g; nothing where one has no part there."""
    shown, taught = (num.times(num.ratio(1, 2**10), vector[..., :2]) for vector in (at.student, at.teacher))
    if np.all(shown == 0) or np.all(taught == 0):
        return {}
    circle = Elliptical(Sphere(2), at.factor[..., :2, :2])
    less = 1 - 2 * at.noise
    velocity = num.times(less, _by_angle(num, circle, taught)) - _by_angle(num, circle, shown)
    answered, faded = (less * circle.pull(num, taught), taught), (share * circle.pull(num, shown), shown)
    return {"velocity by the angle": _as_vectors(num, at, velocity, answered, faded)}


def _by_angle(num: Arithmetic, circle: Elliptical, weights: Number) -> Number:
    """E[(σ(w·x) − ½)x] on the circle, each entry by the angle of z."""
    return num.vector(*(circle_mean(num, circle.factor, CENTRED_SIGMOID, weights, num.vector(*e), 1) for e in ((1, 0), (0, 1))))


def _as_vectors(
    num: Arithmetic, at: At, velocity: Number, answered: tuple[Number, Number], faded: tuple[Number, Number]
) -> Agree:
    """Σ⁻¹ velocity = ĝ v − g w, by its largest entry."""
    moved = _preconditioned(num, at, velocity)
    size = sum(pull * num.norm(vector) for pull, vector in (answered, faded))
    gap = moved - num.times(*answered) + num.times(*faded)
    return Agree(num.largest(num.absolute(gap)), 0, size * _condition(num, at))


def equality(at: At) -> Collection[str]:
    """kept X' = learned Y' in Σ."""
    pulled = [np.sum(vector[:, None] * at.factor, axis=0) for vector in (at.student, at.teacher, at.truth)]
    ss, tt, st, su, tu = (np.sum(pulled[i] * pulled[j]) for i, j in ((0, 0), (1, 1), (0, 1), (0, 2), (1, 2)))
    gap = at.kept * (tu * ss - st * su) - at.learned * (su * tt - st * tu)
    return {"sign in Σ"} if gap == 0 else set()


def _plain_flow(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same sign under w' = −∇L."""
    gram = _gram(num, at)
    rate = _rate(num, at, _velocity(num, at, _law(at)), whitening=False)
    return {"sign in Σ": AtMost(0, rate * rate_gap(at, gram))}


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X − 1.001 bY."""
    gram = _gram(num, at)
    rate = _rate(num, at, _velocity(num, at, _law(at)), whitening=True)
    gap = at.kept * gram.excess_teacher - num.ratio(1001, 1000) * at.learned * gram.excess_student
    squared = point_squared(at, gram)
    pull = _law(at).answer_pull(num, at.teacher, at.hard, at.noise)
    return {"rate in Σ": Agree(rate, pull * at.kept * gap / (squared * num.sqrt(squared) * num.sqrt(gram.uu)))}


def _faster_fade(num: Arithmetic, at: At) -> Mapping[str, object]:
    law, point = _law(at), _point(num, at)
    pull, fade = law.answer_pull(num, at.teacher, at.hard, at.noise), num.ratio(1001, 1000) * law.pull(num, point)
    found = _as_vectors(num, at, _velocity(num, at, law), (pull, at.teacher), (fade, point))
    return {**from_law(num, at), "velocity": found}


def _faster_by_the_angle(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {**from_law(num, at), **_on_the_circle(num, at, num.ratio(1001, 1000))}


def _not_centred(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same sign for x ~ N(μ, SSᵀ), μ = (1, 1, 1)."""
    gram = _gram(num, at)
    shifted = ShiftedGaussian(num.exact(np.ones(3)), at.factor)
    rate = _rate(num, at, _velocity(num, at, shifted), whitening=True)
    return {"sign in Σ": AtMost(0, rate * rate_gap(at, gram))}


_LAW = {"radial": 0, "hard": 0, "noise": 0, "kept": 1, "learned": 0}
_AT = {"student": [1, 1, 0], "teacher": [1, -1, 1], "truth": [1, 0, 0], "factor": [[1, 0, 0], [1, 1, 0], [0, 2, 1]], **_LAW}
_UNIT = {**_LAW, "student": [0, 1, 0], "teacher": [0, 0, 1], "truth": [0, 0, 1], "factor": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}
MUTANTS = (
    Mutant("turn-1.001", "the turn at 1.001 of its place", {**_AT, "learned": 1}, sides=_scaled, near=True),
    Mutant("fade-1.001", "−Σ⁻¹∇L = ĝ(v)v − 1.001 g(w)w", _AT, from_law=_faster_fade, near=True),
    Mutant("angle-1.001", "the same on the circle", _AT, from_law=_faster_by_the_angle, near=True),
    Mutant(
        "plain-flow",
        "the criterion in Σ under w' = −∇L",
        {**_UNIT, "factor": [[1, 0, 0], [0, 1, 0], [0, -1, 1]], "learned": 2, "noise": 2**-6},
        sides=_plain_flow,
    ),
    Mutant("not-centred", "the criterion in Σ for x ~ N(μ, SSᵀ)", {**_UNIT, "noise": 0.25}, sides=_not_centred),
    Mutant("noise-dropped", "the same for labels worse than coins", {**_UNIT, "noise": 0.625}, drop="noise below one half"),
)

CLAIM = Claim(
    id="preconditioned.covariance-free",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    quota=0.25,
    tags=("A1", "A3"),
    rests_on=("gradient.elliptical", "gain.criterion"),
    mutants=MUTANTS,
    doc=__doc__,
)
