"""x ~ N(0, I): α(r) ≤ min(¼, 1/(r√(2π))), β(r) ≤ min(¼, (π²/3)/(√(2π)r³)); α, β decrease; rα, r³β increase.

Both bounds are sharp as r → ∞: 0 < 1 − √(2π) r α < π²/(6r²) and 0 < π²/3 − √(2π) r³ β < 7π⁴/(30r²).
Standing: derived here.
Source: K2, the argument uses spectral properties of the Hessian; these are its eigenvalues for Gaussian data.
Assumes: standard normal data, r > 0; for monotonicity a second radius R > r.
Proof: substitute t = rz: √(2π) r α = ∫σ'(t)e^{−t²/2r²}dt and √(2π) r³ β = ∫σ'(t)t²e^{−t²/2r²}dt, both increasing in r, with
    1 − x ≤ e^{−x} < 1 and ∫σ' = 1, ∫σ't² = π²/3, ∫σ't⁴ = 7π⁴/15. α and β decrease since σ' decreases in |t|.
Equality: never for r > 0.
Rests on: logistic.curvature-bound
Not checked: certified at the sampled radii only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive, Sides
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import curvature_across, curvature_along


def _further(fields: Fields) -> Fields:
    """R := r + R."""
    return {**fields, "further": fields["radius"] + fields["further"]}


def _just_further(fields: Fields) -> Fields:
    """R := r(1 + R)."""
    return {**fields, "further": fields["radius"] * (1 + fields["further"])}


DOMAIN = Domain(
    axes=(Axis("radius", 1, 2**20, exponent=(-30, -9)), Axis("further", 1, 2**20, exponent=(-30, -9))),
    regimes=(
        Regime("generic", share=3, couple=_further),
        Regime("near pairs", share=2, exponents={"further": (-52, -40)}, couple=_just_further),
        Regime("small radius", exponents={"radius": (-60, -30)}, couple=_further),
        Regime("large radius", share=2, axes={"radius": (2**15, 2**20)}, exponents={"radius": (-9, 0)}, couple=_further),
        Regime("integers", axes={"radius": (1, 12), "further": (1, 12)}, exponents={"radius": (0, 0), "further": (0, 0)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """0 < r < R."""
    del num
    return {"radius": Positive(at.radius), "further": Positive(at.further - at.radius)}


class _Moments(NamedTuple):
    """α, β, √(2π) r α and √(2π) r³ β."""

    across: Number
    along: Number
    scaled_across: Number
    scaled_along: Number


def _moments(num: Arithmetic, radius: Number) -> _Moments:
    across, along = curvature_across(num, radius), curvature_along(num, radius)
    root = num.sqrt(2 * num.pi()) * radius
    return _Moments(across, along, root * across, root * radius * radius * along)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The bounds with their remainders; both monotonicities at the pair."""
    r = at.radius
    near, far = _moments(num, r), _moments(num, at.further)
    square = num.pi() * num.pi()
    return {
        "across quarter": Below(near.across, num.ratio(1, 4)),
        "along quarter": Below(near.along, num.ratio(1, 4)),
        "across": Below(near.scaled_across, 1 + 0 * r),
        "along": Below(near.scaled_along, square / 3),
        "across sharp": Below(1 - near.scaled_across, square / (6 * r * r)),
        "along sharp": Below(square / 3 - near.scaled_along, 7 * square * square / (30 * r * r)),
        "across decreases": Below(far.across, near.across),
        "along decreases": Below(far.along, near.along),
        "scaled across increases": Below(near.scaled_across, far.scaled_across),
        "scaled along increases": Below(near.scaled_along, far.scaled_along),
    }


def _bound(numerator: int, denominator: int) -> Sides:
    def mutated(num: Arithmetic, at: At) -> Mapping[str, object]:
        return {"across": Below(_moments(num, at.radius).scaled_across, num.ratio(numerator, denominator) + 0 * at.radius)}

    return mutated


def _along_bound(num: Arithmetic, at: At) -> Mapping[str, object]:
    square = num.pi() * num.pi()
    return {"along": Below(_moments(num, at.radius).scaled_along, num.ratio(999, 3000) * square)}


def _remainder(num: Arithmetic, at: At) -> Mapping[str, object]:
    square = num.pi() * num.pi()
    bound = num.ratio(999, 1000) * square / (6 * at.radius * at.radius)
    return {"across sharp": Below(1 - _moments(num, at.radius).scaled_across, bound)}


def _squared(num: Arithmetic, at: At) -> Mapping[str, object]:
    """r²α decreases."""
    near, far = (radius * radius * curvature_across(num, radius) for radius in (at.radius, at.further))
    return {"across decreases": Below(far, near)}


_FAR = {"radius": 2**10, "further": 2**11}
MUTANTS = (
    Mutant("across-0.999", "α ≤ 0.999/(r√(2π))", _FAR, sides=_bound(999, 1000), near=True),
    Mutant("along-0.999", "β ≤ 0.999 (π²/3)/(√(2π)r³)", _FAR, sides=_along_bound, near=True),
    Mutant("remainder-0.999", "1 − √(2π)rα < 0.999 π²/(6r²)", _FAR, sides=_remainder, near=True),
    Mutant("square-decreases", "r²α decreases", _FAR, sides=_squared),
    Mutant("pair-dropped", "the same for R ≤ r", {"radius": 2, "further": 1}, drop="further"),
)

CLAIM = Claim(
    id="hessian.gaussian-upper",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="expectation",
    tags=("K2",),
    quota=0.25,
    rests_on=("logistic.curvature-bound",),
    mutants=MUTANTS,
    doc=__doc__,
)
