"""f(w) = cos(w, w★), w + h ≠ 0: f(w+h) − f(w) ≥ (|w|/|w+h|) (∇f(w)·h − max(f(w), 0)|h|²/(2|w|²)).

Standing: derived here.
Source: K3, the argument uses the Lipschitz behaviour of cosine similarity; a step of any length, from one side.
Assumes: w, w + h and w★ non-zero.
Proof: |w+h|(f(w+h) − f(w)) = f(w)|w| + ŵ★·h − f(w)|w+h|. If f ≥ 0 use |w+h| ≤ |w| + ŵ·h + |h|²/(2|w|),
    if f < 0 use |w+h| ≥ |w| + ŵ·h; and ŵ★·h − f ŵ·h = |w| ∇f·h.
Equality: f(w) = 0; f(w) > 0 and |w+h| = |w|; f(w) < 0 and h = λw with λ > −1.
Rests on: cosine.gradient-norm
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, directions
from w2s_verify.claims.couplings import put_across
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine, cosine_gradient


def _same_length(fields: Fields) -> Fields:
    """w + h := w with its entries in the opposite order: |w+h| = |w| exactly."""
    student = fields["student"]
    return {**fields, "step": student[..., ::-1] - student}


def _nearly_same_length(fields: Fields) -> Fields:
    turned = _same_length(fields)
    return {**turned, "step": turned["step"] + np.ldexp(fields["step"], -36)}


def _along(fields: Fields) -> Fields:
    """h := a multiple of w, truth behind the student."""
    student, truth = fields["student"], fields["truth"]
    behind = -np.sign(np.vecdot(student, truth))[..., None]
    return {"student": student, "truth": np.where(behind == 0, 1, behind) * truth, "step": student * fields["step"][..., :1]}


_NAMES = ("student", "step", "truth")
_UNIT = dict.fromkeys(_NAMES, (0, 0))
DOMAIN = Domain(
    axes=tuple(vector(name) for name in _NAMES),
    sizes={"d": (1, 16)},
    regimes=(
        Regime("generic", share=4),
        Regime("small", share=2, sizes={"d": (1, 3)}, axes=dict.fromkeys(_NAMES, (-4, 4)), exponents=_UNIT),
        Regime("same length", sizes={"d": (2, 8)}, couple=_same_length),
        Regime("nearly same length", share=2, sizes={"d": (2, 4)}, exponents=_UNIT, couple=_nearly_same_length),
        Regime("along, behind", axes={"student": (-9, 9), "step": (-1, 9)}, exponents=_UNIT, couple=_along),
        Regime("orthogonal", sizes={"d": (2, 6)}, couple=put_across("truth", "student")),
        Regime("tiny step", share=2, exponents={"student": (-20, 0), "step": (-100, -50)}),
        Regime("huge step", exponents={"student": (-50, -40), "step": (0, 20)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The student before and after, and the truth, have a direction."""
    return directions(num, student=at.student, moved=at.student + at.step, truth=at.truth)


def _bound(num: Arithmetic, at: At, half: Number, prefactor: Number, penalised: Number) -> Mapping[str, object]:
    start, end = cosine(num, at.student, at.truth), cosine(num, at.student + at.step, at.truth)
    slope = num.dot(cosine_gradient(num, at.student, at.truth), at.step)
    penalty = half * penalised * num.dot(at.step, at.step) / num.dot(at.student, at.student)
    relative = num.norm(at.step) / num.norm(at.student)
    scale = num.absolute(start) + num.absolute(end) + prefactor * (relative + penalty)
    return {"step": AtMost(prefactor * (slope - penalty), end - start, scale)}


def _prefactor(num: Arithmetic, at: At) -> Number:
    return num.norm(at.student) / num.norm(at.student + at.step)


def _own(num: Arithmetic, at: At) -> Number:
    return num.maximum(cosine(num, at.student, at.truth), num.ratio(0, 1))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The statement as written."""
    return _bound(num, at, num.ratio(1, 2), _prefactor(num, at), _own(num, at))


def equality(at: At) -> bool:
    """Decided on inner products."""
    w, moved = at.student, at.student + at.step
    along, before, after, between = (np.sum(a * b) for a, b in ((w, at.truth), (w, w), (moved, moved), (w, moved)))
    if along == 0:
        return True
    return bool(before == after) if along > 0 else bool(between > 0 and between * between == before * after)


def _smaller(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _bound(num, at, num.ratio(4995, 10_000), _prefactor(num, at), _own(num, at))


def _no_prefactor(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _bound(num, at, num.ratio(1, 2), num.ratio(1, 1), _own(num, at))


def _reward(num: Arithmetic, at: At) -> Mapping[str, object]:
    """f itself in place of max(f, 0): a reward where the student is worse than chance."""
    return _bound(num, at, num.ratio(1, 2), _prefactor(num, at), cosine(num, at.student, at.truth))


MUTANTS = (
    Mutant(
        "half-0.4995",
        "max(f,0)·0.4995|h|²/|w|²",
        {"student": [1, 2], "step": [1, -1], "truth": [1, 1]},
        sides=_smaller,
        near=True,
    ),
    Mutant(
        "no-prefactor",
        "|w|/|w+h| dropped",
        {"student": [1, 1], "step": [1, -0.5], "truth": [1, 0]},
        sides=_no_prefactor,
    ),
    Mutant(
        "no-positive-part",
        "f in place of max(f, 0)",
        {"student": [1, 0], "step": [1, 0], "truth": [-1, 0]},
        sides=_reward,
    ),
)

CLAIM = Claim(
    id="cosine.one-sided",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="lower",
    tags=("K3",),
    rests_on=("cosine.gradient-norm",),
    mutants=MUTANTS,
    doc=__doc__,
)
