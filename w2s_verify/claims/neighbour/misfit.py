"""Projection f_s of f_w on a closed convex set that CONTAINS f★: |f_s − f★|² ≤ |f_w − f★|² − |f_s − f_w|², in L² of any law.

Equality on closed affine subspaces.
Standing: reported (Charikar et al. 2405.15116); the proof is the projection theorem.
Source: A3, by contrast: this promises nothing where student and teacher share one class (f_s = f_w).
Assumes: functions on finitely many points, given by their values; the convex set is a box, the subspace a line.
Proof: ⟨f_w − f_s, f★ − f_s⟩ ≤ 0 for every f★ of the set; expand |f_w − f★|².
Equality: in the box exactly where that inner product is 0, decided in rationals.
Not checked: other convex sets.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At

_VALUES = tuple(Axis(name, -(2**16), 2**16, ("n",), exponent=(-20, 20)) for name in ("weak", "truth", "centre", "line"))


def _inside(fields: Fields) -> Fields:
    """The truth moved into the box."""
    centre, half = fields["centre"], fields["half"]
    return {**fields, "truth": np.clip(fields["truth"], centre - half, centre + half)}


def _same_class(fields: Fields) -> Fields:
    """The weak function in the box too: the projection changes nothing."""
    inside = _inside(fields)
    return {**inside, "weak": np.clip(fields["weak"], fields["centre"] - fields["half"], fields["centre"] + fields["half"])}


_UNIT = dict.fromkeys(("weak", "truth", "centre", "half"), (0, 0))
DOMAIN = Domain(
    axes=(*_VALUES, Axis("half", 0, 2**16, ("n",), exponent=(-20, 20)), Axis("weights", 1, 10**6, ("n",))),
    sizes={"n": (1, 16)},
    regimes=(
        Regime("generic", share=3, exponents=_UNIT, couple=_inside),
        Regime(
            "small numbers",
            share=3,
            sizes={"n": (1, 3)},
            axes=dict.fromkeys(("weak", "truth", "centre"), (-5, 5)) | {"half": (0, 4)},
            exponents=_UNIT,
        ),
        Regime("one class for both", exponents=_UNIT, couple=_same_class),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """f★ in the box; the line has a direction."""
    room = at.half - num.absolute(at.truth - at.centre)
    return {"truth in the set": -num.largest(-room), "line": Positive(num.dot(at.line, at.line))}


def _squared(num: Arithmetic, at: At, gap: Number) -> Number:
    """E[gap²], times the sum of the weights."""
    return num.sum(at.weights * gap * gap)


def _projected(num: Arithmetic, at: At) -> Number:
    """f_w clipped to the box: the nearest point of it in every L² norm."""
    shift, half = at.weak - at.centre, at.half
    over = (num.absolute(shift + half) - num.absolute(shift - half)) / 2
    return at.centre + over


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """On the box; and on the line through f★ = truth along ``line``, where it is an identity."""
    student = _projected(num, at)
    along = num.sum(at.weights * at.line * (at.weak - at.truth)) / _squared(num, at, at.line)
    on_line = at.truth + num.times(along, at.line)
    total = _squared(num, at, at.weak - at.truth)
    return {
        "box": AtMost(_squared(num, at, student - at.truth), total - _squared(num, at, student - at.weak), total),
        "line": Agree(_squared(num, at, on_line - at.truth), total - _squared(num, at, on_line - at.weak), 3 * total + 1),
    }


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """2⟨f_w − f_s, f_s − f★⟩."""
    student = _projected(num, at)
    return {"box": 2 * num.sum(at.weights * (at.weak - student) * (student - at.truth))}


def equality(at: At) -> Collection[str]:
    """The inner product is 0."""
    clipped = np.array([min(max(w, c - h), c + h) for w, c, h in zip(at.weak, at.centre, at.half, strict=True)])
    return {"box"} if np.sum(at.weights * (at.weak - clipped) * (clipped - at.truth)) == 0 else set()


def _with_share(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        student = _projected(num, at)
        misfit = num.ratio(numerator, 10_000) * _squared(num, at, student - at.weak)
        return {"box": AtMost(_squared(num, at, student - at.truth), _squared(num, at, at.weak - at.truth) - misfit)}

    return sides_with


_ONE = {"weights": [1], "line": [1], "weak": [3], "centre": [0], "half": [1]}
MUTANTS = (
    Mutant("misfit-1.0005", "1.0005 |f_s − f_w|²", {**_ONE, "truth": [1]}, sides=_with_share(10_005), near=True),
    Mutant("truth-outside", "f★ outside the set", {**_ONE, "truth": [2]}, drop="truth in the set"),
)

CLAIM = Claim(
    id="neighbour.misfit",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    margin=margin,
    equality=equality,
    kind="inequality",
    tags=("A3",),
    mutants=MUTANTS,
    doc=__doc__,
)
