"""At X = 0 a student worse than chance gains at most −c_S y²/2 at every b, y = b sin∠(w₀, v)/(1 + bρ).

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1; the premise b ≤ 1 of gain.second-order dropped.
Assumes: the canonical frame: truth (1, 0, 0), student (a, b, 0), teacher (p, q, r); c_S < 0, X = 0.
Proof: once 1 + bρ < 0 the path has turned by more than a right angle: the gain is then more than −c_S, however small y is.
Nearest true: gain.second-order (b ≤ 1, where 1 + bρ > 0).
Not checked: nothing else is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.frame import frame_gram
from w2s_verify.claims.instance import At

DOMAIN = Domain(axes=(*(Axis(name, -9, 9) for name in ("a", "b", "p", "q", "r")), Axis("clock", 1, 9)))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_S < 0, a plane, X = 0 from both sides, 1 + bρ ≠ 0 for b = clock."""
    gram = frame_gram(at)
    turn = gram.ss * gram.tt - at.clock * at.clock * gram.st * gram.st
    return {
        "worse than chance": Positive(-at.a),
        "plane": Positive(gram.area),
        "X not positive": -gram.excess_teacher,
        "X not negative": gram.excess_teacher,
        "turned": Positive(turn * turn),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The gain at b against −c_S y²/2."""
    gram, b = frame_gram(at), at.clock
    own, taught, shared = at.a / num.sqrt(gram.ss), at.p / num.sqrt(gram.tt), gram.st / num.sqrt(gram.ss * gram.tt)
    squared = b * b * gram.area / (gram.ss * gram.tt) / ((1 + b * shared) * (1 + b * shared))
    gain = (own + b * taught) / num.sqrt(1 + b * b + 2 * b * shared) - own
    return {"at most": AtMost(gain, -own * squared / 2)}


CLAIM = Claim(
    id="boundary.second-order-late",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=("gain.second-order: early",),
    witness={"a": -1, "b": 1, "p": 2, "q": -2, "r": 1, "clock": 3},
    doc=__doc__,
)
