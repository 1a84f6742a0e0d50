"""Gram numbers of (student, teacher, truth): all that a cosine can see of three vectors."""

from __future__ import annotations

from dataclasses import dataclass

from w2s_verify.arithmetic import Arithmetic, Number


@dataclass(frozen=True, slots=True)
class Gram:
    """Inner products of student s, teacher t and truth u; polynomials in exact inputs, so signs of X and Y are decidable.

    X = c_T − ρ c_S > 0  ⇔  excess_teacher > 0;   Y = c_S − ρ c_T > 0  ⇔  excess_student > 0.
    """

    ss: Number
    tt: Number
    uu: Number
    st: Number
    su: Number
    tu: Number

    @property
    def excess_teacher(self) -> Number:
        """X |t| |u| |s|² = (t·u)|s|² − (s·t)(s·u)."""
        return self.tu * self.ss - self.st * self.su

    @property
    def excess_student(self) -> Number:
        """Y |s| |u| |t|² = (s·u)|t|² − (s·t)(t·u)."""
        return self.su * self.tt - self.st * self.tu

    @property
    def area(self) -> Number:
        """(1 − ρ²) |s|² |t|²."""
        return self.ss * self.tt - self.st * self.st

    @property
    def lead_in_squares(self) -> Number:
        """(c_S² − c_T²) |s|² |t|² |u|²."""
        own, taught = self.su * self.su, self.tu * self.tu
        return own * self.tt - taught * self.ss


def gram_of_vectors(num: Arithmetic, student: Number, teacher: Number, truth: Number) -> Gram:
    """Gram numbers of three vectors (..., d)."""
    return Gram(
        ss=num.dot(student, student),
        tt=num.dot(teacher, teacher),
        uu=num.dot(truth, truth),
        st=num.dot(student, teacher),
        su=num.dot(student, truth),
        tu=num.dot(teacher, truth),
    )


def signed_lead(num: Arithmetic, gram: Gram) -> Number:
    """(c_S|c_S| − c_T|c_T|) |s|² |t|² |u|²: positive exactly where c_S > c_T."""
    return gram.su * num.absolute(gram.su) * gram.tt - gram.tu * num.absolute(gram.tu) * gram.ss


def gram_of_frame(a: Number, b: Number, p: Number, q: Number, r: Number) -> Gram:
    """Gram numbers in the canonical frame: truth (1,0,0), student (a,b,0), teacher (p,q,r).

    Every triple of vectors has this form up to rotation and scale.
    """
    return Gram(ss=a * a + b * b, tt=p * p + q * q + r * r, uu=1, st=a * p + b * q, su=a, tu=p)
