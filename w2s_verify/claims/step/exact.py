"""One gradient step η from a rate r₀ > 0, any law: it gains for every η if c_S ≤ 0, else ⇔ η(c_S²G² − D²) < 2c_S r₀|w₀|².

G = |∇L|, D = −∇L·ŵ★. So it gains whenever η < 2r₀|w₀|²/(c_S G²), which is sharp (D = 0).
Standing: derived here.
Source: K1: the dynamics depend on the initial norm of the student.
Assumes: w₀ and w★ non-zero, r₀ > 0. The law enters through g = −∇L alone, so g is any vector; the reading from the law
takes the gradient of a discrete law under soft, hard or noisy answers.
Proof: (f₁² − f₀²)|w₁|² = η(2c_S r₀|w₀|² − η(c_S²G² − D²)). The step turns w₀ by less than π along a great circle on which f
rises at first: so f₁ > −c_S if c_S > 0, and f₁ > f₀ if c_S ≤ 0.
Equality: the sign is 0 exactly on equality of the criterion, decided in rationals; none in the strict parts.
Rests on: gain.criterion, cosine.gradient-norm
Not checked: more than one step (see step.same-arc).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, limit_scores, vector
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent
from w2s_verify.quantities import cosine


def _sideways(fields: Fields) -> Fields:
    """A truth at 45 degrees of the student and a step orthogonal to the truth (D = 0), near or at the sufficient bound."""
    planar = np.zeros_like(fields["student"])
    student, truth, descent_ = planar.copy(), planar.copy(), planar.copy()
    size = 1 + np.abs(np.trunc(fields["student"][..., 0]))
    truth[..., 0] = 1
    student[..., 0], student[..., 1] = size, size
    descent_[..., 1] = -1
    step = 2 * size * (1 + np.ldexp(np.sign(fields["student"][..., 1]), -12))
    return {**fields, "student": student, "truth": truth, "slope": descent_, "step": step}


DOMAIN = Domain(
    axes=(
        *LAW_AXES,
        vector("student"),
        vector("teacher"),
        vector("truth"),
        vector("slope"),
        Axis("step", 1, 2**20, exponent=(-60, 20)),
        Axis("share", 1, 2**10 - 1, exponent=-10),
        Axis("hard", 0, 1),
        Axis("noise", 0, 63, exponent=-6),
    ),
    sizes={**LAW_SIZES, "d": (2, 16)},
    regimes=(
        Regime("generic", share=4),
        Regime(
            "small",
            share=3,
            sizes={"n": (1, 2), "d": (2, 3)},
            axes={"student": (-4, 4), "slope": (-4, 4), "truth": (-4, 4), "step": (1, 8)},
            exponents={"student": (0, 0), "slope": (0, 0), "truth": (0, 0), "step": (-2, 0)},
        ),
        Regime("step orthogonal to the truth", share=2, sizes={"n": (1, 2), "d": (2, 3)}, couple=_sideways),
        Regime("long steps", exponents={"step": (10, 20)}),
    ),
    couple=limit_scores("student", "teacher"),
)


def _rate_numerator(num: Arithmetic, at: At) -> Number:
    """r₀ |w₀|³ |w★|, a polynomial."""
    squared = num.dot(at.student, at.student)
    return num.dot(at.slope, at.truth) * squared - num.dot(at.student, at.truth) * num.dot(at.student, at.slope)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions, and a positive rate."""
    return {
        "student": Positive(num.dot(at.student, at.student)),
        "truth": Positive(num.dot(at.truth, at.truth)),
        "rate": Positive(_rate_numerator(num, at)),
    }


def _criterion(num: Arithmetic, at: At, slope: Number) -> tuple[Number, Number]:
    """2c_S r₀|w₀|² − η(c_S²G² − D²), and the sum of its absolute terms."""
    own, squared = cosine(num, at.student, at.truth), num.dot(at.student, at.student)
    drift = num.dot(slope, at.truth) / num.norm(at.truth)
    own_drift = own * num.dot(slope, at.student) / num.sqrt(squared)
    steep = num.dot(slope, slope)
    first = 2 * own * num.sqrt(squared) * (drift - own_drift)
    size = 2 * num.absolute(own) * num.sqrt(squared) * (num.absolute(drift) + num.absolute(own_drift))
    return first - at.step * (own * own * steep - drift * drift), size + at.step * (own * own * steep + drift * drift)


def _cosines(num: Arithmetic, at: At, slope: Number, step: Number) -> tuple[Number, Number, Number]:
    """f₀, f₁, |w₁|²."""
    moved = at.student + num.times(step, slope)
    return cosine(num, at.student, at.truth), cosine(num, moved, at.truth), num.dot(moved, moved)


def _safe_step(num: Arithmetic, at: At, share: Number) -> Number:
    """share · 2r₀|w₀|²/(|c_S|G²), or share itself where c_S = 0."""
    own = num.absolute(cosine(num, at.student, at.truth))
    rate = _rate_numerator(num, at) / (num.norm(at.student) * num.norm(at.truth))
    zero = 1 - num.step(num.dot(at.student, at.truth)) - num.step(-num.dot(at.student, at.truth))
    return share * 2 * rate / ((own + zero) * num.dot(at.slope, at.slope))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The gain has the criterion's sign where c_S > 0; it is positive where c_S ≤ 0, and after any step below the bound."""
    before, after, _ = _cosines(num, at, at.slope, at.step)
    criterion, size = _criterion(num, at, at.slope)
    ahead = num.step(num.dot(at.student, at.truth))
    safe = _cosines(num, at, at.slope, _safe_step(num, at, at.share))
    return {
        "sign": AtMost(0, ahead * criterion * (after - before), size),
        "worse than chance": Below((1 - ahead) * before, (1 - ahead) * after + ahead),
        "sufficient": Below(safe[0], safe[1]),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """(f₁² − f₀²)|w₁|² = η · criterion with the gradient of a discrete law, whatever the rate's sign."""
    slope = descent(num, Discrete(at.points, at.weights), at.student, at.teacher, at.hard, at.noise)
    before, _, squared = _cosines(num, at, slope, at.step)
    criterion, size = _criterion(num, at, slope)
    moved = num.dot(at.student + num.times(at.step, slope), at.truth)
    gained = moved * moved / num.dot(at.truth, at.truth) - before * before * squared
    return {"step of a law": Agree(gained, at.step * criterion, at.step * size + squared + num.dot(at.student, at.student))}


def equality(at: At) -> Collection[str]:
    """criterion · |w★|²|w₀|² = 0 in rationals, or c_S ≤ 0 where the part says nothing."""
    su, gu, gs = (np.sum(a * b) for a, b in ((at.student, at.truth), (at.slope, at.truth), (at.slope, at.student)))
    ss, gg = np.sum(at.student * at.student), np.sum(at.slope * at.slope)
    criterion = 2 * su * (gu * ss - su * gs) - at.step * (su * su * gg - gu * gu * ss)
    return {"sign"} if su <= 0 or criterion == 0 else set()


def _bound_scaled(numerator: int, denominator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        """A step of exactly this multiple of 2r₀|w₀|²/(c_S G²) gains."""
        before, after, _ = _cosines(num, at, at.slope, _safe_step(num, at, num.ratio(numerator, denominator)))
        ahead = num.step(num.dot(at.student, at.truth))
        return {"sufficient": Below(ahead * before, ahead * after + 1 - ahead)}

    return sides_with


def _always(num: Arithmetic, at: At) -> Mapping[str, object]:
    before, after, _ = _cosines(num, at, at.slope, at.step)
    return {"gain": Below(before, after)}


_LAW = {"points": [[1, 0]], "weights": [1], "teacher": [1, 0], "hard": 0, "noise": 0, "share": 0.5, "step": 1}
_SIDEWAYS = {**_LAW, "student": [1, 1], "truth": [1, 0], "slope": [0, -1]}
MUTANTS = (
    Mutant("bound-1.0005", "gain up to 1.0005 times the bound", _SIDEWAYS, sides=_bound_scaled(10_005, 10_000), near=True),
    Mutant("any-step", "one step of any size gains, whatever c_S", {**_SIDEWAYS, "step": 3}, sides=_always),
    Mutant("rate-dropped", "the same at a rate ≤ 0", {**_SIDEWAYS, "student": [-1, 1], "slope": [-1, 0]}, drop="rate"),
)

CLAIM = Claim(
    id="step.exact",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    largest_score=largest_score("student", "teacher"),
    kind="iff",
    tags=("K1",),
    any_law=True,
    rests_on=("gain.criterion", "cosine.gradient-norm"),
    mutants=MUTANTS,
    doc=__doc__,
)
