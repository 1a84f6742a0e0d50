"""Floor 3: laws of the examples x, each with expectations in every arithmetic; laws of the (student, teacher) pair."""

from w2s_verify.distributions.agreement import agreement
from w2s_verify.distributions.caps import cap_mass, gain_probability, loss_probability
from w2s_verify.distributions.chi import inverse_chi_square_mean
from w2s_verify.distributions.circle import circle_answer, circle_mean
from w2s_verify.distributions.clock import path_time
from w2s_verify.distributions.descent import cosine_rate, descent
from w2s_verify.distributions.discrete import Discrete, discrete, empirical, rademacher
from w2s_verify.distributions.elliptical import (
    Elliptical,
    answer_moment,
    check_direction,
    elliptical,
    elliptical_of_scatter,
    isotropic,
)
from w2s_verify.distributions.frequency import normal_form
from w2s_verify.distributions.gaussian import IsotropicGaussian, answer_slope, curvature_across, curvature_along
from w2s_verify.distributions.gaussian_moments import gaussian_moment
from w2s_verify.distributions.law import Law, SampledLaw
from w2s_verify.distributions.loss import hard_risk, mean_loss
from w2s_verify.distributions.mixture import Mixture, ShiftedGaussian, check_probability, class_conditional, mixture
from w2s_verify.distributions.on_arc import Reading, isotropic_law, read_law
from w2s_verify.distributions.product import Product, laplace_product, uniform_product
from w2s_verify.distributions.radial import (
    GAUSSIAN,
    RADIAL_LAWS,
    GaussianRadial,
    LaplaceRadial,
    Radial,
    ScaleMixture,
    Sphere,
    StudentT,
    radial_law,
    uniform_ball,
)
from w2s_verify.distributions.samples import Labelled, failure_probability, labelled_examples, mean_pull, pulls, samples
from w2s_verify.distributions.segment import mean_curvature
from w2s_verify.distributions.selective import (
    EdgeMoments,
    edge_moments,
    normal_density,
    selective_answers,
    selective_moments,
    selective_pull,
)
from w2s_verify.distributions.solved import SolvedFlow, solved_flow
from w2s_verify.distributions.spherical import Spherical
from w2s_verify.distributions.stretched import Stretched
from w2s_verify.distributions.velocity import law_flow

__all__ = [
    "GAUSSIAN",
    "RADIAL_LAWS",
    "Discrete",
    "EdgeMoments",
    "Elliptical",
    "GaussianRadial",
    "IsotropicGaussian",
    "Labelled",
    "LaplaceRadial",
    "Law",
    "Mixture",
    "Product",
    "Radial",
    "Reading",
    "SampledLaw",
    "ScaleMixture",
    "ShiftedGaussian",
    "SolvedFlow",
    "Sphere",
    "Spherical",
    "Stretched",
    "StudentT",
    "agreement",
    "answer_moment",
    "answer_slope",
    "cap_mass",
    "check_direction",
    "check_probability",
    "circle_answer",
    "circle_mean",
    "class_conditional",
    "cosine_rate",
    "curvature_across",
    "curvature_along",
    "descent",
    "discrete",
    "edge_moments",
    "elliptical",
    "elliptical_of_scatter",
    "empirical",
    "failure_probability",
    "gain_probability",
    "gaussian_moment",
    "hard_risk",
    "inverse_chi_square_mean",
    "isotropic",
    "isotropic_law",
    "labelled_examples",
    "laplace_product",
    "law_flow",
    "loss_probability",
    "mean_curvature",
    "mean_loss",
    "mean_pull",
    "mixture",
    "normal_density",
    "normal_form",
    "path_time",
    "pulls",
    "rademacher",
    "radial_law",
    "read_law",
    "samples",
    "selective_answers",
    "selective_moments",
    "selective_pull",
    "solved_flow",
    "uniform_ball",
    "uniform_product",
]
