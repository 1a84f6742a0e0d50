"""Isotropic law, c_S < 0 and X = 0 (c_T = ρc_S), ρ² < 1: the gain's rate is 0, and gain starts at second order.

For 0 < b ≤ 1, y = b√(1−ρ²)/(1 + bρ): |c_S|(y²/2 − 3y⁴/8) < cos(w_t, w★) − c_S < |c_S| y²/2, and the middle is > 0.
b = q|v|/|w₀| is the path's clock, 0 at the start with a positive rate.
Standing: derived here.
Source: A1: gain can occur where its first derivative is silent.
Assumes: c_S < 0, X = 0, ρ² < 1.
Proof: on X = 0 the cosine is c_S(1 + bρ)/√((1+bρ)² + b²(1−ρ²)) = c_S/√(1 + y²), and
    y²/2 − 3y⁴/8 < 1 − 1/√(1 + y²) < y²/2 for y ≠ 0 (Taylor, alternating).
Equality: never.
Rests on: gain.criterion, path.plane
Not checked: the time at which the path is there (see norm.clock).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import FRAME_AXES
from w2s_verify.claims.claim import Agree, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import cosine_rate, isotropic, radial_law
from w2s_verify.quantities import arc_of_gram


def _silent(fields: Fields) -> Fields:
    """Teacher := k·student + (0, 0, r): X = 0."""
    return {**fields, "p": fields["p"] * fields["a"], "q": fields["p"] * fields["b"]}


def _nearly_silent(fields: Fields) -> Fields:
    """The same, with ±1 added to the second entry where |q| > 3: X ≠ 0, which the premise rejects."""
    silent = _silent(fields)
    return {**silent, "q": silent["q"] + np.where(np.abs(fields["q"]) > 3, np.sign(fields["q"]), 0)}


_SMALL = {"a": (-9, -1), "b": (-9, 9), "p": (-3, 3), "r": (1, 9)}
_LARGE = {"a": (-(2**18), -1), "b": (-(2**18), 2**18), "p": (-9, 9), "r": (1, 2**20)}
DOMAIN = Domain(
    axes=(
        *FRAME_AXES,
        Axis("clock", 1, 2**20, exponent=(-60, -20)),
        Axis("law", 0, 2),
        Axis("law_scale", 1, 2**4, exponent=(-40, -22)),
        Axis("hard", 0, 1),
    ),
    regimes=(
        Regime("generic", share=2, axes=_LARGE, couple=_silent),
        Regime("small", share=3, axes=_SMALL, couple=_silent),
        Regime("early", share=2, axes=_SMALL, exponents={"clock": (-60, -40)}, couple=_silent),
        Regime("any student", share=2, axes={**_SMALL, "a": (-9, 2), "r": (0, 2)}, couple=_silent),
        Regime("nearly silent", share=2, axes={**_SMALL, "b": (1, 9), "q": (-9, 9)}, couple=_nearly_silent),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_S < 0; X = 0 from both sides; student and teacher not on one line; 0 < b ≤ 1."""
    gram = frame_gram(at)
    return {
        "worse than chance": Positive(-at.a),
        "line": Positive(gram.area),
        "X not positive": -gram.excess_teacher,
        "X not negative": gram.excess_teacher,
        "clock": Positive(at.clock),
        "early": 1 - at.clock,
    }


def _sides(numerator: int, denominator: int) -> Sides:
    """The statement with y²/2, or a multiple of it."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        gram, b = frame_gram(at), at.clock
        arc = arc_of_gram(num, gram)
        squared = b * b * gram.area / (gram.ss * gram.tt) / ((1 + b * arc.shared) * (1 + b * arc.shared))
        gain = arc.cosine(num, b) - arc.own
        leading = num.ratio(numerator, denominator) * -arc.own * squared
        return {
            "gain": Below(0, gain, -arc.own),
            "at least": Below(leading - num.ratio(3, 8) * -arc.own * squared * squared, gain),
            "at most": Below(gain, leading),
        }

    return sides


sides = _sides(1, 2)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate under a spherical law is 0."""
    law = isotropic(num, radial_law(at.law, 3), at.law_scale, 3)
    student, teacher, truth = frame_triple(num, at)
    rate = cosine_rate(num, law, student, teacher, truth, at.hard)
    length = num.norm(student)
    return {"silent": Agree(rate, 0, at.law_scale * (1 + at.law_scale * length) / length)}


def _before_the_opposite(num: Arithmetic, at: At) -> Mapping[str, object]:
    """All premises but the one that keeps student and teacher off one line; b < 1, where the point is not 0 for ρ = −1."""
    kept = {name: value for name, value in premises(num, at).items() if name != "line"}
    return {**kept, "teacher": Positive(frame_gram(at).tt), "before the opposite": Positive(1 - at.clock)}


def _on_one_line(at: At) -> bool:
    """ρ² = 1: nothing moves."""
    return bool(frame_gram(at).area == 0)


_LAW = {"law": 0, "law_scale": 2**-20, "hard": 0}
_SILENT = {"a": -1, "b": 0, "p": 0, "q": 0, "r": 1, "clock": 2**-6, **_LAW}
MUTANTS = (
    Mutant("half-0.4995", "cos − c_S < 0.4995|c_S|y²", _SILENT, sides=_sides(4995, 10_000), near=True),
    Mutant("half-0.5005", "0.5005|c_S|y² − … < cos − c_S", _SILENT, sides=_sides(5005, 10_000), near=True),
    Mutant("better-than-chance", "the same for c_S ≥ 0", {**_SILENT, "a": 1}, drop="worse than chance"),
    Mutant("x-negative", "the same for X ≤ 0", {**_SILENT, "q": -1, "b": 1, "clock": 2**-3}, drop="X not negative"),
    Mutant("x-positive", "the same for X ≥ 0", {**_SILENT, "q": 1, "b": 1, "clock": 2**-3}, drop="X not positive"),
    Mutant(
        "one-line",
        "the same for ρ² = 1, where nothing moves",
        {**_SILENT, "p": -1, "r": 0},
        premises=_before_the_opposite,
        sides=lambda num, at: {"gain": sides(num, at)["gain"]},
        equality=_on_one_line,
    ),
)

CLAIM = Claim(
    id="gain.second-order",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="expansion",
    tags=("A1",),
    quota=0.25,
    rests_on=("gain.criterion", "path.plane"),
    mutants=MUTANTS,
    doc=__doc__,
)
