"""The last layer of a ReLU network trained, f(x) = a·φ(x), φ_j(x) = max(u_j·x, 0): the linear theory holds for φ(x)'s law.

The gain of cos(a, a★) starts at the rate (1/|a₀|)⟨P â★, E[(y − σ(f₀(x)))φ(x)]⟩, P the projector orthogonal to a₀: what an
example contributes is its surprise times its features. But φ(x) is not elliptical, and the criterion X > 0 does not carry over.
Standing: derived here (gain.rate at the law of the features).
Source: L2: linear models only.
Assumes: any discrete law of x, any hidden weights u_j shared by student, teacher and truth; soft or hard labels.
Proof: the score is linear in a, so φ(x) takes the place of x.
Equality: an identity.
Rests on: gain.rate
Not checked: networks of which every layer is trained (beyond.networks: measured, conjecture).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, general_position
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Sides, directions
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, cosine_rate
from w2s_verify.quantities import centred_label, centred_sigmoid, gram_of_vectors, orthogonal_truth

_LAYERS = ("student", "teacher", "truth")
DOMAIN = Domain(
    axes=(
        Axis("points", -64, 64, ("n", "d"), exponent=(-10, 0)),
        LAW_AXES[1],
        Axis("hidden", -16, 16, ("k", "d"), exponent=(-6, 0)),
        *(Axis(name, -(2**12), 2**12, ("k",), exponent=(-20, -10)) for name in _LAYERS),
        Axis("hard", 0, 1),
    ),
    sizes={"n": (1, 12), "d": (1, 6), "k": (2, 8)},
    regimes=(
        Regime("generic", share=3),
        Regime("moderate scores", share=3, exponents={"points": (-8, -6), "hidden": (-6, -4)}),
        Regime("small", share=2, sizes={"n": (1, 3), "d": (1, 2), "k": (2, 3)}, axes={"points": (-3, 3), "hidden": (-3, 3)}),
    ),
    couple=general_position(student=1, teacher=1),
)


def _features(num: Arithmetic, at: At) -> Number:
    """φ at every atom: (..., n, k)."""
    rows = (num.matvec(at.hidden, at.points[..., i, :]) for i in range(at.points.shape[-2]))
    return np.stack([num.maximum(row, 0 * row) for row in rows], axis=-2)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and truth have a direction."""
    return directions(num, student=at.student, truth=at.truth)


def _through_the_network(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """The projected surprise, example by example, and the sum of its absolute terms."""
    pull = orthogonal_truth(num, at.student, at.truth)
    rows = _features(num, at)
    answers = centred_label(num, num.matvec(rows, at.teacher), at.hard)
    surprise = answers - centred_sigmoid(num, num.matvec(rows, at.student))
    total, size, mass = num.ratio(0, 1), num.ratio(0, 1), num.sum(at.weights)
    for i in range(at.points.shape[-2]):
        share, feature = at.weights[..., i] / mass, rows[..., i, :]
        total = total + share * surprise[..., i] * num.dot(feature, pull)
        size = size + share * num.norm(feature)
    length = num.norm(at.student)
    return total / length, size / length


def _rate(num: Arithmetic, at: At) -> Number:
    return cosine_rate(num, Discrete(_features(num, at), at.weights), at.student, at.teacher, at.truth, at.hard)


def _scaled(numerator: int, denominator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        found, size = _through_the_network(num, at)
        return {"rate": Agree(_rate(num, at), num.ratio(numerator, denominator) * found, size)}

    return sides_with


sides = _scaled(1, 1)
"""The law of the features against the sum over the examples."""


def _criterion(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain starts ⇔ X > 0, as for isotropic laws."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"sign": AtMost(0, _rate(num, at) * gram.excess_teacher)}


_AT = {"points": [[1], [-2]], "weights": [1, 1], "hidden": [[1], [-1]], "hard": 0}
MUTANTS = (
    Mutant(
        "rate-1.001",
        "the rate is 1.001 times as large",
        {**_AT, "student": [1, 1], "teacher": [2, 1], "truth": [1, 0]},
        sides=_scaled(1001, 1000),
        near=True,
    ),
    Mutant(
        "criterion",
        "gain starts ⇔ X > 0",
        {**_AT, "student": [0, 1], "teacher": [1, 0], "truth": [1, 0], "hidden": [[1], [2]]},
        sides=_criterion,
    ),
)

CLAIM = Claim(
    id="beyond.last-layer",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="identity",
    tags=("L2",),
    rests_on=("gain.rate",),
    mutants=MUTANTS,
    doc=__doc__,
)
