"""f(w) = cos(w, w★): f(cw) = f(w) for c > 0, and the cosine of Qw and Qw★ equals that of w and w★ for orthogonal Q.

Standing: derived here.
Source: K3 and A4: the currency of gain sees directions only, and no frame of coordinates.
Assumes: w and w★ non-zero, c > 0. Q is |k|²I − 2kkᵀ for any k ≠ 0, |k|² times a reflection, exact in integers.
Proof: (cw)·w★/(|cw||w★|) with |cw| = c|w|; (Qw)·(Qw★) = |k|⁴ w·w★.
Equality: always.
Not checked: rotations are products of two reflections; each factor is checked on its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, Claim, Mutant, Positive, directions
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine


def _same_line(fields: Fields) -> Fields:
    return {**fields, "mirror": fields["student"], "truth": -2 * fields["student"]}


_NAMES = ("student", "truth", "mirror")
DOMAIN = Domain(
    axes=(*(vector(name) for name in _NAMES), Axis("factor", -(2**20), 2**20, exponent=(-60, 20))),
    sizes={"d": (1, 16)},
    regimes=(
        Regime("generic", share=4, axes={"factor": (1, 2**20)}),
        Regime("small", share=2, sizes={"d": (1, 3)}, axes={**dict.fromkeys(_NAMES, (-4, 4)), "factor": (-1, 9)}),
        Regime("same line", axes={"factor": (1, 2**20)}, couple=_same_line),
        Regime("d = 1", sizes={"d": (1, 1)}, axes={"factor": (1, 2**20)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student, truth and mirror have a direction; c > 0."""
    factor = {"not zero": Positive(at.factor * at.factor), "factor": Positive(at.factor)}
    return {**factor, **directions(num, student=at.student, truth=at.truth, mirror=at.mirror)}


def _image(num: Arithmetic, at: At, w: Number, two: Number) -> Number:
    """(|k|²I − two·kkᵀ) w."""
    return num.times(num.dot(at.mirror, at.mirror), w) - num.times(two * num.dot(at.mirror, w), at.mirror)


def _parts(num: Arithmetic, at: At, two: Number) -> Mapping[str, object]:
    before = cosine(num, at.student, at.truth)
    scaled = cosine(num, num.times(at.factor, at.student), at.truth)
    turned = cosine(num, _image(num, at, at.student, two), _image(num, at, at.truth, two))
    return {"scale": Agree(scaled, before, 2), "turn": Agree(turned, before, 2)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both identities."""
    return _parts(num, at, num.ratio(2, 1))


def _not_orthogonal(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _parts(num, at, num.ratio(2001, 1000))


_ONE = {"student": [1, 1], "truth": [1, 0], "mirror": [1, 0], "factor": 1}
MUTANTS = (
    Mutant("negative-scale", "f(cw) = f(w) for every c ≠ 0", {**_ONE, "factor": -1}, drop="factor"),
    Mutant("two-2.001", "the same for |k|²I − 2.001 kkᵀ, not orthogonal", _ONE, sides=_not_orthogonal, near=True),
)

CLAIM = Claim(
    id="cosine.invariance",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    kind="identity",
    tags=("K3", "A4"),
    mutants=MUTANTS,
    doc=__doc__,
)
