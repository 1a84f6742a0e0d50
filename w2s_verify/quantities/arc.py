"""The arc from the student to the teacher: cos(w₀ + q v, truth) as a function of b = q|v|/|w₀|, seen by three cosines."""

from __future__ import annotations

from dataclasses import dataclass

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.quantities.gram import Gram


@dataclass(frozen=True, slots=True)
class Arc:
    """c_S = own, c_T = taught, ρ = shared; X = c_T − ρ c_S, Y = c_S − ρ c_T."""

    own: Number
    taught: Number
    shared: Number

    @property
    def x(self) -> Number:
        """X: its sign says whether gain starts."""
        return self.taught - self.shared * self.own

    @property
    def y(self) -> Number:
        """Y."""
        return self.own - self.shared * self.taught

    @property
    def peak_squared(self) -> Number:
        """(c_S² + c_T² − 2ρ c_S c_T)/(1 − ρ²)."""
        inside = self.own * self.own + self.taught * self.taught - 2 * self.shared * self.own * self.taught
        return inside / (1 - self.shared * self.shared)

    def cosine(self, num: Arithmetic, b: Number) -> Number:
        """(c_S + b c_T)/√(1 + b² + 2bρ)."""
        return (self.own + b * self.taught) / num.sqrt(1 + b * b + 2 * b * self.shared)


def arc_of_gram(num: Arithmetic, gram: Gram) -> Arc:
    """The three cosines of (student, teacher, truth).

    Shapes  Gram numbers (...) -> (...)
    Units   none
    Domain  three non-zero vectors
    Error   relative in each product
    Raises  none
    Source  definition
    """
    student, teacher, truth = num.sqrt(gram.ss), num.sqrt(gram.tt), num.sqrt(gram.uu)
    return Arc(gram.su / (student * truth), gram.tu / (teacher * truth), gram.st / (student * teacher))


def frame_vectors(num: Arithmetic, a: Number, b: Number, p: Number, q: Number, r: Number) -> tuple[Number, Number, Number]:
    """Student (a,b,0), teacher (p,q,r), truth (1,0,0) as vectors: the canonical frame.

    Shapes  five numbers (...) -> three vectors (..., 3)
    Units   those of weights
    Domain  any
    Error   none
    Raises  none
    Source  every triple has this form up to rotation and scale
    """
    return num.vector(a, b, 0), num.vector(p, q, r), num.vector(1, 0, 0)


def peak_of_plane(num: Arithmetic, gram: Gram, student: Number, teacher: Number) -> Number:
    """Y'·student + X'·teacher: where the cosine with the truth is largest on their plane.

    Shapes  Gram numbers of the triple; vectors (..., d) -> (..., d)
    Units   |student| |teacher|² |truth| times those of weights
    Domain  any
    Error   that of X' and Y', relative in each product
    Raises  none
    Source  along the projection of the truth on the plane, by Cramer's rule
    """
    return num.times(gram.excess_student, student) + num.times(gram.excess_teacher, teacher)


def plane_coordinates(num: Arithmetic, student: Number, teacher: Number, vector: Number) -> tuple[Number, Number]:
    """(A, B) with A·student + B·teacher the projection of a vector on their plane.

    Shapes  (..., d) -> two numbers (...)
    Units   none
    Domain  student and teacher not parallel
    Error   relative to |vector| over the area of the two
    Raises  none
    Source  Cramer's rule on the Gram matrix
    """
    ss, tt, st = num.dot(student, student), num.dot(teacher, teacher), num.dot(student, teacher)
    along, across = num.dot(vector, student), num.dot(vector, teacher)
    area = ss * tt - st * st
    return (along * tt - across * st) / area, (across * ss - along * st) / area
