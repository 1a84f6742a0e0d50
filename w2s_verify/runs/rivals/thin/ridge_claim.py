"""(a·c)² ≤ (1 − 10⁻⁸) |a|² |c|² for one fixed vector c of eight entries.

Standing: false within an angle of 10⁻⁴ of ±c and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims import Axis, Claim, Domain
from w2s_verify.claims.claim import Parameter, Sides
from w2s_verify.claims.instance import At

FIXED = np.array([3.0, -5.0, 7.0, 11.0, -13.0, 17.0, 19.0, -23.0])


def _bound(numerator: int, denominator: int) -> Sides:
    def sides(num: Arithmetic, at: At) -> Mapping[str, Any]:
        fixed = num.exact(FIXED)
        inner = num.dot(at.a, fixed)
        product = num.dot(at.a, at.a) * num.dot(fixed, fixed)
        return {"inner": (inner * inner, num.ratio(numerator, denominator) * product)}

    return sides


CLAIM = Claim(
    id="thin.ridge",
    domain=Domain((Axis("a", -(2**20), 2**20, (8,)),)),
    sides=_bound(10**8 - 1, 10**8),
    parameters={"C": Parameter(1, 1, _bound, "(a·c)² ≤ C |a|² |c|²")},
    expects="REFUTED",
    doc=__doc__ or "",
)
