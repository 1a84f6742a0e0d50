"""Gain starts under every weaker teacher that is better than chance, 0 < c_T < c_S.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1 and A2: it happens for most pairs, which is less than for all.
Assumes: x ~ N(0, I), soft labels.
Proof: a teacher that repeats and adds to the student's own error, c_T < ρ c_S, only takes away.
Nearest true: gain.criterion (gain starts ⇔ c_T > ρ c_S), inevitable.probability (how often that is).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, cosine_rate
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(axes=(*small("student", "teacher", "truth", length=3),))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A weaker teacher, better than chance: 0 < c_T < c_S."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {
        "better than chance": Positive(gram.tu),
        "student ahead": Positive(gram.su),
        "weaker": Positive(gram.lead_in_squares),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate under the law is positive."""
    rate = cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth)
    return {"gain starts": Below(0, rate)}


CLAIM = Claim(
    id="boundary.every-weaker-teacher",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"student": [2, 1, 0], "teacher": [1, 1, 0], "truth": [1, 0, 0]},
    doc=__doc__,
)
