"""Isotropic law: the gain's rate at time 0 is s² ĝ(v) (|v|/|w₀|) X with X = c_T − ρ c_S, so gain starts ⇔ c_T > ρ c_S.

For soft, hard and noisy labels. On any law at all the rate is (1/|w₀|) ⟨P ŵ★, E[(y − σ(w₀·x)) x]⟩, P the projector
orthogonal to w₀.
Standing: derived here.
Source: A1, A3 and A4: in standard logistic regression the student improves on its own start, under a teacher of its class.
Assumes: w₀, v, w★ non-zero; the criterion x ~ N(0, s²I), and from the law x = sz with the radial laws of the domain; the
rate any discrete law. Gaussian: ĝ(v) = E[σ'(s|v|Z)] for soft labels, 1/(√(2π) s|v|) for hard ones, times 1 − 2p for noise
p < ½.
Proof: E[h(v·x)x] is along v, −∇L(w₀) = s²(ĝ(v)v − g(w₀)w₀), P kills w₀, and ⟨P ŵ★, v⟩ = |v| X. ĝ is Stein's identity.
Equality: the sign is 0 exactly on X = 0, decided in integers.
Rests on: cosine.gradient-norm
Not checked: that gain which starts also lasts (see path.window).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, RADIAL_AXES, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, Sides, directions
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import (
    Discrete,
    IsotropicGaussian,
    cosine_rate,
    curvature_across,
    descent,
    isotropic_law,
    read_law,
)
from w2s_verify.quantities import cosine, cosine_gradient, gram_of_vectors, orthogonal_part


def _on_the_boundary(fields: Fields) -> Fields:
    """Teacher := student + ε n with n orthogonal to the student, n·truth > 0: X has the sign of ε, 0 or ±2^-1 … ±2^-40."""
    student, truth = fields["student"], fields["truth"]
    squared, along = (np.vecdot(student, other)[..., None] for other in (student, truth))
    normal = squared * truth - along * student
    return {**fields, "teacher": student + normal * fields["teacher"][..., :1]}


def _near_the_boundary(fields: Fields) -> Fields:
    """The same beside a truth on the student's side, c_S > 0, where a false constant moves the boundary most."""
    along = np.vecdot(fields["student"], fields["truth"])[..., None]
    return _on_the_boundary({**fields, "truth": np.where(along < 0, -fields["truth"], fields["truth"])})


_FEW = {"n": (1, 4), "d": (2, 4)}
_BOUNDARY = {"student": (-15, 15), "truth": (-15, 15), "teacher": (-1, 1)}
_UNIT = {"student": (0, 0), "truth": (0, 0)}
DOMAIN = Domain(
    axes=(
        *LAW_AXES,
        vector("student"),
        vector("teacher"),
        vector("truth"),
        Axis("law_scale", 1, 2**10, exponent=(-20, 0)),
        *(axis for axis in RADIAL_AXES if axis.name != "law_scale"),
    ),
    sizes=LAW_SIZES,
    regimes=(
        Regime("generic", share=4),
        Regime(
            "small",
            share=2,
            sizes={"n": (1, 2), "d": (2, 3)},
            axes={"student": (-4, 4), "teacher": (-4, 4), "truth": (-4, 4)},
        ),
        Regime("boundary", sizes=_FEW, axes={**_BOUNDARY, "teacher": (0, 0)}, exponents=_UNIT, couple=_on_the_boundary),
        *(
            Regime(
                name,
                share=2,
                sizes=_FEW,
                axes={**_BOUNDARY, "teacher": (side, side)},
                exponents={**_UNIT, "teacher": (-40, -1)},
                couple=_near_the_boundary,
            )
            for name, side in (("just beyond the boundary", 1), ("just before the boundary", -1))
        ),
        Regime("d = 1", sizes={"d": (1, 1)}),
    ),
    couple=limit_scores("student", "teacher"),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """All three vectors have a direction, and the labels are better than coins."""
    return {
        **directions(num, student=at.student, teacher=at.teacher, truth=at.truth),
        "noise below one half": Positive(1 - 2 * at.noise),
    }


def _answer_slope(num: Arithmetic, at: At) -> Number:
    """ĝ(v) by Stein's identity."""
    radius = at.law_scale * num.norm(at.teacher)
    soft = curvature_across(num, radius)
    hard = 1 / (num.sqrt(2 * num.pi()) * radius)
    return (1 - 2 * at.noise) * (soft + at.hard * (hard - soft))


def _advantage(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """X = c_T − ρ c_S, and |c_T| + |ρ c_S|."""
    own, taught, shared = (cosine(num, *pair) for pair in _pairs(at))
    return taught - shared * own, num.absolute(taught) + num.absolute(shared * own)


def _pairs(at: At) -> tuple[tuple[Number, Number], ...]:
    return (at.student, at.truth), (at.teacher, at.truth), (at.student, at.teacher)


def _gaussian_rate(num: Arithmetic, at: At) -> Number:
    law = IsotropicGaussian(at.law_scale)
    return cosine_rate(num, law, at.student, at.teacher, at.truth, at.hard, at.noise)


def sides(num: Arithmetic, at: At) -> dict[str, Any]:
    """The rate from the law against the criterion; both signs together; the rate on any law."""
    slope = _answer_slope(num, at)
    factor = at.law_scale * at.law_scale * slope * num.norm(at.teacher) / num.norm(at.student)
    advantage, size = _advantage(num, at)
    rate = _gaussian_rate(num, at)
    own_pull = at.law_scale * at.law_scale
    return {
        "rate": Agree(rate, factor * advantage, factor * size + own_pull),
        "factor": Below(0, factor),
        "sign": AtMost(0, rate * advantage, (factor * size + own_pull) * size),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """On a discrete law: ∇f·(−∇L) against the projected answers, atom by atom. On an isotropic one: the rate and its sign."""
    law = Discrete(at.points, at.weights)
    gradient = cosine_gradient(num, at.student, at.truth)
    slope = descent(num, law, at.student, at.teacher, at.hard, at.noise)
    projected = num.times(1 / num.norm(at.truth), orthogonal_part(num, at.truth, at.student))
    length = num.norm(at.student)
    scale = law.mean_of(num, num.norm(at.points)) / length
    return {
        "any law": Agree(num.dot(gradient, slope), num.dot(projected, slope) / length, scale),
        **_radial_parts(num, at, num.ratio(1, 1)),
    }


def _radial_parts(num: Arithmetic, at: At, share: Number) -> Mapping[str, object]:
    """The law's rate against share·s² ĝ(v) (|v|/|w₀|) X, and both signs together."""
    law = isotropic_law(num, at.radial, at.law_scale, at.student.shape[-1])
    reading = read_law(num, law, at.law_scale, at.student, at.teacher, at.truth, at.hard, at.noise)
    advantage, size = _advantage(num, at)
    closed = share * reading.pull * num.norm(at.teacher) / num.norm(at.student) * advantage
    return {
        "rate of the law": Agree(reading.rate, closed, reading.size),
        "sign of the law": AtMost(0, reading.rate * advantage, reading.size * size),
    }


def equality(at: At) -> Collection[str]:
    """X = 0."""
    return {"sign", "sign of the law"} if _no_advantage(at) else set()


def _no_advantage(at: At) -> bool:
    """X = 0, a polynomial in the exact entries."""
    own, taught, shared = (np.sum(a * b) for a, b in _pairs(at))
    return bool(taught * np.sum(at.student * at.student) == shared * own)


def _mutated(numerator: int, denominator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        own, taught, shared = (cosine(num, *pair) for pair in _pairs(at))
        advantage = taught - num.ratio(numerator, denominator) * shared * own
        return {"sign": AtMost(0, _gaussian_rate(num, at) * advantage, sides(num, at)["sign"].scale)}

    return sides_with


def _faster(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {**from_law(num, at), "rate of the law": _radial_parts(num, at, num.ratio(1001, 1000))["rate of the law"]}


def _anisotropic(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same sign rule under a discrete law, isotropic or not."""
    law = Discrete(at.points, at.weights)
    rate = cosine_rate(num, law, at.student, at.teacher, at.truth, at.hard, at.noise)
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"sign": AtMost(0, rate * gram.excess_teacher)}


_LAW = {"points": [[1, 0]], "weights": [1], "radial": 0, "law_scale": 1, "hard": 0, "noise": 0}
MUTANTS = (
    Mutant(
        "rho-0.9995",
        "gain starts ⇔ c_T > 0.9995 ρ c_S",
        {**_LAW, "student": [10, 1], "teacher": [1000, 101], "truth": [1, 0]},
        sides=_mutated(9995, 10_000),
        equality=_no_advantage,
        near=True,
    ),
    Mutant(
        "rate-1.001",
        "the rate 1.001 as large under any radial law",
        {**_LAW, "radial": 1, "student": [10, 1], "teacher": [10, -1], "truth": [1, 0]},
        from_law=_faster,
        near=True,
    ),
    Mutant(
        "any-law",
        "the same criterion for every law (isotropy dropped)",
        {
            **_LAW,
            "points": [[1, 1], [1, -1], [-1, 1], [-1, -1]],
            "weights": [1, 1, 1, 1],
            "student": [3, 1],
            "teacher": [1, 0],
            "truth": [1, 1],
        },
        sides=_anisotropic,
    ),
)

CLAIM = Claim(
    id="gain.criterion",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    quota=0.25,
    tags=("A1", "A3", "A4"),
    any_law=True,
    rests_on=("cosine.gradient-norm",),
    mutants=MUTANTS,
    doc=__doc__,
)
