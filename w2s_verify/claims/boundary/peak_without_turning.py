"""The peak formula √((c_S² + c_T² − 2ρ c_S c_T)/(1 − ρ²)) is approached along every path with X > 0.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4; the premise Y > 0 of path.peak dropped.
Assumes: isotropic law: the limit of the path is the teacher's direction and, where Y ≤ 0, the path rises for ever.
Proof: for Y < 0 the projection of the truth on the plane lies beyond the teacher; the supremum is c_T.
Nearest true: path.peak, path.unimodal.
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, cosine_rate
from w2s_verify.quantities import cosine, gram_of_vectors

DOMAIN = Domain(axes=(*small("student", "teacher", "truth", length=3),))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X > 0 > Y: the path rises all the way to the teacher."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {
        "X": Positive(gram.excess_teacher),
        "Y": Positive(-gram.excess_student),
        "start": Positive(cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth)),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The supremum c_T reaches the formula: peak² (1 − ρ²) ≤ c_T² (1 − ρ²)."""
    own, taught = cosine(num, at.student, at.truth), cosine(num, at.teacher, at.truth)
    shared = cosine(num, at.student, at.teacher)
    squared = own * own + taught * taught - 2 * shared * own * taught
    return {"reached": AtMost(squared, taught * taught * (1 - shared * shared))}


CLAIM = Claim(
    id="boundary.peak-without-turning",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"student": [1, 3, 0], "teacher": [1, 1, 0], "truth": [1, 0, 0]},
    doc=__doc__,
)
