"""Floor 2: quantities of the theory, each one formula over any arithmetic."""

from w2s_verify.quantities.cosine import (
    cosine,
    cosine_gradient,
    cosine_hessian_form,
    orthogonal_part,
    sine_squared,
    wedge_squared,
)
from w2s_verify.quantities.gram import Gram, gram_of_frame, gram_of_vectors
from w2s_verify.quantities.labels import centred_label, centred_sigmoid
from w2s_verify.quantities.loewner import definite, independent_columns, semidefinite_exact, weighted_form_semidefinite
from w2s_verify.quantities.logistic import (
    curvature_bend,
    curvature_increment,
    curvature_slope,
    log_curvature,
    sigmoid_increment,
)
from w2s_verify.quantities.ridge import CENTRED_SIGMOID, CURVATURE, RidgeFunction
from w2s_verify.quantities.spectrum import largest_eigenvalue

__all__ = [
    "CENTRED_SIGMOID",
    "CURVATURE",
    "Gram",
    "RidgeFunction",
    "centred_label",
    "centred_sigmoid",
    "cosine",
    "cosine_gradient",
    "cosine_hessian_form",
    "curvature_bend",
    "curvature_increment",
    "curvature_slope",
    "definite",
    "gram_of_frame",
    "gram_of_vectors",
    "independent_columns",
    "largest_eigenvalue",
    "log_curvature",
    "orthogonal_part",
    "semidefinite_exact",
    "sigmoid_increment",
    "sine_squared",
    "wedge_squared",
    "weighted_form_semidefinite",
]
