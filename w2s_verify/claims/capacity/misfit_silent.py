"""One class for both: the student could copy its teacher, so the misfit promises nothing, and still a weaker teacher gives
gain.

For every triple with |c_T| < c_S and X > 0: the gradient at w = v is 0 (misfit zero), and one explicit gradient step from w₀
gains over the start, and so over the teacher, whose error is all that the misfit promises.
Standing: derived here.
Source: A3, the student need not be more expressive than the teacher.
Assumes: Σ = s²I, soft answers, the radial laws of the domain; the step is η = r₀|w₀|²/(c_S|∇L(w₀)|²), r₀ the rate at the start.
Proof: soft answers of v are reproduced by w = v. Half of the longest step that gains: η < 2r₀|w₀|²/(c_S G²) (see step.exact).
Equality: none; the gain is strict.
Rests on: gain.criterion, step.exact, neighbour.misfit
Not checked: other classes than all linear models.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES, RADIAL_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent, isotropic_law
from w2s_verify.quantities import cosine, cosine_gradient


def _opposed(fields: Fields) -> Fields:
    """A teacher with the student's error turned round, and worse: a weaker teacher that helps."""
    return {**fields, "q": -(fields["b"] + fields["q"])}


_HELPED = {"a": (1, 30), "b": (1, 30), "p": (1, 30), "q": (0, 30), "r": (-5, 5)}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RADIAL_AXES[:2]),
    regimes=(
        Regime("generic", share=2, axes={"a": (1, 2**20)}),
        Regime("small", share=3, axes=SMALL_FRAME),
        Regime("opposed errors", share=3, axes=_HELPED, couple=_opposed),
        Regime("teacher worse than chance", axes={**_HELPED, "p": (-3, -1)}, couple=_opposed),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The teacher is weaker (in squares where it is better than chance), and X > 0."""
    del num
    gram = frame_gram(at)
    return {
        "student": Positive(gram.su),
        "weaker": Positive(gram.lead_in_squares),
        "X": Positive(gram.excess_teacher),
    }


def _first_step(num: Arithmetic, at: At, share: Number) -> tuple[Number, Number]:
    """(c_S, cosine after the step ``share``·2|r₀||w₀|²/(c_S G²))."""
    student, teacher, truth = frame_triple(num, at)
    law, zero = isotropic_law(num, at.radial, at.law_scale, 3), num.ratio(0, 1)
    velocity = descent(num, law, student, teacher, zero, zero)
    rate = num.dot(cosine_gradient(num, student, truth), velocity)
    own = cosine(num, student, truth)
    step = share * 2 * num.absolute(rate) * num.dot(student, student) / (own * num.dot(velocity, velocity))
    return own, cosine(num, student + num.times(step, velocity), truth)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """What the misfit bound promises: |f_w − f★|² − |f_s − f_w|² with f_s = f_w, the teacher's own error and no more."""
    _, teacher, truth = frame_triple(num, at)
    error = teacher - truth
    misfit = teacher - teacher
    return {"promise": AtMost(num.dot(error, error) - num.dot(misfit, misfit), num.dot(error, error))}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """∇L(v) = 0, and the first step gains: the student is then closer to the truth than it was, and than its teacher."""
    _, teacher, truth = frame_triple(num, at)
    law, zero = isotropic_law(num, at.radial, at.law_scale, 3), num.ratio(0, 1)
    rest = descent(num, law, teacher, teacher, zero, zero)
    own, after = _first_step(num, at, num.ratio(1, 2))
    return {
        "no misfit": Agree(num.largest(num.absolute(rest)), 0, at.law_scale * (1 + at.law_scale * num.norm(teacher))),
        "gain": Below(own, after),
        "beyond the promise": Below(cosine(num, teacher, truth), after),
    }


def equality(at: At) -> set[str]:
    """The promise is always an equality: it says nothing."""
    del at
    return {"promise"}


def _longer_step(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Three times the longest step."""
    own, after = _first_step(num, at, num.ratio(3, 1))
    return {"gain": Below(own, after)}


def _silent(num: Arithmetic, at: At) -> Mapping[str, object]:
    """No misfit, no gain: the cosine after the step is at most that of the start."""
    own, after = _first_step(num, at, num.ratio(1, 2))
    return {"gain": AtMost(after, own)}


_AT = {"a": 2, "b": 1, "p": 1, "q": -2, "r": 0, "radial": 1, "law_scale": 1}
MUTANTS = (
    Mutant("three-times", "three times the longest step gains", {**_AT, "r": 1}, sides=_longer_step),
    Mutant("weaker-dropped", "beyond a teacher ahead too", {**_AT, "a": 1, "p": 2, "q": 1, "r": 1}, drop="weaker"),
    Mutant("x-dropped", "the same for X ≤ 0", {**_AT, "q": 2}, drop="X"),
    Mutant("silent", "where the misfit is silent there is no gain", _AT, sides=_silent),
)

CLAIM = Claim(
    id="capacity.misfit-silent",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="exists",
    quota=0.25,
    tags=("A3", "A4"),
    rests_on=("gain.criterion", "step.exact", "neighbour.misfit"),
    mutants=MUTANTS,
    doc=__doc__,
)
