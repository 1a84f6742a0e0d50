"""Isotropic law, any labels: the time to reach a given b strictly increases with the student's norm |w₀|, b = (B|v|)/(A|w₀|).

Under hard labels the teacher's norm sets nothing at all.
Standing: derived here.
Source: K1: the dynamics depend on the initial norm of the student, gains over a range of starting points.
Assumes: Σ = s²I, the radial laws of the domain, soft or hard labels; two starts in one direction, the second longer by a factor
of more than 1. b increases in time, so this is read as: at any time the longer start has the smaller b. Where the instance has
a time, both flows run up to it, integrated from the law's expectations with a proved error. Everywhere: the least time that a
bracket of the flow by 2 pieces leaves to the shorter start is below the largest that it leaves to the longer one.
Proof: M = A|w₀| solves dM/db = −g(M h)M²/(ĝ(v)|v|), h = |ŵ₀ + b v̂|, and dt/db = M/(s²ĝ(v)|v|). Two solutions of one scalar
equation do not cross, so the longer start has the larger M at every b, and the longer time. Hard labels: ĝ(v)|v| is a constant.
Equality: none in the strict parts; what hard labels say is an identity.
Rests on: path.plane, norm.clock
Not checked: other radial laws; the flow from norms s|w₀| below 2⁻⁹. Under soft labels a longer teacher may be slower: see
boundary.longer-teacher-never-slower.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import TIME_AXIS, TRIPLE_AXES, limit_radii, triple_law
from w2s_verify.claims.claim import Agree, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent, isotropic_law, law_flow, path_time
from w2s_verify.quantities import gram_of_vectors, plane_coordinates

PIECES = 2
_TINY = {"student": (-46, -40), "teacher": (-46, -40), "law_scale": (-20, -15)}
_FLOW = {"student": (-64, 64), "teacher": (-64, 64), "law_scale": (8, 32)}
_FLOW_EXPONENTS = {"student": (-5, -2), "teacher": (-5, -2), "law_scale": (-6, -6)}
DOMAIN = Domain(
    axes=(
        *TRIPLE_AXES,
        Axis("reach", 1, 2**6, exponent=(-12, -6)),
        Axis("longer", 1, 2**10, exponent=(-12, 0)),
        TIME_AXIS,
    ),
    regimes=(
        Regime("generic", share=3),
        Regime("long student", share=2, exponents={"student": (10, 14), "law_scale": (-3, 0)}),
        Regime("much longer", axes={"longer": (1, 8)}, exponents={"longer": (0, 0)}),
        Regime("slightly longer, tiny norms", axes={"longer": (1, 64)}, exponents={**_TINY, "longer": (-18, -12)}),
        Regime("flow", axes={**_FLOW, "time": (1, 2**8), "longer": (1, 8)}, exponents={**_FLOW_EXPONENTS, "longer": (-11, -1)}),
        Regime(
            "flow of a long student",
            axes={**_FLOW, "time": (2**10, 2**16), "longer": (1, 4)},
            exponents={**_FLOW_EXPONENTS, "student": (2, 9), "teacher": (-3, 9), "longer": (-11, -11)},
        ),
    ),
    couple=limit_radii(2**14),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher span a plane."""
    return {"plane": Positive(gram_of_vectors(num, at.student, at.teacher, at.truth).area)}


def _times(num: Arithmetic, at: At, factor: Number) -> tuple[Number, Number]:
    """The enclosed time to reach b from the start ``factor`` w₀: q = b factor |w₀|/|v|."""
    start = num.times(factor, at.student)
    gram = gram_of_vectors(num, start, at.teacher, at.truth)
    slope = triple_law(at).answer_pull(num, at.law_scale * num.sqrt(gram.tt), at.hard)
    return path_time(num, at.law_scale, gram, slope, at.reach * num.sqrt(gram.ss / gram.tt), PIECES, triple_law(at).pull)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The earliest time from w₀ is before the latest time from the longer start."""
    return {"not earlier": Below(_times(num, at, num.ratio(1, 1))[0], _times(num, at, 1 + at.longer)[1])}


def _turned(num: Arithmetic, at: At, factor: Number) -> Number:
    """b at the instance's time, from the start ``factor`` w₀: the flow of the law itself."""
    start = num.times(factor, at.student)
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    end = law_flow(num, law, start, at.teacher, float(at.time), at.hard).end
    kept, learned = plane_coordinates(num, start, at.teacher, end)
    return learned * num.norm(at.teacher) / (kept * num.norm(start))


def _flow_parts(num: Arithmetic, at: At, share: Number) -> Mapping[str, object]:
    """At one time the longer start has less than ``share`` of the b of w₀."""
    if not float(at.time) > 0:
        return {}
    return {"smaller at a time": Below(_turned(num, at, 1 + at.longer), share * _turned(num, at, num.ratio(1, 1)))}


def _alike(num: Arithmetic, at: At, labels: Number) -> Mapping[str, object]:
    """Under hard labels, a teacher longer by the same factor moves the student alike: the squared difference is 0.

    ``labels`` 0 makes it the same teacher.
    """
    moved = descent(num, triple_law(at), at.student, at.teacher, at.hard)
    gap = moved - descent(num, triple_law(at), at.student, num.times(1 + labels * at.longer, at.teacher), at.hard)
    return {"hard labels": Agree(num.dot(gap, gap), 0, num.dot(moved, moved))}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """At w = w₀ + q v: the descent's parts along w₀ and v give dM/db as stated (A = 1 there). Hard labels; the flows."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    point = at.student + num.times(at.reach, at.teacher)
    moved = descent(num, triple_law(at), point, at.teacher, at.hard)
    onto = num.dot(moved, at.student), num.dot(moved, at.teacher)
    kept = (onto[0] * gram.tt - onto[1] * gram.st) / gram.area
    learned = (onto[1] * gram.ss - onto[0] * gram.st) / gram.area
    length, slope = num.sqrt(gram.ss), triple_law(at).answer_pull(num, at.law_scale * num.sqrt(gram.tt), at.hard)
    turned = (learned - at.reach * kept) * num.sqrt(gram.tt)
    decay = triple_law(at).pull(num, at.law_scale * num.norm(point))
    scale = (num.absolute(onto[0]) * gram.tt + num.absolute(onto[1]) * num.sqrt(gram.ss * gram.tt)) / gram.area * length
    return {
        "dM/dt": Agree(kept * length * slope * num.sqrt(gram.tt), -decay * gram.ss * turned / length, scale),
        **_alike(num, at, at.hard),
        **_flow_parts(num, at, num.ratio(1, 1)),
    }


def _by_a_factor(numerator: int, denominator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        factor = num.ratio(numerator, denominator)
        return {"not earlier": Below(factor * _times(num, at, num.ratio(1, 1))[0], _times(num, at, 1 + at.longer)[1])}

    return sides_with


def _much_smaller(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Less than 0.999 of the b of w₀."""
    return _flow_parts(num, at, num.ratio(999, 1000)) or sides(num, at)


def _soft_alike(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _alike(num, at, num.ratio(1, 1))


def _proportional(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"as long": Below((1 + at.longer) * _times(num, at, num.ratio(1, 1))[0], _times(num, at, 1 + at.longer)[1])}


_TINY_WITNESS = {"student": [2**-20, 0, 0], "teacher": [2**-20, 2**-20, 0], "truth": [1, 0, 0]}
_WITNESS = {**_TINY_WITNESS, "law_scale": 1, "hard": 0, "radial": 0, "reach": 1, "longer": 2**-12, "time": 0}
MUTANTS = (
    Mutant("by-0.0005-more", "later by a factor 1.0005 at least", _WITNESS, sides=_by_a_factor(10_005, 10_000), near=True),
    Mutant(
        "proportional",
        "the time grows at least in proportion to the norm",
        {**_WITNESS, "longer": 1, "student": [1, 0, 0], "teacher": [0, 1, 0]},
        sides=_proportional,
    ),
    Mutant(
        "flow-0.999",
        "at any time less than 0.999 of the b",
        {**_WITNESS, "student": [1, 0, 0], "teacher": [0, 1, 0], "time": 1},
        sides=_much_smaller,
        near=True,
    ),
    Mutant(
        "soft-alike",
        "a longer teacher moves the student alike under soft labels too",
        {**_WITNESS, "student": [1, 0, 0], "teacher": [0, 64, 0]},
        sides=_soft_alike,
        near=True,
    ),
)

CLAIM = Claim(
    id="norm.monotone",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="flow",
    tags=("K1",),
    quota=0.1,
    rests_on=("path.plane", "norm.clock"),
    mutants=MUTANTS,
    doc=__doc__,
)
