"""An elliptical law obeys the isotropic criterion whatever its Σ: gain starts if c_T > ρ c_S, cosines in the plain metric.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1, the distributional conditions are not characterised.
Assumes: x = Sz, z ~ N(0, I), S = diag(stretch); soft labels.
Proof: a stretch by 2 along one axis is enough.
Nearest true: robust.condition-number, robust.anisotropy; preconditioned.covariance-free for the flow w' = −Σ⁻¹∇L.
Not checked: other radial laws.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, Stretched, cosine_rate
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(
    axes=(
        Axis("stretch", 1, 9, (2,)),
        *small("student", "teacher", "truth", length=2),
    )
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_T > ρ c_S."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"X": Positive(gram.excess_teacher)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate under the stretched law is positive."""
    law = Stretched(IsotropicGaussian(1), at.stretch)
    return {"gain starts": Below(0, cosine_rate(num, law, at.student, at.teacher, at.truth))}


CLAIM = Claim(
    id="boundary.elliptical-criterion",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"stretch": [1, 2], "student": [-1, 2], "teacher": [1, 0], "truth": [1, 2]},
    doc=__doc__,
)
