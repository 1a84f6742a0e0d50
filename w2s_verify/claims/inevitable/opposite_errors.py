"""Two teachers with opposite errors, v = p w★ ± e: their rates add up to 2s²ĝ(v)(|v|/|w₀|) c_T sin²φ_S, > 0 ⇔ c_T > 0.

So for every symmetric law of e, a uniform direction for one, E[rate] is half of that: inevitable.mean, without sampling.
Standing: derived here.
Source: A2: gain is almost inevitable; on average a teacher better than chance helps.
Assumes: Σ = s²I, the radial laws of the domain, soft, hard or noisy labels with p < ½; the canonical frame, which is every
triple up to rotation.
Proof: both teachers are equally long and have the same c_T; κ changes sign, so the ρ add up to 2c_S c_T and the X to
2c_T(1 − c_S²) (gain.criterion).
Equality: the sum is an identity; its sign is 0 for c_T = 0 or a student without error.
Rests on: gain.criterion
Not checked: other radial laws; laws that are not isotropic.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES, NOISE_BEYOND_HALF, RADIAL_AXES, SMALL_FRAME
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.frame import frame_gram
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Reading, isotropic_law, read_law
from w2s_verify.quantities import cosine, frame_vectors, sine_squared

DOMAIN = Domain(
    axes=(*FRAME_AXES, *RADIAL_AXES[:3], NOISE_BEYOND_HALF),
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, axes={**SMALL_FRAME, "a": (-10, 30)}),
        Regime("near chance", share=2, axes={"p": (-2, 2)}),
        Regime("at chance", axes={**SMALL_FRAME, "p": (0, 0)}),
        Regime("student without error", axes={"b": (0, 0)}),
        Regime("nearly perfect student", axes={"a": (2**19, 2**20), "b": (-3, 3)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher have a direction; labels better than coins."""
    del num
    gram = frame_gram(at)
    return {
        "student": Positive(gram.ss),
        "teacher": Positive(gram.tt),
        "noise below one half": Positive(1 - 2 * at.noise),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The two ρ add up to 2c_S c_T."""
    student, teacher, truth = frame_vectors(num, at.a, at.b, at.p, at.q, at.r)
    _, opposite, _ = frame_vectors(num, at.a, at.b, at.p, -at.q, -at.r)
    shared = cosine(num, student, teacher) + cosine(num, student, opposite)
    return {"ρ": Agree(shared, 2 * cosine(num, student, truth) * cosine(num, teacher, truth), 2)}


def _readings(num: Arithmetic, at: At) -> tuple[Reading, Reading]:
    """The law at w₀ under either teacher."""
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    student, _, truth = frame_vectors(num, at.a, at.b, at.p, at.q, at.r)
    teachers = (frame_vectors(num, at.a, at.b, at.p, sign * at.q, sign * at.r)[1] for sign in (1, -1))
    one, other = (read_law(num, law, at.law_scale, student, v, truth, at.hard, at.noise) for v in teachers)
    return one, other


def _closed(num: Arithmetic, at: At, reading: Reading) -> Number:
    """2s²ĝ(v)(|v|/|w₀|) c_T sin²φ_S."""
    student, teacher, truth = frame_vectors(num, at.a, at.b, at.p, at.q, at.r)
    size = 2 * reading.pull * num.norm(teacher) / num.norm(student)
    return size * cosine(num, teacher, truth) * sine_squared(num, student, truth)


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The sum of the two rates, and its sign."""
    one, other = _readings(num, at)
    both, size = one.rate + other.rate, one.size + other.size
    return {"sum": Agree(both, _closed(num, at, one), size), "sign": AtMost(0, both * at.p, size * (1 + num.absolute(at.p)))}


def equality(at: At) -> Collection[str]:
    """c_T = 0, or φ_S = 0 or π."""
    return {"sign"} if at.p == 0 or at.b == 0 else set()


def _scaled(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        one, other = _readings(num, at)
        return {"sum": Agree(one.rate + other.rate, num.ratio(numerator, 1000) * _closed(num, at, one))}

    return sides_with


def _each_helps(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Each of the two helps, if c_T > 0."""
    rates = [reading.rate for reading in _readings(num, at)]
    ahead = num.step(at.p)
    return {f"teacher {k}": AtMost(0, ahead * rate) for k, rate in enumerate(rates)}


def _sine_once(num: Arithmetic, at: At) -> Mapping[str, object]:
    """sin φ_S in place of its square."""
    student, _, truth = frame_vectors(num, at.a, at.b, at.p, at.q, at.r)
    one, other = _readings(num, at)
    return {"sum": Agree((one.rate + other.rate) * num.sqrt(sine_squared(num, student, truth)), _closed(num, at, one))}


_AT = {"a": 2, "b": 1, "p": 1, "q": 1, "r": 0, "radial": 1, "law_scale": 1, "hard": 0, "noise": 0}
MUTANTS = (
    Mutant("sum-1.001", "the sum is 1.001 as large", _AT, sides=_scaled(1001), near=True),
    Mutant("sine-once", "sin φ_S in place of its square", _AT, sides=_sine_once),
    Mutant("each-helps", "each of the two teachers helps, not only their mean", {**_AT, "q": 4}, sides=_each_helps),
    Mutant("noise-dropped", "the same for labels worse than coins", {**_AT, "noise": 0.75}, drop="noise below one half"),
)

CLAIM = Claim(
    id="inevitable.opposite-errors",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    kind="identity",
    tags=("A2",),
    quota=0.25,
    rests_on=("gain.criterion",),
    mutants=MUTANTS,
    doc=__doc__,
)
