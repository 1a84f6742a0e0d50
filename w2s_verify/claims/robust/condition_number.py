"""Whitened vectors given: gain starts for EVERY Σ of condition number ≤ K ⇔ cos∠(Pŵ★̃, u) > (K − 1)/(K + 1).

Here u = ĝ(v)ṽ − g(w₀)w̃₀ and the rate is ⟨Pŵ★̃, Σu⟩/|w̃₀|: for eigenvalues in [1, K] it is at least
((K + 1)cos∠ − (K − 1))|Pŵ★̃||u|/(2|w̃₀|), and one Σ attains this.
Standing: derived here (the inequality is Wielandt's).
Source: L1: how far from isotropic a law may be.
Assumes: elliptical law, the radial laws of the domain, soft or hard labels; scale of Σ fixed by its smallest eigenvalue, 1.
Proof: Σ = ((K + 1)/2) I + F with |F| ≤ (K − 1)/2; F = −((K − 1)/2) times the reflection that takes û to the direction of Pŵ★̃
attains the bound.
Equality: none for the sampled diagonal Σ; the attained value is an identity.
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
from w2s_verify.distributions import Spherical, Stretched, descent
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
    """The law's rate at this Σ is no worse; the reflection attains the worst value."""
    moved = descent(num, Stretched(_law(num, at), at.stretch), at.student / at.stretch, at.teacher / at.stretch, at.hard)
    rate = num.dot(cosine_gradient(num, at.student, at.truth), at.stretch * moved) * num.norm(at.student)
    worst, scale = _worst(num, at)
    least, most = _ends(num, at)
    force, pull = _force(num, at), _pull(num, at)
    onto = num.times(num.norm(force) / num.norm(pull), pull)
    attained = (most + least) / 2 * num.dot(pull, force) - (most - least) / 2 * num.dot(pull, onto)
    return {"rate": Below(worst, rate), "attained": Agree(attained, worst, scale)}


def _with_share(numerator: int) -> Sides:
    """((K+1)cos − share (K−1)): the worst case a little better than it is, at a Σ that attains it."""

    def sides_with(num: Arithmetic, at: At) -> Mapping[str, object]:
        least, most = _ends(num, at)
        force, pull = _force(num, at), _pull(num, at)
        onto = num.times(num.norm(force) / num.norm(pull), pull)
        attained = (most + least) / 2 * num.dot(pull, force) - (most - least) / 2 * num.dot(pull, onto)
        share = num.ratio(numerator, 10_000)
        claimed = ((most + least) * num.dot(pull, force) - share * (most - least) * num.norm(pull) * num.norm(force)) / 2
        return {"every Σ": Below(claimed, attained)}

    return sides_with


def _narrow_cone(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The premises, and cos∠ > (√K − 1)/(√K + 1)."""
    low, high = (num.sqrt(end) for end in _ends(num, at))
    inside = (high + low) * cosine(num, _pull(num, at), _force(num, at)) - (high - low)
    return {**premises(num, at), "cone": Positive(inside)}


def _gain(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain starts at the worst Σ."""
    return {"every Σ": Below(0, _worst(num, at)[0])}


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
    kind="lower",
    tags=("L1",),
    quota=0.25,
    rests_on=("gain.criterion", "robust.anisotropy"),
    mutants=MUTANTS,
    doc=__doc__,
)
