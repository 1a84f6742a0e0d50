"""For every law with Σ = I: if gain starts then c_T > ρ c_S.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1, the distributional conditions are not characterised.
Assumes: soft labels; Σ = E[x xᵀ] a multiple of the identity, nothing else.
Proof: the corners of the square are the counterexample: second moments do not make a law isotropic.
Nearest true: gain.criterion (spherically symmetric laws), robust.approximate (any law, with its defect δ).
Not checked: how often it fails.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.instance import At
from w2s_verify.claims.plane_laws import PLANE_LAWS, SQUARE, isotropic_second_moment
from w2s_verify.distributions import Discrete, cosine_rate
from w2s_verify.quantities import gram_of_vectors


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Σ = s²I, and a positive rate."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    rate = cosine_rate(num, Discrete(at.points, at.weights), at.student, at.teacher, at.truth)
    return {**isotropic_second_moment(num, at), "directions": Positive(gram.ss * gram.tt * gram.uu), "rate": Positive(rate)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X > 0."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"criterion": Below(0, gram.excess_teacher)}


CLAIM = Claim(
    id="boundary.isotropic-moments-needed",
    domain=PLANE_LAWS,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={**SQUARE, "student": [3, 1], "teacher": [1, 0], "truth": [1, 1]},
    doc=__doc__,
)
