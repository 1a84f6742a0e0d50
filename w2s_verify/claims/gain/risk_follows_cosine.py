"""Isotropic law: where gain starts in the cosine, the risk against the truth falls.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4: success means that the student improves on its own start; the currency matters even for Gaussian data.
Assumes: x ~ N(0, I); soft labels of the teacher and of the truth.
Proof: a student of the right norm is stretched by a teacher that is too sure; that costs more than the better direction earns.
Nearest true: gain.risk, which splits the rate; for a calibrated norm the two agree in sign.
Not checked: how often they part.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, descent
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(axes=small("student", "teacher", "truth", length=2))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions, and X > 0."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"directions": Positive(gram.ss * gram.tt * gram.uu), "X": Positive(gram.excess_teacher)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The two gradients make an acute angle."""
    law = IsotropicGaussian(1)
    own, taught = (descent(num, law, at.student, other) for other in (at.truth, at.teacher))
    return {"risk": Below(0, num.dot(own, taught))}


CLAIM = Claim(
    id="gain.risk-follows-cosine",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("A4",),
    quota=0.25,
    expects="REFUTED",
    witness={"student": [2, 1], "teacher": [9, 4], "truth": [2, 0]},
    doc=__doc__,
)
