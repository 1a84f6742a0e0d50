"""Judge a claim at one instance that a person wrote, or that a failure printed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.constants import check_constants
from w2s_verify.claims.equality import confirm_equality
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Judgement, Verdict, judge
from w2s_verify.claims.written import shown
from w2s_verify.runs.failures import blaming


class InstanceError(ValueError):
    """Text that is no instance of the claim's domain."""


def judge_instance(claim: Claim, instance: Instance) -> Judgement:
    """The verdict at one instance.

    Raises
    ------
    ClaimError
        The claim cannot be read there.
    Contradiction
        Two statements of the claim exclude each other there.
    """
    with blaming(claim):
        judgement = judge(claim, instance)
        if judgement.verdict is not Verdict.VACUOUS:
            check_constants(claim, instance)
        confirm_equality(claim, instance, judgement)
        return judgement


def refutes(claim: Claim, instance: Instance | None) -> bool:
    """Whether an instance refutes the claim, premises and all; not where there is none, or the claim cannot be read there."""
    try:
        return instance is not None and judge(claim, instance).verdict is Verdict.REFUTED
    except Exception:  # whatever a formula raises where a premise fails
        return False


def read_instance(claim: Claim, text: str) -> Instance:
    """The instance that a JSON object of names to numbers (nested lists) means; held fields may be left out.

    Raises
    ------
    InstanceError
        Not JSON, other names than the domain's, ragged lists, nan or infinity, a name twice, contradictory shapes, a value
        that the domain excludes.
    """
    try:
        written = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InstanceError(f"instance = {_short(text)}: not JSON, {error.msg} at character {error.pos}") from error
    if not isinstance(written, dict):
        raise InstanceError(f"instance = {_short(text)}: must be an object, like {_example(claim)}")
    values = {name: array_of(name, value) for name, value in written.items()}
    wanted = dict(_simplest(claim))
    missing = [name for name in wanted if name not in values and name not in claim.domain.fixed]
    unknown = [name for name in values if name not in wanted]
    if missing or unknown:
        said = [f"lacks {', '.join(missing)}"] * bool(missing) + [f"has unknown {', '.join(unknown)}"] * bool(unknown)
        raise InstanceError(f"instance = {_short(text)}: {' and '.join(said)}; must be like {_example(claim)}")
    held = {name: value for name, value in claim.domain.fixed.items() if name not in values}
    complete = {**held, **values}
    _check_shapes(claim, complete)
    instance = Instance(**complete)
    outside = claim.domain.contains(instance)
    if outside:
        raise InstanceError(f"{claim.id}: {outside}")
    return instance


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose names are all different."""
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise InstanceError(f"{name}: is written {names.count(name)} times in the instance: every name once")
    return dict(pairs)


def _simplest(claim: Claim) -> Instance:
    """The first instance of the first regime: what fields there are."""
    regime = claim.domain.regimes[0]
    layout = claim.domain.layout(regime, claim.domain.size_choices(regime)[0])
    return claim.domain.decode(regime, layout, np.clip(1, layout.low, layout.high))


def _example(claim: Claim) -> str:
    values = {name: value.tolist() for name, value in _simplest(claim).items() if name not in claim.domain.fixed}
    return json.dumps(values, separators=(",", ":"))


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def array_of(name: str, value: object) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A number or nested lists of numbers as doubles.

    Raises
    ------
    InstanceError
        An entry is no number, or no double exactly; ragged lists.
    """
    flat = np.asarray(_leaves(name, value), dtype=object)
    for entry in flat:
        if isinstance(entry, bool) or not isinstance(entry, (int, float)):
            raise InstanceError(f"{name} = {shown(entry)}: every entry must be a number")
        if not _is_double(entry):
            raise InstanceError(f"{name} = {shown(entry)}: every entry must be finite and a double exactly")
    try:
        return np.asarray(value, dtype=np.float64)
    except ValueError as error:
        raise InstanceError(f"{name}: ragged lists: rows must have one length") from error


def _leaves(name: str, value: object) -> list[object]:
    if isinstance(value, list):
        return [leaf for entry in value for leaf in _leaves(name, entry)]
    return [value]


def _is_double(entry: int | float) -> bool:
    try:
        return bool(np.isfinite(float(entry))) and float(entry) == entry
    except OverflowError:
        return False


def _check_shapes(claim: Claim, values: Mapping[str, np.ndarray[Any, np.dtype[np.float64]]]) -> None:
    known: dict[str, tuple[int, str]] = {}
    for axis in claim.domain.axes:
        if axis.name not in values:  # a coupling took it away
            continue
        shape = values[axis.name].shape
        if 0 in shape:
            raise InstanceError(f"{axis.name}: shape {shape}: every size must be at least 1")
        if len(shape) != len(axis.shape):
            raise InstanceError(f"{axis.name}: shape {shape}: must have the axes ({', '.join(map(str, axis.shape))})")
        for size, length in zip(axis.shape, shape, strict=True):
            expected, source = (size, "the domain") if isinstance(size, int) else known.setdefault(size, (length, axis.name))
            if length != expected:
                raise InstanceError(f"{axis.name}: shape {shape}: {size} must be {expected}, as in {source}")
