"""Isotropic law, c_T > c_S of any signs: gain occurs, even where it does not start: at b = 1 + k/(c_T − c_S) at the latest.

k = 4/(3√3), the best constant: it is reached as c_T → c_S at cos² φ_S = 1/3. b = q|v|/|w₀| is the path's clock, which runs
from 0 to ∞; cos(w_t, w★) = (c_S + b c_T)/√(1 + b² + 2bρ).
Standing: derived here.
Source: A1 and A4: a stronger teacher always helps in the end, also where its first effect is harmful (c_S < 0, X < 0).
Assumes: c_T > c_S.
Proof: (f² − c_S²)(1 + b² + 2bρ) = b(2c_S X − b(c_S² − c_T²)), f the cosine at b. Where c_S ≥ 0 or X ≥ 0 that gives gain at
every b > 0 (at every b > 1 for v along −w₀). Else |c_T| < −c_S, and there is gain beyond b★ = 2c_S X/(c_S² − c_T²), which is
largest for opposite errors. With −c_S = cos α and −c_T = cos(α + 2h), 0 < h < π/2 − α, it is then sin 2α/sin 2h, and
c_T − c_S = 2 sin(α + h) sin h, so b★(c_T − c_S) = 2 sin²α cos α + 2 sin α cos²α tan h. The first is at most k, and the second
at most c_T − c_S, for sin α cos²α ≤ sin α ≤ ½(sin α + sin(α + 2h)) = sin(α + h) cos h.
Equality: never.
Rests on: path.plane
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


def _sides(numerator: int) -> Sides:
    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        """Gain at b = 1 + share·k/(c_T − c_S), the share of k in thousandths."""
        arc = arc_of_gram(num, frame_gram(at))
        b = 1 + num.ratio(4 * numerator, 3000) / (num.sqrt(num.ratio(3, 1)) * num.absolute(arc.taught - arc.own))
        squared = 1 - arc.shared * arc.shared + (b + arc.shared) * (b + arc.shared)
        return {"gain": Below(arc.own, (arc.own + b * arc.taught) / num.sqrt(squared))}

    return sides


sides = _sides(1000)
_LATE = {"a": -4000, "b": 5657, "p": -3999, "q": -5657, "r": 0}
MUTANTS = (
    Mutant("earlier", "gain at b = 1 + 0.999 k/(c_T − c_S) already", _LATE, sides=_sides(999), near=True),
    Mutant("stronger-dropped", "the same for a weaker teacher", {"a": 1, "b": 0, "p": 1, "q": 1, "r": 0}, drop="stronger"),
)

CLAIM = Claim(
    id="gain.occurs",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="exists",
    tags=("A1", "A4"),
    rests_on=("path.plane",),
    mutants=MUTANTS,
    doc=__doc__,
)
