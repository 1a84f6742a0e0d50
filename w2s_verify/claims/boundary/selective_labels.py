"""Labels only where the teacher is confident, |v̂·x| ≥ m: the student never first moves away from its teacher, B̃(w₀) ≥ 0.

Standing: FALSE, and declared so: certified counterexample found here.
Source: L1, applied to selective labels.
Assumes: x ~ N(0, I), soft labels; −∇L = −a(w)w + B̃(w)v̂, with B̃ as after integration by parts in v̂·x.
Proof: a student longer than its teacher in the teacher's own direction, at a cut where the boundary term is large.
Nearest true: B̃(w₀) ≥ 0 if w₀·v̂ ≤ |v|, and for hard labels always; {B̃ ≥ 0} is forward invariant (stated, not checked here).
Not checked: the integration by parts.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import AtMost, Claim
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import selective_pull

DOMAIN = Domain(
    axes=(
        Axis("cut", 0, 16, exponent=-2),
        Axis("radius", 1, 32, exponent=-2),
        Axis("along", -32, 32, exponent=-2),
        Axis("across", 0, 32, exponent=-2),
    ),
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0 ≤ B̃(w₀)."""
    return {"towards the teacher": AtMost(0, selective_pull(num, at.cut, at.radius, at.along, at.across))}


CLAIM = Claim(
    id="boundary.selective-labels",
    domain=DOMAIN,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    witness={"cut": 1, "radius": 1, "along": 2, "across": 1},
    doc=__doc__,
)
