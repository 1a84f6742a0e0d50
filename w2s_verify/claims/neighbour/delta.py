"""Two teachers, loss CE(·, y_c) − CE(·, y_r), any law: a straight path along Δ = E[(y_c − y_r)x], the student's term gone.

Gain starts ⇔ cos(Δ, w★) > cos(Δ, w₀) c_S. At time t, with C = 2c_S|w₀|(cos(Δ, w★) − cos(Δ, w₀)c_S) − t|Δ|(c_S² − cos²(Δ, w★)):
where it starts there is gain ⇔ C > 0 or c_S ≤ 0, where it does not ⇔ c_S < 0 and C < 0 (or w_t is opposite to w₀). Permanent
⇔ cos(Δ, w★) > c_S, or equal and started: once t|Δ|g ≥ |w₀|(1 + ½g), g = |cos(Δ, w★) − c_S| > 0, the gain has the sign of
cos(Δ, w★) − c_S for good.
Standing: derived here; our linear analogue of contrastive and delta learning.
Source: A4 and A3: improvement over one's own start, within one class.
Assumes: w₀, w★, Δ, w_t non-zero; Δ enters alone, so it is any vector; from the law: discrete, soft, hard or noisy answers.
Proof: the two gradients share E[(σ(w·x) − ½)x]. (f_t² − c_S²)|w_t|² = t|Δ|C, f_t the cosine at t. Where gain starts see
step.exact; where it does not, the same with −w★ for w★. |f_t − cos(Δ, w★)| ≤ 2|w₀|/(|w_t| + t|Δ|), |w_t| ≥ t|Δ| − |w₀|.
Equality: f_t = c_S, decided in rationals.
Rests on: step.exact, cosine.lipschitz
Not checked: nothing else is claimed. For cos(Δ, w★) = c_S see boundary.equal-delta.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, largest_score, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, directions
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, cosine_rate, descent
from w2s_verify.quantities import cosine, cosine_gradient, wedge_squared


def _near_the_boundary(fields: Fields) -> Fields:
    """Truth e₁, student (2, 1), Δ = (1, −1), whose gain ends at t = 4: t := 4(1 ± 2^-12 … 2^-40)."""
    planar = [np.zeros_like(fields["student"]) for _ in range(3)]
    for vector_, entries in zip(planar, ((2, 1), (1, 0), (1, -1)), strict=True):
        vector_[..., :2] = entries
    exponent = -12 - np.abs(fields["student"][..., 0].astype(np.int64)) % 29
    offset = np.copysign(np.ldexp(1.0, exponent), fields["student"][..., 1])
    return {**fields, "student": planar[0], "truth": planar[1], "delta": planar[2], "time": 4 * (1 + offset)}


def _nearly_opposite(fields: Fields) -> Fields:
    """Truth e₁, student (s, 1), Δ = −(s, 1 + 2⁻¹⁰), which passes the truth before it turns; a short time."""
    student = np.zeros_like(fields["student"])
    student[..., 0], student[..., 1] = 32 + np.abs(fields["student"][..., 0]), 1
    truth, delta = np.zeros_like(student), -student
    truth[..., 0] = 1
    delta[..., 1] -= 2.0**-10
    return {**fields, "student": student, "truth": truth, "delta": delta, "time": np.ldexp(fields["time"], -13)}


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
        Regime(
            "nearly opposite",
            share=2,
            sizes={"n": (1, 2), "d": (2, 3)},
            axes={"student": (-32, 32), "time": (1, 8)},
            exponents={"student": (0, 0), "time": (0, 0)},
            couple=_nearly_opposite,
        ),
        Regime("late", exponents={"time": (20, 40)}),
    ),
    couple=limit_scores("student", "chosen", "rejected"),
)


def _moved(num: Arithmetic, at: At) -> Number:
    """w_t = w₀ + tΔ."""
    return at.student + num.times(at.time, at.delta)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions, at time t too."""
    return directions(num, student=at.student, truth=at.truth, delta=at.delta, moved=_moved(num, at))


def _advantage(num: Arithmetic, at: At) -> Number:
    """cos(Δ, w★) − cos(Δ, w₀)c_S."""
    return cosine(num, at.delta, at.truth) - cosine(num, at.delta, at.student) * cosine(num, at.student, at.truth)


def _criterion(num: Arithmetic, at: At, share: Number) -> tuple[Number, Number]:
    """C, its last term times ``share``, and what it adds up."""
    own, other = cosine(num, at.student, at.truth), cosine(num, at.delta, at.truth)
    reach, length = at.time * num.norm(at.delta), num.norm(at.student)
    return 2 * own * length * _advantage(num, at) - share * reach * (own * own - other * other), length + reach


def _gain(num: Arithmetic, at: At) -> Number:
    return cosine(num, _moved(num, at), at.truth) - cosine(num, at.student, at.truth)


def _at_time(num: Arithmetic, at: At, share: Number) -> AtMost:
    """The gain has the sign of C or a fixed one, by whether it starts and by the sign of c_S."""
    along, aim, shared = (num.dot(*pair) for pair in ((at.student, at.truth), (at.delta, at.truth), (at.delta, at.student)))
    starts = num.step(aim * num.dot(at.student, at.student) - shared * along)
    ahead, behind = num.step(along), num.step(-along)
    criterion, size = _criterion(num, at, share)
    started = ahead * criterion + (1 - ahead) * size
    turned = num.step(-num.dot(at.student, _moved(num, at))) * (1 - num.step(wedge_squared(num, at.student, at.delta)))
    late = behind * (criterion - turned * size) + (1 - behind) * size
    return AtMost(0, _gain(num, at) * (starts * started - (1 - starts) * late), size)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate along Δ has the sign of the criterion; so has the gain at time t, of its own, and in the end of the limit."""
    rate = num.dot(cosine_gradient(num, at.student, at.truth), at.delta)
    steep = num.norm(at.delta) / num.norm(at.student)
    return {
        "starts": Agree(rate, steep * _advantage(num, at), 2 * steep),
        "gain": _at_time(num, at, num.ratio(1, 1)),
        "for good": _for_good(num, at, num.ratio(1, 1)),
    }


def _for_good(num: Arithmetic, at: At, share: Number) -> AtMost:
    """At share·T + t, T|Δ|g = |w₀|(1 + ½g), the gain has the sign of cos(Δ, w★) − c_S; w is g|Δ| times the student then."""
    own = cosine(num, at.student, at.truth)
    ahead = cosine(num, at.delta, at.truth) - own
    room, step = num.absolute(ahead), num.norm(at.delta)
    late = share * num.norm(at.student) * (1 + room / 2) + at.time * step * room
    moved = num.times(room * step, at.student) + num.times(late, at.delta)
    return AtMost(0, (cosine(num, moved, at.truth) - own) * ahead, num.ratio(4, 1))


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
    """f_t = c_S; cos(Δ, w★) = c_S: as signed squares in rationals."""
    later = {"gain": at.student + at.time * at.delta, "for good": at.delta}
    return {name for name, weights in later.items() if _as_near(at, weights)}


def _as_near(at: At, weights: Number) -> bool:
    """cos(weights, w★) = c_S."""
    along, own = np.sum(weights * at.truth), np.sum(at.student * at.truth)
    squared, start = np.sum(weights * weights), np.sum(at.student * at.student)
    return bool(along * abs(along) * start == own * abs(own) * squared)


def _longer(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0.9995 t in C."""
    return {"gain": _at_time(num, at, num.ratio(9995, 10_000))}


def _sooner_for_good(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0.999 of the time after which the sign is the limit's."""
    return {"for good": _for_good(num, at, num.ratio(999, 1000))}


def _permanent_if_started(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain at time t ⇔ it starts."""
    return {"gain": AtMost(0, _gain(num, at) * _advantage(num, at))}


def _one_sign(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain at time t ⇔ C > 0, whatever c_S."""
    return {"gain": AtMost(0, _gain(num, at) * _criterion(num, at, num.ratio(1, 1))[0])}


_LAW = {"points": [[1, 0]], "weights": [1], "chosen": [1, 0], "rejected": [0, 1], "hard": 0, "noise": 0}
_TURN = {**_LAW, "student": [2, 1], "truth": [1, 0], "delta": [1, -1], "time": 4.0009765625}
_AWAY = {**_TURN, "truth": [-1, 0]}
_BACK = {**_LAW, "student": [32, 1], "truth": [1, 0], "delta": [-32, -1025 / 1024], "time": 2**-13}
MUTANTS = (
    Mutant("time-0.9995", "0.9995 t in C", _TURN, sides=_longer, near=True),
    Mutant("time-behind-0.9995", "0.9995 t in C, for a student behind", _AWAY, sides=_longer, near=True),
    Mutant("sooner-0.999", "for good after 0.999 of the time", _BACK, sides=_sooner_for_good, near=True),
    Mutant("permanent-if-started", "gain lasts whenever it starts", {**_TURN, "time": 9}, sides=_permanent_if_started),
    Mutant("one-sign", "the same for c_S ≤ 0", {**_TURN, "student": [-2, 3], "delta": [1, -9], "time": 1}, sides=_one_sign),
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
    rests_on=("step.exact", "cosine.lipschitz"),
    mutants=MUTANTS,
    doc=__doc__,
)
