"""|H(u) − H(w)|_op ≤ κ sup_e E[|(u−w)·x|(e·x)²] ≤ κ|u−w| sup_e E[|x|(e·x)²] ≤ κ|u−w| E|x|³, κ = 1/(6√3), |e| = 1.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this is how fast they change with the student.
Assumes: a discrete law (finitely many atoms, any weights); u, w and the test direction e are any vectors.
Proof: |σ'(s) − σ'(t)| ≤ κ|s − t| since |σ''| ≤ κ; then Cauchy-Schwarz twice. Each part is stated at every e, and the
    suprema follow. In the margin σ'(s) − σ'(t) is a product of sinh, so that nothing cancels where u and w are near.
Equality: first part where (u−w)·x = 0 or e·x = 0 at every atom; second where |(u−w)·x| = |u−w||x| or e·x = 0; third where
    |e·x| = |e||x|; all three where u = w.
Rests on: logistic.second-derivative
Not checked: laws that are not discrete; directions other than the sampled ones (eigenvectors in doubles are among them).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Sides
from w2s_verify.claims.couplings import atom_eigenvectors, put_at, put_near
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import CURVATURE, curvature_increment

STEEPEST = float(np.log(2 + np.sqrt(3)))


def _steepest(fields: Fields) -> Fields:
    """One line of atoms ±x with scores near ±log(2 + √3), where |σ''| is largest; u − w is small."""
    line = np.zeros_like(fields["student"])
    line[..., 0] = 1
    sign = np.where(fields["points"][..., :1] < 0, -1, 1)
    student = STEEPEST + np.ldexp(fields["student"][..., :1], -50)
    return {
        **fields,
        "points": sign * line[..., None, :],
        "student": student * line,
        "moved": (student + np.ldexp(fields["moved"][..., :1], -46)) * line,
        "direction": line,
    }


def _eigenvector(fields: Fields) -> Fields:
    """e := the double-precision eigenvector of the largest eigenvalue of H(u) − H(w)."""
    points = fields["points"]
    decay = [np.exp(-np.minimum(np.abs(np.matvec(points, fields[name])), 700)) for name in ("moved", "student")]
    gap = decay[0] / (1 + decay[0]) ** 2 - decay[1] / (1 + decay[1]) ** 2
    return {**fields, "direction": atom_eigenvectors(fields, gap)[..., -1]}


_SMALL = {"n": (1, 6), "d": (1, 4)}
_NAMES = ("student", "moved", "direction")
DOMAIN = Domain(
    axes=(*LAW_AXES, *(vector(name) for name in _NAMES)),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("equal", sizes=_SMALL, couple=put_at("moved", "student")),
        Regime("near", sizes=_SMALL, share=2, couple=put_near("moved", "student")),
        Regime(
            "steepest", sizes={"n": (1, 3), "d": (1, 2)}, share=2, exponents=dict.fromkeys(_NAMES, (0, 20)), couple=_steepest
        ),
        Regime("adversarial direction", sizes={"n": (1, 12), "d": (2, 6)}, couple=_eigenvector),
    ),
    couple=limit_scores("student", "moved"),
)


def _moments(num: Arithmetic, at: At) -> tuple[Number, Number, Number, Number]:
    """E[|(u−w)·x|(e·x)²], |u−w|, E[|x|(e·x)²], E|x|³."""
    law = Discrete(at.points, at.weights)
    along, norms = law.scores(num, at.direction), num.norm(at.points)
    shift = num.absolute(law.scores(num, at.moved - at.student))
    third = law.mean_of(num, norms * norms * norms)
    return (
        law.mean_of(num, shift * along * along),
        num.norm(at.moved - at.student),
        law.mean_of(num, norms * along * along),
        third,
    )


def _sides(numerator: int, denominator: int) -> Sides:
    """The statement with κ, or a multiple of κ."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        law = Discrete(at.points, at.weights)
        constant = num.ratio(numerator, denominator) / (6 * num.sqrt(num.ratio(3, 1)))
        moved, start = (law.ridge_form(num, CURVATURE, w, at.direction) for w in (at.moved, at.student))
        first, distance, second, third = _moments(num, at)
        first, second = constant * first, constant * distance * second
        third = constant * distance * num.dot(at.direction, at.direction) * third
        return {
            "rise": AtMost(moved - start, first, moved + start + first),
            "fall": AtMost(start - moved, first, moved + start + first),
            "any direction": AtMost(first, second),
            "third moment": AtMost(second, third),
        }

    return sides


sides = _sides(1, 1)


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """Atom by atom κ|s − t| ∓ (σ'(s) − σ'(t))."""
    law = Discrete(at.points, at.weights)
    along = law.scores(num, at.direction)
    start, end = law.scores(num, at.student), law.scores(num, at.moved)
    bound = num.absolute(law.scores(num, at.moved - at.student)) / (6 * num.sqrt(num.ratio(3, 1)))
    change = curvature_increment(num, start, end)
    return {
        "rise": law.mean_of(num, (bound - change) * along * along),
        "fall": law.mean_of(num, (bound + change) * along * along),
    }


def equality(at: At) -> Collection[str]:
    """Decided on exact squares."""
    shift = at.moved - at.student
    if np.all(shift == 0):
        return {"rise", "fall", "any direction", "third moment"}
    e, apart = at.direction, np.sum(shift * shift)
    atoms = [(np.sum(row * shift), np.sum(row * e), np.sum(row * row)) for row in at.points]
    still = all(s == 0 or a == 0 for s, a, _ in atoms)
    aligned = all(a == 0 or s * s == apart * square for s, a, square in atoms)
    extreme = all(a * a == np.sum(e * e) * square for _, a, square in atoms)
    declared: list[tuple[bool, Any]] = [(still, {"rise", "fall"}), (aligned, {"any direction"}), (extreme, {"third moment"})]
    return {name for holds, names in declared if holds for name in names}


def _mean_norm(num: Arithmetic, at: At) -> Mapping[str, object]:
    law = Discrete(at.points, at.weights)
    _, distance, second, _ = _moments(num, at)
    norms = num.norm(at.points)
    product = law.mean_of(num, norms) * law.mean_of(num, norms * norms)
    return {"third moment": AtMost(second, distance * num.dot(at.direction, at.direction) * product)}


_ONE = {"points": [[1]], "weights": [1], "student": [1.3125], "moved": [1.3203125], "direction": [1]}
MUTANTS = (
    Mutant("constant-0.9995", "0.9995/(6√3) in place of κ", _ONE, sides=_sides(9995, 10_000), near=True),
    Mutant(
        "product-of-means",
        "E|x| E|x|² in place of E|x|³",
        {**_ONE, "points": [[0], [1]], "weights": [1, 1]},
        sides=_mean_norm,
    ),
)

CLAIM = Claim(
    id="hessian.lipschitz",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_score("student", "moved"),
    kind="operator norm",
    tags=("K2",),
    any_law=True,
    rests_on=("logistic.second-derivative",),
    mutants=MUTANTS,
    doc=__doc__,
)
