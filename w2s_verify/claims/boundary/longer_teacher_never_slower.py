"""A longer teacher is never slower: at any time its student has turned at least as far, b = (B|v|)/(A|w₀|).

Standing: FALSE, and declared so: certified counterexample found here.
Source: K1: the dynamics depend on norms; here on the teacher's, under soft labels.
Assumes: x ~ N(0, I); soft labels; student (length, 0), teacher (0, short) against (0, long); flows from the law with a proved
error.
Proof: the longer teacher makes the student long, g(w) is small there, and the start is forgotten slowly. Under the shorter one
the student stays short, or becomes it, and forgets its start at a rate near 1/4.
Nearest true: norm.monotone (a longer student is always slower; under hard labels the teacher's norm sets nothing).
Not checked: at small times, where the longer teacher is the faster one.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import isotropic_law, law_flow
from w2s_verify.quantities import plane_coordinates

DOMAIN = Domain(
    axes=(
        Axis("length", 1, 8),
        Axis("short", 1, 16, exponent=-2),
        Axis("long", 1, 16, exponent=-1),
        Axis("time", 1, 32),
    )
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A student, two teachers, one longer than the other, and a time."""
    del num
    return {
        "student": Positive(at.length),
        "teacher": Positive(at.short),
        "longer": Positive(at.long - at.short),
        "time": Positive(at.time),
    }


def _turned(num: Arithmetic, at: At, length: Number) -> Number:
    """b at the time, by the flow of the law under a teacher of this length."""
    zero = num.ratio(0, 1)
    student, teacher = num.vector(at.length, zero), num.vector(zero, length)
    end = law_flow(num, isotropic_law(num, zero, num.ratio(1, 1), 2), student, teacher, float(at.time)).end
    kept, learned = plane_coordinates(num, student, teacher, end)
    return learned * length / (kept * at.length)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """b under the shorter teacher is at most b under the longer one."""
    return {"as far": AtMost(_turned(num, at, at.short), _turned(num, at, at.long))}


CLAIM = Claim(
    id="boundary.longer-teacher-never-slower",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("K1", "L1"),
    expects="REFUTED",
    witness={"length": 1, "short": 1, "long": 4, "time": 28},
    doc=__doc__,
)
