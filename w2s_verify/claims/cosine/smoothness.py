"""f(w) = cos(w, w★): |∇²f(w)|_op ≤ (2/√3)/|w|²; for d ≥ 2 with equality exactly where cos²θ = 1/3.

θ is the angle between w and w★.
Standing: derived here.
Source: K3, the argument uses the Lipschitz behaviour of cosine similarity; this is the Lipschitz constant of its gradient.
Assumes: w and w★ non-zero.
Proof: the largest |eigenvalue| is (|c| + √(4 − 3c²))/(2|w|²), c = cos θ; by Cauchy-Schwarz
    |c| + √(4 − 3c²) = √(1/3)·√3|c| + 1·√(4 − 3c²) ≤ √(4/3)·√4.
Equality: cos²θ = 1/3, decided in integers; for the form also u in the eigendirection.
Rests on: cosine.hessian-spectrum
Not checked: test directions other than the sampled ones (eigenvectors in doubles are among them).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Parameter, Sides, directions
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine, cosine_hessian_form, sine_squared


def _at_one_third(fields: Fields) -> Fields:
    """w := ±(k, k, k), w★ := (±1, 0, 0): cos²θ = 1/3; u := w★, the eigendirection there, for even entries."""
    scale, sign = fields["student"][..., :1], np.sign(fields["truth"][..., :1])
    axis = np.zeros_like(fields["truth"])
    axis[..., :1] = sign
    along = fields["direction"][..., :1] % 2 == 0
    return {"student": scale + 0 * axis, "truth": axis, "direction": np.where(along, axis, fields["direction"])}


def _near_one_third(fields: Fields) -> Fields:
    exact = _at_one_third(fields)
    return {**exact, "student": exact["student"] + np.ldexp(fields["student"][..., ::-1], -30)}


def _eigenvector(fields: Fields) -> Fields:
    """u := the eigenvector of the larger |eigenvalue|, in double precision."""
    own, truth = (
        fields[name] / (np.linalg.norm(fields[name], axis=-1, keepdims=True) + 1e-300) for name in ("student", "truth")
    )
    along = np.vecdot(own, truth)[..., None]
    root = np.where(along > 0, -1, 1) * np.sqrt(np.maximum(4 - 3 * along * along, 0))
    return {**fields, "direction": (along + root) / 2 * own - (truth - along * own)}


_NAMES = ("student", "truth", "direction")
_UNIT = dict.fromkeys(_NAMES, (0, 0))
DOMAIN = Domain(
    axes=tuple(vector(name) for name in _NAMES),
    sizes={"d": (1, 16)},
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=2, sizes={"d": (1, 3)}, axes=dict.fromkeys(_NAMES, (-3, 3)), exponents=_UNIT),
        Regime("one third", share=2, sizes={"d": (3, 3)}, couple=_at_one_third),
        Regime("near one third", share=2, sizes={"d": (3, 3)}, couple=_near_one_third),
        Regime("eigenvector", share=2, sizes={"d": (2, 16)}, exponents=dict.fromkeys(_NAMES, (-16, 0)), couple=_eigenvector),
        Regime("d = 1", sizes={"d": (1, 1)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both vectors have a direction."""
    return directions(num, student=at.student, truth=at.truth)


def _bound(num: Arithmetic, at: At, constant: Number) -> Mapping[str, object]:
    along, u = cosine(num, at.student, at.truth), at.direction
    inverse, squared = 1 / num.dot(at.student, at.student), num.dot(u, u)
    norm = (num.absolute(along) + num.sqrt(along * along + 4 * sine_squared(num, at.student, at.truth))) / 2
    form = cosine_hessian_form(num, at.student, at.truth, u, u)
    return {
        "norm": AtMost(norm * inverse, constant * inverse),
        "form": AtMost(num.absolute(form), constant * inverse * squared, 2 * inverse * squared),
    }


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The largest |eigenvalue|, and |uᵀ∇²f u|, against the bound."""
    return _bound(num, at, 2 / num.sqrt(num.ratio(3, 1)))


def equality(at: At) -> Collection[str]:
    """3(w·w★)² = |w|²|w★|²; for the form the Rayleigh quotient on that eigenvalue too."""
    w, truth, u = at.student, at.truth, at.direction
    ww, tt, wt, uu = np.sum(w * w), np.sum(truth * truth), np.sum(w * truth), np.sum(u * u)
    uw, ut = np.sum(u * w), np.sum(u * truth)
    excess = 2 * (-2 * uw * ut + 3 * wt * uw * uw / ww - wt * uu) + wt * uu
    one_third = 3 * wt * wt == ww * tt
    extreme = excess * excess == uu * uu * (4 * ww * tt - 3 * wt * wt) and excess * wt <= 0
    silent = uu == 0
    return ({"norm"} if one_third else set()) | ({"form"} if silent or (one_third and extreme) else set())


def _constant(numerator: int, denominator: int) -> Sides:
    def changed(num: Arithmetic, at: At) -> Mapping[str, object]:
        return _bound(num, at, num.ratio(numerator, denominator) / num.sqrt(num.ratio(3, 1)))

    return changed


def _one(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _bound(num, at, num.ratio(1, 1))


_THIRD = {"student": [1, 1, 1], "truth": [1, 0, 0], "direction": [1, 0, 0]}
MUTANTS = (
    Mutant("constant-0.9995", "|∇²f| ≤ 0.9995 (2/√3)/|w|²", _THIRD, sides=_constant(19_990, 10_000), near=True),
    Mutant("constant-1", "|∇²f| ≤ 1/|w|²", {**_THIRD, "student": [1, 1, 0]}, sides=_one),
)

CLAIM = Claim(
    id="cosine.smoothness",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="operator norm",
    tags=("K3",),
    rests_on=("cosine.hessian-spectrum",),
    mutants=MUTANTS,
    parameters={"C": Parameter(2, 1, _constant, "|∇²f| ≤ (C/√3)/|w|²")},
    doc=__doc__,
)
