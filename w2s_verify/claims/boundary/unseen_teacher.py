"""Under any law a teacher pulls along its own direction: λ(v) = E[(σ(v·x) − ½)v·x]/|v|² > 0.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1; the premise v ∉ ker Σ of robust.approximate dropped.
Assumes: one atom; soft labels.
Proof: a teacher orthogonal to every example answers ½ always.
Nearest true: robust.approximate (the teacher's score is not 0 at every atom).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, rational
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, directions
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.quantities import centred_sigmoid

DOMAIN = Domain(axes=small("point", "teacher", length=2))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A teacher, and an example."""
    return directions(num, example=at.point, v=at.teacher)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0 < λ(v)."""
    score = num.dot(at.point, at.teacher)
    return {"pull": Below(0, centred_sigmoid(num, score) * score / num.dot(at.teacher, at.teacher), 1)}


def equality(at: At) -> bool:
    """A score of 0."""
    return bool(rational.dot(at.point, at.teacher) == 0)


CLAIM = Claim(
    id="boundary.unseen-teacher",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=("robust.approximate: answers",),
    witness={"point": [0, 1], "teacher": [1, 0]},
    doc=__doc__,
)
