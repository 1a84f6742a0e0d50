"""Isotropic law, gradient descent with ηs² ≤ 4: the iterates stay on the arc, w_k = A_k w₀ + B_k v with A_k > 0, B_k ≥ 0.

There q_k = B_k/A_k strictly increases, and ηs²ĝ(v)k ≤ q_k ≤ 4ĝ(v)((1 − ηs²/4)^{−k} − 1), the latter no bound at ηs² = 4. A
step may jump over the peak.
Standing: derived here.
Source: K1: the dynamics, here with discrete steps.
Assumes: Σ = s²I, the radial laws of the domain, soft or hard labels; two exact steps.
Proof: A_{k+1} = (1 − ηs²g(w_k))A_k and q_{k+1} = q_k + ηs²ĝ(v)/A_{k+1} with 0 < g ≤ ¼.
Equality: the lower bound at k = 0 only; the upper where all radii are 0: none at non-zero vectors.
Rests on: path.plane, norm.clock
Not checked: other radial laws; more than two steps.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import TRIPLE_AXES, limit_radii, triple_law, triple_pull
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent
from w2s_verify.quantities import gram_of_vectors

STEPS = 2
DOMAIN = Domain(
    axes=(*TRIPLE_AXES, Axis("speed", 1, 2**12, exponent=-10)),
    regimes=(
        Regime("generic", share=3),
        Regime("largest steps", axes={"speed": (2**12 - 8, 2**12)}),
        Regime("exactly 4", axes={"speed": (2**12, 2**12)}),
        Regime("long student", exponents={"student": (10, 14), "law_scale": (-3, 0)}),
        Regime("small steps, tiny norms", axes={"speed": (1, 4)}, exponents={"student": (-46, -40), "teacher": (-46, -40)}),
    ),
    couple=limit_radii(2**14),
)
"""The speed is ηs²."""


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, and ηs² ≤ 4."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"plane": Positive(gram.area), "speed": 4 - at.speed}


def _arc(num: Arithmetic, at: At) -> list[tuple[Number, Number]]:
    """(A_k, q_k) by the scalar recursion."""
    kept, ratio = num.ratio(1, 1), num.ratio(0, 1)
    arc, slope = [], triple_pull(num, at)
    for _ in range(STEPS):
        point = num.times(kept, at.student + num.times(ratio, at.teacher))
        kept = kept * (1 - at.speed * triple_law(at).pull(num, at.law_scale * num.norm(point)))
        ratio = ratio + at.speed * slope / kept
        arc.append((kept, ratio))
    return arc


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Signs, growth and both bounds at every step, the upper one times (1 − ηs²/4)^k."""
    slope, parts, before = triple_pull(num, at), {}, num.ratio(0, 1)
    power = num.ratio(1, 1)
    for k, (kept, ratio) in enumerate(_arc(num, at), start=1):
        power = power * (1 - at.speed / 4)
        parts[f"A{k} > 0"] = Below(0, kept)
        parts[f"q{k} grows"] = Below(before, ratio)
        parts[f"q{k} at least"] = Below(k * at.speed * slope, ratio)
        parts[f"q{k} at most"] = Below(power * ratio, 4 * slope * (1 - power))
        before = ratio
    return parts


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gradient descent on the law itself ends in A(w₀ + q v): the squared distance is 0."""
    law, point = triple_law(at), at.student
    rate = at.speed / (at.law_scale * at.law_scale)
    for _ in range(STEPS):
        point = point + num.times(rate, descent(num, law, point, at.teacher, at.hard))
    kept, ratio = _arc(num, at)[-1]
    onto = num.times(kept, at.student + num.times(ratio, at.teacher))
    gap = point - onto
    return {"iterate": Agree(num.dot(gap, gap), 0, num.dot(onto, onto) + num.dot(at.student, at.student))}


def _shifted(numerator: int, *, lower: bool) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        slope, (_, ratio) = triple_pull(num, at), _arc(num, at)[0]
        factor = num.ratio(numerator, 10_000)
        if lower:
            return {"q1 at least": AtMost(factor * at.speed * slope, ratio)}
        return {"q1 at most": AtMost(ratio, factor * 4 * slope * (1 / (1 - at.speed / 4) - 1))}

    return sides_with


def _never_beyond_the_peak(num: Arithmetic, at: At) -> Mapping[str, object]:
    """b₁ ≤ b★, multiplied out, wherever the peak exists."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    _, ratio = _arc(num, at)[0]
    both = num.step(gram.excess_teacher) * num.step(gram.excess_student)
    return {"peak": AtMost(both * ratio * gram.excess_student, both * gram.excess_teacher, num.absolute(gram.excess_teacher))}


_TINY = {"student": [2**-20, 0, 0], "teacher": [0, 2**-20, 0], "truth": [4, 1, 0], "law_scale": 1, "hard": 0, "radial": 0}
MUTANTS = (
    Mutant("lower-1.0005", "q ≥ 1.0005 ηs²ĝk", {**_TINY, "speed": 2**-10}, sides=_shifted(10_005, lower=True), near=True),
    Mutant("upper-0.9995", "q ≤ 0.9995 of the bound", {**_TINY, "speed": 1}, sides=_shifted(9995, lower=False), near=True),
    Mutant(
        "never-beyond-the-peak",
        "no step jumps over the peak",
        {"student": [1, 0, 0], "teacher": [0, 1, 0], "truth": [4, 1, 0], "law_scale": 1, "hard": 0, "radial": 0, "speed": 3},
        sides=_never_beyond_the_peak,
    ),
)

CLAIM = Claim(
    id="step.same-arc",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="flow",
    tags=("K1",),
    quota=0.25,
    rests_on=("path.plane", "norm.clock"),
    mutants=MUTANTS,
    doc=__doc__,
)
