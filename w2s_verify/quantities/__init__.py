"""Floor 2: quantities of the theory, each one formula over any arithmetic."""

from w2s_verify.quantities.arc import Arc, arc_of_gram, frame_vectors, peak_of_plane, plane_coordinates
from w2s_verify.quantities.cosine import (
    cosine,
    cosine_gradient,
    cosine_hessian_form,
    orthogonal_part,
    orthogonal_truth,
    sine_squared,
    wedge_squared,
)
from w2s_verify.quantities.gram import Gram, gram_of_frame, gram_of_vectors, signed_lead
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
from w2s_verify.quantities.steps import check_step, gradient_descent

__all__ = [
    "CENTRED_SIGMOID",
    "CURVATURE",
    "Arc",
    "Gram",
    "RidgeFunction",
    "arc_of_gram",
    "centred_label",
    "centred_sigmoid",
    "check_step",
    "cosine",
    "cosine_gradient",
    "cosine_hessian_form",
    "curvature_bend",
    "curvature_increment",
    "curvature_slope",
    "definite",
    "frame_vectors",
    "gradient_descent",
    "gram_of_frame",
    "gram_of_vectors",
    "independent_columns",
    "largest_eigenvalue",
    "log_curvature",
    "orthogonal_part",
    "orthogonal_truth",
    "peak_of_plane",
    "plane_coordinates",
    "semidefinite_exact",
    "sigmoid_increment",
    "signed_lead",
    "sine_squared",
    "wedge_squared",
    "weighted_form_semidefinite",
]
