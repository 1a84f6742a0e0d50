"""B = max |x|, |w| ≤ R  ⇒  H(w) ⪰ σ'(RB) Σ, for every discrete law.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this bounds them away from 0 on a ball of students.
Assumes: bounded support; B is the largest norm of an atom; R ≥ |w|.
Proof: |w·x| ≤ RB at every atom, and σ' decreases in |t|.
Equality: at every atom e·x = 0 or |w·x| = RB, decided on squares.
Not checked: unbounded laws; test directions e other than the sampled ones (eigenvectors in doubles are among them).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LARGEST_SCORE, LAW_AXES, LAW_SIZES, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import Claim, Mutant
from w2s_verify.claims.couplings import atom_eigenvectors
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At, Instance
from w2s_verify.distributions import Discrete
from w2s_verify.quantities import CURVATURE


def _eigenvector(fields: Fields) -> Fields:
    """e := the double-precision eigenvector of the smallest eigenvalue of H(w) − σ'(RB)Σ."""
    scores = np.abs(np.matvec(fields["points"], fields["student"]))
    gap = np.exp(-np.minimum(scores, 700)) - np.exp(-np.minimum(scores.max(axis=-1, keepdims=True), 700))
    return {**fields, "direction": atom_eigenvectors(fields, gap)[..., 0]}


def _one_line(fields: Fields) -> Fields:
    """Atoms ±x on the student's line, R = |w|: equality."""
    line = np.zeros_like(fields["student"])
    line[..., 0] = 1
    points = fields["points"][..., :1] * 0 + np.sign(fields["points"][..., :1]) + (fields["points"][..., :1] == 0)
    return {
        **fields,
        "points": 3 * points * line[..., None, :],
        "student": fields["student"][..., :1] * line,
        "excess": 0 * fields["excess"],
    }


def _with_radius(fields: Fields) -> Fields:
    """R := |w|(1 + excess), rounded upwards (the premise rejects R < |w|); exactly |w| for one coordinate without excess."""
    limited = dict(limit_scores("student")(fields))
    student, excess = limited["student"], limited.pop("excess")
    length = np.linalg.norm(student, axis=-1)
    single = (student != 0).sum(axis=-1) <= 1
    radius = np.where(single, length, length * (1 + 2.0**-40)) * (1 + excess)
    largest = np.linalg.norm(limited["points"], axis=-1).max(axis=-1)
    small = radius * largest <= 4 * LARGEST_SCORE
    return {**limited, "radius": np.where(small, radius, length * (1 + 2.0**-40))}


DOMAIN = Domain(
    axes=(*LAW_AXES, vector("student"), vector("direction"), Axis("excess", -(2**8), 2**10, exponent=(-40, -9))),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime(
            "one line",
            share=2,
            sizes={"n": (1, 4), "d": (1, 3)},
            axes={"student": (-30, 30)},
            exponents={"student": (-3, 0)},
            couple=_one_line,
        ),
        Regime("tight radius", axes={"excess": (0, 0)}),
        Regime("adversarial direction", sizes={"n": (1, 12), "d": (2, 6)}, couple=_eigenvector),
    ),
    couple=_with_radius,
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """R ≥ 0 and R² ≥ |w|²."""
    return {"sign": at.radius, "radius": at.radius * at.radius - num.dot(at.student, at.student)}


def _against(num: Arithmetic, at: At, reach: Number) -> Mapping[str, object]:
    law = Discrete(at.points, at.weights)
    least = num.curvature(reach) * law.second_form(num, at.direction, at.direction)
    return {"lower": (least, law.ridge_form(num, CURVATURE, at.student, at.direction))}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Quadratic forms at the direction e."""
    return _against(num, at, at.radius * Discrete(at.points, at.weights).largest_norm(num))


def equality(at: At) -> bool:
    """Decided on exact squares."""
    scores, along = (np.sum(at.points * vector, axis=-1) for vector in (at.student, at.direction))
    largest = max(np.sum(at.points * at.points, axis=-1))
    reach = at.radius * at.radius * largest
    return all(a == 0 or score * score == reach for a, score in zip(along, scores, strict=True))


def largest_score(instance: Instance) -> float:
    """RB."""
    return float(instance["radius"] * np.linalg.norm(instance["points"], axis=-1).max())


def _smaller_reach(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _against(num, at, num.ratio(999, 1000) * at.radius * Discrete(at.points, at.weights).largest_norm(num))


def _mean_norm(num: Arithmetic, at: At) -> Mapping[str, object]:
    law = Discrete(at.points, at.weights)
    return _against(num, at, at.radius * law.mean_of(num, num.norm(at.points)))


_ONE = {"points": [[1]], "weights": [1], "student": [4], "direction": [1], "radius": 4}
MUTANTS = (
    Mutant("reach-0.999", "H ⪰ σ'(0.999 RB) Σ", _ONE, sides=_smaller_reach, near=True),
    Mutant(
        "mean-norm",
        "the mean of |x| in place of its maximum B (bounded support dropped)",
        {**_ONE, "points": [[0], [4]], "weights": [1, 1]},
        sides=_mean_norm,
    ),
    Mutant("any-radius", "the same for R < |w|", {**_ONE, "radius": 1}, drop="radius"),
)

CLAIM = Claim(
    id="hessian.bounded-support",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    largest_score=largest_score,
    kind="loewner",
    tags=("K2",),
    any_law=True,
    mutants=MUTANTS,
    doc=__doc__,
)
