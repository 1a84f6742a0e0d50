"""Isotropic law: at the peak w of a path, cos(v, w★) = cos(v, w) cos(w, w★): the same teacher, at any norm or label kind,
is spent.

It never helps again: cos(A w + B v, w★) ≤ cos(w, w★) for all A, B ≥ 0, so on the whole path that it would lead w along.
A new teacher whose error is orthogonal to all before adds its squared cotangent: C² = C_S² + Σ C_j² (sequential early
stopping).
Standing: derived here.
Source: A1 and A4: how often a weak supervisor can be used.
Assumes: X > 0, Y > 0 for the first path; in the last statement the errors are orthogonal and the cosines positive. From the
law: the radial laws of the domain, soft, hard and noisy labels, p < ½.
Proof: w is along the projection P of ŵ★ on span(w₀, v), so v·ŵ★ = v·P and P·ŵ★ = |P|²; of all vectors of the span P has the
largest cosine. Orthogonal errors: path.snr-law at κ = 0, three times.
Equality: an identity; never again: B = 0.
Rests on: path.peak, path.snr-law
Not checked: more than three teachers in a row (induction).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES, RADIAL_AXES, RAY_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.frame import frame_gram, frame_premises, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import cosine_rate, isotropic_law, read_law
from w2s_verify.quantities import cosine, gram_of_vectors, peak_of_plane

SEQUENCE = ("own", "own_error", "first", "first_error", "second", "second_error", "third", "third_error")
DOMAIN = Domain(
    axes=(
        *FRAME_AXES,
        *(Axis(name, 1, 2**12) for name in SEQUENCE),
        Axis("louder", 1, 2**10, exponent=(-5, 0)),
        *RAY_AXES,
        *RADIAL_AXES,
    ),
    regimes=(
        Regime("generic", share=3, axes={"a": (1, 2**20)}),
        Regime("small", share=3, axes=SMALL_FRAME),
        Regime("student worse than chance", axes={"a": (-(2**10), -1), "p": (2**10, 2**20)}),
        Regime("weak teachers", axes={**SMALL_FRAME, **dict.fromkeys(("p", "first", "second", "third"), (1, 3))}),
        Regime("again for a moment", axes={**SMALL_FRAME, "kept": (2**15, 2**20), "learned": (0, 3)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X > 0, Y > 0, every cosine and error of the sequence positive, a point of the cone of the peak and the louder teacher."""
    gram = frame_gram(at)
    return {
        **frame_premises(num, at),
        "X": Positive(gram.excess_teacher),
        "Y": Positive(gram.excess_student),
        "truth out of the plane": Positive(at.r * at.r),
        **{f"sequence {place}": Positive(getattr(at, name)) for place, name in enumerate(SEQUENCE)},
        "louder": Positive(at.louder),
        "kept": Positive(at.kept),
        "learned": at.learned,
    }


def _peak_of(num: Arithmetic, student: Number, teacher: Number, truth: Number) -> Number:
    """Y'·student + X'·teacher: along the projection of the truth on their plane."""
    return peak_of_plane(num, gram_of_vectors(num, student, teacher, truth), student, teacher)


def _spent(num: Arithmetic, at: At, share: Number) -> Agree:
    student, teacher, truth = frame_triple(num, at)
    peak = _peak_of(num, student, teacher, truth)
    return Agree(cosine(num, teacher, truth), share * cosine(num, teacher, peak) * cosine(num, peak, truth), 2)


def _louder(num: Arithmetic, at: At, bend: Number) -> Number:
    """v, louder; ``bend`` turns it towards the truth."""
    _, teacher, truth = frame_triple(num, at)
    return num.times(at.louder, teacher + num.times(bend * num.norm(teacher), truth))


def _taught_again(num: Arithmetic, at: At, bend: Number) -> tuple[Number, Number]:
    """The peak w, and A w + B v with that v."""
    peak = _peak_of(num, *frame_triple(num, at))
    return peak, num.times(at.kept, peak) + num.times(at.learned, _louder(num, at, bend))


def _never_again(num: Arithmetic, at: At, bend: Number) -> AtMost:
    truth = frame_triple(num, at)[2]
    peak, again = _taught_again(num, at, bend)
    return AtMost(cosine(num, again, truth), cosine(num, peak, truth), 1)


def _sequence(num: Arithmetic, at: At, tilt: Number) -> tuple[Number, Number]:
    """(C² at the third peak, C_S² + C_1² + C_2² + C_3²) in R⁵; ``tilt`` turns the second error towards the first."""
    truth = num.vector(1, 0, 0, 0, 0)
    peak = num.vector(at.own, at.own_error, 0, 0, 0)
    for teacher in (
        num.vector(at.first, 0, at.first_error, 0, 0),
        num.vector(at.second, 0, tilt * at.second_error, at.second_error, 0),
        num.vector(at.third, 0, 0, 0, at.third_error),
    ):
        peak = _peak_of(num, peak, teacher, truth)
    signal, error = peak[..., 0], num.dot(peak, peak) - peak[..., 0] * peak[..., 0]
    pairs = ((at.own, at.own_error), (at.first, at.first_error), (at.second, at.second_error), (at.third, at.third_error))
    return signal * signal / error, sum(own * own / (error * error) for own, error in pairs)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The spent teacher, every point it would lead to, and the sum of the squared cotangents."""
    found, total = _sequence(num, at, num.ratio(0, 1))
    return {
        "spent": _spent(num, at, num.ratio(1, 1)),
        "never again": _never_again(num, at, num.ratio(0, 1)),
        "they add": Agree(found, total, total * (1 + total)),
    }


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """At the peak the law's rate is 0 under the same teacher made louder, and at no point that it would lead to positive;
    under a teacher whose error is orthogonal to the peak's it is positive.
    """
    truth = frame_triple(num, at)[2]
    peak, later = _taught_again(num, at, num.ratio(0, 1))
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    louder = _louder(num, at, num.ratio(0, 1))
    again = read_law(num, law, at.law_scale, peak, louder, truth, at.hard, at.noise)
    signal = num.dot(peak, truth)
    fresh = num.times(signal, truth) + num.times(num.ratio(1, 2), num.vector(0, -peak[..., 2], peak[..., 1]))
    return {
        "the same teacher again": Agree(again.rate, 0, again.size),
        "further on": AtMost(cosine_rate(num, law, later, louder, truth, at.hard, at.noise), 0, again.size),
        "a fresh one": Below(0, cosine_rate(num, law, peak, fresh, truth, at.hard, at.noise)),
    }


def equality(at: At) -> Collection[str]:
    """B = 0: the peak itself."""
    return {"never again", "further on"} if at.learned == 0 else set()


def _nearly(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"spent": _spent(num, at, num.ratio(10_005, 10_000))}


def _bent(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The teacher that comes again is nearer to the truth by a thousandth of its length."""
    return {"never again": _never_again(num, at, num.ratio(1, 1000))}


def _bent_under_the_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate under that teacher, at a point that it leads to."""
    bend, truth = num.ratio(1, 1000), frame_triple(num, at)[2]
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    _, later = _taught_again(num, at, bend)
    rate = cosine_rate(num, law, later, _louder(num, at, bend), truth, at.hard, at.noise)
    return {"further on": AtMost(rate, 0)}


def _correlated(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The second error at slope 2⁻⁷ to the first one's direction: they do not add."""
    found, total = _sequence(num, at, num.ratio(1, 128))
    return {"they add": Agree(found, total, total)}


_AT = {"a": 2, "b": 1, "p": 1, "q": -1, "r": 1, "radial": 1, "law_scale": 1, "hard": 0, "noise": 0, "louder": 2}
_AT |= {**dict.fromkeys(SEQUENCE, 1), "kept": 1, "learned": 1}
MUTANTS = (
    Mutant("spent-1.0005", "1.0005 cos(v, w) cos(w, w★)", _AT, sides=_nearly, near=True),
    Mutant(
        "bent",
        "the same for a teacher a thousandth nearer to the truth",
        {**_AT, "kept": 2**20},
        sides=_bent,
        near=True,
    ),
    Mutant(
        "bent-law",
        "under a law no rate is positive for such a teacher either",
        {**_AT, "kept": 2**20},
        from_law=_bent_under_the_law,
        near=True,
    ),
    Mutant("correlated", "they add when the errors are not orthogonal", _AT, sides=_correlated),
)

CLAIM = Claim(
    id="path.once",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="identity",
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("path.peak", "path.snr-law"),
    mutants=MUTANTS,
    doc=__doc__,
)
