"""Floor 4: claims, their domains, the judge, and one file per claim.

A claim file of your own (``w2s-verify new NAME`` writes one) ends in ``CLAIM = Claim(...)`` and is loaded by its path, so it
imports installed packages but no file from its own folder. Its functions are run by four number systems:

premises(num, at), sides(num, at)
    ``at.name`` is the axis of that name; ``num`` has the functions of ``w2s_verify.arithmetic.protocol.Arithmetic``: of numbers
    exp, expm1, log, log1p, sqrt, tanh, sinh, cosh, atan2, sigmoid, curvature, softplus, pi, absolute, maximum, minimum, step;
    of arrays sum, largest, dot, matvec, combine, scatter, times, vector, norm. The operators + - * / and whole powers act
    entrywise. A constant is an integer or ``num.ratio(1, 10)``: 0.1 and 1 / 3 are rounded already, and are refused.
    A premise is a number, held where it is >= 0 (``Positive``: > 0), never a comparison.
equality(at)
    in exact rationals, with ``==`` and the like: True, or the set of names of the parts that are equal there. Where equality
    occurs and is not declared, balls cannot decide ``<=`` between irrational sides: the verdict is UNDECIDED.
largest_score(instance)
    in float64: the largest |argument of an exponential|. Precision is doubled up to 1024 bits, or up to what this number asks
    for (at most 65,536): e^-2000 beside 1 needs 2886 bits.
Axis(name, low, high, shape, exponent, whole)
    integers within bounds times a power of two. Bounds say where to search, and what sign a value has; ``whole=True`` says that
    the statement is about whole numbers within the bounds alone.
Regime(name, share, sizes, axes, exponents, couple, undecided)
    a part of the domain: bounds of its own, ``couple(fields)`` sets fields by others (near equality, where premises hold, at
    an extreme), ``undecided=True`` declares that the cap may be reached there, so that it is counted and is no failure.
Mutant(name, says, witness, ...)
    a false neighbour of the claim and an exact instance that refutes it: each shows that the property can fail.
"""

from w2s_verify.claims.claim import Agree, AtMost, Below, Claim, ClaimError, Mutant, Parameter, Positive
from w2s_verify.claims.domain import Axis, Domain, Regime
from w2s_verify.claims.instance import At, Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, judge

__all__ = [
    "Agree",
    "At",
    "AtMost",
    "Axis",
    "Below",
    "Claim",
    "ClaimError",
    "Contradiction",
    "Domain",
    "Instance",
    "Judgement",
    "Mutant",
    "Parameter",
    "Positive",
    "Regime",
    "Verdict",
    "judge",
]
