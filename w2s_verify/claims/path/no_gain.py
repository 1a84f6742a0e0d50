"""Isotropic law: no gain ever if c_T ≤ ρ c_S and c_T ≤ c_S (any signs): at every b ≥ 0 the cosine is at most c_S.

Standing: derived here.
Source: A2: almost every pair gains; these are the pairs that never do.
Assumes: w₀, v not parallel. From the law: Σ = s²I, the radial laws of the domain, soft, hard and noisy labels, p < ½: the rate
at the start, and, in the flow's regimes, the gradient flow itself up to a time t, integrated with a proved error.
Proof: n = √(1 + b² + 2bρ) lies between 1 + bρ and 1 + b. cos − c_S = (c_S + b c_T − c_S n)/n ≤ b(c_T − ρc_S)/n for c_S ≥ 0,
≤ b(c_T − c_S)/n for c_S < 0.
Equality: b = 0; c_S = c_T = 0. In the law's rate at the start: X = 0.
Rests on: path.plane
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FLOW_AXES, FLOW_EXPONENTS, FRAME_AXES, RADIAL_AXES, RAY_AXES, SMALL_FRAME, TIME_AXIS
from w2s_verify.claims.claim import AtMost, Claim, Mutant
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.frame import cone_premises, flows, frame_flow, frame_gram, frame_triple, reading_at
from w2s_verify.claims.instance import At
from w2s_verify.quantities import arc_of_gram, cosine


def _never_starting(fields: Fields) -> Fields:
    """p := the largest integer with X' = p b² − a q b ≤ 0."""
    ratio = fields["a"] * fields["q"] / np.where(fields["b"] == 0, 1, fields["b"])
    return {**fields, "p": np.floor(ratio)}


def _equally_bad(fields: Fields) -> Fields:
    """c_T within about 2⁻¹² of c_S, on either side, with the errors orthogonal."""
    side = np.where(fields["q"] < 0, -1.0, 1.0)
    turned = {"p": np.ldexp(fields["a"], 12) + side, "q": 0 * side, "r": np.ldexp(fields["b"], 12)}
    return {**fields, **turned}


_RAY = {"kept": (1, 30), "learned": (0, 30)}
_BAD = {**SMALL_FRAME, "a": (-30, -1), "b": (1, 30), "kept": (1, 30), "learned": (2**8, 2**20)}
_FLOW = {**FLOW_AXES, **_RAY}
DOMAIN = Domain(
    axes=(*FRAME_AXES, *RAY_AXES, *RADIAL_AXES, TIME_AXIS),
    regimes=(
        Regime("generic", share=3),
        Regime("small", share=3, axes={**SMALL_FRAME, **_RAY}),
        Regime("hardly not starting", share=3, axes={**SMALL_FRAME, **_RAY}, couple=_never_starting),
        Regime("worse than chance", share=2, axes={**SMALL_FRAME, **_RAY, "a": (-30, -1), "p": (-30, 10)}),
        Regime("equally bad", share=2, axes=_BAD, couple=_equally_bad),
        Regime("blind", axes={**SMALL_FRAME, **_RAY, "a": (0, 0), "p": (0, 0), "b": (1, 30)}),
        Regime("flow", share=2, axes={**_FLOW, "p": (-4, 1)}, exponents=FLOW_EXPONENTS, couple=_never_starting),
        Regime("flow, worse than chance", axes={**_FLOW, "a": (-4, -1), "p": (-4, -1)}, exponents=FLOW_EXPONENTS),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """A plane, labels better than coins, c_T ≤ ρ c_S, c_T ≤ c_S (as squares that keep their signs)."""
    return {
        **cone_premises(num, at),
        "never starts": -frame_gram(at).excess_teacher,
        "weaker": _weaker(num, at, num.ratio(1, 1)),
    }


def _weaker(num: Arithmetic, at: At, share: Number) -> Number:
    """share·c_S|c_S| − c_T|c_T|, times |w₀|²|v|²|w★|²."""
    gram = frame_gram(at)
    return share * gram.su * num.absolute(gram.su) * gram.tt - gram.tu * num.absolute(gram.tu) * gram.ss


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """cos at b ≤ c_S."""
    gram = frame_gram(at)
    arc = arc_of_gram(num, gram)
    b = at.learned * num.sqrt(gram.tt) / (at.kept * num.sqrt(gram.ss))
    return {"no gain": AtMost(arc.cosine(num, b), arc.own, 1)}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The law's rate at the start is not positive; the flow is no better than its start."""
    student, _, truth = frame_triple(num, at)
    reading = reading_at(num, at, student)
    parts = {"start from the law": AtMost(reading.rate, 0, reading.size)}
    if flows(at):
        parts["no gain of the flow"] = AtMost(cosine(num, frame_flow(num, at), truth), cosine(num, student, truth), 1)
    return parts


def equality(at: At) -> Collection[str]:
    """b = 0 or c_S = c_T = 0; X' = 0."""
    gram = frame_gram(at)
    still = at.learned == 0 or (gram.su == 0 and gram.tu == 0)
    return ({"no gain"} if still else set()) | ({"start from the law"} if gram.excess_teacher == 0 else set())


def _nearly_weaker(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_T|c_T| ≤ (1 − 10⁻³) c_S|c_S|: where both are negative, slightly better teachers are let in."""
    near = _weaker(num, at, num.ratio(999, 1000))
    return {**cone_premises(num, at), "never starts": -frame_gram(at).excess_teacher, "weaker": near}


_AT = {"a": 1, "b": 1, "p": -1, "q": 1, "r": 1, "kept": 1, "learned": 1, "radial": 1, "law_scale": 0.5, "hard": 0, "noise": 0}
_AT |= {"time": 0}
MUTANTS = (
    Mutant("starts", "no gain ever under a weaker teacher", {**_AT, "q": -1, "p": 0}, drop="never starts"),
    Mutant(
        "better",
        "no gain ever if it does not start",
        {**_AT, "a": -3, "b": 1, "p": -4, "q": 0, "r": 3, "learned": 30},
        drop="weaker",
    ),
    Mutant(
        "nearly-weaker",
        "the same for c_T|c_T| ≤ 0.999 c_S|c_S|",
        {**_AT, "a": -3, "b": 1, "p": 1 - 3 * 2**12, "q": 0, "r": 2**12, "learned": 30},
        premises=_nearly_weaker,
        near=True,
    ),
)

CLAIM = Claim(
    id="path.no-gain",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    equality=equality,
    quota=0.25,
    tags=("A2", "A4"),
    rests_on=("path.plane",),
    mutants=MUTANTS,
    doc=__doc__,
)
