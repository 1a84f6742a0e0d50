"""The start bounds the pull to the teacher wherever the student is: ∇L·(w − v) ≥ σ'(RB)(w − v)ᵀΣ(w − v).

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1; the premise |w − v| ≤ |w₀ − v| of path.transient dropped.
Assumes: soft labels, d = 1, one atom x = 1, so B = 1; R = |v| + |w₀ − v|.
Proof: the gradient stays below 1 while the right side grows with the square of w − v.
Nearest true: path.transient (no farther from the teacher than the start, as on the whole flow).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At

DOMAIN = Domain(axes=tuple(Axis(name, -9, 9) for name in ("student", "start", "teacher")))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The three weights differ from 0."""
    del num
    return {name: Positive(w * w) for name, w in (("w", at.student), ("w₀", at.start), ("v", at.teacher))}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The pull of the gradient against the bound."""
    away = at.student - at.teacher
    reach = num.absolute(at.teacher) + num.absolute(at.start - at.teacher)
    pulled = (num.sigmoid(at.student) - num.sigmoid(at.teacher)) * away
    return {"pull": AtMost(num.curvature(reach) * away * away, pulled)}


CLAIM = Claim(
    id="boundary.far-from-the-teacher",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=("path.transient: nearer",),
    witness={"student": 9, "start": 1, "teacher": 1},
    doc=__doc__,
)
