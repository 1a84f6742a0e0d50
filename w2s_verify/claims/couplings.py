"""Couplings that put a drawn value where a claim is an equality, or nearly one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from w2s_verify.claims.domain import Couple, Fields


def put_at(name: str, other: str, factor: int = 1) -> Couple:
    """A coupling that replaces one named vector by a multiple of another."""

    def put(fields: Fields) -> Fields:
        return {**fields, name: factor * fields[other]}

    return put


def put_near(name: str, other: str) -> Couple:
    """A coupling that replaces one named vector by another plus 2^-30 of itself."""

    def put(fields: Fields) -> Fields:
        return {**fields, name: fields[other] + np.ldexp(fields[name], -30)}

    return put


def put_across(name: str, other: str) -> Couple:
    """A coupling that replaces one named vector by another's first two entries turned by a right angle, zeros elsewhere."""

    def put(fields: Fields) -> Fields:
        turned = np.zeros_like(fields[other])
        turned[..., 0], turned[..., 1] = -fields[other][..., 1], fields[other][..., 0]
        return {**fields, name: turned}

    return put


def double_a_row(fields: Fields) -> Fields:
    """The second row of the factor S := twice the first, so that Σ = SSᵀ is singular."""
    factor = fields["factor"].copy()
    factor[..., 1, :] = 2 * factor[..., 0, :]
    return {**fields, "factor": factor}


def atom_eigenvectors(fields: Fields, gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """As columns the eigenvectors of E[gap x xᵀ], ``gap`` by atom, in double precision; the smallest eigenvalue first."""
    points, mass = fields["points"], fields["weights"] / fields["weights"].sum(axis=-1, keepdims=True)
    _, vectors = np.linalg.eigh(np.swapaxes(points, -1, -2) @ ((mass * gap)[..., None] * points))
    return vectors
