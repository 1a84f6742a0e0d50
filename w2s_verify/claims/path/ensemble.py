"""Isotropic law: labels averaged over M soft teachers of equal norm and angle are one virtual teacher's, whose error shrinks.

With mean pairwise κ̄ of the error directions, cot φ = cot φ_T √(M/(1 + (M − 1)κ̄)), φ_T acute or not. Unequal teachers:
direction Σ g(v_j) v_j.
Standing: derived here.
Source: A1: several weak supervisors in place of one.
Assumes: Σ = s²I; all errors of one length (mirror images of one vector), not adding up to 0. From the law: the radial laws of
the domain; soft answers.
Proof: E[(σ(v·x) − ½)x] = s²g(v)v is averaged; |Σ e_j|² = M|e|²(1 + (M − 1)κ̄).
Equality: an identity; the sign is 0 exactly on X = 0, decided in rationals for equal teachers.
Rests on: gradient.elliptical, gain.criterion
Not checked: averaged hard answers (their norms do not matter, so the direction is Σ v_j/|v_j|).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number, Rational, rational
from w2s_verify.claims.axes import RADIAL_AXES
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import isotropic_law
from w2s_verify.quantities import CENTRED_SIGMOID, cosine_gradient, gram_of_vectors


def _with_mirrors(fields: Fields) -> Fields:
    """A mirror without a direction becomes the first axis's."""
    mirrors = fields["mirrors"].copy()
    mirrors[..., 0] = np.where(np.any(mirrors != 0, axis=-1), mirrors[..., 0], 1)
    return {**fields, "mirrors": mirrors}


def _opposite(fields: Fields) -> Fields:
    """The second teacher's error opposite to the first one's but in one entry."""
    mirrors = fields["mirrors"].copy()
    mirrors[..., 0, :] = [1, 0, 0]
    mirrors[..., 1, :] = fields["error"]
    return {**fields, "mirrors": mirrors}


def _virtual_student(fields: Fields) -> Fields:
    """Equal teachers, and the student along their sum, in integers: X = 0."""
    fields = _with_mirrors(fields)
    mirrors, error = fields["mirrors"], fields["error"][..., None, :]
    squared = np.vecdot(mirrors, mirrors)[..., None]
    whole = np.prod(squared, axis=-2, keepdims=True)
    errors = whole * error - 2 * (whole / squared) * np.vecdot(mirrors, error)[..., None] * mirrors
    signal = (whole[..., 0, 0] * mirrors.shape[-2] * fields["signal"])[..., None]
    return {**fields, "student": np.concatenate([signal, errors.sum(axis=-2)], axis=-1)}


_EQUAL = {"signal": (-9, 9), "error": (1, 9), "mirrors": (-3, 3), "louder": (1, 1)}
DOMAIN = Domain(
    axes=(
        Axis("signal", -(2**10), 2**10),
        Axis("error", 1, 2**10, (3,)),
        Axis("mirrors", -9, 9, ("m", 3)),
        Axis("student", -(2**10), 2**10, (4,)),
        Axis("louder", 1, 2**6, ("m",), exponent=(-3, 0)),
        *RADIAL_AXES[:2],
    ),
    sizes={"m": (1, 8)},
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=3, axes={"signal": (-9, 9), "error": (1, 9), "mirrors": (-2, 2), "student": (-9, 9)}),
        Regime("opposite errors", share=2, sizes={"m": (2, 5)}, couple=_opposite),
        Regime("small errors", axes={"signal": (2**9, 2**10), "error": (1, 3)}),
        Regime("the virtual teacher as student", sizes={"m": (1, 4)}, axes=_EQUAL, couple=_virtual_student),
    ),
    couple=_with_mirrors,
)


def _errors(num: Arithmetic | Rational, at: At) -> list[Number]:
    """e_j = e − 2 (n_j·e) n_j/|n_j|²: mirror images of one vector."""
    mirrors = [at.mirrors[..., j, :] for j in range(at.mirrors.shape[-2])]
    return [at.error - num.times(2 * num.dot(n, at.error) / num.dot(n, n), n) for n in mirrors]


def _spread(num: Arithmetic, at: At) -> tuple[Number, int]:
    """1 + (M − 1)κ̄, κ̄ the mean of e_i·e_j/|e|² over the pairs, and M."""
    errors = _errors(num, at)
    count = len(errors)
    pairs = [num.dot(errors[i], errors[j]) for i in range(count) for j in range(i)]
    return 1 + 2 * sum(pairs, start=num.ratio(0, 1)) / (count * num.dot(at.error, at.error)), count


def _teachers(num: Arithmetic, at: At) -> list[Number]:
    return [num.vector(at.signal, *(e[..., k] for k in range(3))) for e in _errors(num, at)]


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A student, mirrors, and errors that do not add up to 0."""
    lengths = [num.dot(at.mirrors[..., j, :], at.mirrors[..., j, :]) for j in range(at.mirrors.shape[-2])]
    total: Number = sum(_errors(num, at))
    return {
        "student": Positive(num.dot(at.student, at.student)),
        "mirrors": Positive(math.prod(lengths)),
        "errors": Positive(num.dot(total, total)),
    }


def _cotangent(num: Arithmetic, vector: Number) -> Number:
    """Signed cot φ of a vector whose error is not 0."""
    return vector[..., 0] / num.norm(vector[..., 1:])


def _cotangents(num: Arithmetic, at: At, averaged: Number, share: Number) -> Agree:
    """cot of the averaged vector against cot φ_T √(M/(1 + (M − 1)κ̄))."""
    spread, count = _spread(num, at)
    ratio = num.sqrt(count / spread)
    right = at.signal / num.norm(at.error) * ratio
    return Agree(_cotangent(num, averaged), share * right, (1 + num.absolute(right)) * (1 + ratio * ratio))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The virtual teacher's cotangent, signed."""
    return {"cotangent": _cotangents(num, at, sum(_teachers(num, at)), num.ratio(1, 1))}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The averaged answers of the equal teachers have that cotangent. Unequal teachers louder_j v_j: the averaged gradient is
    s² Σ g(v_j) v_j/M, and gain starts by that teacher's criterion.
    """
    law = isotropic_law(num, at.radial, at.law_scale, 4)
    equals = [num.times(at.louder[..., 0], v) for v in _teachers(num, at)]
    teachers = [num.times(at.louder[..., j], v) for j, v in enumerate(_teachers(num, at))]
    zero = num.ratio(0, 1)
    alike, answers = (sum(law.answer_vector(num, v, zero, zero) for v in some) / len(some) for some in (equals, teachers))
    squared = at.law_scale * at.law_scale
    virtual = sum(num.times(law.pull(num, v), v) for v in teachers) / len(teachers)
    size = squared * sum(law.pull(num, v) * num.norm(v) for v in teachers)
    truth = num.vector(1, 0, 0, 0)
    velocity = answers - law.ridge_vector(num, CENTRED_SIGMOID, at.student)
    rate = num.dot(cosine_gradient(num, at.student, truth), velocity)
    gram = gram_of_vectors(num, at.student, virtual, truth)
    return {
        "cotangent of the law": _cotangents(num, at, alike, num.ratio(1, 1)),
        "direction": Agree(num.largest(num.absolute(answers - num.times(squared, virtual))), 0, size),
        "criterion": AtMost(0, rate * gram.excess_teacher, size * num.dot(at.student, at.student) * size / squared),
    }


def equality(at: At) -> Collection[str]:
    """The student is along the truth, or X' = 0 under equally loud teachers."""
    along_the_truth = np.all(at.student[1:] == 0)
    equals = np.all(at.louder == at.louder[0])
    silent = equals and _excess(at) == 0
    return {"criterion"} if along_the_truth or silent else set()


def _excess(at: At) -> Number:
    """X' of the student under the sum of the teachers, in rationals."""
    errors = _errors(rational, at)
    signal = len(errors) * at.signal
    shared = at.student[0] * signal + rational.dot(at.student[1:], sum(errors))
    return signal * rational.dot(at.student, at.student) - shared * at.student[0]


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"cotangent": _cotangents(num, at, sum(_teachers(num, at)), num.ratio(10_005, 10_000))}


def _scaled_of_the_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The averaged answers of equal teachers, by the law."""
    law, zero = isotropic_law(num, at.radial, at.law_scale, 4), num.ratio(0, 1)
    alike = sum(law.answer_vector(num, num.times(at.louder[..., 0], v), zero, zero) for v in _teachers(num, at))
    return {**from_law(num, at), "cotangent of the law": _cotangents(num, at, alike, num.ratio(10_005, 10_000))}


def _always_independent(num: Arithmetic, at: At) -> Mapping[str, object]:
    """cot φ_T √M, whatever the correlation."""
    return {"cotangent": _cotangents(num, at, sum(_teachers(num, at)), num.sqrt(_spread(num, at)[0]))}


def _unsigned(num: Arithmetic, at: At) -> Mapping[str, object]:
    """An angle φ_T beyond the right one averages to an acute one."""
    pair = _cotangents(num, at, sum(_teachers(num, at)), num.ratio(1, 1))
    return {"cotangent": Agree(pair.left, num.absolute(pair.right), pair.scale)}


_AT = {"signal": 1, "error": [1, 1, 2], "mirrors": [[1, 0, 0], [1, 2, 1]], "student": [1, 1, 0, 0], "louder": [1, 2]}
_AT |= {"radial": 1, "law_scale": 1}
MUTANTS = (
    Mutant("cotangent-1.0005", "the cotangent 1.0005 as large", _AT, sides=_scaled, near=True),
    Mutant("law-1.0005", "the same of the law's averaged answers", _AT, from_law=_scaled_of_the_law, near=True),
    Mutant("independent", "cot φ_T √M whatever κ̄", _AT, sides=_always_independent),
    Mutant("unsigned", "the cotangent's size for obtuse φ_T too", {**_AT, "signal": -1}, sides=_unsigned),
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
