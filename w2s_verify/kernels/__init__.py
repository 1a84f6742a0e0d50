"""Float64 kernels near the machine's limit. A beside-floor of `quantities`: speed here, verdicts there."""

from w2s_verify.kernels.answers import HARD, SOFT, Answers
from w2s_verify.kernels.batched import batched_cosine_rates, batched_gradients
from w2s_verify.kernels.data import Data, Points
from w2s_verify.kernels.hessian import gradient_and_hessian, hessian_vector_product
from w2s_verify.kernels.path import CanonicalPath, path_cosine, path_of_cosines, path_of_frames
from w2s_verify.kernels.risk import risk_and_gradient
from w2s_verify.kernels.spectrum import gaussian_spectrum

__all__ = [
    "HARD",
    "SOFT",
    "Answers",
    "CanonicalPath",
    "Data",
    "Points",
    "batched_cosine_rates",
    "batched_gradients",
    "gaussian_spectrum",
    "gradient_and_hessian",
    "hessian_vector_product",
    "path_cosine",
    "path_of_cosines",
    "path_of_frames",
    "risk_and_gradient",
]
