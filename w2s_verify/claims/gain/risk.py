"""Isotropic law: the risk against the TRUTH falls at the rate m|w₀|·(rate of the cosine) + (m c_S − s²g(w₀)|w₀|)·(ŵ₀·D).

m = s² ĝ(w★)|w★| is the length of the truth's pull E[(y★ − ½)x], s²g(w₀)|w₀| that of the student's own, D = −∇L(w₀) the
teacher's descent; the first term is the gain, the second the change of norm.
So for a student of calibrated norm, s²g(w₀)|w₀| = m c_S, risk falls ⇔ gain starts; otherwise the two currencies may part.
Standing: derived here.
Source: A4: success means that the student improves on its own start; here in the currency of risk.
Assumes: a spherically symmetric law with Σ = s²I; soft labels of the truth, soft or hard ones of the teacher.
Proof: −∇L★(w₀) = m ŵ★ − s²g(w₀)w₀ for the truth's risk L★, and ŵ★ = c_S ŵ₀ + |w₀|∇f(w₀).
Equality: always.
Rests on: gain.criterion, cosine.gradient-norm
Not checked: the risk at later times (see gain.risk-follows-cosine for how the two part).
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES
from w2s_verify.claims.claim import Agree, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, Law, isotropic, radial_law
from w2s_verify.quantities import CENTRED_SIGMOID, cosine, cosine_gradient

_NAMES = ("a", "b", "p", "q", "r")
DOMAIN = Domain(
    axes=(
        *FRAME_AXES,
        Axis("truth_norm", 1, 2**20),
        Axis("law", 1, 2),
        Axis("law_scale", 1, 2**4, exponent=(-34, -24)),
        Axis("hard", 0, 1),
    ),
    regimes=(
        Regime("generic", share=2),
        Regime(
            "small", share=2, axes={**dict.fromkeys(_NAMES, (-9, 9)), "truth_norm": (1, 9)}, exponents={"law_scale": (-10, -6)}
        ),
        Regime("one line", axes={"b": (0, 0), "q": (0, 0), "r": (0, 0)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student, teacher and truth have a direction."""
    student, teacher, _ = _vectors(num, at)
    return {
        "student": Positive(num.dot(student, student)),
        "teacher": Positive(num.dot(teacher, teacher)),
        "truth": Positive(at.truth_norm),
    }


def _vectors(num: Arithmetic, at: At) -> tuple[Number, Number, Number]:
    return num.vector(at.a, at.b, 0 * at.a), num.vector(at.p, at.q, at.r), num.vector(at.truth_norm, 0, 0)


def _split(num: Arithmetic, at: At, law: Law, share: Number) -> Agree:
    """The fall of the truth's risk from two gradients, against the two terms, the second times ``share``."""
    student, teacher, truth = _vectors(num, at)
    length = num.norm(student)
    answers, own = law.answer_vector(num, truth, 0, 0), law.ridge_vector(num, CENTRED_SIGMOID, student)
    taught = law.answer_vector(num, teacher, at.hard, 0) - own
    fall = num.dot(answers - own, taught)
    gain = num.norm(answers) * length * num.dot(cosine_gradient(num, student, truth), taught)
    stretch = (num.norm(answers) * cosine(num, student, truth) - num.norm(own)) * num.dot(student, taught) / length
    return Agree(fall, gain + share * stretch, at.law_scale * at.law_scale)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The identity for Gaussian data."""
    return {"gaussian": _split(num, at, IsotropicGaussian(at.law_scale), num.ratio(1, 1))}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The identity for the spherical law of the instance."""
    law = isotropic(num, radial_law(at.law, 3), at.law_scale, 3)
    return {"spherical": _split(num, at, law, num.ratio(1, 1))}


def _less_stretch(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"gaussian": _split(num, at, IsotropicGaussian(at.law_scale), num.ratio(999, 1000))}


def _no_stretch(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"gaussian": _split(num, at, IsotropicGaussian(at.law_scale), num.ratio(0, 1))}


_ONE = {"a": 1, "b": 1, "p": 2, "q": -1, "r": 0, "truth_norm": 2, "law": 1, "law_scale": 2**-3, "hard": 0}
MUTANTS = (
    Mutant("stretch-0.999", "0.999 times the change of norm", _ONE, sides=_less_stretch, near=True),
    Mutant("gain-alone", "the risk falls at the rate of the gain alone", _ONE, sides=_no_stretch),
)

CLAIM = Claim(
    id="gain.risk",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="identity",
    tags=("A4",),
    quota=0.25,
    rests_on=("gain.criterion", "cosine.gradient-norm"),
    mutants=MUTANTS,
    doc=__doc__,
)
