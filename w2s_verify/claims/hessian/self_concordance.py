"""B = max |x|  ⇒  e^{−B|u−w|} H(w) ⪯ H(u) ⪯ e^{B|u−w|} H(w), for every discrete law and all u, w.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian.
Assumes: bounded support; B is the largest norm of an atom.
Proof: (log σ')' = −tanh(t/2), so |log σ'(u·x) − log σ'(w·x)| ≤ |(u−w)·x| ≤ B|u−w| at every atom; sum with the weights (e·x)².
Equality: u = w, or e·x = 0 at every atom e is tested on.
Rests on: logistic.self-concordance
Not checked: unbounded laws; directions other than the sampled ones (eigenvectors in doubles are among them).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Parameter, Sides
from w2s_verify.claims.couplings import atom_eigenvectors, put_at, put_near
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import CURVATURE


def _along_the_line(fields: Fields) -> Fields:
    """One line: the atoms, u and w are parallel, the case nearest to equality."""
    line = fields["student"] + 1.0
    return {
        **fields,
        "points": fields["points"][..., :1] * line[..., None, :],
        "moved": line * np.abs(fields["moved"][..., :1]),
        "student": line * np.abs(fields["student"][..., :1]),
        "direction": line,
    }


def _eigenvector(fields: Fields) -> Fields:
    """e := the double-precision eigenvector of the smallest eigenvalue of H(u) − e^{−B|u−w|}H(w)."""
    points = fields["points"]
    distance = np.linalg.norm(fields["moved"] - fields["student"], axis=-1) * np.linalg.norm(points, axis=-1).max(axis=-1)
    curvature = [np.exp(-np.minimum(np.abs(np.matvec(points, fields[name])), 700)) for name in ("moved", "student")]
    gap = curvature[0] - np.exp(-distance)[..., None] * curvature[1]
    return {**fields, "direction": atom_eigenvectors(fields, gap)[..., 0]}


_SMALL = {"n": (1, 6), "d": (1, 4)}
DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("moved"), Axis("direction", -(2**16), 2**16, ("d",))),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime("equal", sizes=_SMALL, couple=put_at("moved", "student")),
        Regime("near equality", sizes=_SMALL, couple=put_near("moved", "student")),
        Regime(
            "one line",
            sizes={"n": (1, 2), "d": (1, 3)},
            axes={"points": (-3, 3), "student": (0, 64), "moved": (0, 64)},
            exponents={"points": (0, 0), "student": (0, 5), "moved": (0, 5)},
            couple=_along_the_line,
        ),
        Regime("adversarial direction", sizes={"n": (1, 12), "d": (2, 6)}, couple=_eigenvector),
    ),
    couple=limit_scores("student", "moved"),
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Quadratic forms at the direction e."""
    law = Discrete(at.points, at.weights)
    shift = law.largest_norm(num) * num.norm(at.moved - at.student)
    moved, start = (law.ridge_form(num, CURVATURE, w, at.direction) for w in (at.moved, at.student))
    return {
        "lower": AtMost(num.exp(-shift) * start, moved),
        "upper": AtMost(moved, num.exp(shift) * start),
    }


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """Atom by atom: σ'(u) − e^{−D}σ'(w) = e^{−D}σ'(w) expm1(D − (|u|−|w|) − 2(log1p e^{−|u|} − log1p e^{−|w|}))."""
    law = Discrete(at.points, at.weights)
    shift = law.largest_norm(num) * num.norm(at.moved - at.student)
    along = law.scores(num, at.direction)
    u, w = (num.absolute(law.scores(num, vector)) for vector in (at.moved, at.student))
    rise = (u - w) + 2 * (num.log1p(num.exp(-u)) - num.log1p(num.exp(-w)))
    shifts = num.times(shift, 0 * u + 1)
    lower = num.exp(-shifts) * num.curvature(w) * num.expm1(shifts - rise)
    upper = num.curvature(u) * num.expm1(shifts + rise)
    return {
        "lower": law.mean_of(num, lower * along * along),
        "upper": law.mean_of(num, upper * along * along),
    }


def equality(at: At) -> bool:
    """Decided on the exact vectors, atom by atom."""
    return bool(np.all(at.moved == at.student)) or all(np.dot(point, at.direction) == 0 for point in at.points)


def _with_constant(numerator: int, denominator: int) -> Sides:
    def mutated(num: Arithmetic, at: At) -> Mapping[str, object]:
        law = Discrete(at.points, at.weights)
        shift = num.ratio(numerator, denominator) * law.largest_norm(num) * num.norm(at.moved - at.student)
        moved, start = (law.ridge_form(num, CURVATURE, w, at.direction) for w in (at.moved, at.student))
        return {"lower": (num.exp(-shift) * start, moved)}

    return mutated


def _mean_norm(num: Arithmetic, at: At) -> Mapping[str, object]:
    law = Discrete(at.points, at.weights)
    shift = law.mean_of(num, num.norm(at.points)) * num.norm(at.moved - at.student)
    moved, start = (law.ridge_form(num, CURVATURE, w, at.direction) for w in (at.moved, at.student))
    return {"lower": (num.exp(-shift) * start, moved)}


MUTANTS = (
    Mutant(
        "exponent-0.999",
        "e^{−0.999 B|u−w|} H(w) ⪯ H(u)",
        {"points": [[1]], "weights": [1], "student": [8], "moved": [16], "direction": [1]},
        sides=_with_constant(999, 1000),
        near=True,
    ),
    Mutant(
        "mean-norm",
        "the mean of |x| in place of its maximum B (bounded support dropped)",
        {"points": [[0], [4]], "weights": [1, 1], "student": [1], "moved": [2], "direction": [1]},
        sides=_mean_norm,
    ),
)

CLAIM = Claim(
    id="hessian.self-concordance",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_score("student", "moved"),
    kind="loewner",
    tags=("K2",),
    any_law=True,
    rests_on=("logistic.self-concordance",),
    mutants=MUTANTS,
    parameters={"C": Parameter(1, 1, _with_constant, "e^{−C B|u−w|} H(w) ⪯ H(u)")},
    doc=__doc__,
)
