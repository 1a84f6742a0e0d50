"""How a teacher answers: the slope σ(student) - y of each point, from the two negated scores, tails and zeros kept.

Below a = e^-student, b = e^-teacher. A slope function may overwrite its scores and writes its answer into `room`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from w2s_verify.kernels.data import Floats

Slopes = Callable[[Floats, Floats, Floats], Floats]
"""(-score of the student, -score of the teacher, room), three times (pairs, k) -> the slopes, in room."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One kind of labels: its slopes for scores of any size, and for scores that are all below 1/2."""

    wide: Slopes
    calm: Slopes


def _soft(student: Floats, teacher: Floats, room: Floats) -> Floats:
    """σ(student) - σ(teacher) = (b - a)/((1 + a)(1 + b)): no tail is lost at large scores."""
    np.exp(student, out=student)
    np.exp(teacher, out=teacher)
    np.subtract(teacher, student, out=room)
    return _over(room, student, teacher, 1.0)


def _soft_calm(student: Floats, teacher: Floats, room: Floats) -> Floats:
    """The same from a - 1 and b - 1: no digit of a small score is lost."""
    np.expm1(student, out=student)
    np.expm1(teacher, out=teacher)
    np.subtract(teacher, student, out=room)
    return _over(room, student, teacher, 2.0)


def _over(difference: Floats, student: Floats, teacher: Floats, shift: float) -> Floats:
    """Divide by both factors in turn: their product could overflow."""
    student += shift
    difference /= student
    teacher += shift
    difference /= teacher
    return difference


def _hard(student: Floats, teacher: Floats, room: Floats) -> Floats:
    """σ(student) - y = ((1-y) - y a)/(1 + a), y = 1 where the teacher's score is > 0: one of the two terms is 0."""
    np.exp(student, out=student)
    np.copyto(room, teacher < 0.0)
    np.subtract(1.0, room, out=teacher)
    np.multiply(room, student, out=room)
    np.subtract(teacher, room, out=room)
    student += 1.0
    return np.divide(room, student, out=room)


SOFT = Answers(wide=_soft, calm=_soft_calm)
"""The teacher answers σ(teacher . x)."""

HARD = Answers(wide=_hard, calm=_hard)
"""The teacher answers 1 where teacher . x > 0, otherwise 0."""
