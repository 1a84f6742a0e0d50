"""Two teachers, loss CE(·, y_c) − CE(·, y_r), any law: a straight path along Δ = E[(y_c − y_r)x], the student's term gone.

Gain starts ⇔ cos(Δ, w★) > cos(Δ, w₀) c_S. With c_S > 0 and cos(Δ, w★) > 0 there is gain at time t
⇔ t|Δ|(c_S² − cos²(Δ, w★)) < 2c_S|w₀|(cos(Δ, w★) − cos(Δ, w₀)c_S): permanent ⇔ cos(Δ, w★) > c_S, or equal and started.
Standing: derived here; our linear analogue of contrastive and delta learning.
Source: A4 and A3: improvement over one's own start, within one class.
Assumes: w₀, w★, Δ non-zero; Δ enters alone, so it is any vector; from the law: discrete, soft, hard or noisy answers.
Proof: the two gradients share E[(σ(w·x) − ½)x]. (f_t² − c_S²)|w_t|² = t(2c_S r₀|w₀|² − t|Δ|²(c_S² − cos²(Δ, w★))), f_t > 0.
Equality: exactly on equality of the criterion, decided in rationals.
Rests on: step.exact
Not checked: the time condition for c_S ≤ 0 or cos(Δ, w★) ≤ 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, largest_score, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, cosine_rate, descent
from w2s_verify.quantities import cosine, cosine_gradient


def _near_the_boundary(fields: Fields) -> Fields:
    """Truth e₁, student (2, 1), Δ = (1, −1), whose gain ends at t = 4: t := 4(1 ± 2^-12 … 2^-40)."""
    planar = [np.zeros_like(fields["student"]) for _ in range(3)]
    for vector_, entries in zip(planar, ((2, 1), (1, 0), (1, -1)), strict=True):
        vector_[..., :2] = entries
    exponent = -12 - np.abs(fields["student"][..., 0].astype(np.int64)) % 29
    offset = np.copysign(np.ldexp(1.0, exponent), fields["student"][..., 1])
    return {**fields, "student": planar[0], "truth": planar[1], "delta": planar[2], "time": 4 * (1 + offset)}


_NUMBERS = ("student", "truth", "delta")
DOMAIN = Domain(
    axes=(
        *LAW_AXES,
        *(vector(name) for name in ("student", "truth", "delta", "chosen", "rejected")),
        Axis("time", 1, 2**20, exponent=(-40, 40)),
        Axis("hard", 0, 1),
        Axis("noise", 0, 63, exponent=-6),
    ),
    sizes={"n": (1, 12), "d": (1, 8)},
    regimes=(
        Regime("generic", share=3),
        Regime(
            "small numbers",
            share=4,
            sizes={"n": (1, 2), "d": (2, 3)},
            axes=dict.fromkeys(_NUMBERS, (-4, 6)) | {"time": (1, 4)},
            exponents=dict.fromkeys((*_NUMBERS, "time"), (0, 0)),
        ),
        Regime(
            "near the boundary",
            sizes={"n": (1, 2), "d": (2, 3)},
            exponents={"student": (0, 0)},
            couple=_near_the_boundary,
        ),
        Regime("late", exponents={"time": (20, 40)}),
    ),
    couple=limit_scores("student", "chosen", "rejected"),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_S > 0 and cos(Δ, w★) > 0."""
    return {"ahead": Positive(num.dot(at.student, at.truth)), "delta": Positive(num.dot(at.delta, at.truth))}


def _advantage(num: Arithmetic, at: At) -> Number:
    """cos(Δ, w★) − cos(Δ, w₀)c_S."""
    return cosine(num, at.delta, at.truth) - cosine(num, at.delta, at.student) * cosine(num, at.student, at.truth)


def _criterion(num: Arithmetic, at: At, share: Number) -> tuple[Number, Number]:
    own, other = cosine(num, at.student, at.truth), cosine(num, at.delta, at.truth)
    reach, length = at.time * num.norm(at.delta), num.norm(at.student)
    return 2 * own * length * _advantage(num, at) - share * reach * (own * own - other * other), length + reach


def _gain(num: Arithmetic, at: At) -> Number:
    moved = at.student + num.times(at.time, at.delta)
    return cosine(num, moved, at.truth) - cosine(num, at.student, at.truth)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate along Δ has the sign of the criterion; so has the gain at time t, of its own."""
    rate = num.dot(cosine_gradient(num, at.student, at.truth), at.delta)
    criterion, size = _criterion(num, at, num.ratio(1, 1))
    steep = num.norm(at.delta) / num.norm(at.student)
    return {
        "starts": Agree(rate, steep * _advantage(num, at), 2 * steep),
        "gain": AtMost(0, _gain(num, at) * criterion, size),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate of the student under both teachers is that along Δ, whatever the student's own term."""
    law = Discrete(at.points, at.weights)
    chosen, rejected = (law.answer_vector(num, v, at.hard, at.noise) for v in (at.chosen, at.rejected))
    rates = [cosine_rate(num, law, at.student, v, at.truth, at.hard, at.noise) for v in (at.chosen, at.rejected)]
    along = num.dot(cosine_gradient(num, at.student, at.truth), chosen - rejected)
    moved = descent(num, law, at.student, at.chosen, at.hard, at.noise)
    size = (num.norm(moved) + law.mean_of(num, num.norm(at.points))) / num.norm(at.student)
    return {"own term cancels": Agree(rates[0] - rates[1], along, 4 * size)}


def equality(at: At) -> Collection[str]:
    """The criterion times |w★|²|w₀|²|Δ|² in rationals."""
    su, du, ds = (np.sum(a * b) for a, b in ((at.student, at.truth), (at.delta, at.truth), (at.delta, at.student)))
    ss, dd = np.sum(at.student * at.student), np.sum(at.delta * at.delta)
    return {"gain"} if 2 * su * (du * ss - ds * su) == at.time * (su * su * dd - du * du * ss) else set()


def _longer(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        criterion, _ = _criterion(num, at, num.ratio(numerator, 10_000))
        return {"gain": AtMost(0, _gain(num, at) * criterion)}

    return sides_with


def _permanent_if_started(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain at time t ⇔ it starts."""
    return {"gain": AtMost(0, _gain(num, at) * _advantage(num, at))}


_LAW = {"points": [[1, 0]], "weights": [1], "chosen": [1, 0], "rejected": [0, 1], "hard": 0, "noise": 0}
_TURN = {**_LAW, "student": [2, 1], "truth": [1, 0], "delta": [1, -1]}
MUTANTS = (
    Mutant("time-0.9995", "0.9995 t in the criterion", {**_TURN, "time": 4.0009765625}, sides=_longer(9995), near=True),
    Mutant("permanent-if-started", "gain lasts whenever it starts", {**_TURN, "time": 9}, sides=_permanent_if_started),
    Mutant("ahead-dropped", "the same for c_S ≤ 0", {**_TURN, "student": [-2, 3], "delta": [1, -9], "time": 1}, drop="ahead"),
    Mutant("delta-dropped", "the same for cos(Δ, w★) ≤ 0", {**_TURN, "delta": [-1, 0], "time": 9}, drop="delta"),
)

CLAIM = Claim(
    id="neighbour.delta",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    largest_score=largest_score("student", "chosen", "rejected"),
    kind="iff",
    tags=("A3", "A4"),
    any_law=True,
    rests_on=("step.exact",),
    mutants=MUTANTS,
    doc=__doc__,
)
