"""A gain that starts under a weaker teacher is still there when training has converged.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4 and L1: how long a student may train.
Assumes: x ~ N(0, I), soft labels. The limit of the flow is the minimiser of the risk, certified as a point of zero gradient.
Proof: the minimiser is the teacher itself, and c_T < c_S.
Nearest true: path.transient and path.window (stop before b = 2c_S X/(c_S² − c_T²)).
Not checked: hard labels, where the direction converges to the teacher's.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Agree, Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, cosine_rate, descent
from w2s_verify.quantities import cosine, gram_of_vectors

DOMAIN = Domain(axes=(*small("student", "teacher", "truth", length=3),))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A weaker teacher, |c_T| < c_S, from which gain starts."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {
        "directions": Positive(gram.ss * gram.tt * gram.uu),
        "gain starts": Positive(cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth)),
        "student ahead": Positive(gram.su),
        "weaker": Positive(gram.lead_in_squares),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The limit is a zero of the gradient; its cosine exceeds the start's."""
    slope = descent(num, IsotropicGaussian(1), at.teacher, at.teacher)
    return {
        "limit": Agree(num.dot(slope, slope), 0, num.dot(at.teacher, at.teacher)),
        "gain is kept": Below(cosine(num, at.student, at.truth), cosine(num, at.teacher, at.truth)),
    }


CLAIM = Claim(
    id="boundary.convergence-keeps-gain",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"student": [2, 1, 0], "teacher": [1, -1, 0], "truth": [1, 0, 0]},
    doc=__doc__,
)
