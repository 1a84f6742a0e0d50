"""The sentences of the source, each with its tag: what the claims make exact, and what is only measured."""

from __future__ import annotations

TAGS = {
    "A1": "gain occurs in standard linear logistic regression, under mild distributional assumptions",
    "A2": "it happens for most student-teacher pairs; it is almost inevitable",
    "A3": "the student need not be more expressive than the teacher",
    "A4": "success means: the student improves on its own start, not only on the teacher",
    "K1": "the dynamics depend on the initial norm of the student, with gains over a range of starting points",
    "K2": "spectral properties of the Hessian",
    "K3": "Lipschitz behaviour of the cosine similarity",
    "K4": "simulations: one family of pairs, many teacher trials",
    "L1": "limitation: the distributional conditions are not characterised, boundary cases are unknown",
    "L2": "limitation: linear models only",
    "L3": "limitation: synthetic set-ups only",
}
