"""Elliptical law with Σ = s²(I + E), |E| ≤ ε, cosines in Σ: gain starts if ε sin φ_S |u| < ĝ(v)|ṽ| X, u = ĝ(v)ṽ − g(w₀)w̃₀.

Tildes are whitened vectors. For every instance |w̃₀|·rate/s² ≥ ĝ(v)|ṽ|X − ε sin φ_S |u|, which is the implication and more.
Standing: derived here.
Source: L1: how far from isotropic a law may be.
Assumes: x = Sz, z of the radial laws of the domain, S = diag(stretch), which is every elliptical
law of these up to rotation; soft or hard labels.
Proof: whitened, the flow is w̃' = Σu, so the rate is ⟨Pŵ★̃, Σu⟩/|w̃₀|; ⟨Pŵ★̃, u⟩ = ĝ(v)|ṽ|X and |⟨Pŵ★̃, Eu⟩| ≤ ε sin φ_S |u|.
Equality: none sampled; approached by E = −ε times a reflection that takes u to Pŵ★̃.
Rests on: gain.criterion
Not checked: other radial laws.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Spherical, Stretched, descent
from w2s_verify.quantities import cosine, cosine_gradient, sine_squared, wedge_squared


def _reflected(fields: Fields) -> Fields:
    """Tiny vectors with u ≈ (0, 1) after whitening, and E = ε diag(1, −1): the case nearest to equality."""
    stretch = np.zeros_like(fields["stretch"]) + 1
    offset = np.ldexp(1 + np.floor(fields["stretch"][..., 0] * 2**10) % 16, -5)
    stretch[..., 0], stretch[..., 1] = 1 + offset, 1 - offset
    tiny = 2.0**-12
    student, teacher, truth = (np.zeros_like(fields["student"]) for _ in range(3))
    student[..., 0] = tiny / stretch[..., 0]
    teacher[..., :2] = tiny / stretch[..., :2]
    truth[..., 0], truth[..., 1] = 1, 2
    level = 1 + offset * offset
    return {
        "stretch": stretch,
        "student": student,
        "teacher": teacher,
        "truth": truth,
        "level": level,
        "hard": 0 * level,
        "radial": fields["radial"],
    }


DOMAIN = Domain(
    axes=(
        Axis("stretch", 1, 2**12, ("d",), exponent=-10),
        vector("student", bits=12, reach=10),
        vector("teacher", bits=12, reach=10),
        vector("truth"),
        Axis("level", 1, 2**12, exponent=(-12, -8)),
        Axis("hard", 0, 1),
        Axis("radial", 0, 2),
    ),
    sizes={"d": (2, 6)},
    regimes=(
        Regime("generic", share=3, exponents={"student": (-14, -10), "teacher": (-14, -10)}),
        Regime(
            "nearly isotropic", share=2, axes={"stretch": (1000, 1048)}, exponents={"student": (-14, -10), "level": (-10, -10)}
        ),
        Regime("small norms", exponents={"student": (-20, -16), "teacher": (-20, -16)}),
        Regime("weak force", sizes={"d": (2, 3)}, exponents={"student": (-12, -10), "teacher": (-22, -18)}),
        Regime("reflection", sizes={"d": (2, 2)}, axes={"stretch": (1, 2**12)}, couple=_reflected),
    ),
)
"""The level is s²."""


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """No two of the vectors are parallel in the whitened space, and Σ is not s²I."""
    student, teacher, truth = _whitened(at)
    return {
        "student and truth": Positive(wedge_squared(num, student, truth)),
        "student and teacher": Positive(wedge_squared(num, student, teacher)),
        "anisotropic": Positive(_excess(num, at)),
    }


def _law(num: Arithmetic, at: At) -> Spherical:
    """z, in the dimension of the vectors."""
    return Spherical(at.radial, num.ratio(1, 1), np.shape(at.student)[-1])


def _whitened(at: At) -> tuple[Number, Number, Number]:
    return at.stretch * at.student, at.stretch * at.teacher, at.stretch * at.truth


def _excess(num: Arithmetic, at: At) -> Number:
    """ε = |Σ/s² − I|."""
    return num.largest(num.absolute(at.stretch * at.stretch - num.times(at.level, 0 * at.stretch + 1))) / at.level


def _forces(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """ĝ(v)ṽ and g(w₀)w̃₀."""
    student, teacher, _ = _whitened(at)
    slope = _law(num, at).answer_pull(num, num.norm(teacher), at.hard)
    return num.times(slope, teacher), num.times(_law(num, at).pull(num, num.norm(student)), student)


def _rate(num: Arithmetic, at: At) -> Number:
    """d cos_Σ/dt · |w̃₀|/s² from the law's gradient."""
    student, _, truth = _whitened(at)
    moved = descent(num, Stretched(_law(num, at), at.stretch), at.student, at.teacher, at.hard)
    return num.dot(cosine_gradient(num, student, truth), at.stretch * moved) * num.norm(student) / at.level


def _bound(num: Arithmetic, at: At, factor: Number) -> Number:
    student, teacher, truth = _whitened(at)
    taught, kept = _forces(num, at)
    advantage = cosine(num, teacher, truth) - cosine(num, student, teacher) * cosine(num, student, truth)
    sine = num.sqrt(sine_squared(num, student, truth))
    return num.norm(taught) * advantage - factor * _excess(num, at) * sine * num.norm(taught - kept)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The lower bound on the rate."""
    return {"rate": Below(_bound(num, at, num.ratio(1, 1)), _rate(num, at))}


def _with_factor(numerator: int) -> Sides:
    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        return {"rate": Below(_bound(num, at, num.ratio(numerator, 10_000)), _rate(num, at))}

    return sides_with


def _teacher_only(num: Arithmetic, at: At) -> Mapping[str, object]:
    """ε|ĝ(v)ṽ| in place of ε|u|."""
    student, teacher, truth = _whitened(at)
    taught, _ = _forces(num, at)
    advantage = cosine(num, teacher, truth) - cosine(num, student, teacher) * cosine(num, student, truth)
    sine = num.sqrt(sine_squared(num, student, truth))
    return {"rate": Below(num.norm(taught) * (advantage - _excess(num, at) * sine), _rate(num, at))}


_TINY = {"student": [2**-12, 0], "teacher": [2**-12, 3 * 2**-12], "truth": [1, 2], "level": 1.25, "hard": 0, "radial": 0}
MUTANTS = (
    Mutant(
        "epsilon-0.9995",
        "0.9995 ε",
        {**_TINY, "stretch": [1.5, 0.5]},
        sides=_with_factor(9995),
        near=True,
    ),
    Mutant(
        "teachers-force-only",
        "ε|ĝ(v)ṽ| in place of ε|u|",
        {**_TINY, "student": [1, 2], "teacher": [2**-4, 0], "stretch": [2, 1], "level": 2.5, "truth": [1, 0]},
        sides=_teacher_only,
    ),
)

CLAIM = Claim(
    id="robust.anisotropy",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="lower",
    tags=("L1",),
    quota=0.25,
    rests_on=("gain.criterion",),
    mutants=MUTANTS,
    doc=__doc__,
)
