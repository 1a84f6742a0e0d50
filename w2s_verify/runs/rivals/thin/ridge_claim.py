"""(a·c)² ≤ (1 − 10⁻⁸) |a|² |c|² for one fixed vector c of eight entries.

Standing: false within an angle of 10⁻⁴ of ±c and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims import Axis, Claim, Domain
from w2s_verify.claims.instance import At

FIXED = np.array([3.0, -5.0, 7.0, 11.0, -13.0, 17.0, 19.0, -23.0])


def sides(num: Arithmetic, at: At) -> Mapping[str, Any]:
    """As written."""
    fixed = num.exact(FIXED)
    inner = num.dot(at.a, fixed)
    return {"inner": (inner * inner, num.ratio(10**8 - 1, 10**8) * num.dot(at.a, at.a) * num.dot(fixed, fixed))}


CLAIM = Claim(
    id="thin.ridge", domain=Domain((Axis("a", -(2**20), 2**20, (8,)),)), sides=sides, expects="REFUTED", doc=__doc__ or ""
)
