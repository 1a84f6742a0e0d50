"""Isotropic law: labels averaged over M soft teachers of equal norm and angle are one virtual teacher's, whose error shrinks.

With mean pairwise κ̄ of the error directions, cot φ = cot φ_T √(M/(1 + (M − 1)κ̄)). Unequal teachers: direction Σ g(v_j) v_j.
Standing: derived here.
Source: A1: several weak supervisors in place of one.
Assumes: Σ = s²I; all errors of one length, not adding up to 0. From the law: the radial laws of the domain; soft answers.
Proof: E[(σ(v·x) − ½)x] = s²g(v)v is averaged; |Σ e_j|² = M|e|²(1 + (M − 1)κ̄).
Equality: an identity; the sign is 0 exactly on X = 0.
Rests on: gradient.elliptical, gain.criterion
Not checked: averaged hard answers (their norms do not matter, so the direction is Σ v_j/|v_j|).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import RADIAL_AXES
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import isotropic_law
from w2s_verify.quantities import CENTRED_SIGMOID, cosine_gradient, gram_of_vectors


def _signed(fields: Fields) -> Fields:
    """Signs 0, 1 become −1, 1: the errors are the corners of one box."""
    return {**fields, "signs": 2 * fields["signs"] - 1}


def _opposite(fields: Fields) -> Fields:
    """The second teacher's error opposite to the first one's but in one entry."""
    signs = fields["signs"].copy()
    signs[..., 1, :] = 1 - signs[..., 0, :]
    signs[..., 1, 0] = signs[..., 0, 0]
    return {**fields, "signs": signs}


DOMAIN = Domain(
    axes=(
        Axis("signal", 1, 2**10),
        Axis("error", 1, 2**10, (3,)),
        Axis("signs", 0, 1, ("m", 3)),
        Axis("student", -(2**10), 2**10, (4,)),
        Axis("louder", 1, 2**6, ("m",), exponent=(-3, 0)),
        *RADIAL_AXES[:2],
    ),
    sizes={"m": (2, 5)},
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=3, axes={"signal": (1, 9), "error": (1, 9), "student": (-9, 9)}),
        Regime("opposite errors", share=2, couple=_opposite),
        Regime("small errors", axes={"signal": (2**9, 2**10), "error": (1, 3)}),
    ),
    couple=_signed,
)


def _errors(num: Arithmetic, at: At) -> Number:
    """The rows e_j (m, 3)."""
    del num
    return at.signs * at.error[..., None, :]


def _correlation(num: Arithmetic, at: At) -> tuple[Number, int]:
    """(κ̄, M): the mean over pairs of e_i·e_j/|e|²."""
    errors = _errors(num, at)
    count = errors.shape[-2]
    pairs = [num.dot(errors[..., i, :], errors[..., j, :]) for i in range(count) for j in range(i)]
    return sum(pairs) / (len(pairs) * num.dot(at.error, at.error)), count


def _teachers(num: Arithmetic, at: At) -> list[Number]:
    errors = _errors(num, at)
    return [num.vector(at.signal, *(errors[..., j, k] for k in range(3))) for j in range(errors.shape[-2])]


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A student, and errors that do not add up to 0."""
    total: Number = sum(_teachers(num, at))
    left = num.dot(total, total) - total[..., 0] * total[..., 0]
    return {"student": Positive(num.dot(at.student, at.student)), "errors": Positive(left)}


def _cotangents(num: Arithmetic, at: At, numerator: int, denominator: int) -> Agree:
    """cot² of Σ v_j against cot² φ_T M/(1 + (M − 1)κ̄)."""
    total: Number = sum(_teachers(num, at))
    left = total[..., 0] * total[..., 0] / (num.dot(total, total) - total[..., 0] * total[..., 0])
    mean, count = _correlation(num, at)
    share = num.ratio(numerator, denominator) * count / (1 + (count - 1) * mean)
    right = at.signal * at.signal / num.dot(at.error, at.error) * share
    return Agree(left, right, right * (1 + right) * (1 + share))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The virtual teacher's cotangent, squared (both are positive)."""
    return {"cotangent": _cotangents(num, at, 1, 1)}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Unequal teachers louder_j v_j: the averaged gradient is s² Σ g(v_j) v_j/M, and gain starts by that teacher's
    criterion.
    """
    law = isotropic_law(num, at.radial, at.law_scale, 4)
    teachers = [num.times(at.louder[..., j], v) for j, v in enumerate(_teachers(num, at))]
    zero = num.ratio(0, 1)
    answers = sum(law.answer_vector(num, v, zero, zero) for v in teachers) / len(teachers)
    squared = at.law_scale * at.law_scale
    virtual = sum(num.times(law.pull(num, v), v) for v in teachers) / len(teachers)
    size = squared * sum(law.pull(num, v) * num.norm(v) for v in teachers)
    truth = num.vector(1, 0, 0, 0)
    velocity = answers - law.ridge_vector(num, CENTRED_SIGMOID, at.student)
    rate = num.dot(cosine_gradient(num, at.student, truth), velocity)
    gram = gram_of_vectors(num, at.student, virtual, truth)
    return {
        "direction": Agree(num.largest(num.absolute(answers - num.times(squared, virtual))), 0, size),
        "criterion": AtMost(0, rate * gram.excess_teacher, size * num.dot(at.student, at.student) * size / squared),
    }


def equality(at: At) -> Collection[str]:
    """The truth's error part vanishes: the student is along the truth, or X' = 0 by symmetry of equal weights."""
    silent = np.all(at.student[1:] == 0)
    return {"criterion"} if silent else set()


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"cotangent": _cotangents(num, at, 1001, 1000)}


def _always_independent(num: Arithmetic, at: At) -> Mapping[str, object]:
    """cot² φ_T M, whatever the correlation."""
    pair = _cotangents(num, at, 1, 1)
    mean, count = _correlation(num, at)
    return {"cotangent": Agree(pair.left, pair.right * (1 + (count - 1) * mean), pair.scale)}


_AT = {"signal": 1, "error": [1, 1, 2], "signs": [[1, 1, 1], [1, -1, 1]], "student": [1, 1, 0, 0], "louder": [1, 2]}
_AT |= {"radial": 1, "law_scale": 1}
MUTANTS = (
    Mutant("square-1.001", "the squared cotangent 1.001 as large", _AT, sides=_scaled, near=True),
    Mutant("independent", "cot φ_T √M whatever κ̄", _AT, sides=_always_independent),
)

CLAIM = Claim(
    id="path.ensemble",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="identity",
    quota=0.25,
    tags=("A1",),
    rests_on=("gradient.elliptical", "gain.criterion"),
    mutants=MUTANTS,
    doc=__doc__,
)
