"""Isotropic law: the flow reaches q at a time T with (4/s²) log(1 + q/(4ĝ(v))) ≤ T ≤ q/(s²ĝ(v)), also at the peak.

That is s²ĝ(v)t ≤ q(t) ≤ 4ĝ(v)(e^{s²t/4} − 1), q = B/A on the path w = A w₀ + B v; the peak is at q★ = b★|w₀|/|v|.
Standing: derived here.
Source: K1: the dynamics depend on the initial norm of the student.
Assumes: Σ = s²I, the radial laws of the domain, soft or hard labels; ĝ(v) = E[(y − ½)v·x]/(s²|v|²).
Proof: A' = −s²g(w)A with 0 < g ≤ ¼ and q' = s²ĝ(v)/A, so 1 ≤ 1/A ≤ e^{s²t/4}.
Equality: none where q > 0 and the path does not stay at w = 0; approached by small norms.
Rests on: path.plane
Not checked: other radial laws. The time is enclosed on the whole path at once, each end against its bound.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import TRIPLE_AXES, limit_radii, triple_law, triple_pull
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent, path_time
from w2s_verify.quantities import gram_of_vectors

PIECES = 1
DOMAIN = Domain(
    axes=(*TRIPLE_AXES, Axis("reach", 1, 2**12, exponent=(-20, -11))),
    regimes=(
        Regime("generic", share=4),
        Regime("long student", exponents={"student": (10, 14), "law_scale": (-3, 0)}),
        Regime("small norms", share=2, exponents={"student": (-46, -40), "teacher": (-46, -40), "law_scale": (-20, -15)}),
        Regime(
            "small numbers",
            share=2,
            axes={"student": (-4, 4), "teacher": (-4, 4), "truth": (-4, 4), "law_scale": (1, 3), "reach": (1, 9)},
            exponents={"student": (0, 0), "teacher": (0, 0), "truth": (0, 0), "law_scale": (-2, 0), "reach": (-2, 0)},
        ),
    ),
    couple=limit_radii(2**14),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher have a direction and span a plane; w does not vanish on the way."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"plane": Positive(gram.area)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both bounds at a given q, each against the end of the enclosed time that is nearer to it."""
    gram, slope = gram_of_vectors(num, at.student, at.teacher, at.truth), triple_pull(num, at)
    unit = at.law_scale * at.law_scale
    earliest, latest = path_time(num, at.law_scale, gram, slope, at.reach, PIECES, triple_law(at).pull)
    return {
        "not before": Below(4 * num.log1p(at.reach / (4 * slope)) / unit, earliest),
        "not after": Below(latest, at.reach / (unit * slope)),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """At w = w₀ + q v the law's descent is −s²g w + s²ĝ v with 0 < g ≤ ¼: g from the part along w₀ of the descent."""
    gram, slope = gram_of_vectors(num, at.student, at.teacher, at.truth), triple_pull(num, at)
    point = at.student + num.times(at.reach, at.teacher)
    moved = descent(num, triple_law(at), point, at.teacher, at.hard)
    unit = at.law_scale * at.law_scale
    along_student, along_teacher = num.dot(moved, at.student), num.dot(moved, at.teacher)
    decay = (along_teacher * gram.st - along_student * gram.tt) / gram.area
    gained = (along_teacher * gram.ss - along_student * gram.st) / gram.area
    scale = (num.absolute(along_teacher) + num.norm(moved) * num.norm(at.teacher)) * gram.ss / gram.area
    return {
        "decay is positive": Below(0, decay),
        "decay at most a quarter": AtMost(decay, unit / 4),
        "drive": Agree(gained, unit * slope - at.reach * decay, scale + unit * slope + at.reach * decay),
    }


def _slower_start(num: Arithmetic, at: At) -> Mapping[str, object]:
    gram, slope = gram_of_vectors(num, at.student, at.teacher, at.truth), triple_pull(num, at)
    earliest, _ = path_time(num, at.law_scale, gram, slope, at.reach, PIECES, triple_law(at).pull)
    unit = at.law_scale * at.law_scale * slope
    return {"no later than 0.9995 of it": AtMost(num.ratio(9995, 10_000) * at.reach / unit, earliest)}


def _faster(num: Arithmetic, at: At) -> Mapping[str, object]:
    gram, slope = gram_of_vectors(num, at.student, at.teacher, at.truth), triple_pull(num, at)
    _, latest = path_time(num, at.law_scale, gram, slope, at.reach, PIECES, triple_law(at).pull)
    bound = 4 * num.log1p(at.reach / (4 * slope)) / (at.law_scale * at.law_scale)
    return {"not after": AtMost(latest, num.ratio(10_005, 10_000) * bound)}


def _hard_with_soft_slope(num: Arithmetic, at: At) -> Mapping[str, object]:
    gram, slope = gram_of_vectors(num, at.student, at.teacher, at.truth), triple_pull(num, at)
    _, latest = path_time(num, at.law_scale, gram, slope, at.reach, PIECES, triple_law(at).pull)
    soft = triple_law(at).answer_pull(num, at.law_scale * num.norm(at.teacher))
    unit = at.law_scale * at.law_scale
    earliest, _ = path_time(num, at.law_scale, gram, slope, at.reach, PIECES, triple_law(at).pull)
    return {"not before": AtMost(4 * num.log1p(at.reach / (4 * soft)) / unit, earliest), "not after": AtMost(0, latest)}


_UNIT = {"student": [1, 0, 0], "teacher": [1, 1, 0], "truth": [1, 0, 0], "law_scale": 1, "hard": 0, "radial": 0, "reach": 1}
MUTANTS = (
    Mutant("linear-clock", "T ≥ 0.9995 q/(s²ĝ)", _UNIT, sides=_slower_start, near=True),
    Mutant("no-decay-of-g", "T ≤ 1.0005 (4/s²) log(1 + q/(4ĝ))", _UNIT, sides=_faster, near=True),
    Mutant("soft-for-hard", "g(v) in place of ĝ(v) under hard labels", {**_UNIT, "hard": 1}, sides=_hard_with_soft_slope),
)

CLAIM = Claim(
    id="norm.clock",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="flow",
    tags=("K1",),
    quota=0.25,
    rests_on=("path.plane",),
    mutants=MUTANTS,
    doc=__doc__,
)
