"""x + y + z ≤ 3 − 0.0144 on the unit cube.

Standing: false in one corner, whose volume is 5·10⁻⁷.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims import Axis, Claim, Domain
from w2s_verify.claims.instance import At

EDGE = 2**20


def sides(num: Arithmetic, at: At) -> Mapping[str, Any]:
    """As written."""
    return {"sum": (at.x + at.y + at.z, num.ratio(29856, 10000))}


CLAIM = Claim(
    id="thin.corner",
    domain=Domain(tuple(Axis(name, 0, EDGE, (), -20) for name in "xyz")),
    sides=sides,
    expects="REFUTED",
    doc=__doc__ or "",
)
