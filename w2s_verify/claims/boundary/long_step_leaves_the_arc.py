"""A gradient step of any size stays on the arc between student and teacher: w₁ = A w₀ + B v with A ≥ 0.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1 and K1; the premise ηs² ≤ 4 dropped.
Assumes: x ~ N(0, I), soft labels, one step of size η.
Proof: A = 1 − ηg(w₀), and g is near ¼ for a short student.
Nearest true: step.same-arc, path.window (ηs² ≤ 4).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import curvature_across

DOMAIN = Domain(axes=(Axis("length", 1, 32, exponent=-4), Axis("step", 1, 32)))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A student and a step."""
    del num
    return {"student": Positive(at.length), "step": Positive(at.step)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0 ≤ A."""
    return {"A": AtMost(0, 1 - at.step * curvature_across(num, at.length))}


CLAIM = Claim(
    id="boundary.long-step-leaves-the-arc",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=("path.window: short step", "step.same-arc: speed"),
    witness={"length": 1, "step": 8},
    doc=__doc__,
)
