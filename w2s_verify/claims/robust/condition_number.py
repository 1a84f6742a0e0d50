"""Whitened vectors given: gain starts for EVERY Σ of condition number ≤ K ⇔ cos∠(Pŵ★̃, u) > (K − 1)/(K + 1).

Here u = ĝ(v)ṽ − g(w₀)w̃₀ and the rate is ⟨Pŵ★̃, Σu⟩/|w̃₀|: for eigenvalues in [1, K] it is at least
((K + 1)cos∠ − (K − 1))|Pŵ★̃||u|/(2|w̃₀|), and one Σ attains this.
Standing: derived here (the inequality is Wielandt's).
Source: L1: how far from isotropic a law may be.
Assumes: elliptical law, the radial laws of the domain, soft or hard labels; Σ up to a scale.
Proof: Σ = ((K + 1)/2) I + F with |F| ≤ (K − 1)/2, so the rate is at least the bound: ⇐. R, the reflection that takes û to the
direction of Pŵ★̃, gives F = −((K − 1)/2) R and equality: where cos∠ ≤ (K − 1)/(K + 1), gain does not start under that Σ, hence
⇒. Its factor is S = ((√K + 1)/2) I − ((√K − 1)/2) R, since R² = I.
Equality: none for the sampled diagonal Σ; under the Σ of the reflection the law's rate is the bound.
Rests on: gain.criterion, robust.anisotropy
Not checked: other radial laws.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Elliptical, Spherical, Stretched, descent, radial_law
from w2s_verify.quantities import cosine, cosine_gradient, orthogonal_truth, wedge_squared

DOMAIN = Domain(
    axes=(
        Axis("stretch", 2**10, 2**13, ("d",), exponent=-10),
        vector("student", bits=12, reach=10),
        vector("teacher", bits=12, reach=10),
        vector("truth"),
        Axis("hard", 0, 1),
        Axis("radial", 0, 2),
    ),
    sizes={"d": (2, 6)},
    regimes=(
        Regime("generic", share=3, exponents={"student": (-14, -10), "teacher": (-14, -10)}),
        Regime("plane", share=3, sizes={"d": (2, 2)}, exponents={"student": (-14, -10), "teacher": (-14, -10)}),
        Regime(
            "small numbers",
            share=2,
            sizes={"d": (2, 2)},
            axes={"student": (-6, 6), "teacher": (-6, 6), "truth": (-6, 6)},
            exponents={"student": (-12, -12), "teacher": (-12, -12), "truth": (0, 0)},
        ),
        Regime("nearly isotropic", axes={"stretch": (2**10, 2**10 + 8)}, exponents={"student": (-14, -10)}),
    ),
)
"""Whitened vectors; Σ = diag(stretch²), divided by its smallest eigenvalue."""


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """No two of the vectors are parallel, and Σ is not a multiple of I."""
    least, most = _ends(num, at)
    return {
        "student and truth": Positive(wedge_squared(num, at.student, at.truth)),
        "student and teacher": Positive(wedge_squared(num, at.student, at.teacher)),
        "condition": Positive(most - least),
    }


def _law(num: Arithmetic, at: At) -> Spherical:
    """z, in the dimension of the vectors."""
    return Spherical(at.radial, num.ratio(1, 1), np.shape(at.student)[-1])


def _ends(num: Arithmetic, at: At) -> tuple[Number, Number]:
    squared = at.stretch * at.stretch
    return -num.largest(-squared), num.largest(squared)


def _force(num: Arithmetic, at: At) -> Number:
    """u."""
    slope = _law(num, at).answer_pull(num, num.norm(at.teacher), at.hard)
    return num.times(slope, at.teacher) - num.times(_law(num, at).pull(num, num.norm(at.student)), at.student)


def _pull(num: Arithmetic, at: At) -> Number:
    """Pŵ★̃."""
    return orthogonal_truth(num, at.student, at.truth)


def _worst(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """((K + 1)cos∠ − (K − 1))|Pŵ★̃||u|/2, and the scale of its terms; K = condition number, smallest eigenvalue as it is."""
    least, most = _ends(num, at)
    force, pull = _force(num, at), _pull(num, at)
    size = num.norm(force) * num.norm(pull)
    return ((most + least) * cosine(num, pull, force) - (most - least)) * size / 2, most * size


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """⇐: the law's rate at the sampled Σ is no worse."""
    moved = descent(num, Stretched(_law(num, at), at.stretch), at.student / at.stretch, at.teacher / at.stretch, at.hard)
    rate = num.dot(cosine_gradient(num, at.student, at.truth), at.stretch * moved) * num.norm(at.student)
    return {"rate": Below(_worst(num, at)[0], rate)}


def _reflection(num: Arithmetic, at: At) -> Number:
    """R = I − 2nnᵀ/|n|², n = û − p̂, p̂ the direction of Pŵ★̃: the Householder reflection that takes û to p̂."""
    force, pull = _force(num, at), _pull(num, at)
    normal = num.times(1 / num.norm(force), force) - num.times(1 / num.norm(pull), pull)
    return _identity(num, at) - num.scatter(num.vector(2 / num.dot(normal, normal)), normal[..., None, :])


def _identity(num: Arithmetic, at: At) -> Number:
    return num.exact(np.eye(at.student.shape[-1]))


def _factors(num: Arithmetic, at: At) -> tuple[Number, Number]:
    """S and S⁻¹ of the worst Σ, with the ends of the stretch as singular values: S = hI − fR, S⁻¹ = (hI + fR)/(h² − f²)."""
    low, high = -num.largest(-at.stretch), num.largest(at.stretch)
    half, turned = (high + low) / 2 * _identity(num, at), (high - low) / 2 * _reflection(num, at)
    return half - turned, (half + turned) / (low * high)


def _worst_rate(num: Arithmetic, at: At) -> Number:
    """|w̃₀| times the rate of the elliptical law x = Sz of the worst Σ, whose own vectors are S⁻¹ times the whitened ones."""
    factor, inverse = _factors(num, at)
    law = Elliptical(radial_law(at.radial, at.student.shape[-1]), factor)
    moved = descent(num, law, num.matvec(inverse, at.student), num.matvec(inverse, at.teacher), at.hard)
    return num.dot(cosine_gradient(num, at.student, at.truth), num.matvec(factor, moved)) * num.norm(at.student)


def _farthest(num: Arithmetic, one: Number, other: Number) -> Agree:
    """Two vectors, entry by entry."""
    return Agree(num.largest(num.absolute(one - other)), 0, num.norm(one) + num.norm(other))


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """⇒: R is a reflection, SSᵀ = ((K + 1)/2)I − ((K − 1)/2)R up to scale, and the law x = Sz has the worst rate."""
    reflection, (factor, _) = _reflection(num, at), _factors(num, at)
    least, most = _ends(num, at)
    turned, pulled = num.matvec(reflection, at.truth), num.combine(at.truth, factor)
    spread = num.times((most + least) / 2, at.truth) - num.times((most - least) / 2, turned)
    worst, scale = _worst(num, at)
    return {
        "R² = I": _farthest(num, num.matvec(reflection, turned), at.truth),
        "SSᵀ": _farthest(num, num.matvec(factor, pulled), spread),
        "attained": Agree(_worst_rate(num, at), worst, scale),
    }


def _with_share(numerator: int) -> Sides:
    """((K+1)cos − share (K−1)): the worst case a little better than it is, at the law that attains it."""

    def read(num: Arithmetic, at: At) -> Mapping[str, object]:
        least, most = _ends(num, at)
        force, pull = _force(num, at), _pull(num, at)
        share = num.ratio(numerator, 10_000)
        claimed = ((most + least) * num.dot(pull, force) - share * (most - least) * num.norm(pull) * num.norm(force)) / 2
        return {"every Σ": Below(claimed, _worst_rate(num, at))}

    return read


def _narrow_cone(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The premises, and cos∠ > (√K − 1)/(√K + 1)."""
    low, high = (num.sqrt(end) for end in _ends(num, at))
    inside = (high + low) * cosine(num, _pull(num, at), _force(num, at)) - (high - low)
    return {**premises(num, at), "cone": Positive(inside)}


def _gain(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain starts at the worst Σ."""
    return {"every Σ": Below(0, _worst_rate(num, at))}


_WITNESS = {"stretch": [1, 2], "student": [1, 0], "teacher": [1, 1], "truth": [1, 1], "hard": 0, "radial": 0}
_TINY = {**_WITNESS, "student": [2**-12, 0], "teacher": [3 * 2**-12, 2**-12]}
MUTANTS = (
    Mutant("share-0.9995", "0.9995 (K − 1)/(K + 1)", _WITNESS, sides=_with_share(9995), near=True),
    Mutant("root-of-condition", "√K in place of K", _TINY, premises=_narrow_cone, sides=_gain),
)

CLAIM = Claim(
    id="robust.condition-number",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="iff",
    tags=("L1",),
    quota=0.25,
    rests_on=("gain.criterion", "robust.anisotropy"),
    mutants=MUTANTS,
    doc=__doc__,
)
