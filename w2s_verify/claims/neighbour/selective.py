"""Labels only where the teacher is confident, |v̂·x| ≥ m: −∇L = −a(w)w + B̃(w)v̂, so the rate is B̃(w₀)X/|w₀|.

Hard labels: B̃ > 0 always. Soft labels: B̃ > 0 if w·v̂ ≤ |v|; otherwise it may be negative (boundary.selective-labels).
{B̃ ≥ 0} is forward invariant, so the student keeps to the path of path.plane ⇔ B̃(w₀) ≥ 0.
Standing: derived here.
Source: A3 and A4, applied to a neighbour: a teacher that answers only where it is confident.
Assumes: x ~ N(0, I), v non-zero, w not parallel to it; a(w) = E[σ'(w·x); |v̂·x| ≥ m],
B̃ = E[(y − ½)v̂·x; |v̂·x| ≥ m] − 2φ(m)F, F = E[σ(U)] − ½, U = w₁m + w₂Z, w₁ = w·v̂, w₂ the length of the rest.
Proof: integrate by parts in v̂·x; the boundary term is 2φ(m)F. Hard: B̃ = φ(m)(1 − 2F). Soft: the first term exceeds
2φ(m)(σ(|v|m) − ½) ≥ 2φ(m)F, since F ≤ σ(w₁m) − ½ for w₁ ≥ 0 and F ≤ 0 otherwise. For w₁ > 0 the flow has
B̃' = 2φ(m)(aE[Uσ'(U)] − B̃mE[σ'(U)]) ≥ −2φ(m)mE[σ'(U)]B̃, so B̃ cannot pass 0 downward; for w₁ ≤ 0 it is positive.
Equality: identities; in the last bound where w₁ ≤ 0 (no claim there) or m = 0, and in the limit of a vanishing student.
Rests on: gain.criterion, path.plane
Not checked: noisy answers; from rates to times (Grönwall's inequality: textbook). The law is read by the student's score: given
w·x, v̂·x is normal; no integration by parts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import (
    EdgeMoments,
    edge_moments,
    normal_density,
    selective_answers,
    selective_moments,
    selective_pull,
)
from w2s_verify.quantities import cosine_gradient, gram_of_vectors


def _on_the_teachers_side(fields: Fields) -> Fields:
    """The student or its negative, so that w·v ≥ 0."""
    along = np.vecdot(fields["student"], fields["teacher"])[..., None]
    return {**fields, "student": np.where(along < 0, -fields["student"], fields["student"])}


_VECTORS = ("student", "teacher", "truth")
DOMAIN = Domain(
    axes=(
        *(Axis(name, -16, 16, (3,), exponent=(-12, -3)) for name in _VECTORS),
        Axis("cut", 0, 24, exponent=-3),
        Axis("hard", 0, 1),
    ),
    regimes=(
        Regime("generic", share=4, exponents=dict.fromkeys(_VECTORS, (-3, -3))),
        Regime("small student", share=2, exponents={"student": (-12, -10), "teacher": (-3, -2)}),
        Regime(
            "longer than the teacher",
            share=2,
            axes={"cut": (4, 12), "hard": (0, 0)},
            exponents={"student": (-3, -3), "teacher": (-8, -5)},
            couple=_on_the_teachers_side,
        ),
        Regime("few labels", share=2, axes={"cut": (16, 24)}, exponents=dict.fromkeys(_VECTORS, (-3, -3))),
    ),
)


class _Plane(NamedTuple):
    """|v|, w₁ = w·v̂ and w₂: the scalars of the plane of student and teacher."""

    radius: Number
    along: Number
    across: Number


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher span a plane; the truth has a direction."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"plane": Positive(gram.area), "truth": Positive(gram.uu)}


def _plane(num: Arithmetic, at: At) -> _Plane:
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    radius = num.sqrt(gram.tt)
    return _Plane(radius, gram.st / radius, num.sqrt(num.maximum(gram.area, 0 * gram.area)) / radius)


def _pull(num: Arithmetic, at: At) -> Number:
    return selective_pull(num, at.cut, *_plane(num, at), at.hard)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0 < B̃ under hard labels, and under soft ones where w·v̂ ≤ |v|; elsewhere nothing is said (−1 < 0)."""
    longer = num.step(num.dot(at.student, at.teacher) - num.dot(at.teacher, at.teacher))
    stated = 1 - (1 - at.hard) * longer
    return {"towards the teacher": Below(stated - 1, stated * _pull(num, at))}


class _Descent(NamedTuple):
    """−∇L = taught v̂ + own û by the law, û the student's direction across v̂; a(w); B̃; the size of all terms; the edge."""

    taught: Number
    own: Number
    decay: Number
    pull: Number
    size: Number
    edge: EdgeMoments


def _descent(num: Arithmetic, at: At, edge: Number = 2) -> _Descent:
    plane = _plane(num, at)
    answers = selective_answers(num, at.cut, plane.radius, at.hard)
    moments = selective_moments(num, at.cut, plane.along, plane.across)
    at_edge = edge_moments(num, at.cut, plane.along, plane.across)
    pull = answers - edge * normal_density(num, at.cut) * at_edge.answer
    across = (plane.along * moments.taught - moments.own) / plane.across
    size = answers + num.absolute(moments.taught) + (num.absolute(plane.along * moments.taught) + moments.own) / plane.across
    return _Descent(answers - moments.taught, across, moments.decay, pull, size, at_edge)


def _along_the_flow(num: Arithmetic, at: At, moved: _Descent, share: Number) -> AtMost:
    """−share·2φ(m)mE[σ'(U)]B̃ ≤ B̃' where w₁ > 0 (elsewhere nothing is said), B̃' with the law's velocity."""
    plane = _plane(num, at)
    edge, ahead = 2 * normal_density(num, at.cut), num.step(num.dot(at.student, at.teacher))
    slope = moved.edge.slope
    spread = (moved.edge.score - plane.along * at.cut * slope) / plane.across
    change = -edge * (at.cut * slope * moved.taught + spread * moved.own)
    return AtMost(-ahead * share * edge * at.cut * slope * moved.pull, ahead * change + 1 - ahead, moved.size)


def _identities(num: Arithmetic, at: At, moved: _Descent) -> dict[str, Any]:
    plane = _plane(num, at)
    decayed = moved.decay * plane.along
    return {
        "along the teacher": Agree(moved.taught, moved.pull - decayed, moved.size + num.absolute(decayed)),
        "across": Agree(moved.own, -moved.decay * plane.across, moved.size),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The descent in the plane, the rate, 0 < a ≤ ¼, and B̃ along the flow."""
    plane, moved = _plane(num, at), _descent(num, at)
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    axis = num.times(1 / plane.radius, at.teacher)
    side = num.times(1 / plane.across, at.student - num.times(plane.along, axis))
    gradient = cosine_gradient(num, at.student, at.truth)
    rate = moved.taught * num.dot(gradient, axis) + moved.own * num.dot(gradient, side)
    closed = moved.pull * gram.excess_teacher / (plane.radius * gram.ss * num.sqrt(gram.ss * gram.uu))
    return {
        **_identities(num, at, moved),
        "rate": Agree(rate, closed, 2 * moved.size / num.sqrt(gram.ss)),
        "decay is positive": Below(0, moved.decay),
        "decay at most a quarter": AtMost(moved.decay, num.ratio(1, 4)),
        "along the flow": _along_the_flow(num, at, moved, num.ratio(1, 1)),
    }


def equality(at: At) -> Collection[str]:
    """No label is cut off and nothing is at the edge; where w₁ ≤ 0 nothing is said."""
    return {"along the flow"} if at.cut == 0 and np.sum(at.student * at.teacher) > 0 else set()


def _edge(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _identities(num, at, _descent(num, at, num.ratio(2001, 1000)))


def _share(numerator: int, denominator: int) -> Sides:
    return lambda num, at: {"along the flow": _along_the_flow(num, at, _descent(num, at), num.ratio(numerator, denominator))}


def _any_student(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"towards the teacher": AtMost(0, _pull(num, at))}


_UNIT = {"student": [2, 1, 0], "teacher": [1, 0, 0], "truth": [0, 0, 1], "cut": 1, "hard": 0}
MUTANTS = (
    Mutant("edge-2.001", "2.001 φ(m)F at the edge", _UNIT, sides=_edge, near=True),
    Mutant("any-student", "B̃ ≥ 0 for soft labels, however long the student", _UNIT, sides=_any_student),
    Mutant(
        "kept-0.9995",
        "B̃' ≥ −0.9995·2φ(m)mE[σ'(U)]B̃",
        {**_UNIT, "student": [2**-10, 2**-10, 0]},
        sides=_share(9995, 10_000),
        near=True,
    ),
    Mutant(
        "pull-grows",
        "B̃ never falls along the flow",
        {**_UNIT, "student": [2**-10, 2**-10, 0]},
        sides=_share(0, 1),
    ),
)

CLAIM = Claim(
    id="neighbour.selective",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="identity",
    tags=("A3", "A4"),
    quota=0.25,
    rests_on=("gain.criterion", "path.plane"),
    mutants=MUTANTS,
    doc=__doc__,
)
