"""−∇L as a power series along a path, for finite and for elliptical laws; the flow it drives, certified in balls."""

from __future__ import annotations

import math
from dataclasses import dataclass

from w2s_verify.arithmetic import Arithmetic, Number, unguarded
from w2s_verify.distributions.discrete import Discrete
from w2s_verify.distributions.elliptical import Elliptical, is_zero
from w2s_verify.distributions.mixture import check_probability
from w2s_verify.distributions.rule import Rule, ridge_rule
from w2s_verify.quantities.flow import Expansion, Flow, HalfTanh, Neighbourhood, Velocity, flow

FLOAT64_BITS = 45
LARGEST_RADIUS = 2.0**15
"""Beyond it the nodes of a rule would be too many."""


@dataclass(frozen=True, slots=True)
class DiscreteVelocity:
    """E[(y − ½) x] − Σ mass_i ½ tanh(w·x_i/2) x_i; the same everywhere, so its own neighbourhood."""

    law: Discrete
    answer: Number
    error: int = 0

    def near(self, num: Arithmetic, weights: Number, bits: int) -> Neighbourhood:
        """Itself."""
        del num, weights, bits
        return self

    def expansion(self, num: Arithmetic, order: int) -> Expansion:
        """Coefficients along a path."""
        return _DiscreteExpansion(num, self, order)


class _DiscreteExpansion:
    def __init__(self, num: Arithmetic, velocity: DiscreteVelocity, order: int) -> None:
        law = velocity.law
        self.num, self.law, self.answer = num, law, velocity.answer
        self.half_masses = law.weights / (2 * num.sum(law.weights))
        self.answers = HalfTanh(num, order, len(law.weights))

    def push(self, weights: Number) -> Number:
        first = self.answers.known == 0
        values = self.answers.push(self.num.matvec(self.law.points, weights))
        own = self.num.combine(self.half_masses * values, self.law.points)
        return self.answer - own if first else -own


@dataclass(frozen=True, slots=True)
class EllipticalVelocity:
    """E[(y − ½) x] − Σw m(r)/r, r = |Sᵀw|, m(r) = E[(σ(r z1) − ½) z1]."""

    law: Elliptical
    answer: Number

    def near(self, num: Arithmetic, weights: Number, bits: int) -> Neighbourhood:
        """Radii up to half as large again, at least 1."""
        radius = float(self.law.radius(num, weights))
        if radius > LARGEST_RADIUS:
            raise ValueError(f"|Sᵀw| = {radius:.6g} along the flow: must be at most {LARGEST_RADIUS:g}")
        reach = 2.0 ** (math.ceil(4 * math.log2(max(1.0, 1.5 * radius))) / 4)
        rule = ridge_rule(num, self.law.radial, reach, bits)
        return _EllipticalNeighbourhood(self, rule, num.sqrt(num.sum(num.sum(self.law.factor * self.law.factor))) * rule.error)


@dataclass(frozen=True, slots=True)
class _EllipticalNeighbourhood:
    velocity: EllipticalVelocity
    rule: Rule
    error: Number

    def expansion(self, num: Arithmetic, order: int) -> Expansion:
        return _EllipticalExpansion(num, self.velocity, self.rule, order)


class _EllipticalExpansion:
    def __init__(self, num: Arithmetic, velocity: EllipticalVelocity, rule: Rule, order: int) -> None:
        self.num, self.rule, self.answer = num, rule, velocity.answer
        self.factor = velocity.law.factor
        self.answers = HalfTanh(num, order, len(rule.nodes))
        self.pulled: list[Number] = []
        self.radii: list[Number] = []
        self.shares: list[Number] = []

    def push(self, weights: Number) -> Number:
        """b = Sᵀw, r² = b·b, m = Σ masses tanh(r nodes/2), e = m/r, then a − S(b e), each to one order more."""
        num, k = self.num, len(self.radii)
        self.pulled.append(num.combine(weights, self.factor))
        self._push_radius(k)
        moment = num.dot(self.rule.masses, self.answers.push(self.rule.nodes * self.radii[k]))
        self.shares.append((moment - _convolved(self.radii, self.shares, 1, k)) / self.radii[0])
        own = num.matvec(self.factor, _convolved(self.pulled, self.shares, 0, k))
        return -own if k else self.answer - own

    def _push_radius(self, k: int) -> None:
        squared = sum(self.num.dot(self.pulled[j], self.pulled[k - j]) for j in range(k + 1))
        if k:
            self.radii.append((squared - _convolved(self.radii, self.radii, 1, k - 1, k)) / (2 * self.radii[0]))
            return
        radius = self.num.sqrt(squared)
        within = self.num.name != "ball" or bool(radius.upper() <= self.rule.reach)
        self.radii.append(radius if within else radius / (0 * radius))


def _convolved(left: list[Number], right: list[Number], first: int, last: int, total: int | None = None) -> Number:
    """Σ_j left_j right_{k−j} over first <= j <= last, k = total or last."""
    order = last if total is None else total
    return sum((left[j] * right[order - j] for j in range(first, last + 1)), 0 * left[0])


def law_flow(
    num: Arithmetic,
    law: Discrete | Elliptical,
    student: Number,
    teacher: Number,
    time: float,
    hard: Number = 0,
    noise: Number = 0,
    bits: int | None = None,
) -> Flow:
    """The flow w' = −∇L(w) of a student under a teacher's answers, from the law's expectations.

    Shapes  student, teacher (d,)
    Units   weights
    Domain  finite laws; elliptical ones with a Gaussian, spheres or balls, the path away from the kernel of Σ
    Error   balls: proved, about 2^-bits of |w₀| a step; mpmath, float64: as small, not proved. By default bits are 3/20 of the
            arithmetic's, at least 24 (45 in float64)
    Raises  ValueError: a negative time, |Sᵀw| beyond 2^15, a noise that is no probability, a student in the kernel of
            Σ, another radial law
    Source  contraction of the gradient flow of a convex function
    """
    wanted = bits or (FLOAT64_BITS if num.name == "float64" else max(24, num.bits * 3 // 20))
    if isinstance(law, Discrete):
        law = Discrete(*unguarded(num, law.points, law.weights)[1:])
    else:
        law = Elliptical(law.radial, unguarded(num, law.factor)[1])
    num, student, teacher, hard, noise = unguarded(num, student, teacher, hard, noise)
    check_probability("noise", float(noise))
    answer = law.answer_vector(num, teacher, hard, noise)
    velocity: Velocity
    if isinstance(law, Discrete):
        velocity = DiscreteVelocity(law, answer)
    else:
        if is_zero(num.combine(student, law.factor)):
            values = [float(w) for w in student]
            raise ValueError(f"student = {values}: is in the kernel of Σ, and has no direction under this law")
        velocity = EllipticalVelocity(law, answer)
    return flow(num, velocity, student, time, wanted)
