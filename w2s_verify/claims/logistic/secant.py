"""|σ(s) − σ(t)| ≤ tanh(|s−t|/4) ≤ |s−t|/4, and (σ(s) − σ(t))(s − t) ≥ 0.

Standing: derived here. The chord of σ over a given width is longest when it is centred at 0.
Source: A1, gain occurs in standard linear logistic regression; this bounds how far a student's answers are from its teacher's.
Assumes: nothing; s and t are any reals.
Proof: with u = (s−t)/2 and m = (s+t)/2, σ(s) − σ(t) = sinh u / (cosh u + cosh m), and cosh m ≥ 1 gives tanh(u/2).
    tanh x ≤ x for x ≥ 0.
Equality: first part exactly on s = ±t; second and third part on s = t.
Not checked: certified at the sampled points only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import largest_argument, score
from w2s_verify.claims.claim import AtMost, Claim, Mutant, Parameter, Sides
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At


def _opposite(fields: Fields) -> Fields:
    return {"s": fields["s"], "t": -fields["s"]}


def _near_opposite(fields: Fields) -> Fields:
    """t = −s (1 + 2^-k·integer): the distance to the line of equality goes down to 2^-40."""
    return {"s": fields["s"], "t": -fields["s"] + fields["t"]}


DOMAIN = Domain(
    axes=(score("s"), score("t")),
    regimes=(
        Regime("generic", share=4),
        Regime("large scores", share=2, exponents={"s": (-8, -6), "t": (-8, -6)}),
        Regime("line of equality", share=2, axes={"t": (0, 0)}, couple=_opposite),
        Regime("near equality", share=2, exponents={"t": (-60, -40)}, couple=_near_opposite),
        Regime("small integers", axes={"s": (-3, 3), "t": (-3, 3)}, exponents={"s": (0, 0), "t": (0, 0)}),
    ),
)


def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The statement as written."""
    student, teacher = num.sigmoid(at.s), num.sigmoid(at.t)
    width = num.absolute(at.s - at.t)
    chord = num.tanh(width / 4)
    return {
        "chord": AtMost(num.absolute(student - teacher), chord, scale=chord + student + teacher),
        "tangent": (chord, width / 4),
        "monotone": (0, (student - teacher) * (at.s - at.t)),
    }


def margin(num: Arithmetic, at: At) -> Mapping[str, Number]:
    """The chord with its zeros on s = ±t.

    tanh(|u|/2) − sinh|u|/(cosh u + cosh m) = tanh(|u|/2) (cosh m − 1)/(cosh u + cosh m),
    where (cosh m − 1) = 2 sinh(m/2)^2; everything is divided by e^{|m|}, so that nothing overflows.
    """
    u = num.absolute(at.s - at.t) / 2
    m = num.absolute(at.s + at.t) / 2
    decay = num.exp(-m)
    numerator = num.expm1(-m) * num.expm1(-m)
    denominator = 1 + decay * decay + num.exp(u - m) + num.exp(-u - m)
    chord = num.tanh(u / 2) * numerator / denominator
    return {"chord": chord}


def equality(at: At) -> Collection[str]:
    """The parts that are equalities at this instance."""
    if at.s == at.t:
        return {"chord", "tangent", "monotone"}
    return {"chord"} if at.s == -at.t else set()


def _shrunk_chord(num: Arithmetic, at: At) -> Mapping[str, object]:
    difference = num.absolute(num.sigmoid(at.s) - num.sigmoid(at.t))
    return {"chord": (difference, num.ratio(9999, 10_000) * num.tanh(num.absolute(at.s - at.t) / 4))}


def _slope(numerator: int, denominator: int) -> Sides:
    def with_slope(num: Arithmetic, at: At) -> Mapping[str, object]:
        difference = num.absolute(num.sigmoid(at.s) - num.sigmoid(at.t))
        return {"chord": (difference, num.tanh(num.absolute(at.s - at.t) * num.ratio(numerator, denominator)))}

    return with_slope


MUTANTS = (
    Mutant("chord-shrunk", "the chord is 1e-4 shorter", {"s": 1, "t": -1}, sides=_shrunk_chord, near=True),
    Mutant("divisor-4.001", "tanh(|s−t|/4.001)", {"s": 1, "t": -1}, sides=_slope(1000, 4001), near=True),
)

CLAIM = Claim(
    id="logistic.secant",
    domain=DOMAIN,
    sides=sides,
    margin=margin,
    equality=equality,
    largest_score=largest_argument("s", "t"),
    tags=("A1",),
    mutants=MUTANTS,
    parameters={"C": Parameter(1, 4, _slope, "|σ(s) − σ(t)| ≤ tanh(C|s−t|)")},
    doc=__doc__,
)
