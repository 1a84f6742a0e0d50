"""robust.approximate is sharp: the law of two atoms (1, ±1), Σ = I and δ(v) = 0, reaches its threshold with rate 0 and X > 0.

For every student w₀ = (p, q) with p > |q| > 0 the teacher v = (α, 0), tanh(α/2) = (s tanh(t/2) − t tanh(s/2))/(s − t) at the
scores s = p + q and t = p − q, has (δ(v) + δ(w₀)) sin φ_S = λ(v)|v|X and rate 0; a shorter teacher loses, a longer one gains.
Standing: derived here.
Source: L1: the distributional conditions are not characterised; no weaker condition on the defects alone is enough.
Assumes: soft labels, d = 2, a truth with X > 0; the law is rational (with −x beside each x it is the square's corners), the
teacher's length is solved for. Something must be: tanh at distinct rationals > 0 is linearly independent over the rationals, so
with Σ = I, rational atoms and weights, and rational w₀, v that are not parallel, the rate in the plane is never 0.
Proof: E[(σ(v·x) − ½)x] = (½tanh(α/2), 0), and the part of E[(σ(w₀·x) − ½)x] orthogonal to w₀ is that of the former: the descent
is along w₀. It exists since tanh is concave: 0 < α by tanh(t/2)/t > tanh(s/2)/s, and α < ∞ as a chord's height at 0.
Equality: the threshold is an identity.
Rests on: robust.approximate
Not checked: other laws at the threshold.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Agree, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At, Instance
from w2s_verify.distributions import Discrete, cosine_rate
from w2s_verify.quantities import CENTRED_SIGMOID, cosine, sine_squared


def _wedge(fields: Fields) -> Fields:
    """Student := (|p| + |q| + a little, q), truth := a turn of the student towards the first axis."""
    student, truth = np.array(fields["student"]), np.array(fields["truth"])
    student[..., 0] = np.abs(student[..., 0]) + np.abs(student[..., 1])
    student[..., 1] += np.where(student[..., 1] == 0, student[..., 0] / 4, 0)
    turned = student * (1 + np.abs(truth[..., :1]))
    turned[..., 1] = student[..., 1] * np.sign(truth[..., 1])
    return {**fields, "student": student, "truth": turned}


DOMAIN = Domain(
    axes=(
        Axis("student", -(2**16), 2**16, (2,), exponent=(-40, -10)),
        Axis("truth", -(2**10), 2**10, (2,)),
        Axis("offset", 1, 2**10, exponent=(-40, -10)),
    ),
    regimes=(
        Regime("generic"),
        Regime("wedge", share=4, couple=_wedge),
        Regime("small numbers", share=2, axes={"student": (-9, 9), "truth": (-9, 9)}, exponents={"student": (-3, 0)}),
        Regime("large scores", exponents={"student": (-10, -8)}, couple=_wedge),
    ),
)
"""The offset is how much longer or shorter than the threshold's the other two teachers are."""


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A student off the axis, on the teacher's side of both diagonals; X > 0 for a teacher (1, 0): q(q w★₁ − p w★₂) > 0."""
    first, second = at.student[..., 0], at.student[..., 1]
    return {
        "student": Positive(num.absolute(second)),
        "truth": Positive(num.dot(at.truth, at.truth)),
        "between the diagonals": Positive(first - num.absolute(second)),
        "X": Positive(second * (second * at.truth[..., 0] - first * at.truth[..., 1])),
    }


def _law(num: Arithmetic) -> Discrete:
    return Discrete(num.exact(np.array([[1.0, 1.0], [1.0, -1.0]])), num.exact(np.ones(2)))


def _teacher(num: Arithmetic, at: At, factor: Number) -> Number:
    """(factor · α, 0)."""
    near, far = at.student[..., 0] - at.student[..., 1], at.student[..., 0] + at.student[..., 1]
    height = (far * num.tanh(near / 2) - near * num.tanh(far / 2)) / (far - near)
    return num.vector(factor * (num.log1p(height) - num.log1p(-height)), 0 * height)


def _pull(num: Arithmetic, weights: Number) -> Number:
    return _law(num).ridge_vector(num, CENTRED_SIGMOID, weights)


def _defect(num: Arithmetic, weights: Number) -> Number:
    """δ(w), in the plane |E ∧ w|/|w|."""
    pull = _pull(num, weights)
    return num.absolute(pull[..., 0] * weights[..., 1] - pull[..., 1] * weights[..., 0]) / num.norm(weights)


def _rate(num: Arithmetic, at: At, factor: Number) -> Number:
    """|w₀|·rate under the teacher factor · v."""
    return num.norm(at.student) * cosine_rate(num, _law(num), at.student, _teacher(num, at, factor), at.truth)


def _threshold(num: Arithmetic, at: At, share: Number) -> Agree:
    """λ(v)|v|X = share (δ(v) + δ(w₀)) sin φ_S."""
    teacher = _teacher(num, at, num.ratio(1, 1))
    excess = cosine(num, teacher, at.truth) - cosine(num, at.student, teacher) * cosine(num, at.student, at.truth)
    drive = num.dot(_pull(num, teacher), teacher) / num.norm(teacher) * excess
    defect = (_defect(num, teacher) + _defect(num, at.student)) * num.sqrt(sine_squared(num, at.student, at.truth))
    return Agree(drive, share * defect, num.norm(_pull(num, teacher)) + num.norm(_pull(num, at.student)))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Σ = I, δ(v) = 0, both sides of the threshold and the rate; the sign of the rate beside it."""
    one, law = num.ratio(1, 1), _law(num)
    size = num.norm(_pull(num, at.student))
    lengths = num.norm(at.student) * num.norm(at.truth)
    return {
        "Σ = I": Agree(law.second_form(num, at.student, at.truth), num.dot(at.student, at.truth), lengths),
        "δ(v) = 0": Agree(_defect(num, _teacher(num, at, one)), 0, size),
        "threshold": _threshold(num, at, one),
        "rate": Agree(_rate(num, at, one), 0, size),
        "shorter": Below(_rate(num, at, 1 - at.offset / 2), 0, size),
        "longer": Below(0, _rate(num, at, 1 + at.offset), size),
    }


def largest_score(instance: Instance) -> float:
    """1 − tanh(s/2) must be told from 0."""
    return 2 * float(np.abs(instance["student"]).sum())


def _with_share(numerator: int) -> Sides:
    """The threshold at a share of the defects."""
    return lambda num, at: {"threshold": _threshold(num, at, num.ratio(numerator, 10_000))}


def _shorter_gains(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain starts a little below the threshold too."""
    return {"gain": Below(0, _rate(num, at, num.ratio(9995, 10_000)))}


_WITNESS = {"student": [2, 1], "truth": [1, 0], "offset": 2**-10}
MUTANTS = (
    Mutant("defects-0.9995", "0.9995 of the defects at the threshold", _WITNESS, sides=_with_share(9995), near=True),
    Mutant("length-0.9995", "gain from 0.9995 of the threshold's length on", _WITNESS, sides=_shorter_gains, near=True),
    Mutant("x-dropped", "the same for X < 0", {**_WITNESS, "truth": [0, 1]}, drop="X"),
    Mutant(
        "diagonals-dropped",
        "the same for a student beyond a diagonal",
        {**_WITNESS, "student": [1, 2]},
        drop="between the diagonals",
    ),
)

CLAIM = Claim(
    id="robust.threshold",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    largest_score=largest_score,
    kind="exists",
    tags=("A1", "L1"),
    rests_on=("robust.approximate",),
    mutants=MUTANTS,
    doc=__doc__,
)
