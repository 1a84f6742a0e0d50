"""Isotropic law: accuracy against the truth is 1 − angle(w, w★)/π, so the student gains in accuracy ⇔ it gains in cosine.

Standing: derived here.
Source: A4: success means that the student improves on its own start; here in the currency of right answers.
Assumes: a spherically symmetric law without atom at 0; w₀, w and w★ non-zero. From the law: N(0, s²I), hard labels, where
    E[(y − ½) w·x] = s|w| cos(w, w★)/√(2π) is what the answers of the truth say of the angle.
Proof: w·x and w★·x have opposite signs on two sectors of angle angle(w, w★) each; arccos decreases.
Equality: equal cosines, decided on signed squares.
Rests on: cosine.invariance
Not checked: laws that are not elliptical (see gain.accuracy-any-law, where it is false).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian
from w2s_verify.quantities import cosine, wedge_squared


def _near(fields: Fields) -> Fields:
    return {**fields, "moved": fields["student"] + np.ldexp(fields["moved"], -30)}


def _reversed(fields: Fields) -> Fields:
    """The truth along the diagonal, the student's entries in the opposite order: equal cosines."""
    return {
        "student": fields["student"],
        "moved": fields["student"][..., ::-1],
        "truth": 0 * fields["truth"] + 1,
        "law_scale": fields["law_scale"],
    }


_NAMES = ("student", "moved", "truth")
_UNIT = dict.fromkeys(_NAMES, (0, 0))
DOMAIN = Domain(
    axes=(*(vector(name) for name in _NAMES), Axis("law_scale", 1, 2**10, exponent=-5)),
    sizes={"d": (2, 8)},
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, sizes={"d": (2, 3)}, axes=dict.fromkeys(_NAMES, (-4, 4)), exponents=_UNIT),
        Regime("near", share=2, couple=_near),
        Regime("equal", couple=_reversed),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """All three vectors have a direction."""
    vectors = {"student": at.student, "moved": at.moved, "truth": at.truth}
    return {name: Positive(num.dot(w, w)) for name, w in vectors.items()}


def _accuracy(num: Arithmetic, weights: Number, truth: Number) -> Number:
    """1 − angle/π, the angle from its sine and cosine."""
    return 1 - num.atan2(num.sqrt(wedge_squared(num, weights, truth)), num.dot(weights, truth)) / num.pi()


def _changes(num: Arithmetic, at: At) -> tuple[Number, Number]:
    accuracy = _accuracy(num, at.moved, at.truth) - _accuracy(num, at.student, at.truth)
    return accuracy, cosine(num, at.moved, at.truth) - cosine(num, at.student, at.truth)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both changes have one sign; |change of cosine| ≤ π |change of accuracy|."""
    accuracy, along = _changes(num, at)
    return {
        "sign": AtMost(0, accuracy * along, 2),
        "size": AtMost(num.absolute(along), num.pi() * num.absolute(accuracy), 2),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """What the truth's hard answers say of the student: E[(y − ½) w·x]."""
    law = IsotropicGaussian(at.law_scale)
    answers = num.dot(law.answer_vector(num, at.truth, num.ratio(1, 1), 0), at.student)
    length = at.law_scale * num.norm(at.student) / num.sqrt(2 * num.pi())
    return {"answers": Agree(answers, length * cosine(num, at.student, at.truth), length)}


def _signed_square(a: Any, b: Any) -> Any:
    along = np.sum(a * b)
    return along * abs(along) / np.sum(a * a)


def equality(at: At) -> Collection[str]:
    """Equal cosines."""
    same = _signed_square(at.student, at.truth) == _signed_square(at.moved, at.truth)
    return {"sign", "size"} if same else set()


def _accuracy_is_cosine(num: Arithmetic, at: At) -> Mapping[str, object]:
    """|change of cosine| ≤ 0.999 π |change of accuracy|."""
    accuracy, along = _changes(num, at)
    return {"size": AtMost(num.absolute(along), num.ratio(999, 1000) * num.pi() * num.absolute(accuracy))}


def _linear(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Accuracy (1 + cosine)/2 in place of 1 − angle/π."""
    accuracy, along = _changes(num, at)
    return {"size": Agree(accuracy, along / 2)}


_TURN = {"student": [-1, 1000], "moved": [1, 1000], "truth": [1, 0], "law_scale": 1}
MUTANTS = (
    Mutant("size-0.999", "|change of cosine| ≤ 0.999 π |change of accuracy|", _TURN, sides=_accuracy_is_cosine, near=True),
    Mutant("linear", "accuracy is (1 + cosine)/2", {**_TURN, "student": [1, 1]}, sides=_linear),
)

CLAIM = Claim(
    id="gain.accuracy",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="iff",
    tags=("A4",),
    quota=0.5,
    rests_on=("cosine.invariance",),
    mutants=MUTANTS,
    doc=__doc__,
)
