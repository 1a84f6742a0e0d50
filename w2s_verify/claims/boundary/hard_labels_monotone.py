"""Hard labels: ∇L(w)·(w − v) ≥ 0, as for soft ones.

Standing: FALSE, and declared so: certified counterexample found here.
Source: K2; the premise of soft labels of hessian.secant dropped.
Assumes: a discrete law, labels 1{v·x > 0}.
Proof: one atom x = 1, v = 1, w = 2: hard answers ask for an ever longer w, so the risk falls beyond v.
Nearest true: hessian.secant (soft labels).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent

DOMAIN = Domain(
    axes=(Axis("points", -9, 9, ("n", 1)), Axis("weights", 1, 9, ("n",)), *small("student", "teacher", length=1)),
    sizes={"n": (1, 3)},
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """−∇L(w)·(w − v) ≤ 0."""
    slope = descent(num, Discrete(at.points, at.weights), at.student, at.teacher, 1)
    return {"monotone": AtMost(num.dot(slope, at.student - at.teacher), 0)}


CLAIM = Claim(
    id="boundary.hard-labels-monotone",
    domain=DOMAIN,
    sides=sides,
    kind="boundary",
    tags=("K2", "L1"),
    expects="REFUTED",
    witness={"points": [[1]], "weights": [1], "student": [2], "teacher": [1]},
    doc=__doc__,
)
