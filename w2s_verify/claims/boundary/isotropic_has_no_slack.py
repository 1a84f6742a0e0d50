"""The bounds for laws that are not isotropic are strict for every Σ: the rate exceeds s²ĝ(v)(|v|/|w₀|)X also where Σ = s²I.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1; the premises ε > 0 and K > 1 dropped.
Assumes: x ~ N(0, I), soft labels.
Proof: there the rate IS that (gain.criterion): nothing is lost and nothing is left over.
Nearest true: robust.anisotropy, robust.condition-number (strict where Σ is not a multiple of I).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, answer_slope, cosine_rate
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(axes=small("student", "teacher", "truth", length=2))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, and a truth."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"plane": Positive(gram.area), "truth": Positive(gram.uu)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """ĝ(v)(|v|/|w₀|)X below the rate."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    rate = cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth)
    closed = answer_slope(num, num.sqrt(gram.tt)) * gram.excess_teacher / (gram.ss * num.sqrt(gram.ss * gram.uu))
    return {"slack": Below(closed, rate, 1)}


def equality(at: At) -> bool:
    """An identity."""
    del at
    return True


CLAIM = Claim(
    id="boundary.isotropic-has-no-slack",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=(
        "robust.anisotropy: anisotropic",
        "robust.condition-number: condition",
    ),
    witness={"student": [1, 0], "teacher": [1, 1], "truth": [1, 1]},
    doc=__doc__,
)
