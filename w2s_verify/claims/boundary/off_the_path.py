"""Without a start there is no gain anywhere in the plane of student and teacher: cos(k w₀ + l v, w★) ≤ c_S for all k and l.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1 and A4; the premises k > 0 and l ≥ 0 dropped, which say that a point is on the path.
Assumes: c_T ≤ ρ c_S, c_S ≥ 0; any integers k, l with k w₀ + l v ≠ 0.
Proof: moving away from the teacher, l < 0, rises; and for k < 0 the path's A would grow in size instead of falling.
Nearest true: gain.start-is-needed, path.window (on the path: k > 0, l ≥ 0).
Not checked: nothing else is claimed. Serves the same premises of path.plane (A falls), where k > 0 is what makes A fall.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine, gram_of_vectors

DOMAIN = Domain(axes=(*small("student", "teacher", "truth", length=3), Axis("kept", -9, 9), Axis("learned", -9, 9)))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """No start; a student not worse than chance; a point with a direction."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    point = num.times(at.kept, at.student) + num.times(at.learned, at.teacher)
    directions = gram.ss * gram.tt * gram.uu * num.dot(point, point)
    return {"directions": Positive(directions), "no start": -gram.excess_teacher, "better than chance": gram.su}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The cosine of the point against that of the start."""
    point = num.times(at.kept, at.student) + num.times(at.learned, at.teacher)
    return {"no gain": AtMost(cosine(num, point, at.truth), cosine(num, at.student, at.truth))}


CLAIM = Claim(
    id="boundary.off-the-path",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=(
        "gain.start-is-needed: kept",
        "gain.start-is-needed: learned",
        "path.window: kept",
        "path.window: learned",
        "path.plane: kept",
    ),
    witness={"student": [1, 1, 0], "teacher": [0, 1, 0], "truth": [1, 0, 0], "kept": 1, "learned": -1},
    doc=__doc__,
)
