"""Isotropic law, c_T > c_S of any signs: gain occurs, even where it does not start: at b = 1 + 1/(c_T − c_S) at the latest.

b = q|v|/|w₀| is the path's clock, which runs from 0 to ∞; cos(w_t, w★) = (c_S + b c_T)/√(1 + b² + 2bρ).
Standing: derived here.
Source: A1 and A4: a stronger teacher always helps in the end, also where its first effect is harmful (c_S < 0, X < 0).
Assumes: c_T > c_S.
Proof: by cosine.lipschitz the cosine at b is within 2/(2b − 1) of c_T, for |ŵ₀ + bv̂| ≥ b − 1, and 2/(2b − 1) < c_T − c_S there.
Equality: never.
Rests on: cosine.lipschitz, path.plane
Not checked: the time at which the path is there (see norm.clock).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import Gram, gram_of_frame


def _nearly_as_good(fields: Fields) -> Fields:
    """cos²φ_S near 1/3, φ_S obtuse, the teacher the student's mirror image but for p: the longest waits."""
    depth = np.abs(fields["a"]) + 100
    side = np.round(np.sqrt(2) * depth)
    return {**fields, "a": -depth, "b": side, "p": 1 - depth, "q": -side, "r": 0 * side}


_NAMES = ("a", "b", "p", "q", "r")
DOMAIN = Domain(
    axes=FRAME_AXES,
    regimes=(
        Regime("generic", share=3),
        Regime("worse than chance", share=3, axes={"a": (-(2**20), -1)}),
        Regime("small", share=3, axes=dict.fromkeys(_NAMES, (-9, 9))),
        Regime("nearly as good", share=2, axes={"a": (0, 2**12)}, couple=_nearly_as_good),
        Regime("one line", axes={"b": (0, 0), "q": (0, 0), "r": (0, 0)}),
    ),
)


def _gram(at: At) -> Gram:
    return gram_of_frame(at.a, at.b, at.p, at.q, at.r)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both have a direction, and c_T > c_S as a polynomial: p|p||w₀|² > a|a||v|²."""
    gram = _gram(at)
    stronger = at.p * num.absolute(at.p) * gram.ss - at.a * num.absolute(at.a) * gram.tt
    return {"student": Positive(gram.ss), "teacher": Positive(gram.tt), "stronger": Positive(stronger)}


def _arc(num: Arithmetic, at: At) -> tuple[Number, Number, Number]:
    gram = _gram(at)
    student, teacher = num.sqrt(gram.ss), num.sqrt(gram.tt)
    return gram.su / student, gram.tu / teacher, gram.st / (student * teacher)


def _sides(numerator: int, denominator: int, offset: int) -> Sides:
    """Gain at b = offset + ratio/(c_T − c_S)."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        own, taught, shared = _arc(num, at)
        b = offset + num.ratio(numerator, denominator) / num.absolute(taught - own)
        squared = 1 - shared * shared + (b + shared) * (b + shared)
        return {"gain": Below(own, (own + b * taught) / num.sqrt(squared))}

    return sides


sides = _sides(1, 1, 1)
_LATE = {"a": -500, "b": 707, "p": -499, "q": -707, "r": 0}
MUTANTS = (
    Mutant("earlier", "gain at b = 0.76/(c_T − c_S) already", _LATE, sides=_sides(76, 100, 0)),
    Mutant("stronger-dropped", "the same for a weaker teacher", {"a": 1, "b": 0, "p": 1, "q": 1, "r": 0}, drop="stronger"),
)

CLAIM = Claim(
    id="gain.occurs",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="exists",
    tags=("A1", "A4"),
    rests_on=("cosine.lipschitz", "path.plane"),
    mutants=MUTANTS,
    doc=__doc__,
)
