"""|σ''(t)| ≤ 1/(6√3) for every t, with equality exactly at t = ±log(2 + √3).

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this is how fast the Hessian of one example may change.
Assumes: nothing; t is any real.
Proof: with T = tanh(|t|/2), |σ''| = T(1 − T²)/4, and 1/(6√3) − T(1 − T²)/4 = (T − 1/√3)²(T + 2/√3)/4.
Equality: T = 1/√3, that is t = ±log(2 + √3): no double, so it is an identity of its own ("attained").
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import largest_argument, score, score_regimes
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Parameter, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import curvature_slope


def _near_the_maximum(fields: Fields) -> Fields:
    """t := the double nearest to log(2 + √3), plus t."""
    return {"t": np.log(2 + np.sqrt(3)) + fields["t"]}


DOMAIN = Domain(
    axes=(score("t"),),
    regimes=score_regimes(Regime("near equality", share=3, exponents={"t": (-70, -22)}, couple=_near_the_maximum)),
)


def _bound(num: Arithmetic) -> Number:
    return 1 / (6 * num.sqrt(num.ratio(3, 1)))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The bound; σ'' = σ(1 − σ)(1 − 2σ); the value at log(2 + √3)."""
    slope = curvature_slope(num, at.t)
    student, other = num.sigmoid(at.t), num.sigmoid(-at.t)
    place = num.log(2 + num.sqrt(num.ratio(3, 1))) + 0 * at.t
    return {
        "bound": AtMost(num.absolute(slope), _bound(num)),
        "derivative": Agree(slope, student * other * (other - student), student * other),
        "attained": Agree(num.absolute(curvature_slope(num, place)), _bound(num)),
    }


def _constant(numerator: int, denominator: int) -> Sides:
    def changed(num: Arithmetic, at: At) -> Mapping[str, object]:
        return {"bound": AtMost(num.absolute(curvature_slope(num, at.t)), num.ratio(numerator, denominator) * _bound(num))}

    return changed


def _below_a_twelfth(num: Arithmetic, at: At) -> Mapping[str, object]:
    """1/12 instead of 1/(6√3) = 0.0962."""
    return {"bound": AtMost(num.absolute(curvature_slope(num, at.t)), num.ratio(1, 12))}


def _at_four_thirds(num: Arithmetic, at: At) -> Mapping[str, object]:
    place = num.ratio(1317, 1000) + 0 * at.t
    return {"attained": Agree(num.absolute(curvature_slope(num, place)), _bound(num))}


MUTANTS = (
    Mutant("constant-0.9995", "|σ''| ≤ 0.9995/(6√3)", {"t": 1.3125}, sides=_constant(9995, 10_000), near=True),
    Mutant("a-twelfth", "|σ''| ≤ 1/12", {"t": 1}, sides=_below_a_twelfth),
    Mutant("attained-at-1.317", "the maximum is at t = 1.317", {"t": 0}, sides=_at_four_thirds, near=True),
)

CLAIM = Claim(
    id="logistic.second-derivative",
    domain=DOMAIN,
    sides=sides,
    largest_score=largest_argument("t"),
    tags=("K2",),
    mutants=MUTANTS,
    parameters={"C": Parameter(1, 1, _constant, "|σ''| ≤ C/(6√3)")},
    doc=__doc__,
)
