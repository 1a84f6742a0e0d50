"""A teacher worse than chance, c_T < 0, never starts a gain in a student better than chance.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A2; the sign of c_T is no premise of gain.criterion.
Assumes: x ~ N(0, I), soft labels.
Proof: a teacher whose error opposes the student's (ρ < c_T/c_S) corrects more than it spoils.
Nearest true: gain.criterion.
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
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(axes=(*small("student", "teacher", "truth", length=3),))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_S > 0 > c_T."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"student": Positive(gram.su), "teacher": Positive(-gram.tu)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate is not positive."""
    rate = cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth)
    return {"no gain": AtMost(rate, 0)}


CLAIM = Claim(
    id="boundary.teacher-worse-than-chance",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("A2", "L1"),
    expects="REFUTED",
    witness={"student": [1, 1, 0], "teacher": [-1, -9, 0], "truth": [1, 0, 0]},
    doc=__doc__,
)
