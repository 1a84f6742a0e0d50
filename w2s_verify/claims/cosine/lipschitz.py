"""f(w) = cos(w, w★): |f(a) − f(b)| ≤ 2|a−b|/(|a|+|b|); so f is 1/r-Lipschitz outside the ball of radius r.

Standing: derived here.
Source: K3, the argument uses the Lipschitz behaviour of cosine similarity.
Assumes: a, b and w★ non-zero; r is the smaller of |a| and |b|, the largest radius that leaves both outside.
Proof: |f(a) − f(b)| ≤ |â − b̂|, and (Dunkl and Williams)
    |a−b|² − ¼(|a|+|b|)²|â−b̂|² = ½(|a|−|b|)²(1 + cos(a,b)) ≥ 0. Then |a|+|b| ≥ 2 min(|a|,|b|).
Equality: a = b; or |a| = |b| and a − b parallel to w★; or (first part) a opposite to b and parallel to w★.
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Parameter, Sides, directions
from w2s_verify.claims.couplings import put_at, put_near
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine


def _reflected(fields: Fields) -> Fields:
    """a := |t|²a and b := the mirror image of a in the plane orthogonal to the truth t: exact for small integers."""
    student, truth = fields["student"], fields["truth"]
    squared, along = np.vecdot(truth, truth)[..., None], np.vecdot(student, truth)[..., None]
    return {**fields, "student": squared * student, "moved": squared * student - 2 * along * truth}


def _nearly_reflected(fields: Fields) -> Fields:
    mirrored = _reflected(fields)
    return {**mirrored, "moved": mirrored["moved"] + np.ldexp(fields["moved"], -36)}


def _opposite(fields: Fields) -> Fields:
    """a and b on the truth's line, on different sides."""
    truth = fields["truth"]
    student, moved = (np.abs(fields[name][..., :1]) + 1 for name in ("student", "moved"))
    return {"student": student * truth, "moved": -moved * truth, "truth": truth}


_SMALL = {"student": (-64, 64), "moved": (-64, 64), "truth": (-7, 7)}
_UNIT = {"student": (0, 0), "moved": (0, 0), "truth": (0, 0)}
DOMAIN = Domain(
    axes=(vector("student"), vector("moved"), vector("truth")),
    sizes={"d": (1, 16)},
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=2, sizes={"d": (1, 3)}, axes=dict.fromkeys(_UNIT, (-4, 4)), exponents=_UNIT),
        Regime("equal", couple=put_at("moved", "student")),
        Regime("near", share=2, couple=put_near("moved", "student")),
        Regime("reflected", sizes={"d": (1, 4)}, axes=_SMALL, exponents=_UNIT, couple=_reflected),
        Regime("nearly reflected", share=2, sizes={"d": (1, 4)}, axes=_SMALL, exponents=_UNIT, couple=_nearly_reflected),
        Regime("opposite", sizes={"d": (1, 4)}, axes=_SMALL, exponents=_UNIT, couple=_opposite),
        Regime("d = 1", sizes={"d": (1, 1)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """All three vectors have a direction."""
    return directions(num, student=at.student, moved=at.moved, truth=at.truth)


def _change(num: Arithmetic, at: At) -> Any:
    return num.absolute(cosine(num, at.student, at.truth) - cosine(num, at.moved, at.truth))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The change of the cosine against both bounds."""
    change, distance = _change(num, at), num.norm(at.student - at.moved)
    a, b = num.norm(at.student), num.norm(at.moved)
    bounds = {"two norms": 2 * distance / (a + b), "outside a ball": distance / num.minimum(a, b)}
    return {name: AtMost(change, bound, 1 + bound) for name, bound in bounds.items()}


def _parallel(a: Any, b: Any) -> bool:
    across = np.sum(a * b)
    return bool(across * across == np.sum(a * a) * np.sum(b * b))


def equality(at: At) -> Collection[str]:
    """Decided on the exact vectors."""
    a, b, truth = at.student, at.moved, at.truth
    if np.all(a == b) or (np.sum(a * a) == np.sum(b * b) and _parallel(a - b, truth)):
        return {"two norms", "outside a ball"}
    opposite = _parallel(a, b) and np.sum(a * b) < 0
    return {"two norms"} if opposite and _parallel(a, truth) else set()


def _constant(numerator: int, denominator: int) -> Sides:
    def changed(num: Arithmetic, at: At) -> Mapping[str, object]:
        total = num.norm(at.student) + num.norm(at.moved)
        return {"two norms": (_change(num, at), num.ratio(numerator, denominator) * num.norm(at.student - at.moved) / total)}

    return changed


def _larger_norm(num: Arithmetic, at: At) -> Mapping[str, object]:
    longest = num.maximum(num.norm(at.student), num.norm(at.moved))
    return {"outside a ball": (_change(num, at), num.norm(at.student - at.moved) / longest)}


MUTANTS = (
    Mutant(
        "constant-1.999",
        "|f(a) − f(b)| ≤ 1.999|a−b|/(|a|+|b|)",
        {"student": [1, 1], "moved": [-1, 1], "truth": [1, 0]},
        sides=_constant(1999, 1000),
        near=True,
    ),
    Mutant(
        "inside-a-ball",
        "|f(a) − f(b)| ≤ |a−b|/max(|a|,|b|) (outside the ball dropped)",
        {"student": [1, 0], "moved": [-2, 0], "truth": [1, 0]},
        sides=_larger_norm,
    ),
)

CLAIM = Claim(
    id="cosine.lipschitz",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    tags=("K3",),
    mutants=MUTANTS,
    parameters={"C": Parameter(2, 1, _constant, "|f(a) − f(b)| ≤ C|a−b|/(|a|+|b|)")},
    doc=__doc__,
)
