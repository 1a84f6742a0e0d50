"""Elliptical law: E[h(w·x) x] = Σw · E[h(w·x) w·x]/(wᵀΣw); −∇L(w) = Σ(ĝ(v)v − g(w)w), 0 < g ≤ ¼, g decreasing in |Sᵀw|.

ĝ = g for soft labels, E|v·x|/(2 vᵀΣv) for hard ones (it may exceed ¼), times 1 − 2p for noise p < ½; ĝ > 0.
Standing: derived here.
Source: A1: the mild distributional assumption under which student and teacher decide alone where the gradient points.
Assumes: x = Sz, z spherical, E[zzᵀ] = I; w and v not in the kernel of Σ. The mean over the angle of a circle (every
spherical law of the plane mixes circles) is compared with the closed form, the teacher's answers taken and flipped point by
point; g on all radial laws of the domain.
Proof: given w·x the rest of z is symmetric: E[x | w·x] = Σw (w·x)/(wᵀΣw). (σ(t) − ½)/t decreases in |t| from ¼.
Equality: g(w) = g(v) exactly for |Sᵀw| = |Sᵀv|; a singular Σ is allowed.
Not checked: the reduction for d > 2 (the same symmetry). A law that is not centred breaks it: the class-conditional
Gaussian mutant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import NOISE_BEYOND_HALF, RADIAL_AXES
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive, directions
from w2s_verify.claims.couplings import double_a_row
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Elliptical, ShiftedGaussian, Sphere, circle_answer, circle_mean, descent, radial_law
from w2s_verify.quantities import CENTRED_SIGMOID


def _as_long(fields: Fields) -> Fields:
    """S = I and v a quarter turn of w, so that the radii are equal."""
    student = fields["student"]
    turned = np.stack([-student[..., 1], student[..., 0]], axis=-1)
    return {**fields, "factor": np.broadcast_to(np.eye(2), fields["factor"].shape), "teacher": turned}


_SIX = tuple(Axis(name, -64, 64, (2,), exponent=(-10, -2)) for name in ("student", "teacher", "test"))
DOMAIN = Domain(
    axes=(*_SIX, Axis("factor", -8, 8, (2, 2), exponent=(-3, 0)), Axis("radial", 0, 2), *RADIAL_AXES[1:3], NOISE_BEYOND_HALF),
    regimes=(
        Regime("generic", share=5),
        Regime("singular", share=2, couple=double_a_row),
        Regime("equal radii", couple=_as_long),
        Regime("heavy tails", axes={"radial": (3, 4)}),
        Regime("small scores", exponents={"student": (-20, -16), "teacher": (-20, -16)}),
        Regime("large scores", exponents={"student": (0, 2), "teacher": (0, 2)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Neither vector is in the kernel of Σ; labels better than coins."""
    return {
        **directions(num, student=num.combine(at.student, at.factor), teacher=num.combine(at.teacher, at.factor)),
        "noise below one half": Positive(1 - 2 * at.noise),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """On the circle: E[h(w·x) a·x] over the angle, against aᵀΣw E[h(w·x) w·x]/(wᵀΣw), both over the angle."""
    law = Elliptical(Sphere(2), at.factor)
    return {"reduction": _reduction(num, law, at, num.ratio(1, 1))}


def _reduction(num: Arithmetic, law: Elliptical, at: At, share: Number) -> Agree:
    found, along = (circle_mean(num, at.factor, CENTRED_SIGMOID, at.student, a, 1) for a in (at.test, at.student))
    squared = law.second_form(num, at.student, at.student)
    size = law.radius(num, at.test)
    return Agree(found, share * law.second_form(num, at.test, at.student) * along / squared, size)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """On the circle, over the angle: the descent and the hard answers along a test direction. On a radial law: g against ¼ and
    against the larger radius.
    """
    circle = Elliptical(Sphere(2), at.factor)
    law = Elliptical(radial_law(at.radial, 2), at.factor)
    closed = descent(num, circle, at.student, at.teacher, at.hard, at.noise)
    own = circle_mean(num, at.factor, CENTRED_SIGMOID, at.student, at.test, 1)
    taught = circle_answer(num, at.factor, at.teacher, at.test, at.hard, at.noise)
    near, far = law.radius(num, at.student), law.radius(num, at.teacher)
    pulls = law.pull(num, at.student), law.pull(num, at.teacher)
    return {
        "descent": Agree(num.dot(at.test, closed), taught - own, 2 * law.radius(num, at.test)),
        "positive": Below(0, pulls[0]),
        "quarter": Below(pulls[0], num.ratio(1, 4)),
        "decreasing": AtMost(0, (pulls[0] - pulls[1]) * (far - near), (near + far) / 4),
        "hard": _hard(num, at, num.ratio(1, 1)),
        "answers attract": Below(0, law.answer_pull(num, at.teacher, at.hard, at.noise)),
    }


def _hard(num: Arithmetic, at: At, share: Number) -> Agree:
    """E[(y − ½) a·x] for hard answers flipped with probability p, against share (1 − 2p) aᵀΣv E|v·x|/(2 vᵀΣv)."""
    law = Elliptical(Sphere(2), at.factor)
    found = circle_answer(num, at.factor, at.teacher, at.test, num.ratio(1, 1) + 0 * at.noise, at.noise)
    absolute = law.radius(num, at.teacher) * law.radial.mean_absolute(num)
    shared, squared = (law.second_form(num, a, at.teacher) for a in (at.test, at.teacher))
    return Agree(found, share * (1 - 2 * at.noise) * shared * absolute / (2 * squared), law.radius(num, at.test))


def equality(at: At) -> Collection[str]:
    """|Sᵀw| = |Sᵀv|."""
    pulled = [np.sum(w[:, None] * at.factor, axis=0) for w in (at.student, at.teacher)]
    return {"decreasing"} if np.sum(pulled[0] * pulled[0]) == np.sum(pulled[1] * pulled[1]) else set()


def _scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"reduction": _reduction(num, Elliptical(Sphere(2), at.factor), at, num.ratio(1001, 1000))}


def _smaller_quarter(num: Arithmetic, at: At) -> Mapping[str, object]:
    pull = Elliptical(radial_law(at.radial, 2), at.factor).pull(num, at.student)
    return {"quarter": AtMost(pull, num.ratio(2499, 10_000))}


def _hard_quarter(num: Arithmetic, at: At) -> Mapping[str, object]:
    """ĝ ≤ ¼ for hard labels too."""
    law = Elliptical(radial_law(at.radial, 2), at.factor)
    return {"quarter": AtMost(law.answer_pull(num, at.teacher, num.ratio(1, 1), num.ratio(0, 1)), num.ratio(1, 4))}


def _hard_scaled(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"hard": _hard(num, at, num.ratio(1001, 1000))}


def _flipped_once(num: Arithmetic, at: At) -> Mapping[str, object]:
    """1 − p in place of 1 − 2p."""
    return {"hard": _hard(num, at, (1 - at.noise) / (1 - 2 * at.noise))}


def _not_centred(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same reduction for x ~ N(μ, SSᵀ), μ the test direction."""
    law = ShiftedGaussian(at.test, at.factor)
    found = num.dot(at.test, law.ridge_vector(num, CENTRED_SIGMOID, at.student))
    along = num.dot(at.student, law.ridge_vector(num, CENTRED_SIGMOID, at.student))
    squared = law.second_form(num, at.student, at.student)
    return {"reduction": Agree(found, law.second_form(num, at.test, at.student) * along / squared)}


_AT = {"student": [1, 0], "teacher": [0, 1], "test": [1, 1], "factor": [[1, 0], [0, 1]], "radial": 0, "law_scale": 1}
_AT |= {"hard": 0, "noise": 0}
MUTANTS = (
    Mutant("share-1.001", "the reduction is 1.001 as large", _AT, sides=_scaled, near=True),
    Mutant("quarter-0.2499", "g ≤ 0.2499", {**_AT, "student": [2**-8, 0]}, sides=_smaller_quarter, near=True),
    Mutant("hard-quarter", "ĝ ≤ ¼ for hard labels", _AT, sides=_hard_quarter),
    Mutant("noise-dropped", "ĝ > 0 for labels worse than coins", {**_AT, "noise": 0.625}, drop="noise below one half"),
    Mutant("hard-1.001", "1.001 E|v·x|/(2 vᵀΣv) for hard labels", _AT, sides=_hard_scaled, near=True),
    Mutant("flipped-once", "times 1 − p for noise p", {**_AT, "teacher": [1, 1], "noise": 0.25}, sides=_flipped_once),
    Mutant("not-centred", "the same for x ~ N(μ, Σ), Σ the second moment", {**_AT, "student": [1, 2]}, sides=_not_centred),
)

CLAIM = Claim(
    id="gradient.elliptical",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="expectation",
    quota=0.25,
    tags=("A1",),
    mutants=MUTANTS,
    doc=__doc__,
)
