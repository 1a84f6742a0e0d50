"""Isotropic gradient descent, ηs² ≤ 4, |c_T| < c_S: no iterate ever gains ⇔ q₁ ≥ 2(|w₀|/|v|) c_S X/(c_S² − c_T²).

Here q₁ = ηs²ĝ(v)/(1 − ηs²g(w₀)). In particular none gains if |w₀| ≤ ηs²ĝ(v)|v|(c_S² − c_T²)/(2c_S X): a small start is
overwritten by the first step.
Standing: derived here.
Source: K1: the dynamics depend on the initial norm of the student.
Assumes: Σ = s²I, the radial laws of the domain, soft or hard labels; X of any sign (X ≤ 0: the bound is
negative, and none gains).
Proof: the iterates run along the arc with increasing q (step.same-arc), and gain > 0 exactly below the window's end; so if
the first iterate is beyond it, all are.
Equality: q₁ at the window's end, where the first gain is 0 and none follows: no sampled instance meets it, and one that did
would stay undecided; the boundary is approached from both sides to 2⁻⁴⁰.
Rests on: step.same-arc, path.window
Not checked: iterates beyond the second; other radial laws.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.arithmetic.float64 import float64
from w2s_verify.claims.axes import TRIPLE_AXES, limit_radii, triple_law, triple_pull
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent
from w2s_verify.quantities import Gram, cosine, gram_of_vectors


def _near_the_boundary(fields: Fields) -> Fields:
    """ηs² := the value at which q₁ is the window's end, in doubles, times 1 ± 2^-1 … 2^-40."""
    gram = gram_of_vectors(float64, fields["student"], fields["teacher"], fields["truth"])
    scale = fields["law_scale"]
    gap = gram.lead_in_squares
    window = 2 * gram.su * gram.excess_teacher / np.where(gap == 0, 1, gap)
    law = triple_law(fields)
    slope = law.answer_pull(float64, scale * np.sqrt(np.maximum(gram.tt, 1e-300)), fields["hard"])
    speed = window / (slope + window * law.pull(float64, scale * np.sqrt(np.maximum(gram.ss, 1e-300))))
    offset = 1 + np.ldexp(np.where(fields["side"] > 0, 1.0, -1.0), -np.abs(fields["side"]).astype(np.int64) - 1)
    return {**fields, "speed": np.clip(np.nan_to_num(speed) * offset, 2.0**-60, 4.0)}


_SMALL = {"student": (-9, 9), "teacher": (-9, 9), "truth": (-9, 9)}
_UNIT = {"student": (-3, 0), "teacher": (-3, 0), "truth": (0, 0)}
DOMAIN = Domain(
    axes=(*TRIPLE_AXES, Axis("speed", 1, 2**16, exponent=(-30, -10)), Axis("side", -40, 40)),
    regimes=(
        Regime("generic", share=2),
        Regime("small numbers", share=2, axes=_SMALL, exponents=_UNIT),
        Regime("long steps", axes={**_SMALL, "speed": (2**10, 2**16)}, exponents={**_UNIT, "speed": (-10, -10)}),
        Regime("long student", exponents={"student": (10, 14), "law_scale": (-3, 0)}),
        Regime(
            "near the boundary",
            share=3,
            axes=_SMALL,
            exponents={**_UNIT, "law_scale": (-14, -8)},
            couple=_near_the_boundary,
        ),
    ),
    couple=limit_radii(2**14),
)
"""The speed is ηs²."""


def _left(gram: Gram, first: Number) -> Number:
    """The window's end minus q₁, times (c_S² − c_T²)|w₀|²|v|²|w★|²."""
    return 2 * gram.su * gram.excess_teacher - first * gram.lead_in_squares


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A weaker teacher, a student better than chance, a plane, ηs² ≤ 4."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {
        "plane": Positive(gram.area),
        "ahead": Positive(gram.su),
        "weaker": Positive(gram.lead_in_squares),
        "speed": 4 - at.speed,
    }


def _first(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """(q₁, ηs²ĝ(v))."""
    drive = at.speed * triple_pull(num, at)
    return drive / (1 - at.speed * triple_law(at).pull(num, at.law_scale * num.norm(at.student))), drive


def _gains(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """The gains of the first two iterates, by descent on the law."""
    law, point, gains = triple_law(at), at.student, []
    before = cosine(num, at.student, at.truth)
    for _ in range(2):
        step = at.speed / (at.law_scale * at.law_scale)
        point = point + num.times(step, descent(num, law, point, at.teacher, at.hard))
        gains.append(cosine(num, point, at.truth) - before)
    return gains[0], gains[1]


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The first iterate gains before the window's end and only there; beyond it the second gains neither; the short form."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    first, drive = _first(num, at)
    left = _left(gram, first)
    gains = _gains(num, at)
    before = num.step(left)
    return {
        "before the end": Below(0, before * gains[0] + 1 - before),
        "at the end or beyond": AtMost((1 - before) * gains[0], before),
        "for ever": AtMost((1 - before) * gains[1], before),
        "small start": Below(drive, first),
    }


def _end_times(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
        left = _left(gram, num.ratio(1000, numerator) * _first(num, at)[0])
        return {"sign": Below(0, _gains(num, at)[0] * left)}

    return sides_with


def _small_start_only(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The short form as an equivalence."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"sign": Below(0, _gains(num, at)[0] * _left(gram, _first(num, at)[1]))}


_WITNESS = {"student": [1, 0, 0], "teacher": [0, 1, 0], "truth": [4, 1, 0], "law_scale": 1, "hard": 0, "radial": 0, "side": 0}
MUTANTS = (
    Mutant(
        "window-1.001", "the window's end 1.001 times as far", {**_WITNESS, "speed": 1.6839}, sides=_end_times(1001), near=True
    ),
    Mutant("short-form-iff", "ηs²ĝ(v) in place of q₁", {**_WITNESS, "speed": 2}, sides=_small_start_only),
    Mutant("speed-dropped", "the same for ηs² > 4", {**_WITNESS, "speed": 40}, drop="speed"),
    Mutant("ahead-dropped", "the same for c_S ≤ 0", {**_WITNESS, "truth": [-4, 1, 0], "speed": 1}, drop="ahead"),
    Mutant(
        "weaker-dropped",
        "the same for a teacher ahead",
        {**_WITNESS, "teacher": [-4, -1, 0], "speed": 4},
        drop="weaker",
    ),
)

CLAIM = Claim(
    id="step.overwrite",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="iff",
    tags=("K1",),
    quota=0.25,
    rests_on=("step.same-arc", "path.window"),
    mutants=MUTANTS,
    doc=__doc__,
)
