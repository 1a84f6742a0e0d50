"""Under every law with Σ = I, a student of larger cosine has at least the accuracy.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A4: success means that the student improves on its own start; the currency matters on laws that are not elliptical.
Assumes: a discrete law with E[xxᵀ] = I and no atom on a decision boundary.
Proof: four atoms see only in which of four sectors a student lies.
Nearest true: gain.accuracy, for spherically symmetric laws.
Not checked: how often they part.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import AtMost, Claim, Positive
from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete

DOMAIN = Domain(
    axes=(
        Axis("points", -2, 2, ("n", 2)),
        Axis("weights", 1, 2, ("n",)),
        *small("student", "moved", "truth", length=2),
    ),
    sizes={"n": (4, 4)},
)


def _signed_square(num: Arithmetic, weights: Number, truth: Number) -> Number:
    along = num.dot(weights, truth)
    return along * num.absolute(along)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Directions; E[xxᵀ] = I; a larger cosine; no score is 0."""
    law = Discrete(at.points, at.weights)
    total = num.sum(at.weights)
    first, second = at.points[..., 0], at.points[..., 1]
    squares = [num.absolute(num.sum(at.weights * entry * entry) - total) for entry in (first, second)]
    defect = squares[0] + squares[1] + num.absolute(num.sum(at.weights * first * second))
    before, after = (num.dot(w, w) for w in (at.student, at.moved))
    rise = _signed_square(num, at.moved, at.truth) * before - _signed_square(num, at.student, at.truth) * after
    scores = {f"score of the {name}": law.scores(num, w) for name, w in _students(at).items()}
    return {
        "directions": Positive(before * after * num.dot(at.truth, at.truth)),
        "isotropic moments": -defect,
        "larger cosine": Positive(rise),
        **{name: Positive(-num.largest(-values * values)) for name, values in scores.items()},
    }


def _students(at: At) -> Mapping[str, Number]:
    return {"student": at.student, "moved": at.moved, "truth": at.truth}


def _accuracy(num: Arithmetic, at: At, weights: Number) -> Number:
    """P(w·x and w★·x have one sign)."""
    law = Discrete(at.points, at.weights)
    return law.mean_of(num, num.step(law.scores(num, weights) * law.scores(num, at.truth)))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Accuracy of both students."""
    return {"accuracy": AtMost(_accuracy(num, at, at.student), _accuracy(num, at, at.moved))}


CLAIM = Claim(
    id="gain.accuracy-any-law",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("A4", "L1"),
    expects="REFUTED",
    witness={
        "points": [[1, 1], [1, -1], [-1, 1], [-1, -1]],
        "weights": [1, 1, 1, 1],
        "student": [2, -1],
        "moved": [1, 2],
        "truth": [2, 1],
    },
    doc=__doc__,
)
