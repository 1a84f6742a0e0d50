"""|σ''(t)| = σ'(t) tanh(|t|/2) < σ'(t); so |log σ'(s) − log σ'(t)| ≤ |s − t| for all s, t.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this is why a Hessian determines its neighbours.
Assumes: nothing; s and t are any reals.
Proof: σ'' = σ'(1 − 2σ) and |1 − 2σ(t)| = tanh(|t|/2) < 1; integrate (log σ')' = −tanh(·/2) from t to s.
Equality: second part exactly on s = t.
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import largest_argument, score
from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, Mutant
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import curvature_slope, log_curvature


def _same(fields: Fields) -> Fields:
    return {"s": fields["s"], "t": fields["s"]}


def _near(fields: Fields) -> Fields:
    return {"s": fields["s"], "t": fields["s"] + fields["t"]}


DOMAIN = Domain(
    axes=(score("s"), score("t")),
    regimes=(
        Regime("generic", share=4),
        Regime("large scores", share=2, exponents={"s": (-8, -6), "t": (-8, -6)}),
        Regime("equal", axes={"t": (0, 0)}, couple=_same),
        Regime("near equality", share=2, exponents={"s": (-20, -6), "t": (-60, -40)}, couple=_near),
        Regime("small integers", axes={"s": (-9, 9), "t": (-9, 9)}, exponents={"s": (0, 0), "t": (0, 0)}),
    ),
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """σ'' from σ alone; its bound; the consequence."""
    student, other = num.sigmoid(at.t), num.sigmoid(-at.t)
    curvature = num.curvature(at.t)
    slope = curvature * num.tanh(num.absolute(at.t) / 2)
    ratio = num.log(num.curvature(at.s)) - num.log(curvature)
    return {
        "slope": Agree(num.absolute(student * other * (1 - 2 * student)), slope, curvature),
        "strict": Below(num.absolute(curvature_slope(num, at.t)), curvature),
        "log": AtMost(num.absolute(ratio), num.absolute(at.s - at.t), 1 + num.absolute(at.s) + num.absolute(at.t)),
    }


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """σ'(1 − tanh(|t|/2)) = 2σ'σ(−|t|); |s−t| − ||s|−|t|| plus twice the gap of the log1p terms."""
    s, t = num.absolute(at.s), num.absolute(at.t)
    near, far = num.minimum(s, t), num.maximum(s, t)
    gap = num.log1p(-num.exp(-near) * num.expm1(near - far) / (1 + num.exp(-far)))
    return {
        "strict": 2 * num.curvature(at.t) * num.sigmoid(-t),
        "log": (num.absolute(at.s - at.t) - (far - near)) + 2 * gap,
    }


def equality(at: At) -> Collection[str]:
    """s = t."""
    return {"log"} if at.s == at.t else set()


def _less_steep(num: Arithmetic, at: At) -> Mapping[str, object]:
    ratio = log_curvature(num, at.s) - log_curvature(num, at.t)
    return {"log": (num.absolute(ratio), num.ratio(999, 1000) * num.absolute(at.s - at.t))}


def _smaller_factor(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"strict": Below(num.absolute(curvature_slope(num, at.t)), num.ratio(999, 1000) * num.curvature(at.t))}


def _full_argument(num: Arithmetic, at: At) -> Mapping[str, object]:
    slope = num.curvature(at.t) * num.tanh(num.absolute(at.t) * num.ratio(501, 1000))
    return {"slope": Agree(num.absolute(curvature_slope(num, at.t)), slope, num.curvature(at.t))}


MUTANTS = (
    Mutant("slope-0.999", "|log σ'(s) − log σ'(t)| ≤ 0.999 |s − t|", {"s": 12, "t": 9}, sides=_less_steep, near=True),
    Mutant("factor-0.999", "|σ''| < 0.999 σ'", {"s": 0, "t": 9}, sides=_smaller_factor, near=True),
    Mutant("argument-0.501", "|σ''| = σ' tanh(0.501 |t|)", {"s": 0, "t": 1}, sides=_full_argument),
)

CLAIM = Claim(
    id="logistic.self-concordance",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_argument("s", "t"),
    tags=("K2",),
    mutants=MUTANTS,
    doc=__doc__,
)
