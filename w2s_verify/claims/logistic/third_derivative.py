"""−1/8 ≤ σ'''(t) ≤ 1/24 for every t; equality on the left exactly at t = 0, on the right exactly where σ'(t) = 1/12.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this is its second derivative along a line, for one example.
Assumes: nothing; t is any real.
Proof: σ''' = σ'(1 − 6σ') = 1/24 − 6(σ' − 1/12)², and with T = tanh(t/2), σ''' + 1/8 = T²(4 − 3T²)/8.
Equality: left at t = 0; right at t = ±log(5 + 2√6): no double, so it is an identity of its own ("attained").
Rests on: logistic.curvature-bound
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import largest_argument, score, score_regimes
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import curvature_bend


def _near_the_maximum(fields: Fields) -> Fields:
    """t := the double nearest to log(5 + 2√6), plus t."""
    return {"t": np.log(5 + 2 * np.sqrt(6)) + fields["t"]}


DOMAIN = Domain(
    axes=(score("t"),),
    regimes=score_regimes(Regime("near the maximum", share=3, exponents={"t": (-70, -22)}, couple=_near_the_maximum)),
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both bounds; σ''' = σ'(1 − 6σ'); the place of the maximum."""
    bend, curvature = curvature_bend(num, at.t), num.curvature(at.t)
    place = num.log(5 + 2 * num.sqrt(num.ratio(6, 1))) + 0 * at.t
    return {
        "lower": AtMost(num.ratio(-1, 8), bend),
        "upper": AtMost(bend, num.ratio(1, 24)),
        "derivative": Agree(bend, curvature * (1 - 6 * curvature), curvature),
        "attained": Agree(curvature_bend(num, place), num.ratio(1, 24)),
        "place": Agree(num.curvature(place), num.ratio(1, 12)),
    }


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """Both gaps as they stand in the proof."""
    gap = num.curvature(at.t) - num.ratio(1, 12)
    slope = num.tanh(at.t / 2)
    return {"lower": slope * slope * (4 - 3 * slope * slope) / 8, "upper": 6 * gap * gap}


def equality(at: At) -> Collection[str]:
    """t = 0."""
    return {"lower"} if at.t == 0 else set()


def _lower_ceiling(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"upper": AtMost(curvature_bend(num, at.t), num.ratio(9995, 240_000))}


def _higher_floor(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"lower": AtMost(num.ratio(-9995, 80_000), curvature_bend(num, at.t))}


def _symmetric(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"upper": AtMost(num.absolute(curvature_bend(num, at.t)), num.ratio(1, 24))}


MUTANTS = (
    Mutant("ceiling-0.9995", "σ''' ≤ 0.9995/24", {"t": 2.3125}, sides=_lower_ceiling, near=True),
    Mutant("floor-0.9995", "σ''' ≥ −0.9995/8", {"t": 0}, sides=_higher_floor, near=True),
    Mutant("symmetric", "|σ'''| ≤ 1/24", {"t": 0}, sides=_symmetric),
)

CLAIM = Claim(
    id="logistic.third-derivative",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_argument("t"),
    tags=("K2",),
    rests_on=("logistic.curvature-bound",),
    mutants=MUTANTS,
    doc=__doc__,
)
