"""The two eigenvalues of the Gaussian Hessian, as a figure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from w2s_verify.kernels import gaussian_spectrum

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def spectrum_figure() -> Figure:
    """The two eigenvalues of the Gaussian Hessian against the length of the weights, between their bounds."""
    from matplotlib.figure import Figure

    r = np.geomspace(0.05, 200, 400)
    alpha, beta = gaussian_spectrum(r)
    root = math.sqrt(2 * math.pi)
    bounds = (
        ("α, across the weights", alpha, 0.25 / np.sqrt(1 + r * r / 2), np.minimum(0.25, 1 / (r * root))),
        ("β, along the weights", beta, 0.25 / (1 + r * r / 2) ** 1.5, np.minimum(0.25, math.pi**2 / (3 * root * r**3))),
    )
    figure = Figure(figsize=(9.0, 4.0), layout="constrained")
    for axes, (name, value, low, high) in zip(figure.subplots(1, 2), bounds, strict=True):
        axes.fill_between(r, low, high, color="C0", alpha=0.15, label="between the bounds")
        axes.loglog(r, low, "--", color="C0", linewidth=1, label="lower bound")
        axes.loglog(r, high, "--", color="C3", linewidth=1, label="upper bound")
        axes.loglog(r, value, color="black", linewidth=1.5, label=name[0])
        axes.set(title=name, xlabel="r = |w|", ylabel="eigenvalue of the Hessian, Σ = I")
        axes.legend(fontsize="small")
    return figure
