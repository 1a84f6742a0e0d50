"""Isotropic law, φ_S acute: gain starts ⇔ κ < tan φ_S cot φ_T, for every φ_T; for φ_S obtuse the reverse.

κ is the inner product of the unit error directions: the parts of w₀ and v orthogonal to w★, normalised.
Standing: derived here.
Source: A1 and A2: which pairs gain, in terms of how the teacher's error relates to the student's.
Assumes: w₀ and v not on the line of w★; φ_S not a right angle (there X = c_T).
Proof: ρ = c_S c_T + κ sin φ_S sin φ_T gives X = c_T − ρc_S = sin φ_S sin φ_T c_S (tan φ_S cot φ_T − κ).
Equality: the sign is 0 exactly on X = 0, decided in integers.
Rests on: gain.criterion
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import cosine_rate, isotropic, radial_law
from w2s_verify.quantities import cosine, orthogonal_part, sine_squared, wedge_squared


def _on_the_boundary(fields: Fields) -> Fields:
    """Teacher := student + ε n, n orthogonal to the student: X has the sign of ε, 0 or ±2^-1 … ±2^-40."""
    student, truth = fields["student"], fields["truth"]
    squared, along = (np.vecdot(student, other)[..., None] for other in (student, truth))
    return {**fields, "teacher": student + (squared * truth - along * student) * fields["teacher"][..., :1]}


def _silent_teacher(fields: Fields) -> Fields:
    """d = 3, teacher := k·student + student × truth: X = 0."""
    student, truth = fields["student"], fields["truth"]
    return {**fields, "teacher": fields["teacher"][..., :1] * student + np.cross(student, truth)}


_FEW = {"d": (2, 4)}
_INTEGERS = {"student": (-15, 15), "truth": (-15, 15), "teacher": (-1, 1)}
_UNIT = {"student": (0, 0), "truth": (0, 0)}
DOMAIN = Domain(
    axes=(
        vector("student"),
        vector("teacher"),
        vector("truth"),
        Axis("law", 0, 2),
        Axis("law_scale", 1, 2**4, exponent=(-60, -42)),
        Axis("hard", 0, 1),
    ),
    sizes={"d": (2, 8)},
    regimes=(
        Regime("generic", share=3),
        Regime(
            "small",
            share=3,
            sizes={"d": (2, 3)},
            axes=dict.fromkeys(_INTEGERS, (-4, 4)),
            exponents={**_UNIT, "teacher": (0, 0)},
        ),
        Regime(
            "near the boundary",
            share=3,
            sizes=_FEW,
            axes=_INTEGERS,
            exponents={**_UNIT, "teacher": (-40, -1)},
            couple=_on_the_boundary,
        ),
        Regime(
            "boundary",
            share=2,
            sizes={"d": (3, 3)},
            axes={**_INTEGERS, "teacher": (-9, 9)},
            exponents={**_UNIT, "teacher": (0, 0)},
            couple=_silent_teacher,
        ),
        Regime("plane", sizes={"d": (2, 2)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both errors have a direction, and φ_S is not a right angle."""
    along = num.dot(at.student, at.truth)
    return {
        "student's error": Positive(wedge_squared(num, at.student, at.truth)),
        "teacher's error": Positive(wedge_squared(num, at.teacher, at.truth)),
        "not right": Positive(along * along),
    }


def _threshold(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """tan φ_S cot φ_T and κ, each from its own definition."""
    own, taught = (orthogonal_part(num, w, at.truth) for w in (at.student, at.teacher))
    tangent = num.norm(own) / num.dot(at.student, at.truth)
    cotangent = num.dot(at.teacher, at.truth) / num.norm(taught)
    return tangent * cotangent, cosine(num, own, taught)


def _sides(numerator: int, denominator: int) -> Sides:
    """The statement with κ, or a multiple of κ."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        own, taught, shared = (
            cosine(num, *pair) for pair in ((at.student, at.truth), (at.teacher, at.truth), (at.student, at.teacher))
        )
        advantage = taught - shared * own
        threshold, kappa = _threshold(num, at)
        gap = threshold - num.ratio(numerator, denominator) * kappa
        sines = num.sqrt(sine_squared(num, at.student, at.truth) * sine_squared(num, at.teacher, at.truth))
        size = 1 + num.absolute(threshold)
        return {
            "identity": Agree(advantage, sines * own * gap, 2 + size),
            "sign": AtMost(0, own * gap * advantage, size),
        }

    return sides


sides = _sides(1, 1)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate under a spherical law has the sign of cos φ_S (tan φ_S cot φ_T − κ)."""
    size = at.student.shape[-1]
    law = isotropic(num, radial_law(at.law, size), at.law_scale, size)
    rate = cosine_rate(num, law, at.student, at.teacher, at.truth, at.hard)
    threshold, kappa = _threshold(num, at)
    own = num.dot(at.student, at.truth)
    scale = (1 + num.absolute(threshold)) * num.norm(at.truth) * num.norm(at.student)
    terms = at.law_scale * (1 + at.law_scale * num.norm(at.student)) / num.norm(at.student)
    return {"starts": AtMost(0, rate * own * (threshold - kappa), scale * terms)}


def equality(at: At) -> Collection[str]:
    """X = 0, a polynomial in the exact entries."""
    own, taught, shared = (np.sum(a * b) for a, b in ((at.student, at.truth), (at.teacher, at.truth), (at.student, at.teacher)))
    return {"sign", "starts"} if taught * np.sum(at.student * at.student) == shared * own else set()


def _any_angle(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The acute rule also for an obtuse φ_S."""
    own, taught, shared = (
        cosine(num, *pair) for pair in ((at.student, at.truth), (at.teacher, at.truth), (at.student, at.teacher))
    )
    threshold, kappa = _threshold(num, at)
    return {"sign": AtMost(0, (threshold - kappa) * (taught - shared * own))}


_LAW = {"law": 0, "law_scale": 2**-10, "hard": 0}
MUTANTS = (
    Mutant(
        "kappa-0.9995",
        "X = sin φ_S sin φ_T c_S (tan φ_S cot φ_T − 0.9995 κ)",
        {"student": [1, 1], "teacher": [1, 2], "truth": [1, 0], **_LAW},
        sides=_sides(9995, 10_000),
        near=True,
    ),
    Mutant(
        "any-angle",
        "gain starts ⇔ κ < tan φ_S cot φ_T, also for φ_S obtuse",
        {"student": [-1, 1], "teacher": [1, 2], "truth": [1, 0], **_LAW},
        sides=_any_angle,
    ),
)

CLAIM = Claim(
    id="gain.error-direction",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    tags=("A1", "A2"),
    quota=0.25,
    rests_on=("gain.criterion",),
    mutants=MUTANTS,
    doc=__doc__,
)
