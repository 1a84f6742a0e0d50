"""Isotropic law, X > 0 and Y > 0: peak² − c_S² = X²/(1 − ρ²), and the peak comes at b★ < 1 exactly for a weaker teacher.

Standing: derived here.
Source: A4: success is counted against the student's own start; this is by how much it can improve.
Assumes: w₀, v not parallel. From the law: the radial laws of the domain, Σ = s²I, soft, hard and noisy labels, p < ½.
Proof: expand the square; X − Y = (c_T − c_S)(1 + ρ) and 1 + ρ > 0. At w = Y'w₀ + X'v the law's gradient leaves the cosine
as it is.
Equality: b★ = 1 exactly on c_T = c_S, decided in integers.
Rests on: path.peak, path.unimodal
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import FRAME_AXES, RADIAL_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, frame_premises, frame_triple, reading_at
from w2s_verify.claims.instance import At
from w2s_verify.quantities import arc_of_gram, cosine, peak_of_plane


def _equals(fields: Fields) -> Fields:
    """c_T = c_S: the teacher's error has the student's length."""
    return {**fields, "p": fields["a"], "q": 0 * fields["b"], "r": fields["b"]}


def _nearly_equals(fields: Fields) -> Fields:
    return {**fields, "p": fields["a"] + fields["p"] * 2.0**-40, "q": 0 * fields["b"], "r": fields["b"]}


DOMAIN = Domain(
    axes=(*FRAME_AXES, *RADIAL_AXES),
    regimes=(
        Regime("generic", share=3, axes={"a": (1, 2**20)}),
        Regime("small", share=3, axes=SMALL_FRAME),
        Regime("equals", axes={"a": (1, 30), "b": (1, 30)}, couple=_equals),
        Regime("nearly equals", axes={"a": (1, 30), "b": (1, 30)}, couple=_nearly_equals),
        Regime("student worse than chance", axes={"a": (-(2**10), -1), "p": (2**10, 2**20)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, labels better than coins, X > 0, Y > 0."""
    gram = frame_gram(at)
    return {**frame_premises(num, at), "X": Positive(gram.excess_teacher), "Y": Positive(gram.excess_student)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The square, and b★ = X/Y against 1."""
    arc = arc_of_gram(num, frame_gram(at))
    least = 1 - arc.shared * arc.shared
    gap = arc.taught - arc.own
    size = num.absolute(arc.own) + num.absolute(arc.taught)
    return {
        "gain": Agree(arc.peak_squared - arc.own * arc.own, arc.x * arc.x / least, 4 / least),
        "weaker": AtMost(0, gap * (arc.x / arc.y - 1), size * (arc.x / arc.y + 1)),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """At w = Y'w₀ + X'v: the law's rate is 0, and cos² there is c_S² + X²/(1 − ρ²)."""
    gram = frame_gram(at)
    student, teacher, truth = frame_triple(num, at)
    point = peak_of_plane(num, gram, student, teacher)
    reading = reading_at(num, at, point)
    arc = arc_of_gram(num, gram)
    least = 1 - arc.shared * arc.shared
    reached = cosine(num, point, truth)
    return {
        "still at the peak": Agree(reading.rate, 0, reading.size),
        "reached": Agree(reached * reached, arc.own * arc.own + arc.x * arc.x / least, 4 / least),
    }


def equality(at: At) -> Collection[str]:
    """c_T = c_S: equal signs and equal squares."""
    gram = frame_gram(at)
    same = gram.su * gram.tu >= 0 and gram.lead_in_squares == 0
    return {"weaker"} if same else set()


def _scaled_gain(num: Arithmetic, at: At) -> Mapping[str, object]:
    arc = arc_of_gram(num, frame_gram(at))
    gain = arc.x * arc.x / (1 - arc.shared * arc.shared)
    return {"gain": Agree(arc.peak_squared - arc.own * arc.own, num.ratio(1001, 1000) * gain)}


def _without_divisor(num: Arithmetic, at: At) -> Mapping[str, object]:
    arc = arc_of_gram(num, frame_gram(at))
    return {"gain": AtMost(arc.peak_squared - arc.own * arc.own, arc.x * arc.x)}


def _any_excess(num: Arithmetic, at: At) -> Mapping[str, object]:
    gram = frame_gram(at)
    return {**premises(num, at), "Y": Positive(gram.excess_student * gram.excess_student)}


_AT = {"a": 2, "b": 1, "p": 1, "q": 1, "r": 1, "radial": 1, "law_scale": 1, "hard": 0, "noise": 0}
MUTANTS = (
    Mutant("gain-1.001", "the gain in squares is 1.001 X²/(1 − ρ²)", {**_AT, "q": -1}, sides=_scaled_gain, near=True),
    Mutant("divisor-dropped", "peak² − c_S² ≤ X²", {**_AT, "q": -1, "r": 2}, sides=_without_divisor),
    Mutant("y-dropped", "the same rule for b★ where Y < 0", {**_AT, "a": 1, "p": 2, "r": 0}, premises=_any_excess),
)

CLAIM = Claim(
    id="path.peak-gain",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="identity",
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("path.peak", "path.unimodal"),
    mutants=MUTANTS,
    doc=__doc__,
)
