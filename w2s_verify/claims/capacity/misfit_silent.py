"""One class for both: the student could copy its teacher, so the misfit promises nothing, and still a weaker teacher gives
gain.

The projection f_s of the teacher's f_w = v·x on the class of all linear functions in L² of a discrete law is f_w itself:
E[(f_w − f_s)²] = 0, which is all that neighbour.misfit promises. For every triple with |c_T| < c_S and X > 0 the gradient at
w = v is 0 too, and one explicit gradient step from w₀ gains over the start, and so over the teacher.
Standing: derived here.
Source: A3, the student need not be more expressive than the teacher.
Assumes: for the projection a discrete law of R³ with Σ ≻ 0; for the step Σ = s²I, soft answers and the radial laws of the
domain, and 0.9999 of the longest step that surely gains, η = 2r₀|w₀|²/(c_S|∇L(w₀)|²), r₀ the rate at the start.
Proof: f_w is in the class, and Σu = E[x f_w(x)] = Σv has the one solution u = v; soft answers of v are reproduced by w = v.
For the step see step.exact: beyond η no step gains where ∇L(w₀) is orthogonal to w★.
Equality: of the misfit with 0, always: the normal equations are solved in rationals. The gain is strict.
Rests on: gain.criterion, step.exact, neighbour.misfit
Not checked: other classes than all linear models.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number, rational
from w2s_verify.claims.axes import FRAME_AXES, RADIAL_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent, isotropic_law
from w2s_verify.quantities import cosine, cosine_gradient


def _opposed(fields: Fields) -> Fields:
    """A teacher with the student's error turned round, and worse: a weaker teacher that helps."""
    return {**fields, "q": -(fields["b"] + fields["q"])}


def _nearly_as_good(fields: Fields) -> Fields:
    """The student's mirror image but for p: the gradient is nearly orthogonal to the truth, which is sharp."""
    depth = fields["a"] + 1000
    return {**fields, "a": depth, "b": fields["b"] + 700, "p": depth - 1, "q": -fields["b"] - 700, "r": 0 * depth}


_HELPED = {"a": (1, 30), "b": (1, 30), "p": (1, 30), "q": (0, 30), "r": (-5, 5)}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RADIAL_AXES[:2], Axis("points", -9, 9, ("n", 3)), Axis("weights", 1, 9, ("n",))),
    sizes={"n": (3, 6)},
    regimes=(
        Regime("generic", share=2, axes={"a": (1, 2**20)}),
        Regime("small", share=3, axes=SMALL_FRAME),
        Regime("opposed errors", share=3, axes=_HELPED, couple=_opposed),
        Regime("teacher worse than chance", axes={**_HELPED, "p": (-3, -1)}, couple=_opposed),
        Regime("nearly as good", share=2, axes=_HELPED, couple=_nearly_as_good),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The teacher is weaker (in squares where it is better than chance), and X > 0; the atoms span the space: det Σ > 0."""
    gram = frame_gram(at)
    second = num.scatter(at.weights, at.points)  # not divided by the weights' sum: at enough bits it is exact
    (a, b, c), (d, e), f = second[..., 0, :].T, second[..., 1, 1:].T, second[..., 2, 2]
    return {
        "student": Positive(gram.su),
        "weaker": Positive(gram.lead_in_squares),
        "X": Positive(gram.excess_teacher),
        "atoms span": Positive(a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d)),
    }


def _misfit(num: Arithmetic, at: At, first: Number) -> tuple[Number, Number]:
    """E[(f_w − f_s)²] and E[f_w²], the teacher's answer at the first atom ``first`` times v·x.

    f_s solves the normal equations, by the coordinates made orthogonal in L² one after the other.
    """
    law = Discrete(at.points, at.weights)
    answers = law.scores(num, num.vector(at.p, at.q, at.r))
    answers[..., 0] = first * answers[..., 0]
    left = answers
    basis: list[Number] = []
    for coordinate in range(3):
        function = at.points[..., coordinate]
        for earlier in basis:
            function = function - _part_along(num, law, function, earlier)
        basis.append(function)
        left = left - _part_along(num, law, left, function)
    return law.mean_of(num, left * left), law.mean_of(num, answers * answers)


def _part_along(num: Arithmetic, law: Discrete, function: Number, other: Number) -> Number:
    """The projection of one function on the line of another, both by their values at the atoms."""
    return num.times(law.mean_of(num, function * other) / law.mean_of(num, other * other), other)


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
    """The projection leaves no misfit: |f_w − f★|² − |f_s − f_w|² is the teacher's own error and no less."""
    return {"silent": AtMost(*_silence(num, at, num.ratio(1, 1)))}


def _silence(num: Arithmetic, at: At, first: Number) -> tuple[Number, Number, Number]:
    misfit, size = _misfit(num, at, first)
    return misfit, num.ratio(0, 1), size


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """∇L(v) = 0, and the first step gains: the student is then closer to the truth than it was, and than its teacher."""
    _, teacher, truth = frame_triple(num, at)
    law, zero = isotropic_law(num, at.radial, at.law_scale, 3), num.ratio(0, 1)
    rest = descent(num, law, teacher, teacher, zero, zero)
    own, after = _first_step(num, at, num.ratio(9999, 10_000))
    return {
        "no slope": Agree(num.largest(num.absolute(rest)), 0, at.law_scale * (1 + at.law_scale * num.norm(teacher))),
        "gain": Below(own, after),
        "beyond the promise": Below(cosine(num, teacher, truth), after),
    }


def equality(at: At) -> Collection[str]:
    """The normal equations solved in rationals leave nothing; of atoms that do not span nothing is said."""
    try:
        misfit, _ = _misfit(rational, at, rational.ratio(1, 1))  # type: ignore[arg-type]
    except ZeroDivisionError:  # an orthogonal coordinate of length 0
        return set()
    return {"silent"} if misfit == 0 else set()


def _outside_the_class(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The teacher's answer at one atom is 1.001 of the linear one."""
    return {"silent": AtMost(*_silence(num, at, num.ratio(1001, 1000)))}


def _longer_step(num: Arithmetic, at: At) -> Mapping[str, object]:
    """1.0005 of the longest step."""
    own, after = _first_step(num, at, num.ratio(10_005, 10_000))
    return {"gain": Below(own, after)}


def _no_gain(num: Arithmetic, at: At) -> Mapping[str, object]:
    """No misfit, no gain: the cosine after the step is at most that of the start."""
    own, after = _first_step(num, at, num.ratio(1, 2))
    return {"gain": AtMost(after, own)}


_LAW = {"radial": 1, "law_scale": 1, "points": [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], "weights": [1, 1, 1, 1]}
_AT = {"a": 2, "b": 1, "p": 1, "q": -2, "r": 0, **_LAW}
_FAR = {**_LAW, "a": 1000, "b": 700, "p": 999, "q": -700, "r": 0, "law_scale": 0.0009765625}
MUTANTS = (
    Mutant("outside-the-class", "a teacher 1.001 off the class at one atom", _AT, sides=_outside_the_class, near=True),
    Mutant("longest-1.0005", "1.0005 of the longest step gains", _FAR, sides=_longer_step, near=True),
    Mutant("weaker-dropped", "beyond a teacher ahead too", {**_AT, "a": 1, "p": 2, "q": 1, "r": 1}, drop="weaker"),
    Mutant("x-dropped", "the same for X ≤ 0", {**_AT, "q": 2}, drop="X"),
    Mutant("silent", "where the misfit is silent there is no gain", _AT, sides=_no_gain),
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
