"""The student's initial norm does not matter for whether gain starts, for any elliptical law.

Standing: FALSE, and declared so: certified counterexample found here.
Source: K1: the dynamics depend on the initial norm of the student.
Assumes: x = Sz, z ~ N(0, I), S = diag(stretch); soft labels; the same start 8 times as long.
Proof: −∇L = Σ(g(v)v − g(w)w): off the isotropic case the second term turns the student too, with a weight that the norm sets.
Nearest true: gain.criterion (isotropic: the norm sets the clock only), norm.monotone.
Not checked: other factors than 8.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim, directions
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, Stretched, cosine_rate

DOMAIN = Domain(
    axes=(
        Axis("stretch", 1, 9, (2,)),
        *small("student", "teacher", "truth", length=2),
    )
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """All three have a direction."""
    return directions(num, w=at.student, v=at.teacher, truth=at.truth)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both rates have one sign."""
    law = Stretched(IsotropicGaussian(1), at.stretch)
    short = cosine_rate(num, law, at.student, at.teacher, at.truth)
    return {"one sign": AtMost(0, short * cosine_rate(num, law, 8 * at.student, at.teacher, at.truth))}


CLAIM = Claim(
    id="boundary.norm-never-matters",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("K1", "L1"),
    expects="REFUTED",
    witness={"stretch": [1, 3], "student": [1, 2], "teacher": [0, 1], "truth": [1, 0]},
    doc=__doc__,
)
