"""The axes, regimes and couplings that claims share: discrete laws, vectors, the canonical frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from w2s_verify.arithmetic import Arithmetic, Number
from w2s_verify.claims.domain import Axis, Couple, Fields, Regime
from w2s_verify.claims.instance import At, Instance
from w2s_verify.distributions import Spherical

LARGEST_SCORE = 2.0**14
LAW_SIZES = {"n": (1, 64), "d": (1, 16)}
LAW_AXES = (
    Axis("points", -(2**12), 2**12, ("n", "d"), exponent=(-46, 28)),
    Axis("weights", 1, 10**6, ("n",)),
)
"""A discrete law: atoms with norms over 2^±40, integer weights."""

FRAME_AXES = tuple(Axis(name, -(2**20), 2**20) for name in ("a", "b", "p", "q", "r"))
"""The canonical frame: truth (1,0,0), student (a,b,0), teacher (p,q,r)."""


RADIAL_AXES = (
    Axis("radial", 0, 2),
    Axis("law_scale", 1, 2**6, exponent=(-24, -6)),
    Axis("hard", 0, 1),
    Axis("noise", 0, 31, exponent=-6),
)
"""An isotropic law by its radial law (0 Gaussian, 1 spheres, 2 uniform ball) and scale; labels."""

LABEL_AXES = (Axis("bernoulli", 0, 1), Axis("hard", 0, 1), Axis("noise", 0, 63, exponent=-6))
"""What the teacher hands over: its answer, soft or hard, flipped with probability ``noise``, or a label drawn from that."""

NOISE_BEYOND_HALF = Axis("noise", 0, 40, exponent=-6)
"""The label noise of a claim with the premise that it is below one half, and a mutant that drops it."""

TIME_AXIS = Axis("time", 0, 0, exponent=-4)
"""How long the flow runs: 0 but in the regimes that widen it."""

FLOW_AXES = {"time": (1, 2**10), "a": (1, 4), "b": (-3, 3), "p": (-2, 4), "q": (-3, 3), "r": (-3, 3), "law_scale": (8, 32)}
FLOW_EXPONENTS = {"law_scale": (-6, -6)}
"""Bounds under which the flow of the canonical frame takes few steps: s in [1/8, 1/2], s²t at most 16, s|w₀| below 3."""

RAY_AXES = (Axis("kept", 1, 2**20), Axis("learned", 0, 2**20))
"""A point of the path's cone: w = kept w₀ + learned v."""

SMALL_FRAME = dict.fromkeys(("b", "q", "r"), (-30, 30)) | {"a": (1, 30), "p": (-10, 30)}
"""Bounds of the canonical frame that keep its Gram numbers small."""


def vector(name: str, bits: int = 16, reach: int = 40) -> Axis:
    """A vector of the law's dimension with norm over 2^±reach."""
    return Axis(name, -(2**bits), 2**bits, ("d",), exponent=(-reach - bits, reach - bits))


def law_regimes(*extra: Regime) -> tuple[Regime, ...]:
    """The regimes of every claim on a discrete law: generic, small, one atom, d = 1, rank deficient, heavy weights."""
    return (
        Regime("generic", share=5),
        Regime("small", share=3, sizes={"n": (1, 3), "d": (1, 3)}, axes={"points": (-3, 3), "weights": (1, 3)}),
        Regime("one atom", sizes={"n": (1, 1)}),
        Regime("d = 1", sizes={"d": (1, 1)}),
        Regime("rank deficient", sizes={"n": (1, 4), "d": (8, 16)}),
        Regime("heavy weights", sizes={"n": (2, 8), "d": (1, 4)}, couple=_one_heavy_weight),
        *extra,
    )


def _one_heavy_weight(fields: Fields) -> Fields:
    weights = np.array(fields["weights"])
    weights[..., 1:] = 1.0
    weights[..., 0] = 1e6
    return {**fields, "weights": weights}


def limit_scores(*names: str) -> Couple:
    """A coupling that divides the named vectors by a power of two, so that no score |x·w| at an atom exceeds 2^14."""

    def limited(fields: Fields) -> Fields:
        reach = np.abs(fields["points"]).max(axis=-2)
        return {**fields, **{name: _divided(fields[name], np.vecdot(np.abs(fields[name]), reach)) for name in names}}

    return limited


def _divided(values: NDArray[np.float64], largest: NDArray[np.float64]) -> NDArray[np.float64]:
    _, exponent = np.frexp(largest / LARGEST_SCORE)
    return np.ldexp(values, -np.maximum(exponent, 0)[..., None])


def score(name: str) -> Axis:
    """A real argument of σ: up to 2^14, down to 2^-40."""
    return Axis(name, -(2**20), 2**20, exponent=(-40, -6))


def score_regimes(*extra: Regime) -> tuple[Regime, ...]:
    """The regimes of a claim on one score t: generic, large, near zero, integers."""
    return (
        Regime("generic", share=4),
        Regime("large scores", share=2, axes={"t": (2**18, 2**20)}, exponents={"t": (-8, -6)}),
        Regime("near zero", share=2, exponents={"t": (-200, -60)}),
        Regime("integers", axes={"t": (-12, 12)}, exponents={"t": (0, 0)}),
        *extra,
    )


def largest_argument(*names: str) -> Callable[[Instance], float]:
    """The function ``largest_score`` of a claim on scores: max |argument| over the named ones."""

    def largest(instance: Instance) -> float:
        return max(float(np.abs(instance[name])) for name in names)

    return largest


def largest_score(*names: str) -> Callable[[Instance], float]:
    """The function ``largest_score`` of a claim on a discrete law: max |x·w| over the named vectors."""

    def largest(instance: Instance) -> float:
        return max(float(np.abs(np.matvec(instance["points"], instance[name])).max()) for name in names)

    return largest


def small(*names: str, length: int, reach: int = 9) -> tuple[Axis, ...]:
    """Vectors of small integers: where counterexamples are kept."""
    return tuple(Axis(name, -reach, reach, (length,)) for name in names)


TRIPLE_AXES = (
    *(Axis(name, -(2**16), 2**16, (3,), exponent=(-46, 14)) for name in ("student", "teacher", "truth")),
    Axis("law_scale", 1, 2**10, exponent=(-20, 0)),
    Axis("hard", 0, 1),
    Axis("radial", 0, 2),
)
"""Three vectors of R³ (a triple of any dimension up to rotation), an isotropic law by its scale and radial law (0 Gaussian,
1 spheres, 2 uniform ball), soft or hard labels."""


def triple_law(at: At | Fields) -> Spherical:
    """The isotropic law of these axes."""
    if isinstance(at, Mapping):
        return Spherical(at["radial"], at["law_scale"], 3)
    return Spherical(at.radial, at.law_scale, 3)


def triple_pull(num: Arithmetic, at: At) -> Number:
    """ĝ(v) of that law."""
    return triple_law(at).answer_pull(num, at.law_scale * num.norm(at.teacher), at.hard)


_PAIR = ("student", "teacher")


def limit_radii(limit: int) -> Couple:
    """A coupling that divides student and teacher by a power of two, so that s|w| <= limit, a power of two."""

    def limited(fields: Fields) -> Fields:
        factor = fields["law_scale"][..., None] * (LARGEST_SCORE / limit)
        return {**fields, **{name: _divided(fields[name], np.abs(fields[name] * factor).sum(axis=-1)) for name in _PAIR}}

    return limited


def general_position(**dimensions: int) -> Couple:
    """A coupling that shifts every entry of the named arrays (vectors 1, matrices 2) by a pattern of its own.

    By at most 2^-4 of the array's largest entry: no two scores agree and no two expectations cancel exactly.
    """

    def shifted(fields: Fields) -> Fields:
        return {**fields, **{name: _shifted(fields[name], dimensions[name]) for name in dimensions}}

    return shifted


def _shifted(values: NDArray[np.float64], dimension: int) -> NDArray[np.float64]:
    largest = np.abs(values).max(axis=tuple(range(-dimension, 0)), keepdims=True)
    unit = np.ldexp(1.0, np.frexp(np.where(largest > 0, largest, 1.0))[1] - 24)
    shape = values.shape[-dimension:]
    pattern = 1 + (np.arange(np.prod(shape)) * 99_991 + 314_159) % 2**20
    shifted: NDArray[np.float64] = values + unit * pattern.reshape(shape)
    return shifted


in_general_position = general_position(points=2)
"""Atoms of a discrete law, so shifted."""
