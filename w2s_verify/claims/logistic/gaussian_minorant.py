"""σ'(t) ≥ ¼ e^{−t²/4} for every t, with equality exactly at t = 0.

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; this is what bounds them from below for Gaussian data.
Assumes: nothing; t is any real.
Proof: σ'(t) = 1/(4 cosh²(t/2)) and cosh u ≤ e^{u²/2}, term by term in the power series ((2k)! ≥ 2^k k!).
Equality: t = 0.
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.axes import score, score_regimes
from w2s_verify.claims.claim import Claim, Mutant
from w2s_verify.claims.domain import Domain, Regime
from w2s_verify.claims.instance import At

DOMAIN = Domain(axes=(score("t"),), regimes=score_regimes(Regime("nearer zero", share=3, exponents={"t": (-80, -40)})))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The statement as written."""
    return {"minorant": (num.exp(-at.t * at.t / 4) / 4, num.curvature(at.t))}


def equality(at: At) -> bool:
    """t = 0."""
    return bool(at.t == 0)


def _wider(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"minorant": (num.exp(num.ratio(-9995, 40_000) * at.t * at.t) / 4, num.curvature(at.t))}


def _higher(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"minorant": (num.ratio(2501, 10_000) * num.exp(-at.t * at.t / 4), num.curvature(at.t))}


MUTANTS = (
    Mutant("width-0.9995", "σ' ≥ ¼ e^{−0.9995 t²/4}", {"t": 2**-5}, sides=_wider, near=True),
    Mutant("height-0.2501", "σ' ≥ 0.2501 e^{−t²/4}", {"t": 0}, sides=_higher, near=True),
)

CLAIM = Claim(
    id="logistic.gaussian-minorant",
    domain=DOMAIN,
    sides=sides,
    equality=equality,
    tags=("K2",),
    mutants=MUTANTS,
    doc=__doc__,
)
