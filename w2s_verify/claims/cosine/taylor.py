"""f(w) = cos(w, w★), |h| < |w|: f(w+h) ≥ f(w) + ∇f(w)·h − (1/√3)|h|²/(|w|−|h|)².

Standing: derived here.
Source: K3, the argument uses the Lipschitz behaviour of cosine similarity; this is what a step h costs at second order.
Assumes: w and w★ non-zero, |h| < |w|.
Proof: on the segment |w + sh| ≥ |w| − |h|, so |∇²f|_op ≤ (2/√3)/(|w|−|h|)² there; Taylor's formula with the integral remainder.
Equality: h = 0.
Rests on: cosine.smoothness
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Positive, directions
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine, cosine_gradient


def _shorter(fields: Fields) -> Fields:
    """h divided by a power of two, so that |h| < |w|."""
    ratio = np.linalg.norm(fields["step"], axis=-1) / (np.linalg.norm(fields["student"], axis=-1) + 2.0**-300)
    _, exponent = np.frexp(ratio)
    return {**fields, "step": np.ldexp(fields["step"], -np.maximum(exponent, 0)[..., None])}


def _at_one_third(fields: Fields) -> Fields:
    """w := (k, k, k), w★ := (1, 0, 0), h := a small multiple of w★: the case nearest to equality."""
    axis = np.zeros_like(fields["truth"])
    axis[..., 0] = 1
    return {"student": np.abs(fields["student"][..., :1]) + 0 * axis, "truth": axis, "step": fields["step"][..., :1] * axis}


def _along(fields: Fields) -> Fields:
    """h := −w(1 − s), 0 < s < 2; now and then s < −2, past the origin, where the premise rejects h."""
    student, step = fields["student"], fields["step"][..., :1]
    step = np.where(fields["truth"][..., :1] % 4 == 0, -2 - step, step)
    return {"student": student, "truth": student + np.ldexp(fields["truth"], -10), "step": -student * (1 - step)}


_NAMES = ("student", "step", "truth")
DOMAIN = Domain(
    axes=tuple(vector(name) for name in _NAMES),
    sizes={"d": (1, 16)},
    regimes=(
        Regime("generic", share=4, couple=_shorter),
        Regime(
            "small", share=2, sizes={"d": (1, 3)}, axes=dict.fromkeys(_NAMES, (-4, 4)), exponents=dict.fromkeys(_NAMES, (0, 0))
        ),
        Regime("tiny step", share=2, exponents={"student": (-20, 0), "step": (-100, -50)}),
        Regime("no step", axes={"step": (0, 0)}),
        Regime(
            "one third", share=2, sizes={"d": (3, 3)}, exponents={"student": (0, 4), "step": (-50, -24)}, couple=_at_one_third
        ),
        Regime(
            "towards zero",
            share=2,
            sizes={"d": (1, 4)},
            axes={"step": (1, 63)},
            exponents={"student": (0, 20), "step": (-40, -5), "truth": (0, 0)},
            couple=_along,
        ),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both vectors have a direction, and the step is shorter than w."""
    squared = num.dot(at.student, at.student)
    return {
        "student": Positive(squared),
        "truth": Positive(num.dot(at.truth, at.truth)),
        "short step": Positive(squared - num.dot(at.step, at.step)),
    }


def _expansion(num: Arithmetic, at: At, constant: Number, room: Number) -> Mapping[str, object]:
    squared = num.dot(at.step, at.step)
    slope = num.dot(cosine_gradient(num, at.student, at.truth), at.step)
    start = cosine(num, at.student, at.truth)
    cost = constant * squared / (room * room)
    end = cosine(num, at.student + at.step, at.truth)
    size = num.norm(at.step) / num.norm(at.student)
    return {"taylor": AtMost(start + slope - cost, end, num.absolute(start) + num.absolute(end) + size + cost)}


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The expansion against the value."""
    return _expansion(num, at, 1 / num.sqrt(num.ratio(3, 1)), num.norm(at.student) - num.norm(at.step))


def equality(at: At) -> bool:
    """h = 0."""
    return all(entry == 0 for entry in at.step)


def _smaller(num: Arithmetic, at: At) -> Mapping[str, object]:
    constant = num.ratio(9995, 10_000) / num.sqrt(num.ratio(3, 1))
    return _expansion(num, at, constant, num.norm(at.student) - num.norm(at.step))


def _room_of_the_start(num: Arithmetic, at: At) -> Mapping[str, object]:
    return _expansion(num, at, 1 / num.sqrt(num.ratio(3, 1)), num.norm(at.student))


def _any_step(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Short step dropped; what keeps both sides finite stays."""
    lengths = num.dot(at.student, at.student) - num.dot(at.step, at.step)
    vectors = directions(num, student=at.student, truth=at.truth, moved=at.student + at.step)
    return {"lengths": Positive(lengths * lengths), **vectors}


MUTANTS = (
    Mutant(
        "constant-0.9995",
        "0.9995 in place of 1 before (1/√3)",
        {"student": [1, 1, 1], "truth": [1, 0, 0], "step": [2**-16, 0, 0]},
        sides=_smaller,
        near=True,
    ),
    Mutant(
        "room-of-the-start",
        "… − (1/√3)|h|²/|w|² (the shrinking of the ball dropped)",
        {"student": [4, 1], "truth": [1, 0], "step": [-3.875, 0]},
        sides=_room_of_the_start,
    ),
    Mutant(
        "any-step",
        "the same for steps longer than w",
        {"student": [1, 0], "truth": [1, 0], "step": [-5, 0]},
        premises=_any_step,
    ),
)

CLAIM = Claim(
    id="cosine.taylor",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="lower",
    tags=("K3",),
    rests_on=("cosine.smoothness",),
    mutants=MUTANTS,
    doc=__doc__,
)
