"""The largest eigenvalue of a symmetric matrix: by LAPACK in float64, by mpmath, and in balls with a proved error."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
from flint import acb, acb_mat, arb, arb_mat, ctx
from mpmath.libmp import from_man_exp

from w2s_verify.arithmetic import Arithmetic, Mp, Number, dyadic_ball, mp

GUARD_BITS = 64
"""More bits where eigenvectors have to be found again."""


def largest_eigenvalue(num: Arithmetic, matrix: Number) -> Number:
    """λ_max of a symmetric matrix.

    Shapes  matrix (..., d, d) symmetric -> (...); in balls and mpmath without batch axes
    Units   those of the entries
    Domain  any symmetric matrix
    Error   balls: rigorous, about 2^-bits of the largest entry; float64: LAPACK's
    Raises  none
    Source  Gershgorin's discs of a similar matrix above, Rayleigh quotients below; any basis will do for the bounds, and
            where a multiple eigenvalue leaves the eigenvectors dependent, an orthogonal one is found
    """
    if num.name == "float64":
        return np.linalg.eigvalsh(matrix)[..., -1]
    if num.name == "mp":
        assert isinstance(num, Mp)
        return num.context.eigsy(num.context.matrix(matrix.tolist()), eigvals_only=True)[len(matrix) - 1]
    whole = arb_mat(len(matrix), len(matrix), np.ravel(matrix).tolist())
    size = reduce(arb.max, (abs(entry) for entry in whole.entries())).mid()
    found = _between(whole, _eigenvectors(whole))
    if not found.rad() <= size * arb(2) ** (-num.bits // 2) and size.is_finite():  # nan too
        with ctx.extraprec(GUARD_BITS):
            found = _between(whole, _orthogonal_basis(whole, num.bits + GUARD_BITS))
    return +found


def _orthogonal_basis(whole: arb_mat, bits: int) -> arb_mat:
    """Approximate eigenvectors by mpmath's symmetric QR: orthogonal whatever the multiplicities, but slow."""
    num, size = mp(bits), whole.nrows()
    entries = [num.context.mpf(from_man_exp(*map(int, entry.mid().man_exp()))) for entry in whole.entries()]
    _, basis = num.context.eigsy(num.context.matrix(np.reshape(entries, (size, size)).tolist()))
    return arb_mat(size, size, [_exact(basis[i, j]) for i in range(size) for j in range(size)])


def _exact(value: Any) -> arb:
    sign, mantissa, exponent, _ = value._mpf_
    return dyadic_ball((-int(mantissa) if sign else int(mantissa), int(exponent)), (0, 0))


def _eigenvectors(whole: arb_mat) -> arb_mat:
    """Approximate eigenvectors as columns, exact numbers."""
    size = whole.nrows()
    _, right = acb_mat(whole.mid()).eig(right=True, algorithm="approx")
    columns = [_real_direction([right[i, j] for i in range(size)]) for j in range(size)]
    return arb_mat(size, size, [columns[j][i] for i in range(size) for j in range(size)])


def _real_direction(column: list[acb]) -> list[arb]:
    """A complex eigenvector of a real matrix, turned to be real at its largest entry."""
    pivot = max(column, key=lambda entry: float(abs(entry.mid()).mid()))
    return [arb((entry / pivot).real.mid()) for entry in column]


def _between(whole: arb_mat, basis: arb_mat) -> arb:
    """Between the largest Rayleigh quotient of the columns and the Gershgorin bound of Q⁻¹MQ; nan where Q has no inverse."""
    image = whole * basis
    try:
        similar = np.array(basis.solve(image).tolist(), dtype=object)
    except ZeroDivisionError:
        return arb("nan")
    radii = np.sum(np.abs(similar), axis=1) - np.abs(np.diagonal(similar))
    stretched, vectors = (np.array(m.tolist(), dtype=object) for m in (image, basis))
    quotients = np.sum(stretched * vectors, axis=0) / np.sum(vectors * vectors, axis=0)
    low, high = quotients[0], similar[0, 0] + radii[0]
    for i in range(1, len(similar)):
        low, high = low.max(quotients[i]), high.max(similar[i, i] + radii[i])
    return arb(low.union(high))
