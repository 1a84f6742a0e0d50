"""Labels that some w separates have no plain logistic fit: the risk falls along w for ever, 0 < L(cw) ≤ e^{−cm}, m = min |w·x|.

So a truth on real data is a ridge fit with a stated strength: where a linear programme finds a separator, nothing else exists.
Standing: derived here.
Source: L3: synthetic set-ups only.
Assumes: any law with finite support, labels 1{w·x > 0}, no example on the boundary w·x = 0.
Proof: −∇L(cw)·w = E[|w·x| σ(−c|w·x|)] > 0 and log(1 + e^{−t}) ≤ e^{−t}: the infimum 0 is attained nowhere.
Equality: none; approached for large cm.
Not checked: that a linear programme finds a separator (w2s-verify study prints it for each data set).
"""

from __future__ import annotations

from collections.abc import Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import LAW_AXES, LAW_SIZES, largest_score, law_regimes, limit_scores, vector
from w2s_verify.claims.claim import AtMost, Below, Claim, Mutant, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Discrete, descent

_ONE = {"sizes": {"n": (1, 1), "d": (1, 1)}, "axes": {"points": (1, 64), "separator": (1, 16)}}
DOMAIN = Domain(
    axes=(*LAW_AXES, vector("separator"), Axis("length", 1, 2**12, exponent=-11)),
    sizes=LAW_SIZES,
    regimes=law_regimes(
        Regime(
            "one example, well separated",
            share=2,
            sizes=_ONE["sizes"],
            axes=_ONE["axes"],
            exponents={"points": (0, 0), "separator": (-2, -1)},
        ),
    ),
    couple=limit_scores("separator"),
)


def _scores(num: Arithmetic, at: At) -> Number:
    """|w·x| at every example."""
    return num.absolute(num.matvec(at.points, at.separator))


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """No example on the boundary; a length of the fit."""
    return {"apart": Positive(-num.largest(-_scores(num, at))), "length": Positive(at.length)}


def _risk(num: Arithmetic, at: At) -> Number:
    """L(cw): every label is right."""
    return Discrete(at.points, at.weights).mean_of(num, num.softplus(-num.times(at.length, _scores(num, at))))


def _bounded(num: Arithmetic, at: At, numerator: int) -> AtMost:
    least = -num.largest(-_scores(num, at))
    return AtMost(_risk(num, at), num.exp(-num.ratio(numerator, 10_000) * at.length * least))


def _falling(num: Arithmetic, at: At, noise: Number) -> Below:
    """0 < −∇L(cw)·w, labels flipped with probability ``noise``."""
    law = Discrete(at.points, at.weights)
    moved = descent(num, law, num.times(at.length, at.separator), at.separator, num.ratio(1, 1), noise)
    return Below(0, num.dot(moved, at.separator), law.mean_of(num, _scores(num, at)))


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The risk falls, is positive, and has infimum 0."""
    return {
        "it falls": _falling(num, at, num.ratio(0, 1)),
        "never 0": Below(0, _risk(num, at)),
        "infimum 0": _bounded(num, at, 10_000),
    }


def _some_wrong(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"it falls": _falling(num, at, num.ratio(1, 16))}


def _faster(num: Arithmetic, at: At) -> Mapping[str, object]:
    return {"infimum 0": _bounded(num, at, 10_005)}


_AT = {"points": [[16]], "weights": [1], "separator": [1], "length": 1}
MUTANTS = (
    Mutant("exponent-1.0005", "L(cw) ≤ e^{−1.0005 cm}", _AT, sides=_faster, near=True),
    Mutant("one-in-sixteen", "the same with one label in sixteen wrong", _AT, sides=_some_wrong),
    Mutant("on-the-boundary", "the same with examples on the boundary", {**_AT, "points": [[0]]}, drop="apart"),
)

CLAIM = Claim(
    id="data.no-plain-fit",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    largest_score=largest_score("separator"),
    kind="lower",
    tags=("L3",),
    any_law=True,
    mutants=MUTANTS,
    doc=__doc__,
)
