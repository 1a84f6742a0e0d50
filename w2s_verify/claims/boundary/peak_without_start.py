"""The peak's cosine is reached at b = |X|/Y for every sign of X: a student that does not start towards it gets there too.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1 and A4; the premise X > 0 dropped.
Assumes: Y > 0, a plane; the peak is √((c_S² + c_T² − 2ρ c_S c_T)/(1 − ρ²)).
Proof: for X < 0 the top of the curve is at b = X/Y < 0, behind the start; the path falls from c_S for ever.
Nearest true: path.peak, path.peak-gain, path.snr-law, path.once (X > 0, Y > 0).
Not checked: nothing else is claimed. Of path.once it also serves the signs of the sequence: signals > 0 are X > 0, Y > 0 there.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Agree, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine, gram_of_vectors

DOMAIN = Domain(axes=small("student", "teacher", "truth", length=3))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, Y > 0."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"plane": Positive(gram.area), "Y": Positive(gram.excess_student), "truth": Positive(gram.uu)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The squared cosine at Y'w₀ + |X'|v against the peak's."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    point = num.times(gram.excess_student, at.student) + num.times(num.absolute(gram.excess_teacher), at.teacher)
    found = cosine(num, point, at.truth)
    projected = gram.su * gram.su * gram.tt + gram.tu * gram.tu * gram.ss - 2 * gram.st * gram.su * gram.tu
    return {"peak": Agree(found * found, projected / (gram.area * gram.uu), 1)}


CLAIM = Claim(
    id="boundary.peak-without-start",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=(
        "path.peak-gain: X",
        "path.peak-gain: Y",
        "path.snr-law: X",
        "path.snr-law: Y",
        "path.once: X",
        "path.once: Y",
        "path.once: sequence 0",
        "path.once: sequence 2",
        "path.once: sequence 4",
        "path.once: sequence 6",
    ),
    witness={"student": [2, 1, 0], "teacher": [0, 1, 0], "truth": [1, 0, 0]},
    doc=__doc__,
)
