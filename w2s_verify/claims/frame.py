"""The canonical frame of a claim on the arc: Gram numbers, a point w = kept w₀ + learned v, and the law's reading there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number, float64, mp
from w2s_verify.arithmetic import ball as balls
from w2s_verify.claims.claim import Agree, AtMost, Positive
from w2s_verify.claims.domain import Fields
from w2s_verify.claims.instance import At
from w2s_verify.distributions import Reading, isotropic_law, law_flow, read_law
from w2s_verify.quantities import Gram, frame_vectors, gram_of_frame


def frame_gram(at: At | Fields) -> Gram:
    """The Gram numbers of the frame."""
    values = (at[name] for name in "abpqr") if isinstance(at, Mapping) else (at.a, at.b, at.p, at.q, at.r)
    return gram_of_frame(*values)


def frame_triple(num: Arithmetic, at: At) -> tuple[Number, Number, Number]:
    """The frame's student, teacher and truth."""
    return frame_vectors(num, at.a, at.b, at.p, at.q, at.r)


def frame_point(num: Arithmetic, at: At) -> Number:
    """w = kept w₀ + learned v."""
    student, teacher, _ = frame_triple(num, at)
    return num.times(at.kept, student) + num.times(at.learned, teacher)


def frame_reading(num: Arithmetic, at: At) -> Reading:
    """The law of the claim's radial axis at the point w."""
    return reading_at(num, at, frame_point(num, at))


def reading_at(num: Arithmetic, at: At, point: Number) -> Reading:
    """The same law at any point."""
    _, teacher, truth = frame_triple(num, at)
    law = isotropic_law(num, at.radial, at.law_scale, 3)
    return read_law(num, law, at.law_scale, point, teacher, truth, at.hard, at.noise)


def frame_flow(num: Arithmetic, at: At) -> Number:
    """w at the claim's time: the gradient flow from the law's expectations, in balls a proved enclosure."""
    fields = (at.a, at.b, at.p, at.q, at.r, at.radial, at.law_scale, at.hard, at.noise, at.time)
    if np.ndim(at.time):
        return np.array([_flow_end(num.name, num.bits, *map(float, row)) for row in zip(*fields, strict=True)])
    return _flow_end(num.name, num.bits, *map(float, fields))


@lru_cache(maxsize=4096)
def _flow_end(name: str, bits: int, *fields: float) -> Number:
    """Every field is an integer over a power of two, which its double is exactly."""
    if name == "ball":
        with balls(bits) as num:
            return _integrated(num, fields)
    return _integrated(mp(bits) if name == "mp" else float64, fields)


def _integrated(num: Arithmetic, fields: tuple[float, ...]) -> Number:
    *frame, radial, scale, hard, noise = (num.exact(np.asarray(value)) for value in fields[:-1])
    student, teacher, _ = frame_vectors(num, *frame)
    law = isotropic_law(num, radial, scale, 3)
    return law_flow(num, law, student, teacher, fields[-1], hard, noise).end


def rough_time(fields: Fields, reach: Number) -> Number:
    """A time at which q = B/A is about ``reach``: the mean of norm.clock's bounds, with a rough ĝ; few bits, at most 2^8."""
    radius = fields["law_scale"] * np.sqrt(frame_gram(fields).tt)
    pull = np.where(fields["hard"] > 0, 0.4 / radius, 0.25 / np.sqrt(1 + radius**2 / 2)) * (1 - 2 * fields["noise"])
    least, most = 4 * np.log1p(reach / (4 * pull)), reach / pull
    time = np.clip((least + most) / (2 * fields["law_scale"] ** 2), 2.0**-4, 2.0**8)
    return np.ldexp(np.rint(np.ldexp(time, 10)), -10)


def flows(at: At) -> bool:
    """Whether the instance, or every one of a batch, lets the flow run.

    Raises
    ------
    ValueError
        Some of a batch do.
    """
    (running,) = {float(time) > 0 for time in np.ravel(at.time)}
    return running


def point_along(at: At, gram: Gram) -> Number:
    """w·w★ of the point, a polynomial."""
    return at.kept * gram.su + at.learned * gram.tu


def point_squared(at: At, gram: Gram) -> Number:
    """|w|² of the point, a polynomial."""
    return at.kept * at.kept * gram.ss + 2 * at.kept * at.learned * gram.st + at.learned * at.learned * gram.tt


def rate_gap(at: At, gram: Gram) -> Number:
    """kept X' − learned Y', which has the sign of X − bY."""
    return at.kept * gram.excess_teacher - at.learned * gram.excess_student


def rate_parts(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The law's rate at w against s² ĝ(v) kept (kept X' − learned Y')/|w|³, and their common sign."""
    gram, reading = frame_gram(at), frame_reading(num, at)
    squared = point_squared(at, gram)
    gap = rate_gap(at, gram)
    closed = reading.pull * at.kept * gap / (squared * num.sqrt(squared))
    size = gram.ss * num.sqrt(gram.tt) * (at.kept + at.learned) + gram.tt * num.sqrt(gram.ss) * (at.kept + at.learned)
    return {
        "rate from the law": Agree(reading.rate, closed, reading.size),
        "sign from the law": AtMost(0, reading.rate * gap, reading.size * size),
    }


def no_slope(at: At) -> bool:
    """kept X' = learned Y', in exact numbers."""
    return bool(rate_gap(at, frame_gram(at)) == 0)


def frame_premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Student and teacher span a plane; the labels are better than coins."""
    del num
    return {"plane": Positive(frame_gram(at).area), "noise below one half": Positive(1 - 2 * at.noise)}


def cone_premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """The same, for a point of the path's cone and a time."""
    return {**frame_premises(num, at), "kept": Positive(at.kept), "learned": at.learned, "time": at.time}
