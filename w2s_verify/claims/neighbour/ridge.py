"""Ridge on a teacher's infinite data, Σ = s²I: some λ > 0 brings the parameter error below the TEACHER's ⇔ ⟨v, v − w★⟩ > 0.

For a given λ the student is c v with c = s²/(s² + λ), and it is closer to w★ than v ⇔ (1 − c)|v|² < 2⟨v, v − w★⟩.
Standing: derived here; a neighbour of Moniri and Hassani (2505.18346).
Source: A4, by contrast: improvement over the teacher, not over one's own start.
Assumes: squared loss, labels v·x, second moment s²I of any law, λ > 0.
Proof: s²(w − v) + λw = 0 gives w = c v; |v − w★|² − |cv − w★|² = (1 − c)(2⟨v, v − w★⟩ − (1 − c)|v|²), and 1 − c takes every
value in (0, 1).
Equality: the sign is 0 exactly on (1 − c)|v|² = 2⟨v, v − w★⟩, decided in rationals.
Not checked: finite samples; Σ that is not a multiple of I.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian


def _on_the_boundary(fields: Fields) -> Fields:
    """w★ := ¾ v at c = ½, where (1 − c)|v|² = 2⟨v, v − w★⟩."""
    return {**fields, "truth": fields["teacher"] * 0.75, "ridge": fields["moment"]}


def _near_the_boundary(fields: Fields) -> Fields:
    """w★ := (¾ − 2^-14 … 2^-26) v at c = ½."""
    exponent = -14 - np.floor(fields["moment"] * 2.0**20) % 13
    return {
        **fields,
        "truth": fields["teacher"] * (0.75 - np.ldexp(1.0, exponent.astype(np.int64)))[..., None],
        "ridge": fields["moment"],
    }


DOMAIN = Domain(
    axes=(
        vector("teacher"),
        vector("truth"),
        Axis("moment", 1, 2**12, exponent=(-20, 10)),
        Axis("ridge", 1, 2**12, exponent=(-20, 10)),
    ),
    sizes={"d": (1, 12)},
    regimes=(
        Regime("generic", share=3),
        Regime(
            "small numbers",
            share=3,
            sizes={"d": (1, 3)},
            axes={"teacher": (-4, 4), "truth": (-4, 4), "moment": (1, 4), "ridge": (1, 4)},
            exponents=dict.fromkeys(("teacher", "truth", "moment", "ridge"), (0, 0)),
        ),
        Regime("boundary", couple=_on_the_boundary),
        Regime("near the boundary", couple=_near_the_boundary),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """s² > 0, λ > 0."""
    del num
    return {"moment": Positive(at.moment), "ridge": Positive(at.ridge)}


def _kept(at: At) -> Number:
    return at.moment / (at.moment + at.ridge)


def _improvement(num: Arithmetic, at: At, kept: Number) -> Number:
    before, after = at.teacher - at.truth, num.times(kept, at.teacher) - at.truth
    return num.dot(before, before) - num.dot(after, after)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """At the given λ: the improvement has the sign of the criterion; λ exists: a small enough one does."""
    lost = 1 - _kept(at)
    room = 2 * num.dot(at.teacher, at.teacher - at.truth)
    size = num.dot(at.teacher, at.teacher)
    scale = (num.norm(at.teacher) + num.norm(at.truth)) * (num.norm(at.teacher) + num.norm(at.truth))
    open_ = num.step(room)
    share = open_ * room / (2 * (size + open_ * room) + 1 - open_) + (1 - open_)
    return {
        "sign": AtMost(0, _improvement(num, at, _kept(at)) * (room - lost * size), scale * scale),
        "some λ": Below(open_ - 1, open_ * _improvement(num, at, 1 - share)),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The normal equations of a law with second moment s²I, tested along v and w★: a·Σ(w − v) + λ a·w = 0 at w = c v."""
    law, kept = IsotropicGaussian(num.sqrt(at.moment)), _kept(at)
    student = num.times(kept, at.teacher)
    parts: dict[str, object] = {}
    for name, a in (("along v", at.teacher), ("along the truth", at.truth)):
        left = law.second_form(num, a, student) - law.second_form(num, a, at.teacher) + at.ridge * num.dot(a, student)
        parts[name] = Agree(left, 0, (at.moment + at.ridge) * num.norm(a) * num.norm(at.teacher))
    return parts


def equality(at: At) -> Collection[str]:
    """The criterion or the improvement is 0, in rationals."""
    lost, size = 1 - _kept(at), np.sum(at.teacher * at.teacher)
    room = 2 * np.sum(at.teacher * (at.teacher - at.truth))
    zero = size == 0 or room == lost * size
    return {"sign"} if zero else set()


def _shifted(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        room = 2 * num.dot(at.teacher, at.teacher - at.truth)
        criterion = room - num.ratio(numerator, 10_000) * (1 - _kept(at)) * num.dot(at.teacher, at.teacher)
        return {"sign": AtMost(0, _improvement(num, at, _kept(at)) * criterion)}

    return sides_with


def _error_only(num: Arithmetic, at: At) -> Mapping[str, object]:
    """⟨w★, v − w★⟩ in place of ⟨v, v − w★⟩."""
    room = 2 * num.dot(at.truth, at.teacher - at.truth) - (1 - _kept(at)) * num.dot(at.teacher, at.teacher)
    return {"sign": AtMost(0, _improvement(num, at, _kept(at)) * room)}


MUTANTS = (
    Mutant(
        "shrinkage-1.0005",
        "1.0005 (1 − c)|v|² < 2⟨v, v − w★⟩",
        {"teacher": [4096], "truth": [3071.5], "moment": 1, "ridge": 1},
        sides=_shifted(10_005),
        near=True,
    ),
    Mutant(
        "truth-for-teacher",
        "⟨w★, v − w★⟩ in place of ⟨v, v − w★⟩",
        {"teacher": [1, 1], "truth": [1, 0], "moment": 9, "ridge": 1},
        sides=_error_only,
    ),
)

CLAIM = Claim(
    id="neighbour.ridge",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    tags=("A4",),
    mutants=MUTANTS,
    doc=__doc__,
)
