"""Hard labels: the student's direction converges to the teacher's, also on a finite support.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1; the premise of an elliptical law of path.transient-elliptical dropped.
Assumes: two atoms of one length and weight that the teacher gives one answer, hard labels; e = x₁ − x₂, and the student stands
on the teacher's side of the middle, (e·w)(e·v) > 0. Since |w_t| → ∞, a direction that tends to v̂ needs |e·w_t| → ∞, so e·w
must grow there: at w, and along the flow by the time t.
Proof: the flow is e·w' = ¼|e|²(σ(−s₁) − σ(−s₂)), s₁ − s₂ = e·w: on that side |e·w| falls at every w, so it never exceeds its
start, and the direction tends to x₁ + x₂, the maximum-margin separator. The flow's end is certified.
Nearest true: path.transient-elliptical (elliptical laws with Σ ≻ 0), path.transient-two-atoms (where the direction goes).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent, law_flow

DOMAIN = Domain(axes=(*small("first", "second", "student", "teacher", length=2), Axis("time", 1, 9)))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """One length, one answer, the student on the teacher's side."""
    one, other = (num.dot(atom, at.teacher) for atom in (at.first, at.second))
    longer = num.dot(at.first, at.first) - num.dot(at.second, at.second)
    return {
        "one length": -num.absolute(longer),
        "one answer": Positive(num.minimum(one, other)),
        "teacher's side": Positive(_towards_teacher(num, at, at.student)),
    }


def _towards_teacher(num: Arithmetic, at: At, vector: Number) -> Number:
    """(e·v)(e·vector)."""
    apart = at.first - at.second
    return num.dot(apart, at.teacher) * num.dot(apart, vector)


def _law(num: Arithmetic, at: At) -> Discrete:
    return Discrete(np.stack([at.first, at.second], axis=-2), num.exact(np.ones(2)))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """e·w grows on the teacher's side."""
    velocity = descent(num, _law(num, at), at.student, at.teacher, num.ratio(1, 1), num.ratio(0, 1))
    return {"grows": AtMost(0, _towards_teacher(num, at, velocity))}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """It is no smaller at time t of the flow."""
    end = law_flow(num, _law(num, at), at.student, at.teacher, float(at.time), num.ratio(1, 1), num.ratio(0, 1)).end
    return {"has grown": AtMost(_towards_teacher(num, at, at.student), _towards_teacher(num, at, end))}


CLAIM = Claim(
    id="boundary.finite-support-direction",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"first": [2, 1], "second": [1, 2], "student": [2, 1], "teacher": [2, 1], "time": 4},
    doc=__doc__,
)
