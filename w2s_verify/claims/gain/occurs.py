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

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import FRAME_AXES
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram
from w2s_verify.claims.instance import At
from w2s_verify.quantities import arc_of_gram, signed_lead


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


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both have a direction, and c_T > c_S as a polynomial: p|p||w₀|² > a|a||v|²."""
    gram = frame_gram(at)
    return {"student": Positive(gram.ss), "teacher": Positive(gram.tt), "stronger": Positive(-signed_lead(num, gram))}


def _sides(numerator: int, denominator: int, offset: int) -> Sides:
    """Gain at b = offset + ratio/(c_T − c_S)."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        arc = arc_of_gram(num, frame_gram(at))
        b = offset + num.ratio(numerator, denominator) / num.absolute(arc.taught - arc.own)
        squared = 1 - arc.shared * arc.shared + (b + arc.shared) * (b + arc.shared)
        return {"gain": Below(arc.own, (arc.own + b * arc.taught) / num.sqrt(squared))}

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
