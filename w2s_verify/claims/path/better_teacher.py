"""Isotropic law, c_T ≥ c_S > 0 and ρ < 1: gain > 0 at every b > 0.

A teacher as good as the student, or better, never takes the gain back; the window of a weaker one ends (see path.window).
Standing: derived here.
Source: A1 and A4: when no early stopping is needed for the student to be better than it began.
Assumes: c_T ≥ c_S > 0, w₀, v not parallel. From the law: the radial laws of the domain, Σ = s²I, soft, hard and noisy labels,
p < ½: two steps of gradient descent on the risk itself, ηs² ≤ 4, and, in the flow's regime, points of the gradient flow with a
proved error.
Proof: c_S + b c_T ≥ c_S (1 + b), and 1 + b > √(1 + b² + 2bρ) for ρ < 1.
Equality: never; c_T = c_S exactly is in the domain, where the gain tends to 0 as b → ∞.
Rests on: path.plane
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FLOW_AXES, FLOW_EXPONENTS, FRAME_AXES, RADIAL_AXES, RAY_AXES, SMALL_FRAME, TIME_AXIS
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import flows, frame_flow, frame_gram, frame_point, frame_premises, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import descent, isotropic_law
from w2s_verify.quantities import cosine, gradient_descent

STEPS = 2


def _equals(fields: Fields) -> Fields:
    """c_T = c_S: the teacher's error is five times the student's, turned by the angle of cosine ±3/5."""
    side = np.where(fields["q"] < 0, -1, 1)
    return {**fields, "p": 5 * fields["a"], "q": 3 * side * fields["b"], "r": 4 * fields["b"]}


def _nearly_equals(fields: Fields) -> Fields:
    """A teacher better by less than 2⁻²⁰."""
    equals = _equals(fields)
    return {**equals, "p": equals["p"] + np.ldexp(fields["p"], -40)}


def _hardly_better_or_worse(fields: Fields) -> Fields:
    """A teacher whose cotangent is 2⁻¹² larger or smaller than the student's."""
    equals = _equals(fields)
    return {**equals, "p": equals["p"] * (1 + np.where(fields["r"] < 0, -1, 1) * 2.0**-12)}


def _on_or_near_the_ray(fields: Fields) -> Fields:
    """The teacher is the student, or its truer neighbour."""
    return {**fields, "p": fields["a"] + np.maximum(fields["q"], 0), "q": fields["b"], "r": 0 * fields["r"]}


_ERRS = {"a": (1, 30), "b": (1, 30)}
_FLOW = {**FLOW_AXES, "p": (1, 4)}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RAY_AXES, *RADIAL_AXES, TIME_AXIS, Axis("step", 1, 2**8, exponent=(-8, 0))),
    regimes=(
        Regime("generic", share=3, axes={"a": (1, 2**20), "p": (1, 2**20), "q": (-(2**17), 2**17), "r": (-(2**17), 2**17)}),
        Regime("small", share=3, axes={**SMALL_FRAME, "p": (1, 30), "q": (-9, 9), "r": (-9, 9)}),
        Regime("equals", share=2, axes=_ERRS, couple=_equals),
        Regime("equals, far away", axes={**_ERRS, "kept": (1, 3), "learned": (2**15, 2**20)}, couple=_equals),
        Regime(
            "hardly better or worse, far away",
            axes={**_ERRS, "kept": (1, 3), "learned": (2**15, 2**20)},
            couple=_hardly_better_or_worse,
        ),
        Regime("nearly equals", axes=_ERRS, couple=_nearly_equals),
        Regime("on or near the ray", axes={**_ERRS, "q": (-1, 1)}, couple=_on_or_near_the_ray),
        Regime("any cosines", axes=dict.fromkeys("abpqr", (-9, 9))),
        Regime("any labels", axes={**_ERRS, "noise": (0, 63)}, couple=_equals),
        Regime("any step", axes=_ERRS, exponents={"step": (0, 4), "law_scale": (-6, -6)}, couple=_equals),
        Regime("flow", share=2, axes=_FLOW, exponents=FLOW_EXPONENTS),
        Regime(
            "flow of equals", axes={**_FLOW, "a": (1, 2), "b": (1, 1), "q": (-1, 1)}, exponents=FLOW_EXPONENTS, couple=_equals
        ),
    ),
)


def _lead(num: Arithmetic, at: At, share: Number) -> Number:
    """c_T|c_T| − share·c_S|c_S|, times |w₀|²|v|²|w★|²."""
    gram = frame_gram(at)
    return gram.tu * num.absolute(gram.tu) * gram.ss - share * gram.su * num.absolute(gram.su) * gram.tt


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, labels better than coins, c_T ≥ c_S > 0, a point with b > 0, a step that stays on the arc."""
    return {
        **frame_premises(num, at),
        "better than chance": Positive(frame_gram(at).su),
        "no weaker": _lead(num, at, num.ratio(1, 1)),
        "kept": Positive(at.kept),
        "learned": Positive(at.learned),
        "time": at.time,
        "short step": 4 - at.step * at.law_scale * at.law_scale,
    }


def _gain(num: Arithmetic, at: At, point: Number) -> Below:
    student, _, truth = frame_triple(num, at)
    return Below(cosine(num, student, truth), cosine(num, point, truth))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The cosine at a point of the cone, above the start's."""
    return {"gain": _gain(num, at, frame_point(num, at))}


def _gain_of_steps(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Two steps of gradient descent on the law's risk."""
    student, teacher, _ = frame_triple(num, at)
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    iterates = gradient_descent(num, lambda w: descent(num, law, w, teacher, at.hard, at.noise), student, at.step, STEPS)
    return {"gain from the law": _gain(num, at, iterates[-1])}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The steps, and the law's flow."""
    flow = {"gain of the flow": _gain(num, at, frame_flow(num, at))} if flows(at) else {}
    return {**_gain_of_steps(num, at), **flow}


def _nearly_as_good(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_T|c_T| ≥ (1 − 10⁻³) c_S|c_S|."""
    return {**premises(num, at), "no weaker": _lead(num, at, num.ratio(999, 1000))}


def _on_one_ray(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Every premise but the plane."""
    return {name: value for name, value in premises(num, at).items() if name != "plane"}


def _still(at: At) -> bool:
    """ρ = 1: nothing moves."""
    return bool(frame_gram(at).area == 0)


_AT = {"a": 3, "b": 1, "p": 3, "q": 0, "r": 1, "radial": 1, "law_scale": 1, "hard": 0, "noise": 0, "step": 1, "time": 0}
_AT |= {"kept": 1, "learned": 1}
_NEARLY = {**_AT, "p": 3 * 2**12 - 1, "r": 2**12, "learned": 30}
MUTANTS = (
    Mutant("nearly-as-good", "the same for c_T|c_T| ≥ 0.999 c_S|c_S|", _NEARLY, premises=_nearly_as_good, near=True),
    Mutant("worse-than-chance", "the same for c_S < 0", {**_AT, "a": -1, "p": -1, "q": -1, "r": 0}, drop="better than chance"),
    Mutant("one-ray", "the same for ρ = 1", {**_AT, "q": 1, "r": 0}, premises=_on_one_ray, sides=sides, equality=_still),
    Mutant("noisy-majority", "the same for p > ½", {**_AT, "noise": 0.75}, drop="noise below one half"),
    Mutant("long-step", "the same after steps of any length", {**_AT, "step": 64}, drop="short step", sides=_gain_of_steps),
)

CLAIM = Claim(
    id="path.better-teacher",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    quota=0.25,
    tags=("A1", "A4"),
    rests_on=("path.plane",),
    mutants=MUTANTS,
    doc=__doc__,
)
