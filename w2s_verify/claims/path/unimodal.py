"""Isotropic law: along the path d cos/db has the sign of X − bY, so the cosine turns at most once.

For two points b₁ < b₂ on the same side of the turn, cos(b₂) − cos(b₁) has the sign of X − b₁Y (and of X − b₂Y).
X>0, Y>0 rises, then falls; X≥0, Y≤0, not both 0, rises for ever; X≤0, Y≥0, not both 0, falls for ever; X<0, Y<0 falls, then
rises; this needs c_S + c_T < 0, for X + Y = (c_S + c_T)(1 − ρ), so max(X, Y) ≥ (c_S + c_T)(1 − ρ)/2.
Standing: derived here.
Source: A1 and A4: how the student's own improvement evolves over time.
Assumes: w₀, v not parallel. From the law: the radial laws of the domain, Σ = s²I, soft, hard and noisy labels, p < ½.
The sum X + Y is also read from the law: X from the rate of w₀ under v, Y from that of v under w₀.
Proof: the derivative is (X − bY)/(1 + b² + 2bρ)^{3/2}, and b increases along the flow.
Equality: X = Y = 0; in the law's reading kept X' = learned Y'; of the larger one on c_T = c_S; all in integers.
Rests on: path.plane
Not checked: certified at the sampled points only. (No gain ever where c_T ≤ ρ c_S and c_T ≤ c_S: see path.no-gain.)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES, RADIAL_AXES, RAY_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, frame_premises, frame_triple, no_slope, rate_parts
from w2s_verify.claims.instance import At
from w2s_verify.distributions import isotropic_law, read_law
from w2s_verify.quantities import arc_of_gram


def _before_the_turn(fields: Fields) -> Fields:
    """(kept, learned) and the further point at most at the turn."""
    gram = frame_gram(fields)
    x, y = np.maximum(gram.excess_teacher, 1), np.maximum(gram.excess_student, 1)
    return {**fields, "kept": y, "learned": np.floor(x / 2), "further": np.maximum(np.floor(x / 4), 1)}


def _past_the_turn(fields: Fields) -> Fields:
    """The nearer point 2⁻¹³ of a step beyond the turn, the further one as much beyond it."""
    gram = frame_gram(fields)
    x, y = np.maximum(gram.excess_teacher, 1), np.maximum(gram.excess_student, 1)
    return {**fields, "kept": np.ldexp(y, 13), "learned": np.ldexp(x, 13) + 1, "further": np.ones_like(x)}


def _equals(fields: Fields) -> Fields:
    """c_T = c_S, both of the student's sign: X = Y."""
    return {**fields, "p": fields["a"], "q": 0 * fields["b"], "r": fields["b"]}


DOMAIN = Domain(
    axes=(*FRAME_AXES, *RAY_AXES, Axis("further", 1, 2**20), *RADIAL_AXES),
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, axes={**SMALL_FRAME, "kept": (1, 30), "learned": (0, 30), "further": (1, 30)}),
        Regime("before the turn", share=2, axes=SMALL_FRAME, couple=_before_the_turn),
        Regime("past the turn", share=2, axes=SMALL_FRAME, couple=_past_the_turn),
        Regime("far away", share=2, axes={**SMALL_FRAME, "kept": (1, 30), "learned": (0, 30), "further": (2**15, 2**20)}),
        Regime("falls, then rises", axes={"a": (-30, -1), "p": (-30, -1), "b": (-5, 5), "q": (-5, 5), "r": (1, 5)}),
        Regime("equals", axes={"a": (-30, 30), "b": (1, 30)}, couple=_equals),
        Regime("blind", axes={"a": (0, 0), "p": (0, 0), "b": (1, 30)}),
    ),
)


def _slopes(at: At) -> tuple[Number, Number]:
    """kept X' − learned Y' at the nearer and at the further point."""
    gram = frame_gram(at)
    return tuple(at.kept * gram.excess_teacher - k * gram.excess_student for k in (at.learned, at.learned + at.further))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, labels better than coins, the further point further, both on the same side of the turn."""
    near, far = _slopes(at)
    return {
        **frame_premises(num, at),
        "kept": Positive(at.kept),
        "further": Positive(at.further),
        "same side": near * far,
    }


def _rise(num: Arithmetic, at: At) -> Number:
    """cos at the further point minus cos at the nearer one."""
    gram = frame_gram(at)
    arc = arc_of_gram(num, gram)
    lengths = num.sqrt(gram.tt) / (num.sqrt(gram.ss) * at.kept)
    return arc.cosine(num, (at.learned + at.further) * lengths) - arc.cosine(num, at.learned * lengths)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rise has the sign of the slopes; X + Y, and the larger of the two."""
    near, far = _slopes(at)
    size = num.absolute(near) + num.absolute(far)
    return {
        "sign": AtMost(0, _rise(num, at) * (near + far), size),
        "sum": _sum(num, at, num.ratio(1, 1)),
        "not both negative": _larger(num, at, num.ratio(1, 1)),
    }


def _sum(num: Arithmetic, at: At, share: Number) -> Agree:
    arc = arc_of_gram(num, frame_gram(at))
    return Agree(arc.x + arc.y, share * (arc.own + arc.taught) * (1 - arc.shared), 4)


def _larger(num: Arithmetic, at: At, share: Number) -> AtMost:
    """(c_S + c_T)(1 − ρ)/2 ≤ max(X, Y)."""
    arc = arc_of_gram(num, frame_gram(at))
    return AtMost(share * (arc.own + arc.taught) * (1 - arc.shared) / 2, num.maximum(arc.x, arc.y), 4)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The law's rate at the nearer point; X + Y from the rates of student and teacher, each taught by the other."""
    return {**rate_parts(num, at), "sum from the law": _sum_of_the_law(num, at, num.ratio(1, 1))}


def _sum_of_the_law(num: Arithmetic, at: At, share: Number) -> Agree:
    """The two rates, each over its clock, against share·(c_S + c_T)(1 − ρ)."""
    student, teacher, truth = frame_triple(num, at)
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    arc = arc_of_gram(num, frame_gram(at))
    found, size = num.ratio(0, 1), num.ratio(0, 1)
    for pupil, tutor in ((student, teacher), (teacher, student)):
        reading = read_law(num, law, at.law_scale, pupil, tutor, truth, at.hard, at.noise)
        clock = num.norm(pupil) / (reading.pull * num.norm(tutor))
        found, size = found + reading.rate * clock, size + reading.size * clock
    return Agree(found, share * (arc.own + arc.taught) * (1 - arc.shared), size)


def equality(at: At) -> Collection[str]:
    """X' = Y' = 0; kept X' = learned Y'; c_T = c_S."""
    gram = frame_gram(at)
    flat = gram.excess_teacher == 0 and gram.excess_student == 0
    equals = gram.su * gram.tu >= 0 and gram.lead_in_squares == 0
    said = {"sign": flat, "sign from the law": no_slope(at), "not both negative": equals}
    return {part for part, equal in said.items() if equal}


def _turn_moved(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The turn at 1.0005 X/Y."""
    gram = frame_gram(at)
    moved = at.kept * gram.excess_teacher * num.ratio(10_005, 10_000)
    near, far = (moved - k * gram.excess_student for k in (at.learned, at.learned + at.further))
    return {"sign": AtMost(0, _rise(num, at) * (near + far))}


def _from_the_nearer(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rise has the sign of the slope at the nearer point, wherever the further one is."""
    near, _ = _slopes(at)
    return {"sign": AtMost(0, _rise(num, at) * near)}


def _larger_sum(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"sum": _sum(num, at, num.ratio(1001, 1000))}


def _larger_sum_of_the_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {**rate_parts(num, at), "sum from the law": _sum_of_the_law(num, at, num.ratio(1001, 1000))}


def _larger_half(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"not both negative": _larger(num, at, num.ratio(1001, 1000))}


_AT = {"a": 1, "b": 1, "p": 1, "q": -1, "r": 1, "radial": 0, "law_scale": 1, "hard": 0, "noise": 0}
_EQUALS = {**_AT, "q": 0, "kept": 1, "learned": 0, "further": 1}
MUTANTS = (
    Mutant(
        "turn-1.0005",
        "the turn at b = 1.0005 X/Y",
        {**_AT, "kept": 30_000, "learned": 20_001, "further": 1},
        sides=_turn_moved,
        near=True,
    ),
    Mutant("sum-1.001", "X + Y = 1.001 (c_S + c_T)(1 − ρ)", _EQUALS, sides=_larger_sum, near=True),
    Mutant("law-1.001", "the same of the law's rates", _EQUALS, from_law=_larger_sum_of_the_law, near=True),
    Mutant("half-1.001", "max(X, Y) ≥ 1.001 (c_S + c_T)(1 − ρ)/2", _EQUALS, sides=_larger_half, near=True),
    Mutant(
        "both-sides",
        "the same sign rule across the turn",
        {**_AT, "kept": 1, "learned": 0, "further": 1000},
        sides=_from_the_nearer,
        drop="same side",
    ),
)

CLAIM = Claim(
    id="path.unimodal",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("path.plane",),
    mutants=MUTANTS,
    doc=__doc__,
)
