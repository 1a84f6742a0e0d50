"""A student that is better than its teacher at some time of the path has gained over its own start.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4: improvement over the teacher is not improvement over oneself.
Assumes: isotropic law; any point w = A w₀ + B v, A, B > 0, of the path's cone with cos(w, w★) > c_T.
Proof: a good student loses to a weak teacher whose error is parallel to its own, and still stays above that teacher.
Nearest true: gain.over-teacher for the one currency, gain.criterion and path.window for the other.
Not checked: how often they part.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine

_NAMES = ("a", "b", "p", "q", "r")
DOMAIN = Domain(axes=(*(Axis(name, -9, 9) for name in _NAMES), Axis("kept", 1, 9), Axis("learned", 1, 9)))


def _vectors(num: Arithmetic, at: At) -> tuple[Number, Number, Number, Number]:
    student, teacher = num.vector(at.a, at.b, 0 * at.a), num.vector(at.p, at.q, at.r)
    return student, teacher, num.times(at.kept, student) + num.times(at.learned, teacher), num.vector(1 + 0 * at.a, 0, 0)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student, teacher and the point have a direction, and the point beats the teacher."""
    student, teacher, point, _ = _vectors(num, at)
    squares = [num.dot(w, w) for w in (student, teacher, point)]
    along = point[..., 0]
    lead = along * num.absolute(along) * squares[1] - at.p * num.absolute(at.p) * squares[2]
    return {"directions": Positive(squares[0] * squares[1] * squares[2]), "beats the teacher": Positive(lead)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """It has gained."""
    student, _, point, truth = _vectors(num, at)
    return {"gain": Below(cosine(num, student, truth), cosine(num, point, truth))}


CLAIM = Claim(
    id="gain.over-teacher-suffices",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("A4",),
    expects="REFUTED",
    witness={"a": 2, "b": 1, "p": 1, "q": 1, "r": 0, "kept": 1, "learned": 1},
    doc=__doc__,
)
