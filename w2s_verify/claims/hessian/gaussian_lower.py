"""x ~ N(0, I): α(r) ≥ ¼(1 + r²/2)^{−1/2} and β(r) ≥ ¼(1 + r²/2)^{−3/2}, r = |w|, α = E[σ'(rZ)], β = E[σ'(rZ)Z²].

Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; these are its smallest eigenvalues for Gaussian data.
Assumes: standard normal data, r ≥ 0.
Proof: σ'(t) ≥ ¼e^{−t²/4}; integrate this Gaussian minorant against the density and against Z² times it.
Equality: r = 0.
Rests on: logistic.gaussian-minorant
Not checked: certified at the sampled radii only.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic
from w2s_verify.claims.claim import Claim, Mutant
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import curvature_across, curvature_along

DOMAIN = Domain(
    axes=(Axis("radius", 0, 2**20, exponent=(-40, -8)),),
    regimes=(
        Regime("generic", share=4),
        Regime("small radius", share=2, exponents={"radius": (-40, -30)}),
        Regime("large radius", share=2, axes={"radius": (2**10, 2**20)}, exponents={"radius": (-10, 0)}),
        Regime("integers", axes={"radius": (0, 12)}, exponents={"radius": (0, 0)}),
    ),
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both expectations against their bounds."""
    width = 1 + at.radius * at.radius / 2
    root = num.sqrt(width)
    return {
        "across": (1 / (4 * root), curvature_across(num, at.radius)),
        "along": (1 / (4 * root * width), curvature_along(num, at.radius)),
    }


def equality(at: At) -> bool:
    """r = 0."""
    return bool(at.radius == 0)


def _larger_constant(num: Arithmetic, at: At) -> Mapping[str, object]:
    root = num.sqrt(1 + at.radius * at.radius / 2)
    return {"across": (num.ratio(2501, 10_000) / root, curvature_across(num, at.radius))}


def _narrower(num: Arithmetic, at: At) -> Mapping[str, object]:
    width = 1 + num.ratio(4995, 10_000) * at.radius * at.radius
    return {"along": (1 / (4 * num.sqrt(width) * width), curvature_along(num, at.radius))}


def _slower_decay(num: Arithmetic, at: At) -> Mapping[str, object]:
    width = 1 + at.radius * at.radius / 2
    return {"along": (1 / (4 * width), curvature_along(num, at.radius))}


MUTANTS = (
    Mutant("constant-0.2501", "α ≥ 0.2501 (1 + r²/2)^{−1/2}", {"radius": 0}, sides=_larger_constant, near=True),
    Mutant("width-0.4995", "β ≥ ¼(1 + 0.4995 r²)^{−3/2}", {"radius": 2**-7}, sides=_narrower, near=True),
    Mutant("along-decays-slower", "β ≥ ¼(1 + r²/2)^{−1}", {"radius": 1}, sides=_slower_decay),
)

CLAIM = Claim(
    id="hessian.gaussian-lower",
    domain=DOMAIN,
    sides=sides,
    equality=equality,
    kind="expectation",
    quota=0.25,
    tags=("K2",),
    rests_on=("logistic.gaussian-minorant",),
    mutants=MUTANTS,
    doc=__doc__,
)
