"""Isotropic law, the student confined to a subspace V with w₀ ∈ V (the flow projected on V): gain starts ⇔ ŵ★ᵀP_V v̂ > ρ c_S.

V = R^d is gain.criterion; with dim V < d a student LESS expressive than its teacher gains too.
Standing: derived here.
Source: A3, the student need not be more expressive than the teacher.
Assumes: w₀, v, w★ non-zero; V is spanned by w₀ and a second vector. The radial laws of the domain, Σ = s²I, soft, hard,
noisy labels.
Proof: P_V(−∇L(w₀)) = s²(ĝ(v)P_V v − g(w₀)w₀), and ∇cos kills w₀; ŵ₀·P_V v = ŵ₀·v since w₀ ∈ V.
Equality: the two sides of the criterion equal, decided in rationals.
Rests on: gain.criterion, gradient.elliptical
Not checked: dim V > 2 (the same line).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import NOISE_BEYOND_HALF, RADIAL_AXES
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Reading, isotropic_law, read_law
from w2s_verify.quantities import cosine, cosine_gradient, plane_coordinates


def _orthogonal(fields: Fields) -> Fields:
    """A teacher orthogonal to V: the student learns nothing from it."""
    student, second = fields["student"].copy(), fields["second"].copy()
    student[..., 2:], second[..., 2:] = 0, 0
    teacher = fields["teacher"].copy()
    teacher[..., :2] = 0
    teacher[..., 2] = 1
    return {**fields, "student": student, "second": second, "teacher": teacher}


def _near_the_student(fields: Fields) -> Fields:
    """Teacher := 2^18 student + the part of the second vector orthogonal to it: near the boundary of the criterion."""
    student, second = fields["student"], fields["second"]
    squared, along = (np.vecdot(student, other)[..., None] for other in (student, second))
    return {**fields, "teacher": np.ldexp(student, 18) + squared * second - along * student}


_VECTORS = ("student", "second", "teacher", "truth")
DOMAIN = Domain(
    axes=(*(Axis(name, -(2**16), 2**16, ("d",)) for name in _VECTORS), *RADIAL_AXES[:3], NOISE_BEYOND_HALF),
    sizes={"d": (3, 6)},
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=4, axes=dict.fromkeys(_VECTORS, (-5, 5)), sizes={"d": (3, 4)}),
        Regime("near the boundary", share=2, axes=dict.fromkeys(_VECTORS, (-5, 5)), couple=_near_the_student),
        Regime("orthogonal teacher", axes=dict.fromkeys(_VECTORS, (-5, 5)), couple=_orthogonal),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """w₀ and the second vector span a plane; teacher and truth have a direction; labels better than coins."""
    ss, st, tt = (num.dot(*pair) for pair in ((at.student,) * 2, (at.student, at.second), (at.second,) * 2))
    return {
        "plane": Positive(ss * tt - st * st),
        "teacher": Positive(num.dot(at.teacher, at.teacher)),
        "truth": Positive(num.dot(at.truth, at.truth)),
        "noise below one half": Positive(1 - 2 * at.noise),
    }


def _projected(num: Arithmetic, at: At, vector: Number) -> Number:
    """P_V vector."""
    kept, added = plane_coordinates(num, at.student, at.second, vector)
    return num.times(kept, at.student) + num.times(added, at.second)


def _excess(num: Arithmetic, at: At, share: Number) -> tuple[Number, Number]:
    """ŵ★ᵀP_V v̂ − ρ c_S, and the size of its terms."""
    lengths = num.norm(at.truth) * num.norm(at.teacher)
    seen = num.dot(at.truth, _projected(num, at, at.teacher)) / lengths
    shared = cosine(num, at.student, at.teacher) * cosine(num, at.student, at.truth)
    return seen - share * shared, num.absolute(seen) + num.absolute(shared)


def _reading(num: Arithmetic, at: At) -> tuple[Reading, Number]:
    law = isotropic_law(num, at.radial, at.law_scale, at.student.shape[-1])
    reading = read_law(num, law, at.law_scale, at.student, at.teacher, at.truth, at.hard, at.noise)
    return reading, num.dot(cosine_gradient(num, at.student, at.truth), _projected(num, at, reading.velocity))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """P_V is the projector: it keeps w₀, and what it drops is orthogonal to V."""
    dropped = at.teacher - _projected(num, at, at.teacher)
    length = num.norm(at.teacher)
    return {
        "kept": Agree(num.dot(dropped, at.student), 0, length * num.norm(at.student) * _tilt(num, at)),
        "orthogonal": Agree(num.dot(dropped, at.second), 0, length * num.norm(at.second) * _tilt(num, at)),
    }


def _tilt(num: Arithmetic, at: At) -> Number:
    """|w₀|²|u|²/area: how much the projection's terms exceed its result."""
    ss, st, tt = (num.dot(*pair) for pair in ((at.student,) * 2, (at.student, at.second), (at.second,) * 2))
    return ss * tt / (ss * tt - st * st)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The projected rate from the law: s²ĝ(v)|v|/|w₀| times the excess, and its sign."""
    reading, rate = _reading(num, at)
    excess, size = _excess(num, at, num.ratio(1, 1))
    factor = reading.pull * num.norm(at.teacher) / num.norm(at.student)
    whole = reading.size * _tilt(num, at)
    return {"rate": Agree(rate, factor * excess, whole), "sign": AtMost(0, rate * excess, whole * (size + 1) * _tilt(num, at))}


def equality(at: At) -> Collection[str]:
    """ŵ★ᵀP_V v = (w₀·v)(w₀·w★)/|w₀|², in rationals."""

    def dot(a: Number, b: Number) -> Number:
        return np.sum(a * b)

    ss, st, tt = dot(at.student, at.student), dot(at.student, at.second), dot(at.second, at.second)
    along, across = dot(at.teacher, at.student), dot(at.teacher, at.second)
    seen = (along * tt - across * st) * dot(at.student, at.truth) + (across * ss - along * st) * dot(at.second, at.truth)
    return {"sign"} if seen * ss == along * dot(at.student, at.truth) * (ss * tt - st * st) else set()


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    _, rate = _reading(num, at)
    return {"sign": AtMost(0, rate * _excess(num, at, num.ratio(1001, 1000))[0])}


def _whole_space(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The criterion of the whole space: c_T > ρ c_S."""
    _, rate = _reading(num, at)
    shared = cosine(num, at.student, at.teacher) * cosine(num, at.student, at.truth)
    return {"sign": AtMost(0, rate * (cosine(num, at.teacher, at.truth) - shared))}


def _never(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A less expressive student never gains from a weaker teacher."""
    _, rate = _reading(num, at)
    weaker = cosine(num, at.student, at.truth) - cosine(num, at.teacher, at.truth)
    return {"never": AtMost(rate * num.maximum(weaker, num.ratio(0, 1)), 0)}


_LAW = {"radial": 1, "law_scale": 1, "hard": 0, "noise": 0}
_AT = {"student": [2, 1, 0], "second": [1, 0, 0], "teacher": [1, -1, 5], "truth": [1, 0, 0], **_LAW}
MUTANTS = (
    Mutant(
        "rho-1.001",
        "⇔ ŵ★ᵀP_V v̂ > 1.001 ρ c_S",
        {**_AT, "student": [10, 1, 0], "second": [0, 1, 0], "teacher": [10_000, 999, 0]},
        sides=_scaled,
        near=True,
    ),
    Mutant("whole-space", "the criterion c_T > ρ c_S", {**_AT, "truth": [1, 0, -1]}, sides=_whole_space),
    Mutant("never", "a less expressive student never gains from a weaker teacher", _AT, sides=_never),
    Mutant("noise-dropped", "the same for labels worse than coins", {**_AT, "noise": 0.625}, drop="noise below one half"),
)

CLAIM = Claim(
    id="capacity.subspace",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    quota=0.25,
    tags=("A3",),
    rests_on=("gain.criterion", "gradient.elliptical"),
    mutants=MUTANTS,
    doc=__doc__,
)
