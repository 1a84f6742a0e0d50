"""f(w) = cos(w, w★), d ≥ 2: ∇²f has the eigenvalues (−cos θ ± √(cos²θ + 4 sin²θ))/(2|w|²), and −cos θ/|w|² d−2 times.

θ is the angle between w and w★.
Standing: derived here.
Source: K3, the argument uses the Lipschitz behaviour of cosine similarity; this is how its gradient changes.
Assumes: d ≥ 2, w and w★ non-zero.
Proof: |w|²∇²f = 3f ŵŵᵀ − ŵ★ŵᵀ − ŵŵ★ᵀ − fI. Across w and w★ it is −f; in the basis (ŵ, n̂) of their plane, ŵ★ = cŵ + sn̂, it is
    [[0, −s], [−s, −c]] with characteristic polynomial λ² + cλ − s².
Equality: the bounds by the extreme eigenvalues exactly where the test direction is an eigenvector, decided on squares.
Not checked: test directions other than the sampled ones (eigenvectors in doubles are among them).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.axes import vector
from w2s_verify.claims.claim import Agree, AtMost, Claim, Mutant, Sides, directions
from w2s_verify.claims.couplings import put_at, put_near
from w2s_verify.claims.domain import Domain, Fields, Regime
from w2s_verify.claims.instance import At
from w2s_verify.quantities import cosine, cosine_hessian_form, orthogonal_truth, sine_squared


def _eigenvector(fields: Fields) -> Fields:
    """u := an extreme eigenvector, in double precision."""
    own, truth = (
        fields[name] / (np.linalg.norm(fields[name], axis=-1, keepdims=True) + 1e-300) for name in ("student", "truth")
    )
    along = np.vecdot(own, truth)[..., None]
    root = np.sqrt(np.maximum(4 - 3 * along * along, 0))
    return {**fields, "direction": (along + root) / 2 * own - (truth - along * own)}


_NAMES = ("student", "truth", "direction")
DOMAIN = Domain(
    axes=tuple(vector(name) for name in _NAMES),
    sizes={"d": (2, 16)},
    regimes=(
        Regime("generic", share=4),
        Regime(
            "small", share=3, sizes={"d": (2, 3)}, axes=dict.fromkeys(_NAMES, (-3, 3)), exponents=dict.fromkeys(_NAMES, (0, 0))
        ),
        Regime("parallel", couple=put_at("truth", "student", -2)),
        Regime("nearly parallel", couple=put_near("truth", "student")),
        Regime("eigenvector", share=2, exponents=dict.fromkeys(_NAMES, (-16, 0)), couple=_eigenvector),
        Regime("plane", sizes={"d": (2, 2)}),
    ),
)


def premises(num: Arithmetic, at: At) -> Mapping[str, object]:
    """Both vectors have a direction."""
    return directions(num, student=at.student, truth=at.truth)


def _form(num: Arithmetic, at: At, a: Number, b: Number) -> Number:
    """|w|² aᵀ∇²f b."""
    return num.dot(at.student, at.student) * cosine_hessian_form(num, at.student, at.truth, a, b)


def _trace(num: Arithmetic, at: At) -> Number:
    size = at.student.shape[-1]
    basis = (num.exact(row) for row in np.eye(size))
    return sum(_form(num, at, row, row) for row in basis)


def _sides(four: tuple[int, int]) -> Sides:
    """The statement with 4 sin²θ under the root, or with a neighbour of 4."""

    def sides(num: Arithmetic, at: At) -> Mapping[str, object]:
        along = cosine(num, at.student, at.truth)
        root = num.sqrt(along * along + num.ratio(*four) * sine_squared(num, at.student, at.truth))
        u = at.direction
        squared = num.dot(u, u)
        value, length = _form(num, at, u, u), num.sqrt(squared)
        own = num.times(1 / num.norm(at.student), at.student)
        rest = orthogonal_truth(num, at.student, at.truth)
        parts: dict[str, object] = {}
        for name, sign in (("plus", 1), ("minus", -1)):
            eigenvalue = (sign * root - along) / 2
            eigenvector = num.times(along + eigenvalue, own) - rest
            parts[name] = Agree(_form(num, at, u, eigenvector), eigenvalue * num.dot(u, eigenvector), 8 * length)
        across = num.times(num.dot(rest, rest), u - num.times(num.dot(u, own), own)) - num.times(num.dot(u, rest), rest)
        return {
            **parts,
            "across": Agree(_form(num, at, u, across), -along * num.dot(u, across), 8 * squared),
            "trace": Agree(_trace(num, at), -(at.student.shape[-1] - 1) * along, 8 * at.student.shape[-1]),
            "lowest": AtMost((-along - root) / 2 * squared, value, 2 * squared),
            "highest": AtMost(value, (root - along) / 2 * squared, 2 * squared),
        }

    return sides


sides = _sides((4, 1))


def equality(at: At) -> Collection[str]:
    """(∇²f − λ)u = 0, from the rational Rayleigh quotient: 2R + (w·w★)|u|² = ±|u|²√(4|w|²|w★|² − 3(w·w★)²)."""
    w, truth, u = at.student, at.truth, at.direction
    ww, tt, wt, uu = np.sum(w * w), np.sum(truth * truth), np.sum(w * truth), np.sum(u * u)
    uw, ut = np.sum(u * w), np.sum(u * truth)
    excess = 2 * (-2 * uw * ut + 3 * wt * uw * uw / ww - wt * uu) + wt * uu
    if excess * excess != uu * uu * (4 * ww * tt - 3 * wt * wt):
        return set()
    return ({"highest"} if excess >= 0 else set()) | ({"lowest"} if excess <= 0 else set())


def _wrong_across(num: Arithmetic, at: At) -> Mapping[str, object]:
    """−1.0005 cos θ across w and w★, tested through the trace."""
    along = cosine(num, at.student, at.truth)
    size = at.student.shape[-1]
    return {"trace": Agree(_trace(num, at), -along - (size - 2) * num.ratio(10_005, 10_000) * along, 8 * size)}


def _across_lowest(num: Arithmetic, at: At) -> Mapping[str, object]:
    u = at.direction
    bound = -num.absolute(cosine(num, at.student, at.truth)) * num.dot(u, u)
    return {"lowest": AtMost(bound, _form(num, at, u, u))}


MUTANTS = (
    Mutant(
        "four-3.998",
        "eigenvalues (−cos θ ± √(cos²θ + 3.998 sin²θ))/(2|w|²)",
        {"student": [1, 0], "truth": [0, 1], "direction": [1, -1]},
        sides=_sides((3998, 1000)),
        near=True,
    ),
    Mutant(
        "across-1.0005",
        "−1.0005 cos θ/|w|² across w and w★",
        {"student": [1, 0, 0], "truth": [1, 0, 0], "direction": [0, 1, 0]},
        sides=_wrong_across,
        near=True,
    ),
    Mutant(
        "cosine-alone",
        "no eigenvalue below −|cos θ|/|w|²",
        {"student": [1, 0], "truth": [0, 1], "direction": [1, 1]},
        sides=_across_lowest,
    ),
)

CLAIM = Claim(
    id="cosine.hessian-spectrum",
    domain=DOMAIN,
    premises=premises,
    sides=sides,
    equality=equality,
    kind="spectrum",
    tags=("K3",),
    mutants=MUTANTS,
    doc=__doc__,
)
