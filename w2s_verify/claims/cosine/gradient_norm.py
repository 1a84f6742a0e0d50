"""f(w) = cos(w, w★): |∇f(w)| = sin θ/|w| ≤ 1/|w| and ∇f(w)·w = 0, θ the angle between w and w★.

Standing: derived here.
Source: K3, the argument uses the Lipschitz behaviour of cosine similarity.
Assumes: w and w★ non-zero.
Proof: ∇f = (ŵ★ − f ŵ)/|w| is the part of ŵ★ orthogonal to w, divided by |w|.
Equality: the bound exactly on w·w★ = 0.
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, Claim, Mutant, directions
from w2s_verify.claims.couplings import put_across, put_at, put_near
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine_gradient, sine_squared

DOMAIN = Domain(
    axes=(vector("student"), vector("truth")),
    sizes={"d": (1, 16)},
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=2, sizes={"d": (1, 3)}, axes={"student": (-4, 4), "truth": (-4, 4)}),
        Regime("parallel", couple=put_at("truth", "student", -2)),
        Regime("nearly parallel", couple=put_near("truth", "student")),
        Regime("orthogonal", sizes={"d": (2, 6)}, couple=put_across("truth", "student")),
        Regime("d = 1", sizes={"d": (1, 1)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both vectors have a direction."""
    return directions(num, student=at.student, truth=at.truth)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The identity in squares; the scalar product ∇f·w against the 2 terms of size 1 that it adds up."""
    gradient = cosine_gradient(num, at.student, at.truth)
    inverse = 1 / num.dot(at.student, at.student)
    squared = num.dot(gradient, gradient)
    return {
        "norm": Agree(squared, sine_squared(num, at.student, at.truth) * inverse, inverse),
        "bound": (squared, inverse),
        "radial": Agree(num.dot(gradient, at.student), 0, 2),
    }


def equality(at: At) -> Collection[str]:
    """w ⊥ w★."""
    return {"bound"} if np.sum(at.student * at.truth) == 0 else set()


def _sharper_bound(num: Arithmetic, at: At) -> Mapping[str, object]:
    gradient = cosine_gradient(num, at.student, at.truth)
    return {"bound": (num.dot(gradient, gradient), num.ratio(999, 1000) / num.dot(at.student, at.student))}


def _sine_to_the_power(num: Arithmetic, at: At) -> Mapping[str, object]:
    gradient = cosine_gradient(num, at.student, at.truth)
    sine = sine_squared(num, at.student, at.truth)
    return {"norm": Agree(num.dot(gradient, gradient), sine * (1 + sine / 1000) / num.dot(at.student, at.student))}


def _norm_of_truth(num: Arithmetic, at: At) -> Mapping[str, object]:
    gradient = cosine_gradient(num, at.student, at.truth)
    return {"norm": Agree(num.dot(gradient, gradient), sine_squared(num, at.student, at.truth) / num.dot(at.truth, at.truth))}


MUTANTS = (
    Mutant("bound-0.999", "|∇f|² ≤ 0.999/|w|²", {"student": [1, 0], "truth": [0, 1]}, sides=_sharper_bound, near=True),
    Mutant(
        "sine-bent",
        "|∇f|² = sin²θ(1 + 10⁻³ sin²θ)/|w|²",
        {"student": [1, 0], "truth": [1, 1]},
        sides=_sine_to_the_power,
        near=True,
    ),
    Mutant("norm-of-truth", "|∇f| = sin θ/|w★|", {"student": [1, 0], "truth": [2, 2]}, sides=_norm_of_truth),
)

CLAIM = Claim(
    id="cosine.gradient-norm",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="identity",
    tags=("K3",),
    mutants=MUTANTS,
    doc=__doc__,
)
