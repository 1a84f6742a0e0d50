"""Where the cosine rises, the accuracy rises: both have rates of one sign under every elliptical law.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4: improvement is measured by the cosine.
Assumes: x = Sz, z ~ N(0, I), S = diag(stretch); soft labels. Accuracy is 1 − angle_Σ/π, so it rises with the Σ-cosine.
Proof: the two cosines belong to two inner products; from d = 3 on their levels cross.
Nearest true: isotropic laws, where accuracy is 1 − angle/π; preconditioned.covariance-free in the Σ-cosine.
Not checked: how often they part.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, Stretched, cosine_rate, descent
from w2s_verify.quantities import cosine_gradient, gram_of_vectors

DOMAIN = Domain(
    axes=(
        Axis("stretch", 1, 9, (3,)),
        *small("student", "teacher", "truth", length=3),
    )
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The cosine rises."""
    law = Stretched(IsotropicGaussian(1), at.stretch)
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    rate = cosine_rate(num, law, at.student, at.teacher, at.truth)
    return {"directions": Positive(gram.ss * gram.tt * gram.uu), "rate": Positive(rate)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """So does the cosine in Σ."""
    slope = descent(num, Stretched(IsotropicGaussian(1), at.stretch), at.student, at.teacher)
    gradient = cosine_gradient(num, at.stretch * at.student, at.stretch * at.truth)
    return {"accuracy": Below(0, num.dot(gradient, at.stretch * slope))}


CLAIM = Claim(
    id="boundary.accuracy-follows-cosine",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"stretch": [1, 2, 3], "student": [0, 1, 1], "teacher": [1, 0, 0], "truth": [2, 0, 1]},
    doc=__doc__,
)
