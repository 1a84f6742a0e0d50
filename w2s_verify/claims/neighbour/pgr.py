"""PGR = (student − weak)/(ceiling − weak) in accuracy: under a weaker teacher it is > 0 after ANY descent step, gain or loss.

Isotropic law, ceiling = the truth (accuracy 1), |c_T| < c_S (hence Y > 0): PGR > 0 at every iterate, whereas the gain over
oneself has the sign of (window's end − q₁). So PGR > 0 comes with both signs of the gain: it does not measure it.
Standing: derived here; PGR is from Burns et al. (2312.09390).
Source: A4: success means that the student improves on ITS OWN start, not only on the teacher.
Assumes: Σ = s²I, the radial laws of the domain, soft or hard labels, accuracy 1 − angle/π, c_S > |c_T|, ηs² ≤ 4, one exact step
of gradient descent.
Proof: d cos/db has the sign of X − bY: the path rises (if X > 0), then falls to c_T, so it stays above c_T; step.overwrite.
Equality: none.
Rests on: path.unimodal, step.overwrite
Not checked: ceilings other than the truth.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import TRIPLE_AXES, limit_radii, triple_law, triple_pull
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent
from w2s_verify.quantities import cosine, gram_of_vectors, wedge_squared

_SMALL = {"student": (-9, 9), "teacher": (-9, 9), "truth": (-9, 9)}
_UNIT = {"student": (-3, 0), "teacher": (-3, 0), "truth": (0, 0)}
DOMAIN = Domain(
    axes=(*TRIPLE_AXES, Axis("speed", 1, 2**14, exponent=(-30, -10))),
    regimes=(
        Regime("generic", share=2),
        Regime("small numbers", share=2, axes=_SMALL, exponents=_UNIT),
        Regime("long student", exponents={"student": (10, 14), "law_scale": (-3, 0)}),
        Regime("long steps", share=2, axes={**_SMALL, "speed": (2**10, 2**14)}, exponents={**_UNIT, "speed": (-10, -10)}),
    ),
    couple=limit_radii(2**14),
)
"""The speed is ηs²."""


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, c_S > |c_T|, ηs² ≤ 4."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {
        "plane": Positive(gram.area),
        "ahead": Positive(gram.su),
        "weaker": Positive(gram.lead_in_squares),
        "speed": 4 - at.speed,
    }


def _angle(num: Arithmetic, a: Number, b: Number) -> Number:
    return num.atan2(num.sqrt(num.maximum(wedge_squared(num, a, b), 0 * wedge_squared(num, a, b))), num.dot(a, b))


def _moved(num: Arithmetic, at: At) -> Number:
    rate = at.speed / (at.law_scale * at.law_scale)
    return at.student + num.times(rate, descent(num, triple_law(at), at.student, at.teacher, at.hard))


def _recovered(num: Arithmetic, at: At) -> Number:
    """PGR, the accuracies being 1 − angle/π."""
    return 1 - _angle(num, _moved(num, at), at.truth) / _angle(num, at.teacher, at.truth)


def _left(num: Arithmetic, at: At) -> Number:
    """A positive multiple of the window's end minus q₁."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    slope = triple_pull(num, at)
    first = at.speed * slope / (1 - at.speed * triple_law(at).pull(num, at.law_scale * num.norm(at.student)))
    return 2 * gram.su * gram.excess_teacher - first * gram.lead_in_squares


def _gain(num: Arithmetic, at: At) -> Number:
    return cosine(num, _moved(num, at), at.truth) - cosine(num, at.student, at.truth)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """PGR > 0, and the sign of the gain."""
    return {"PGR": Below(0, _recovered(num, at)), "gain": Below(0, _gain(num, at) * _left(num, at))}


def _at_least(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        return {"PGR": Below(num.ratio(numerator, 10_000), _recovered(num, at))}

    return sides_with


def _one_sign(num: Arithmetic, at: At) -> Mapping[str, object]:
    """PGR and gain have one sign."""
    return {"one sign": Below(0, _recovered(num, at) * _gain(num, at))}


_WITNESS = {"student": [1, 0, 0], "teacher": [0, 1, 0], "truth": [4, 1, 0], "law_scale": 1, "hard": 0, "radial": 0}
MUTANTS = (
    Mutant(
        "pgr-0.0005",
        "PGR > 0.0005",
        {**_WITNESS, "student": [2**-16, 0, 0], "teacher": [0, 1, 0], "speed": 4},
        sides=_at_least(5),
        near=True,
    ),
    Mutant("pgr-measures-gain", "PGR > 0 only with a gain over oneself", {**_WITNESS, "speed": 3}, sides=_one_sign),
    Mutant(
        "loss-at-pgr",
        "PGR > 0 only with a loss",
        {**_WITNESS, "speed": 1},
        sides=lambda num, at: {"loss": Below(0, -_recovered(num, at) * _gain(num, at))},
    ),
    Mutant("ahead-dropped", "the same for c_S ≤ 0", {**_WITNESS, "truth": [-4, 1, 0], "speed": 1}, drop="ahead"),
    Mutant("weaker-dropped", "PGR > 0 for a teacher ahead too", {**_WITNESS, "truth": [1, 4, 0], "speed": 1}, drop="weaker"),
    Mutant("speed-dropped", "the same for ηs² > 4", {**_WITNESS, "speed": 16}, drop="speed"),
)

CLAIM = Claim(
    id="neighbour.pgr",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="iff",
    tags=("A4",),
    quota=0.25,
    rests_on=("path.unimodal", "step.overwrite"),
    mutants=MUTANTS,
    doc=__doc__,
)
