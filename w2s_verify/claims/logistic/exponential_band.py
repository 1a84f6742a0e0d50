"""¼ e^{−|t|} ≤ σ'(t) < e^{−|t|} for every t.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this is how they fade at large scores.
Assumes: nothing; t is any real.
Proof: σ'(t) = e^{−|t|}/(1 + e^{−|t|})² and 1 < 1 + e^{−|t|} ≤ 2.
Equality: lower part exactly on t = 0; upper part never.
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import largest_argument, score, score_regimes
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At

DOMAIN = Domain(axes=(score("t"),), regimes=score_regimes())


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The statement as written."""
    decay, curvature = num.exp(-num.absolute(at.t)), num.curvature(at.t)
    return {"lower": AtMost(decay / 4, curvature), "upper": Below(curvature, decay)}


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """With e = e^{−|t|}: e(1 − e)(3 + e)/(4(1 + e)²) and e·e(2 + e)/(1 + e)²."""
    size = num.absolute(at.t)
    e = num.exp(-size)
    root = 1 + e
    return {
        "lower": -e * num.expm1(-size) * (3 + e) / (4 * root * root),
        "upper": e * e * (2 + e) / (root * root),
    }


def equality(at: At) -> Collection[str]:
    """t = 0."""
    return {"lower"} if at.t == 0 else set()


def _higher_floor(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"lower": (num.ratio(2501, 10_000) * num.exp(-num.absolute(at.t)), num.curvature(at.t))}


def _lower_ceiling(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"upper": (num.curvature(at.t), num.ratio(999, 1000) * num.exp(-num.absolute(at.t)))}


MUTANTS = (
    Mutant("floor-0.2501", "σ' ≥ 0.2501 e^{−|t|}", {"t": 0}, sides=_higher_floor, near=True),
    Mutant("ceiling-0.999", "σ' ≤ 0.999 e^{−|t|}", {"t": 9}, sides=_lower_ceiling, near=True),
)

CLAIM = Claim(
    id="logistic.exponential-band",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_argument("t"),
    tags=("K2",),
    mutants=MUTANTS,
    doc=__doc__,
)
