"""A student's cosine moves at once, up or down, also where student and teacher, or student and truth, lie on one line.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1; the premises that no two of the three vectors are parallel dropped.
Assumes: x ~ N(0, I), soft labels, three directions.
Proof: X = 0 in both cases, and the rate is s²ĝ(v)(|v|/|w₀|)X.
Nearest true: robust.anisotropy, robust.condition-number and robust.approximate (strict bounds where no two are parallel),
gain.criterion (gain starts ⇔ X > 0, decided on every line).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, cosine_rate
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(axes=small("student", "teacher", "truth", length=2))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Three directions."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"directions": Positive(gram.ss * gram.tt * gram.uu)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0 < rate²."""
    rate = cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth)
    return {"it moves": Below(0, rate * rate, 1)}


def equality(at: At) -> bool:
    """X = 0 in exact numbers."""
    taught, own, shared = (np.sum(a * b) for a, b in ((at.teacher, at.truth), (at.student, at.truth), (at.student, at.teacher)))
    return bool(taught * np.sum(at.student * at.student) == shared * own)


CLAIM = Claim(
    id="boundary.parallel-vectors",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=(
        "robust.anisotropy: student and truth",
        "robust.anisotropy: student and teacher",
        "robust.condition-number: student and truth",
        "robust.condition-number: student and teacher",
        "robust.approximate: student and truth",
        "robust.approximate: student and teacher",
    ),
    witness={"student": [1, 0], "teacher": [2, 0], "truth": [1, 1]},
    doc=__doc__,
)
