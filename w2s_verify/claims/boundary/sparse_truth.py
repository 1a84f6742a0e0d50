"""Hypercube, truth along an axis: gain starts if c_T > ρ c_S, as for an isotropic law.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1: the distributional conditions are not characterised.
Assumes: x uniform on {−1, 1}³, w★ = (1, 0, 0), soft labels. Σ = I, so all second moments are those of an isotropic law.
Proof: the score of a student with few coordinates is far from normal, and E[σ(w·x)x] is not along w.
Nearest true: robust.product-laws (the three vectors turned jointly by a uniform rotation: statistical), robust.approximate.
Not checked: how often it fails, see boundary.sparse-truth-probability.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, cosine_rate, rademacher
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(axes=small("student", "teacher", length=3))
TRUTH = np.array([1.0, 0.0, 0.0])


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_T > ρ c_S."""
    return {"X": Positive(gram_of_vectors(num, at.student, at.teacher, num.exact(TRUTH)).excess_teacher)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate over the eight corners."""
    corners = rademacher(3)
    law = Discrete(num.exact(corners.points), num.exact(corners.weights))
    return {"gain starts": Below(0, cosine_rate(num, law, at.student, at.teacher, num.exact(TRUTH)))}


CLAIM = Claim(
    id="boundary.sparse-truth",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"student": [2, 1, 0], "teacher": [1, 0, 2]},
    doc=__doc__,
)
"""The witness has c_T < c_S: a weaker teacher."""
