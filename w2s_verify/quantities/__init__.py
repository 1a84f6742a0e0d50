"""Floor 2: quantities of the theory, each one formula over any arithmetic."""

from w2s_verify.quantities.cosine import cosine, cosine_gradient, orthogonal_part, sine_squared, wedge_squared
from w2s_verify.quantities.gram import Gram, gram_of_frame, gram_of_vectors
from w2s_verify.quantities.labels import centred_label, centred_sigmoid
from w2s_verify.quantities.ridge import CENTRED_SIGMOID, CURVATURE, RidgeFunction

__all__ = [
    "CENTRED_SIGMOID",
    "CURVATURE",
    "Gram",
    "RidgeFunction",
    "centred_label",
    "centred_sigmoid",
    "cosine",
    "cosine_gradient",
    "gram_of_frame",
    "gram_of_vectors",
    "orthogonal_part",
    "sine_squared",
    "wedge_squared",
]
