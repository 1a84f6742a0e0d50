"""Hard labels: the student's direction converges to the teacher's, also on a finite support.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1; the premise of an elliptical law of path.transient dropped.
Assumes: two atoms that the teacher separates, hard labels. Every direction on which the risk falls for ever is a limit
candidate; if v̂ were the limit, no direction could have a larger margin min |x|-weighted |u·x|, u the student's field.
Proof: on separable data gradient flow converges in direction to the maximum-margin separator (Soudry et al. 2018), so a
unit vector with a larger margin than v̂ refutes it.
Nearest true: path.transient (elliptical laws with Σ ≻ 0).
Not checked: the convergence theorem itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At

DOMAIN = Domain(
    axes=(Axis("points", -9, 9, ("n", 2)), Axis("weights", 1, 9, ("n",)), *small("student", "teacher", length=2)),
    sizes={"n": (1, 4)},
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The other direction gives every atom the teacher's answer, with room."""
    agreed = num.matvec(at.points, at.student) * num.matvec(at.points, at.teacher)
    return {"same answers": Positive(-num.largest(-agreed))}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The margin of that direction is at most the teacher's."""
    other, own = (-num.largest(-num.absolute(num.matvec(at.points, w))) / num.norm(w) for w in (at.student, at.teacher))
    return {"largest margin": AtMost(other, own)}


CLAIM = Claim(
    id="boundary.finite-support-direction",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"points": [[2, 1], [1, 2]], "weights": [1, 1], "student": [1, 1], "teacher": [2, 1]},
    doc=__doc__,
)
