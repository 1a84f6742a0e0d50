"""|σ''(t)| ≤ (1 − 10⁻⁸)/(6√3) for |t| ≤ 64.

Standing: false by 10⁻⁸ of the bound, within 10⁻⁴ of t = ±ln(2 + √3) and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims import Axis, Claim, Domain
from w2s_verify.claims.claim import Parameter, Sides
from w2s_verify.claims.instance import At
from w2s_verify.quantities import curvature_slope


def _bound(numerator: int, denominator: int) -> Sides:
    def sides(num: Arithmetic, at: At) -> Mapping[str, Any]:
        bound = num.ratio(numerator, denominator) / (6 * num.sqrt(num.ratio(3, 1)))
        return {"bound": (num.absolute(curvature_slope(num, at.t)), bound)}

    return sides


CLAIM = Claim(
    id="thin.interior",
    domain=Domain((Axis("t", -(2**40), 2**40, (), -34),)),
    sides=_bound(10**8 - 1, 10**8),
    parameters={"C": Parameter(1, 1, _bound, "|σ''| ≤ C/(6√3)")},
    expects="REFUTED",
    doc=__doc__ or "",
)
