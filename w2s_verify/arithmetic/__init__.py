"""Floor 1: number systems behind one protocol."""

from w2s_verify.arithmetic.ball import Ball, ball
from w2s_verify.arithmetic.enclosure import Dyadic, Enclosure, ball_key, ball_of_key, dyadic_ball, dyadic_fraction
from w2s_verify.arithmetic.exactness import RoundedConstantError, written_exactly
from w2s_verify.arithmetic.float64 import Float64, float64
from w2s_verify.arithmetic.mp import Mp, mp, unguarded
from w2s_verify.arithmetic.protocol import Arithmetic, Exact, Number
from w2s_verify.arithmetic.rational import Rational, rational

__all__ = [
    "Arithmetic",
    "Ball",
    "Dyadic",
    "Enclosure",
    "Exact",
    "Float64",
    "Mp",
    "Number",
    "Rational",
    "RoundedConstantError",
    "ball",
    "ball_key",
    "ball_of_key",
    "dyadic_ball",
    "dyadic_fraction",
    "float64",
    "mp",
    "rational",
    "unguarded",
    "written_exactly",
]
