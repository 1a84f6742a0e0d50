"""x ~ N(0, I), d ≥ 2: 1 + 3r²/π² ≤ α/β ≤ min(1 + r²/2, 8/5 + 3r²/π²), r = |w|: the Hessian's condition number.

α(r) = E[σ'(rZ)], β(r) = E[σ'(rZ)Z²].
Standing: derived here, with a proof (all three sides were conjectured from values before).
Source: K2, the argument uses spectral properties of the Hessian.
Assumes: standard normal data, r ≥ 0.
Proof: σ' is a mixture of centred normal densities, of variance τ = Σ_k a_k E_k, a_k = 2/k², E_k independent exponentials
    of mean 1: the logistic law has characteristic function Π(1 + t²/k²)^{−1}. So with s = r² and g = (τ + s)^{−3/2}, up to
    one common factor α = E[(τ + s)g], β = E[τg], and α/β = 1 + s E[g]/E[τg].
    Left: E[τg] ≤ E[τ]E[g] by association (g decreases), and m := E[τ] = Σ a_k = π²/3.
    First right: under the law weighted by g, E[τ] increases with s (its likelihood ratio (τ/(τ+s))^{3/2} does in τ), so it
    is at least its value at s = 0, E[τ^{−1/2}]/E[τ^{−3/2}] = 2, from ¼ and −⅛, the zeroth and second derivative of σ' at 0.
    Second right: it says s E[(m − τ)g] ≤ ⅗ m E[τg]. The exponentials' size-bias identity E[τg] = Σ a_k G_k with
    G_k = E g(τ + a_k E') gives E[(m − τ)g] = Σ a_k² E[−g'(τ + a_k E')], and −s g' ≤ (3/2) g; so the left is at most
    (3/2)Σ a_k² G_k ≤ (3/2)(Σ a_k²/Σ a_k)Σ a_k G_k by Chebyshev's sum inequality (a_k falls and G_k rises with k), and
    Σ a_k² = 2π⁴/45 makes (3/2)(Σ a_k²)/m² = ⅗.
Equality: r = 0 on the left and in 1 + r²/2; the right sides are sharp at 0 and at ∞.
Rests on: hessian.gaussian-spectrum
Not checked: certified at the sampled radii only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Claim, Mutant, Sides
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import curvature_across, curvature_along

DOMAIN = Domain(
    axes=(Axis("radius", 0, 2**20, exponent=(-40, -8)),),
    regimes=(
        Regime("generic", share=3),
        Regime("small radius", share=2, exponents={"radius": (-40, -30)}),
        Regime("crossing", share=2, axes={"radius": (2**18, 2**20)}, exponents={"radius": (-19, -17)}),
        Regime("large radius", share=2, axes={"radius": (2**10, 2**20)}, exponents={"radius": (-10, 0)}),
        Regime("integers", axes={"radius": (0, 12)}, exponents={"radius": (0, 0)}),
    ),
)


def _ratio(num: Arithmetic, at: At) -> Number:
    return curvature_across(num, at.radius) / curvature_along(num, at.radius)


def _sides(slope: tuple[int, int], rise: tuple[int, int], offset: tuple[int, int]) -> Sides:
    """1 + slope·r²/π² ≤ α/β ≤ 1 + rise·r² and offset + 3r²/π²."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        square = at.radius * at.radius
        ratio, scaled = _ratio(num, at), square / (num.pi() * num.pi())
        return {
            "lower": (1 + num.ratio(*slope) * scaled, ratio),
            "near zero": (ratio, 1 + num.ratio(*rise) * square),
            "at infinity": (ratio, num.ratio(*offset) + 3 * scaled),
        }

    return sides


sides = _sides((3, 1), (1, 2), (8, 5))


def equality(at: At) -> Collection[str]:
    """r = 0."""
    return {"lower", "near zero"} if at.radius == 0 else set()


_FAR = {"radius": 2**7}
MUTANTS = (
    Mutant("slope-3.003", "α/β ≥ 1 + 3.003r²/π²", _FAR, sides=_sides((3003, 1000), (1, 2), (8, 5)), near=True),
    Mutant("rise-0.4995", "α/β ≤ 1 + 0.4995r²", {"radius": 2**-8}, sides=_sides((3, 1), (4995, 10_000), (8, 5)), near=True),
    Mutant("offset-1.5995", "α/β ≤ 1.5995 + 3r²/π²", _FAR, sides=_sides((3, 1), (1, 2), (15_995, 10_000)), near=True),
)

CLAIM = Claim(
    id="hessian.condition",
    domain=DOMAIN,
    sides=sides,
    equality=equality,
    kind="expectation",
    tags=("K2",),
    quota=0.25,
    rests_on=("hessian.gaussian-spectrum",),
    mutants=MUTANTS,
    doc=__doc__,
)
