"""Elliptical law: accuracy against the truth is 1 − angle_Σ(w, w★)/π, so the student gains in accuracy ⇔ it gains in cosine
in Σ.

angle_Σ and the cosine in Σ are those of the inner product aᵀΣb; for Σ = s²I they are the plain ones.
Standing: derived here.
Source: A4: success means that the student improves on its own start; here in the currency of right answers.
Assumes: x = Sz, z spherical without atom at 0, S diagonal (every elliptical law up to rotation); w₀, w and w★ non-zero. From
the law, for the Gaussian, spheres and balls: the probability that w·x and w★·x have one sign, from the law of two coordinates
of z, and E[(y − ½) w·x] = ½E|z₁| |Sᵀw| cos_Σ(w, w★) for the truth's hard answers y.
Proof: w·x and w★·x have opposite signs on two sectors of angle angle_Σ(w, w★) each; arccos decreases.
Equality: equal cosines in Σ, decided on signed squares.
Rests on: cosine.invariance
Not checked: laws that are not elliptical (see gain.accuracy-any-law, where it is false).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, directions
from w2s_verify.claims.couplings import put_near
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Elliptical, Radial, ScaleMixture, Sphere, agreement, radial_law
from w2s_verify.quantities import cosine, wedge_squared


def _reversed(fields: Fields) -> Fields:
    """The truth along the diagonal, the student's entries in the opposite order: equal cosines."""
    return {
        "student": fields["student"],
        "moved": fields["student"][..., ::-1],
        "truth": 0 * fields["truth"] + 1,
        "stretch": 0 * fields["stretch"] + 1,
        "radial": fields["radial"],
    }


_NAMES = ("student", "moved", "truth")
_UNIT = dict.fromkeys(_NAMES, (0, 0))
DOMAIN = Domain(
    axes=(*(vector(name) for name in _NAMES), Axis("stretch", 1, 2**6, ("d",), exponent=-3), Axis("radial", 0, 2)),
    sizes={"d": (2, 8)},
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, sizes={"d": (2, 3)}, axes=dict.fromkeys(_NAMES, (-4, 4)), exponents=_UNIT),
        Regime("near", share=2, couple=put_near("moved", "student")),
        Regime("equal", couple=_reversed),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """All three vectors have a direction."""
    return directions(num, student=at.student, moved=at.moved, truth=at.truth)


def _accuracy(num: Arithmetic, weights: Number, truth: Number) -> Number:
    """1 − angle/π, the angle from its sine and cosine."""
    return 1 - num.atan2(num.sqrt(wedge_squared(num, weights, truth)), num.dot(weights, truth)) / num.pi()


def _whitened(at: At) -> tuple[Number, Number, Number]:
    """Sᵀ times the student at the start, later, and the truth."""
    return at.stretch * at.student, at.stretch * at.moved, at.stretch * at.truth


def _changes(num: Arithmetic, at: At) -> tuple[Number, Number]:
    start, moved, truth = _whitened(at)
    accuracy = _accuracy(num, moved, truth) - _accuracy(num, start, truth)
    return accuracy, cosine(num, moved, truth) - cosine(num, start, truth)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both changes have one sign; |change of cosine| ≤ π |change of accuracy|."""
    accuracy, along = _changes(num, at)
    return {
        "sign": AtMost(0, accuracy * along, 2),
        "size": AtMost(num.absolute(along), num.pi() * num.absolute(accuracy), 2),
    }


def _radial(at: At) -> Radial:
    """0 Gaussian, 1 spheres of radii 1 and 2, 2 a ball, in R^d; for even d the marginals of those in R^{d+1}."""
    dimension = at.student.shape[-1] // 2 * 2 + 1
    if round(float(at.radial)) == 1:
        return ScaleMixture(Sphere(dimension), (1.0, 2.0), (3, 1))
    return radial_law(at.radial, dimension)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """P(the student agrees with the truth) from the law's coordinates; what the truth's hard answers say of the student."""
    start, _, truth = _whitened(at)
    law = Elliptical(_radial(at), num.exact(np.eye(at.student.shape[-1])) * at.stretch)
    answers = num.dot(law.answer_vector(num, at.truth, num.ratio(1, 1), num.ratio(0, 1)), at.student)
    along, lengths = num.dot(start, truth), num.norm(start) * num.norm(truth)
    found = agreement(num, law.radial, along / lengths, num.sqrt(wedge_squared(num, start, truth)) / lengths)
    size = law.radial.mean_absolute(num) * num.norm(start) / 2
    return {
        "answers": Agree(answers, size * cosine(num, start, truth), size),
        "accuracy": Agree(found, _accuracy(num, start, truth), 1),
    }


def _signed_square(a: Any, b: Any) -> Any:
    along = np.sum(a * b)
    return along * abs(along) / np.sum(a * a)


def equality(at: At) -> Collection[str]:
    """Equal cosines in Σ."""
    start, moved, truth = _whitened(at)
    same = _signed_square(start, truth) == _signed_square(moved, truth)
    return {"sign", "size"} if same else set()


def _accuracy_is_cosine(num: Arithmetic, at: At) -> Mapping[str, object]:
    """|change of cosine| ≤ 0.999 π |change of accuracy|."""
    accuracy, along = _changes(num, at)
    return {"size": AtMost(num.absolute(along), num.ratio(999, 1000) * num.pi() * num.absolute(accuracy))}


def _plain(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The plain angle in place of that in Σ."""
    start, _, truth = _whitened(at)
    return {"accuracy": Agree(_accuracy(num, start, truth), _accuracy(num, at.student, at.truth), 1)}


def _linear(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Accuracy (1 + cosine)/2 in place of 1 − angle/π."""
    accuracy, along = _changes(num, at)
    return {"size": Agree(accuracy, along / 2)}


_TURN = {"student": [-1, 1000], "moved": [1, 1000], "truth": [1, 0], "stretch": [1, 1], "radial": 1}
MUTANTS = (
    Mutant("size-0.999", "|change of cosine| ≤ 0.999 π |change of accuracy|", _TURN, sides=_accuracy_is_cosine, near=True),
    Mutant("plain-angle", "the plain angle for every Σ", {**_TURN, "student": [1, 1], "stretch": [1, 2]}, sides=_plain),
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
    quota=0.25,
    rests_on=("cosine.invariance",),
    mutants=MUTANTS,
    doc=__doc__,
)
