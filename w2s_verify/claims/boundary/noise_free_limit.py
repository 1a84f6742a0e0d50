"""Hard labels without noise have a finite limit: on the teacher's ray, at length 64 and beyond, the flow points inward.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1 and A4; the premise p > 0 of path.transient dropped.
Assumes: x ~ N(0, I), hard labels, w = |w| v̂.
Proof: −∇L·v̂ = E[(1 − σ(|w| |Z|))|Z|] > 0 at every length: the direction tends to v, the length to infinity.
Nearest true: path.transient (noise 0 < p < ½: a finite limit c·v).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import gaussian_moment
from w2s_verify.quantities import CENTRED_SIGMOID

DOMAIN = Domain(axes=(Axis("length", 64, 1024),))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A length of at least 64."""
    del num
    return {"length": Positive(at.length), "far": at.length - 64}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """E[½|Z|] − E[(σ(|w|Z) − ½)Z] ≤ 0."""
    return {"inward": AtMost(1 / num.sqrt(2 * num.pi()) - gaussian_moment(num, CENTRED_SIGMOID, at.length, 1), 0)}


CLAIM = Claim(
    id="boundary.noise-free-limit",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=("path.transient: noise",),
    witness={"length": 64},
    doc=__doc__,
)
