"""Elliptical law, Σ ≻ 0, flow w' = −Σ⁻¹∇L: all of gain.* and path.* holds in the Σ-inner product (with s = 1) for every Σ.

The rate of cos_Σ(w, w★) at w = kept w₀ + learned v is ĝ(v) kept (kept X' − learned Y')/|w|³, all products aᵀΣb; and gain
starts in
Σ exactly for c_T > ρ c_S in Σ.
Standing: derived here.
Source: A1: what is left of the isotropy assumption once the covariance is known.
Assumes: x = Sz, S lower triangular with a diagonal without zeros; the radial laws of the domain; soft, hard and noisy
labels, p < ½.
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
from w2s_verify.distributions import GAUSSIAN, Elliptical, Law, ShiftedGaussian, descent, radial_law
from w2s_verify.quantities import Gram, cosine_gradient, gram_of_vectors


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
    """Sᵀ Σ⁻¹ vector = S⁻¹ vector, by forward substitution."""
    found: list[Number] = []
    for row in range(3):
        known = sum((at.factor[..., row, k] * found[k] for k in range(row)), start=num.ratio(0, 1))
        found.append((vector[..., row] - known) / at.factor[..., row, row])
    return num.vector(*found)


def _rate(num: Arithmetic, at: At, law: Law, whitening: bool) -> Number:
    """d cos_Σ/dt at w = kept w₀ + learned v under −Σ⁻¹∇L (or −∇L), computed in the coordinates Sᵀw."""
    point = num.times(at.kept, at.student) + num.times(at.learned, at.teacher)
    velocity = descent(num, law, point, at.teacher, at.hard, at.noise)
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
    """The rate in Σ from the law's gradient, and its sign."""
    law = Elliptical(radial_law(at.radial, 3), at.factor)
    gram = _gram(num, at)
    squared = point_squared(at, gram)
    gap = rate_gap(at, gram)
    pull = law.answer_pull(num, at.teacher, at.hard, at.noise)
    closed = pull * at.kept * gap / (squared * num.sqrt(squared) * num.sqrt(gram.uu))
    rate = _rate(num, at, law, whitening=True)
    size = (pull * num.sqrt(gram.tt) / num.sqrt(squared) + num.ratio(1, 4)) * _condition(num, at)
    return {
        "rate in Σ": Agree(rate, closed, size),
        "sign in Σ": AtMost(0, rate * gap, size * (gram.ss + gram.tt) * num.sqrt(gram.uu * squared)),
    }


def equality(at: At) -> Collection[str]:
    """kept X' = learned Y' in Σ."""
    pulled = [np.sum(vector[:, None] * at.factor, axis=0) for vector in (at.student, at.teacher, at.truth)]
    ss, tt, st, su, tu = (np.sum(pulled[i] * pulled[j]) for i, j in ((0, 0), (1, 1), (0, 1), (0, 2), (1, 2)))
    gap = at.kept * (tu * ss - st * su) - at.learned * (su * tt - st * tu)
    return {"sign in Σ"} if gap == 0 else set()


def _plain_flow(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same sign under w' = −∇L."""
    gram = _gram(num, at)
    rate = _rate(num, at, Elliptical(radial_law(at.radial, 3), at.factor), whitening=False)
    return {"sign in Σ": AtMost(0, rate * rate_gap(at, gram))}


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X − 1.001 bY."""
    gram = _gram(num, at)
    rate = _rate(num, at, Elliptical(radial_law(at.radial, 3), at.factor), whitening=True)
    gap = at.kept * gram.excess_teacher - num.ratio(1001, 1000) * at.learned * gram.excess_student
    squared = point_squared(at, gram)
    pull = Elliptical(radial_law(at.radial, 3), at.factor).answer_pull(num, at.teacher, at.hard, at.noise)
    return {"rate in Σ": Agree(rate, pull * at.kept * gap / (squared * num.sqrt(squared) * num.sqrt(gram.uu)))}


def _not_centred(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same sign for x ~ N(μ, SSᵀ), μ = (1, 1, 1)."""
    gram = _gram(num, at)
    rate = _rate(num, at, ShiftedGaussian(num.exact(np.ones(3)), at.factor), whitening=True)
    return {"sign in Σ": AtMost(0, rate * rate_gap(at, gram))}


_LAW = {"radial": 0, "hard": 0, "noise": 0, "kept": 1, "learned": 0}
_AT = {"student": [1, 1, 0], "teacher": [1, -1, 1], "truth": [1, 0, 0], "factor": [[1, 0, 0], [1, 1, 0], [0, 2, 1]], **_LAW}
_UNIT = {**_LAW, "student": [0, 1, 0], "teacher": [0, 0, 1], "truth": [0, 0, 1], "factor": [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}
MUTANTS = (
    Mutant("turn-1.001", "the turn at 1.001 of its place", {**_AT, "learned": 1}, sides=_scaled, near=True),
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
