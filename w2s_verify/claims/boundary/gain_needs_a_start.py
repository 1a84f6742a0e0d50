"""Gain occurs only if it starts: where c_T ≤ ρ c_S, the student never rises above its start.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4; the premise c_S ≥ 0 or c_T < c_S of gain.criterion dropped.
Assumes: x ~ N(0, I), soft labels; the limit of the flow is the teacher, a zero of the gradient.
Proof: a student worse than chance may first turn the wrong way round and still arrive at a better teacher.
Nearest true: gain.criterion (for c_S ≥ 0, or a weaker teacher).
Not checked: nothing else is claimed. Serves c_S > 0 in path.window too: there is no window, the gain comes late and stays.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, cosine_rate
from w2s_verify.quantities import cosine, gram_of_vectors

DOMAIN = Domain(axes=(*small("student", "teacher", "truth", length=3),))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X < 0."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"X": Positive(-gram.excess_teacher)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """No start under the law, and the limit is no better."""
    rate = cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth)
    return {
        "no start": Below(rate, 0),
        "no gain in the limit": AtMost(cosine(num, at.teacher, at.truth), cosine(num, at.student, at.truth)),
    }


CLAIM = Claim(
    id="boundary.gain-needs-a-start",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=("path.window: better than chance",),
    witness={"student": [-4, 1, 0], "teacher": [1, -1, 0], "truth": [1, 0, 0]},
    doc=__doc__,
)
