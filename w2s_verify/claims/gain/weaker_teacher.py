"""Isotropic law: a weaker teacher (c_T < c_S) under whom gain starts forces c_S > 0 and |c_T| < c_S.

So the student is better than chance; its teacher may be worse than chance, if ρ is negative enough.
Standing: derived here.
Source: A1 and A2: a weaker teacher still improves the student; this says which student it can be.
Assumes: c_T < c_S and X = c_T − ρ c_S > 0 (gain starts, see gain.criterion).
Proof: if c_S ≤ 0 then ρc_S ≥ c_S > c_T, against X > 0; so c_S > 0, and c_T > ρc_S ≥ −c_S.
Equality: never.
Rests on: gain.criterion
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import FRAME_AXES
from w2s_verify.claims.claim import Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Fields, Regime
from w2s_verify.claims.frame import frame_gram, frame_triple
from w2s_verify.claims.instance import At
from w2s_verify.distributions import cosine_rate, isotropic, radial_law
from w2s_verify.quantities import signed_lead


def _errors_opposed(fields: Fields) -> Fields:
    """The teacher errs to the other side than the student."""
    return {**fields, "q": -np.where(fields["b"] < 0, -1, 1) * np.abs(fields["q"])}


def _nearly_opposite(fields: Fields) -> Fields:
    """Teacher := −1024 student, tilted a little away from −truth: a teacher worse than chance that still helps."""
    a, b = np.abs(fields["a"]) + 1, fields["b"]
    away = np.where(b < 0, -1, 1) * (np.abs(fields["q"]) + 1)
    return {**fields, "a": a, "p": -1024 * a, "q": -1024 * b - away, "r": 0 * fields["r"]}


_SMALL = dict.fromkeys(("a", "b", "p", "q", "r"), (-9, 9))
DOMAIN = Domain(
    axes=(
        *FRAME_AXES,
        Axis("law", 0, 2),
        Axis("law_scale", 1, 2**4, exponent=(-24, -16)),
        Axis("hard", 0, 1),
    ),
    regimes=(
        Regime("generic", share=3, couple=_errors_opposed),
        Regime("small", share=3, axes=_SMALL, couple=_errors_opposed),
        Regime("any errors", axes=_SMALL),
        Regime("worse than chance", share=2, axes=_SMALL, couple=_nearly_opposite),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """X > 0, and c_T < c_S as a polynomial: a|a||v|² > p|p||w₀|²."""
    gram = frame_gram(at)
    return {"X": Positive(gram.excess_teacher), "weaker": Positive(signed_lead(num, gram))}


def _cosines(num: Arithmetic, at: At) -> tuple[Number, Number]:
    gram = frame_gram(at)
    return gram.su / num.sqrt(gram.ss), gram.tu / num.sqrt(gram.tt)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """c_S > 0, and −c_S < c_T < c_S."""
    own, taught = _cosines(num, at)
    return {"student": Below(0, own), "teacher": Below(-own, taught), "weaker": Below(taught, own)}


def from_law(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Gain does start: the rate under a spherical law is positive."""
    law = isotropic(num, radial_law(at.law, 3), at.law_scale, 3)
    student, teacher, truth = frame_triple(num, at)
    return {"starts": Below(0, cosine_rate(num, law, student, teacher, truth, at.hard))}


def _smaller_reach(num: Arithmetic, at: At) -> Mapping[str, object]:
    own, taught = _cosines(num, at)
    return {"teacher": Below(num.ratio(-999, 1000) * own, taught)}


def _better_than_chance(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"teacher": Below(0, _cosines(num, at)[1])}


_LAW = {"law": 0, "law_scale": 2**-8, "hard": 0}
_OPPOSITE = {"a": 1, "b": 1, "p": -2048, "q": -2049, "r": 0, **_LAW}
MUTANTS = (
    Mutant("reach-0.999", "|c_T| < 0.999 c_S", _OPPOSITE, sides=_smaller_reach, near=True),
    Mutant("better-than-chance", "it forces c_T > 0", _OPPOSITE, sides=_better_than_chance),
    Mutant("weaker-dropped", "the same for any teacher", {"a": -1, "b": 1, "p": 1, "q": 0, "r": 0, **_LAW}, drop="weaker"),
    Mutant("x-dropped", "the same where gain does not start", {"a": -1, "b": 1, "p": -1, "q": 0, "r": 0, **_LAW}, drop="X"),
)

CLAIM = Claim(
    id="gain.weaker-teacher",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    from_law=from_law,
    kind="inequality",
    tags=("A1", "A2"),
    quota=0.25,
    rests_on=("gain.criterion",),
    mutants=MUTANTS,
    doc=__doc__,
)
