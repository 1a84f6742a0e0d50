"""Floor 3: laws of the examples x, each with expectations in every arithmetic."""

from w2s_verify.distributions.clock import path_time
from w2s_verify.distributions.descent import cosine_rate, descent
from w2s_verify.distributions.discrete import Discrete, discrete, empirical
from w2s_verify.distributions.gaussian import IsotropicGaussian, answer_slope, curvature_across, curvature_along
from w2s_verify.distributions.gaussian_moments import gaussian_moment
from w2s_verify.distributions.law import Law
from w2s_verify.distributions.stretched import Stretched

__all__ = [
    "Discrete",
    "IsotropicGaussian",
    "Law",
    "Stretched",
    "answer_slope",
    "cosine_rate",
    "curvature_across",
    "curvature_along",
    "descent",
    "discrete",
    "empirical",
    "gaussian_moment",
    "path_time",
]
