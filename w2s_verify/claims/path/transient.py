"""Soft labels, any law: while |w − v| ≤ |w₀ − v|, ∇L(w)·(w − v) ≥ σ'(RB) (w − v)ᵀΣ(w − v), so the flow goes to v at a
stated rate.

R = |v| + |w₀ − v|, B = max |x|: |w_t − v| ≤ |w₀ − v|e^{−μt}, μ = σ'(RB) λ_min(Σ), at every time t of the flow, and
cos(w_t, w★) ≤ c_T + 2|w₀ − v|e^{−μt}/|v|. Once that is at most c_S the gain is lost for good: with a weaker teacher and
Σ ≻ 0 early stopping is necessary.
Hard labels, isotropic law: on the teacher's ray the norm grows at every norm (see path.transient-hard). With noise 0 < p < ½
there is one finite limit c·v, and 2(1 − 2p)E|z₁| ≤ s c|v| ≤ 1/(e p E|z₁|): the pull outward falls with the norm, and it is
positive below the first and negative beyond the second (see path.transient-noisy off the ray).
Standing: derived here.
Source: A1 and A4: the improvement is transient; a student that trains for ever becomes its teacher.
Assumes: a discrete law for the first two; Σ = s²I and the radial laws of the domain for the hard labels. The flow is
integrated from the law's expectations with a proved error.
Proof: ∇L(w) = H̄(w − v) and every score on the segment is at most RB, so d|w − v|²/dt ≤ −2μ|w − v|²; |w_t| ≤ R as |w_t − v|
falls; cosine.lipschitz. On the ray d|w|/dt is
s((½ − p)E|z₁| − m(s|w|)), m(r) = E[(σ(rz₁) − ½)z₁] increasing, m(r) ≤ r/4, and ½ − (σ(t) − ½) = 1/(1 + e^t) ≤ e^{−t},
te^{−t} ≤ 1/e. c·v is a stationary point of a convex risk.
Equality: w·x = v·x at every atom; w in the direction of v with c_S = c_T cannot occur. On the flow none where w₀ moves.
Rests on: hessian.secant, cosine.lipschitz, gradient.elliptical
Not checked: the limit t → ∞ itself. On a finite support hard labels lead to the maximum-margin separator instead of v: see
path.transient-two-atoms.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import RADIAL_AXES, TIME_AXIS, largest_score, limit_scores, vector
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant, Positive, directions
from w2s_verify.claims.couplings import put_at
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import flows
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent, isotropic_law, law_flow
from w2s_verify.quantities import cosine, largest_eigenvalue


def _near_the_teacher(fields: Fields) -> Fields:
    """The student 2⁻¹⁰ of the start's distance from the teacher, the start itself in the student's direction."""
    return {**fields, "student": fields["teacher"] + np.ldexp(fields["start"] - fields["teacher"], -10)}


def _two_orthogonal_atoms(fields: Fields) -> Fields:
    """The second atom := the first turned by a right angle, of the same weight: Σ is a multiple of I."""
    points = fields["points"].copy()
    points[..., 1, 0], points[..., 1, 1] = -points[..., 0, 1], points[..., 0, 0]
    return {**_near_the_teacher(fields), "points": points, "weights": 0 * fields["weights"] + 1}


_FEW = {"n": (1, 6), "d": (2, 4)}
_SMALL = {"points": (-3, 3), "weights": (1, 3), "start": (-4, 4), "teacher": (-4, 4), "truth": (-4, 4)}
_UNIT = {"points": (-3, 0), "start": (0, 0), "teacher": (0, 0), "truth": (0, 0)}
_FLOW = {"n": (1, 4), "d": (2, 3)}
_TIMES = {**_SMALL, "time": (1, 2**7)}
_TWO = {"n": (2, 2), "d": (2, 2)}
_TINY = {"points": (-2, 0), "start": (-10, -8), "teacher": (-10, -8), "truth": (0, 0)}
DOMAIN = Domain(
    axes=(
        Axis("points", -(2**6), 2**6, ("n", "d"), exponent=(-10, -5)),
        Axis("weights", 1, 10**6, ("n",)),
        *(vector(name, bits=6, reach=2) for name in ("student", "start", "teacher", "truth")),
        *(axis for axis in RADIAL_AXES if axis.name not in ("hard", "noise")),
        Axis("norm", 1, 2**10, exponent=(-8, 0)),
        Axis("noise", 1, 31, exponent=-6),
        TIME_AXIS,
    ),
    sizes={"n": (1, 12), "d": (2, 4)},
    regimes=(
        Regime("near the teacher", share=5, sizes=_FEW, axes=_SMALL, exponents=_UNIT, couple=_near_the_teacher),
        Regime("generic", share=2, couple=_near_the_teacher),
        Regime("flow", share=3, sizes=_FLOW, axes=_TIMES, exponents=_UNIT, couple=_near_the_teacher),
        Regime("slow flow", share=3, sizes=_TWO, axes=_TIMES, exponents=_TINY, couple=_two_orthogonal_atoms),
        Regime("at the teacher", sizes=_FEW, axes=_SMALL, exponents=_UNIT, couple=put_at("student", "teacher")),
    ),
    couple=limit_scores("student", "start", "teacher"),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions; w no farther from v than w₀; noise between 0 and ½."""
    near, far = at.student - at.teacher, at.start - at.teacher
    return {
        **directions(num, student=at.student, start=at.start, teacher=at.teacher, truth=at.truth),
        "nearer": num.dot(far, far) - num.dot(near, near),
        "noise": Positive(at.noise),
        "noise below one half": Positive(1 - 2 * at.noise),
        "norm": Positive(at.norm),
    }


def _largest_score(num: Arithmetic, at: At, law: Discrete) -> Number:
    """RB."""
    return (num.norm(at.teacher) + num.norm(at.start - at.teacher)) * law.largest_norm(num)


def _pull(num: Arithmetic, at: At, share: Number, rate: Number = 1) -> AtMost:
    """rate·σ'(share·RB) (w − v)ᵀΣ(w − v) ≤ ∇L(w)·(w − v)."""
    law = Discrete(at.points, at.weights)
    away = at.student - at.teacher
    gradient = -descent(num, law, at.student, at.teacher, num.ratio(0, 1), num.ratio(0, 1))
    pulled = num.dot(gradient, away)
    size = num.norm(away) * law.mean_of(num, num.norm(at.points))
    slope = rate * num.curvature(share * _largest_score(num, at, law))
    return AtMost(slope * law.second_form(num, away, away), pulled, size)


def _flow(num: Arithmetic, at: At, rate: Number) -> Mapping[str, object]:
    """|w_t − v| < |w₀ − v|e^{−rate·μt} where the start moves at all, and what it says of the cosine."""
    law, far = Discrete(at.points, at.weights), at.start - at.teacher
    if not flows(at) or not np.any(law.scores(num, far) != 0):
        return {}
    slope = -num.curvature(_largest_score(num, at, law)) * largest_eigenvalue(num, -law.second_moment(num))
    end = law_flow(num, law, at.start, at.teacher, float(at.time)).end
    bound = num.norm(far) * num.exp(-rate * slope * at.time)
    distance = 2 * bound / num.norm(at.teacher)
    return {
        "arrives": Below(num.norm(end - at.teacher), bound),
        "lost on the flow": Below(cosine(num, end, at.truth), cosine(num, at.teacher, at.truth) + distance),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The pull to the teacher; the cosine near it: |cos(w, w★) − c_T| ≤ 2|w − v|/|v|, so what is lost is lost."""
    distance = 2 * num.norm(at.student - at.teacher) / num.norm(at.teacher)
    return {
        "pull": _pull(num, at, num.ratio(1, 1)),
        "lost": AtMost(cosine(num, at.student, at.truth), cosine(num, at.teacher, at.truth) + distance, 2 + distance),
    }


def _outward(num: Arithmetic, at: At, norm: Number, hard: Number, noise: Number) -> Number:
    """d|w|/dt at w = norm·v/|v|."""
    law = isotropic_law(num, at.radial, at.law_scale, at.teacher.shape[-1])
    unit = num.times(1 / num.norm(at.teacher), at.teacher)
    return num.dot(unit, descent(num, law, num.times(norm, unit), at.teacher, hard, noise))


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The flow of the discrete law. Hard labels on the ray of v: outward at every norm. With noise outward at least up to
    2(1 − 2p)E|z₁|/s and inward from 1/(e p E|z₁| s) on, at 1/(1 + 2⁻⁸ norm) and (1 + 2⁻⁸ norm) of them, and less at a larger
    norm.
    """
    law = isotropic_law(num, at.radial, at.law_scale, at.teacher.shape[-1])
    edge = 1 / (num.exp(num.ratio(1, 1)) * at.noise * law.radial.mean_absolute(num) * at.law_scale)
    one = num.ratio(1, 1)
    start, past = 2 * (1 - 2 * at.noise) * law.radial.mean_absolute(num) / at.law_scale, 1 + at.norm / 256
    return {
        **_flow(num, at, one),
        "norm grows": Below(0, _outward(num, at, at.norm, one, num.ratio(0, 1))),
        "noise holds it": Below(_outward(num, at, edge * past, one, at.noise), 0),
        "noise lets it start": Below(0, _outward(num, at, start / past, one, at.noise)),
        "one limit": Below(_outward(num, at, at.norm * past, one, at.noise), _outward(num, at, at.norm, one, at.noise)),
    }


def equality(at: At) -> Collection[str]:
    """w·x = v·x at every atom; w = v."""
    silent = all(np.sum(row * (at.student - at.teacher)) == 0 for row in at.points)
    same = np.all(at.student == at.teacher)
    return ({"pull"} if silent else set()) | ({"lost"} if same else set())


def _faster(num: Arithmetic, at: At) -> Mapping[str, object]:
    """σ'(RB/1000) in place of σ'(RB)."""
    return {"pull": _pull(num, at, num.ratio(1, 1000))}


def _steeper(num: Arithmetic, at: At) -> Mapping[str, object]:
    """1.001 σ'(RB)."""
    return {"pull": _pull(num, at, num.ratio(1, 1), num.ratio(1001, 1000))}


def _sooner(num: Arithmetic, at: At) -> Mapping[str, object]:
    """1.001 μ along the flow."""
    return _flow(num, at, num.ratio(1001, 1000)) or {"arrives": AtMost(0, num.ratio(0, 1))}


def _noise_free(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Noisy labels let the norm grow for ever too."""
    return {"norm grows": Below(0, _outward(num, at, 2**20 / at.law_scale, num.ratio(1, 1), at.noise))}


_AT = {"points": [[1, 0], [0, 1]], "weights": [1, 1], "start": [2, 0], "teacher": [2, 1], "truth": [1, 0], "student": [2, 0]}
_AT |= {"radial": 1, "law_scale": 1, "norm": 1, "noise": 0.25, "time": 0}
_SLOW = {**_AT, "start": [2**-5, 0], "teacher": [2**-6, 2**-6], "student": [2**-5, 0], "time": 4}
MUTANTS = (
    Mutant("faster", "∇L·(w − v) ≥ σ'(RB/1000) (w − v)ᵀΣ(w − v)", {**_AT, "teacher": [2, 4]}, sides=_faster),
    Mutant("pull-1.001", "∇L·(w − v) ≥ 1.001 σ'(RB) (w − v)ᵀΣ(w − v)", _SLOW, sides=_steeper, near=True),
    Mutant("sooner-1.001", "|w_t − v| ≤ |w₀ − v|e^{−1.001 μt}", _SLOW, sides=_sooner, near=True),
    Mutant("noise-free", "the norm grows for ever under noise as well", _AT, sides=_noise_free),
)

CLAIM = Claim(
    id="path.transient",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    largest_score=largest_score("student", "start", "teacher"),
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("hessian.secant", "cosine.lipschitz", "gradient.elliptical"),
    mutants=MUTANTS,
    doc=__doc__,
)
