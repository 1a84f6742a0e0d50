"""Two teachers: where cos(Δ, w★) is at most c_S no gain is for good, and from t = 64|w₀|/|Δ| on there is none.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4 and L1; "permanent only if cos(Δ, w★) > c_S".
Assumes: w_t = w₀ + tΔ, as in neighbour.delta.
Proof: at cos(Δ, w★) = c_S > 0 with Δ not along w₀, (f_t² − c_S²)|w_t|² = 2t c_S² |w₀||Δ|(1 − cos(Δ, w₀)) > 0 at every t > 0.
Nearest true: neighbour.delta (for good ⇔ cos(Δ, w★) > c_S, or equal and started).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim, directions
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine

DOMAIN = Domain(axes=(*small("student", "delta", "truth", length=2), Axis("time", 1, 2**10)))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions; cos(Δ, w★) ≤ c_S, as signed squares; a late time."""
    own, other = (_signed_square(num, weights, at.truth) for weights in (at.student, at.delta))
    start, step = (num.dot(weights, weights) for weights in (at.student, at.delta))
    return {
        **directions(num, student=at.student, delta=at.delta, truth=at.truth),
        "no better": own * step - other * start,
        "late": at.time * at.time * step - 64**2 * start,
    }


def _signed_square(num: Arithmetic, weights: Number, truth: Number) -> Number:
    """(w·w★)|w·w★|."""
    along = num.dot(weights, truth)
    return along * num.absolute(along)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The cosine at t is at most c_S."""
    moved = at.student + num.times(at.time, at.delta)
    return {"lost": AtMost(cosine(num, moved, at.truth), cosine(num, at.student, at.truth))}


CLAIM = Claim(
    id="boundary.equal-delta",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("A4", "L1"),
    expects="REFUTED",
    witness={"student": [1, 1], "delta": [1, -1], "truth": [1, 0], "time": 64},
    doc=__doc__,
)
