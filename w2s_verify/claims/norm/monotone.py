"""Isotropic law, any labels: the time to reach a given b strictly increases with the student's norm |w₀|, b = (B|v|)/(A|w₀|).

Standing: derived here.
Source: K1: the dynamics depend on the initial norm of the student, gains over a range of starting points.
Assumes: Σ = s²I, the radial laws of the domain, soft or hard labels; two starts in one direction, the second longer by a factor
of more than 1.
Proof: M = A|w₀| solves dM/db = −g(M h)M²/(ĝ(v)|v|), h = |ŵ₀ + b v̂|, and dt/db = M/(s²ĝ(v)|v|). Two solutions of one scalar
equation do not cross, so the longer start has the larger M at every b, and the longer time.
Equality: none.
Rests on: path.plane, norm.clock
Not checked: monotonicity in |v| (not claimed); other radial laws; q = B/A beyond 1/4. Times are enclosed by 2 pieces of the
path: factors below those that the enclosure separates enter through the equation for M only.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import TRIPLE_AXES, limit_radii, triple_law
from w2s_verify.claims.claim import Agree, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent, path_time
from w2s_verify.quantities import gram_of_vectors

PIECES = 2
_LIMITED = limit_radii(1)


def _early(fields: Fields) -> Fields:
    """Divide the student by a power of two until q = b |w₀|/|v| <= 1/4 from the longer start: 2 pieces enclose that."""
    fields = _LIMITED(fields)
    student, teacher = (np.linalg.norm(fields[name], axis=-1) for name in ("student", "teacher"))
    reached = 4 * fields["reach"] * (1 + fields["longer"]) * student
    _, excess = np.frexp(reached / np.where(teacher > 0, teacher, 1.0))
    return {**fields, "student": np.ldexp(fields["student"], -np.maximum(excess, 0)[..., None])}


_TINY = {"student": (-46, -40), "teacher": (-46, -40), "law_scale": (-20, -15)}
DOMAIN = Domain(
    axes=(*TRIPLE_AXES, Axis("reach", 1, 2**6, exponent=(-12, -6)), Axis("longer", 1, 2**10, exponent=(-12, 0))),
    regimes=(
        Regime("much longer", share=2, axes={"longer": (1, 8)}, exponents={"longer": (0, 0)}),
        Regime("slightly longer, tiny norms", share=2, axes={"longer": (1, 64)}, exponents={**_TINY, "longer": (-18, -12)}),
    ),
    couple=_early,
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
    """The latest time from w₀ is before the earliest time from the longer start."""
    return {"later": Below(_times(num, at, num.ratio(1, 1))[1], _times(num, at, 1 + at.longer)[0])}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """At w = w₀ + q v: the descent's parts along w₀ and v give dM/db as stated (A = 1 there)."""
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
    }


def _by_a_factor(numerator: int, denominator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        factor = num.ratio(numerator, denominator)
        return {"later": Below(factor * _times(num, at, num.ratio(1, 1))[0], _times(num, at, 1 + at.longer)[1])}

    return sides_with


def _proportional(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"as long": Below((1 + at.longer) * _times(num, at, num.ratio(1, 1))[0], _times(num, at, 1 + at.longer)[1])}


_TINY_WITNESS = {"student": [2**-20, 0, 0], "teacher": [2**-20, 2**-20, 0], "truth": [1, 0, 0]}
_WITNESS = {**_TINY_WITNESS, "law_scale": 1, "hard": 0, "radial": 0, "reach": 1, "longer": 2**-12}
MUTANTS = (
    Mutant("by-0.0005-more", "later by a factor 1.0005 at least", _WITNESS, sides=_by_a_factor(10_005, 10_000), near=True),
    Mutant(
        "proportional",
        "the time grows at least in proportion to the norm",
        {**_WITNESS, "longer": 1, "student": [1, 0, 0], "teacher": [0, 1, 0]},
        sides=_proportional,
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
