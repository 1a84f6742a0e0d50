"""0 < σ'(t) ≤ ¼ for every t; σ' = σ(1 − σ).

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this is the Hessian of one example.
Assumes: nothing; t is any real.
Proof: σ(1 − σ) is e^{−|t|}/(1 + e^{−|t|})² > 0, and ¼ − σ' = ¼ tanh²(t/2).
Equality: upper part exactly on t = 0.
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import largest_argument, score, score_regimes
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant
from w2s_verify.claims.domain import Domain
from w2s_verify.claims.instance import At

DOMAIN = Domain(axes=(score("t"),), regimes=score_regimes())


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both bounds, and the product that σ' is."""
    curvature = num.curvature(at.t)
    return {
        "positive": Below(0, curvature),
        "quarter": AtMost(curvature, num.ratio(1, 4)),
        "product": Agree(curvature, num.sigmoid(at.t) * num.sigmoid(-at.t)),
    }


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """¼ − σ'(t) = ¼ tanh²(t/2)."""
    slope = num.tanh(at.t / 2)
    return {"quarter": slope * slope / 4}


def equality(at: At) -> Collection[str]:
    """t = 0."""
    return {"quarter"} if at.t == 0 else set()


def _lower_ceiling(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"quarter": AtMost(num.curvature(at.t), num.ratio(2499, 10_000))}


def _strict_ceiling(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"quarter": Below(num.curvature(at.t), num.ratio(1, 4))}


def _away_from_zero(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"positive": Below(num.exp(num.ratio(-1000, 1)), num.curvature(at.t))}


MUTANTS = (
    Mutant("quarter-0.2499", "σ' ≤ 0.2499", {"t": 0}, sides=_lower_ceiling, near=True),
    Mutant("never-a-quarter", "σ' < ¼", {"t": 0}, sides=_strict_ceiling, equality=equality, near=True),
    Mutant("away-from-zero", "σ' > e^{−1000}", {"t": 1001}, sides=_away_from_zero),
)

CLAIM = Claim(
    id="logistic.curvature-bound",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_argument("t"),
    tags=("K2",),
    mutants=MUTANTS,
    doc=__doc__,
)
