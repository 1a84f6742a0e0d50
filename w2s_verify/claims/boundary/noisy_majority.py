"""Label noise of any rate leaves the criterion as it is: gain starts if c_T > ρ c_S, also for p > ½.

Standing: FALSE, and declared so: certified counterexample found here.
Source: A1; the premise p < ½ of gain.criterion dropped.
Assumes: x ~ N(0, I), hard labels, each flipped with probability p = ¾.
Proof: labels that are wrong more often than right are those of −v.
Nearest true: path.label-noise (p < ½; beyond it the criterion reverses), gain.criterion.
Not checked: p = ½, where no gain starts. Serves the same premise of the path's claims, which the student then walks away from:
path.plane, path.peak, path.peak-gain, path.snr-law, path.unimodal, path.window, path.no-gain, path.once, path.transient,
path.transient-hard.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import small
from w2s_verify.claims.claim import Below, Claim, Positive
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At
from w2s_verify.distributions import IsotropicGaussian, cosine_rate
from w2s_verify.quantities import gram_of_vectors

DOMAIN = Domain(axes=(*small("student", "teacher", "truth", length=3),))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_T > ρ c_S."""
    gram = gram_of_vectors(num, at.student, at.teacher, at.truth)
    return {"X": Positive(gram.excess_teacher)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The rate with three labels in four flipped."""
    rate = cosine_rate(num, IsotropicGaussian(1), at.student, at.teacher, at.truth, 1, num.ratio(3, 4))
    return {"gain starts": Below(0, rate)}


CLAIM = Claim(
    id="boundary.noisy-majority",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="boundary",
    tags=("L1",),
    expects="REFUTED",
    serves=(
        "gain.criterion: noise below one half",
        "path.plane: noise below one half",
        "path.peak: noise below one half",
        "path.peak-gain: noise below one half",
        "path.snr-law: noise below one half",
        "path.unimodal: noise below one half",
        "path.window: noise below one half",
        "path.no-gain: noise below one half",
        "path.once: noise below one half",
        "path.transient: noise below one half",
        "path.transient-hard: noise below one half",
    ),
    witness={"student": [2, 1, 0], "teacher": [1, -1, 0], "truth": [1, 0, 0]},
    doc=__doc__,
)
