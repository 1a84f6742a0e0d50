"""Small discrete laws of the plane with Σ = s²I: where second moments are shown not to make a law isotropic."""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At

PLANE_LAWS = Domain(
    axes=(
        Axis("points", -9, 9, ("n", 2)),
        Axis("weights", 1, 9, ("n",)),
        *small("student", "teacher", "truth", length=2),
    ),
    sizes={"n": (1, 5)},
)
SQUARE = {"points": [[1, 1], [1, -1], [-1, 1], [-1, -1]], "weights": [1, 1, 1, 1]}
"""The corners of the square."""


def isotropic_second_moment(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The premise Σ = s²I: the part without trace is 0, in exact integers."""
    moment = [[num.sum(at.weights * at.points[..., i] * at.points[..., j]) for j in range(2)] for i in range(2)]
    uneven = moment[0][0] - moment[1][1]
    return {"isotropic second moment": -(uneven * uneven + moment[0][1] * moment[0][1])}
