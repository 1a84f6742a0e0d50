"""Isotropic law, d ≥ 3, |κ| < 1, X > 0 and Y > 0: at the peak cot² = (C_S² + C_T² − 2κ C_S C_T)/(1 − κ²), C the signed
cotangents.

At κ = 0, errors that do not correlate, the squared cotangents (signal to noise ratios) add: C² = C_S² + C_T².
Standing: derived here.
Source: A1 and A4: what the teacher's own signal is worth to the student, whatever the teacher's rank.
Assumes: no error direction is missing (0 < φ_S, φ_T < π). From the law: the radial laws of the domain, soft, hard and noisy
labels.
Proof: divide the peak's square by one minus itself, with ρ = c_S c_T + κ sin φ_S sin φ_T.
Equality: an identity.
Rests on: path.peak
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES, RADIAL_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, frame_premises, frame_triple, reading_at
from w2s_verify.claims.instance import At
from w2s_verify.quantities import arc_of_gram, peak_of_plane


def _uncorrelated(fields: Fields) -> Fields:
    return {**fields, "q": 0 * fields["q"]}


DOMAIN = Domain(
    axes=(*FRAME_AXES, *RADIAL_AXES),
    regimes=(
        Regime("generic", share=3, axes={"a": (1, 2**20), "p": (-(2**10), 2**20)}),
        Regime("small", share=3, axes=SMALL_FRAME),
        Regime("uncorrelated", share=2, axes={"a": (1, 30), "b": (-30, -1), "p": (1, 30), "r": (1, 30)}, couple=_uncorrelated),
        Regime("nearly one error", axes={"a": (1, 9), "b": (1, 2**10), "p": (1, 9), "q": (-(2**20), -1), "r": (1, 3)}),
        Regime("student worse than chance", axes={"a": (-(2**10), -1), "p": (2**10, 2**20)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X > 0, Y > 0; both have an error, and the two are not parallel."""
    gram = frame_gram(at)
    return {
        **frame_premises(num, at),
        "X": Positive(gram.excess_teacher),
        "Y": Positive(gram.excess_student),
        "student errs": Positive(at.b * at.b),
        "errors apart": Positive(at.r * at.r),
    }


def _errors(num: Arithmetic, at: At) -> tuple[Number, Number, Number]:
    """(C_S, C_T, κ)."""
    student, teacher = num.absolute(at.b), num.sqrt(at.q * at.q + at.r * at.r)
    return at.a / student, at.p / teacher, at.b * at.q / (student * teacher)


def _law_of_cotangents(num: Arithmetic, at: At, numerator: int, denominator: int) -> tuple[Number, Number]:
    """The right side with 2κ·(numerator/denominator), and the sum of its absolute terms."""
    own, taught, shared = _errors(num, at)
    cross = 2 * num.ratio(numerator, denominator) * shared * own * taught
    least = 1 - shared * shared
    size = (own * own + taught * taught + num.absolute(cross)) / least
    return (own * own + taught * taught - cross) / least, size


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """peak²/(1 − peak²) from the three cosines."""
    squared = arc_of_gram(num, frame_gram(at)).peak_squared
    right, size = _law_of_cotangents(num, at, 1, 1)
    return {"snr": Agree(squared / (1 - squared), right, size * (1 + size))}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """At w = Y'w₀ + X'v the law's rate is 0, and cot² of its angle to the truth is the right side."""
    gram = frame_gram(at)
    student, teacher, _ = frame_triple(num, at)
    point = peak_of_plane(num, gram, student, teacher)
    reading = reading_at(num, at, point)
    right, size = _law_of_cotangents(num, at, 1, 1)
    found = point[..., 0] * point[..., 0] / (point[..., 1] * point[..., 1] + point[..., 2] * point[..., 2])
    return {"still at the peak": Agree(reading.rate, 0, reading.size), "reached": Agree(found, right, size * (1 + size))}


def _mutated(numerator: int, denominator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        squared = arc_of_gram(num, frame_gram(at)).peak_squared
        return {"snr": Agree(squared / (1 - squared), _law_of_cotangents(num, at, numerator, denominator)[0])}

    return sides_with


def _always_add(num: Arithmetic, at: At) -> Mapping[str, object]:
    squared = arc_of_gram(num, frame_gram(at)).peak_squared
    own, taught, _ = _errors(num, at)
    return {"snr": Agree(squared / (1 - squared), own * own + taught * taught)}


def _unsigned(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Cotangents without their signs."""
    squared = arc_of_gram(num, frame_gram(at)).peak_squared
    own, taught, shared = _errors(num, at)
    cross = 2 * shared * num.absolute(own * taught)
    return {"snr": Agree(squared / (1 - squared), (own * own + taught * taught - cross) / (1 - shared * shared))}


_AT = {"a": 2, "b": 1, "p": 1, "q": -1, "r": 1, "radial": 2, "law_scale": 1, "hard": 0, "noise": 0}
MUTANTS = (
    Mutant("kappa-2.001", "2.001 κ C_S C_T", _AT, sides=_mutated(2001, 2000), near=True),
    Mutant("always-add", "the squared cotangents add at every κ", _AT, sides=_always_add),
    Mutant("unsigned", "the same law for |C_S| and |C_T|", {**_AT, "a": -1, "p": 3}, sides=_unsigned),
)

CLAIM = Claim(
    id="path.snr-law",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="identity",
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("path.peak",),
    mutants=MUTANTS,
    doc=__doc__,
)
