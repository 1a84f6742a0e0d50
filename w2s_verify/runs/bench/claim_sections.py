"""Sections on claims: certification in balls against mpmath, and batched margins against a loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from w2s_verify.arithmetic import ball, float64, mp
from w2s_verify.claims.catalogue import select
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import sample_integers
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import difference, judge
from w2s_verify.claims.search import margins
from w2s_verify.claims.second_opinion import plain_margin
from w2s_verify.runs.bench.record import Row
from w2s_verify.runs.bench.sections import Bench, Output, compare

BITS_OF_DIGITS = {50: 168, 200: 666}
ATOMS, DIMENSION = 64, 8
SIZE = f"{ATOMS} atoms, d = {DIMENSION}"
JUDGED = ("hessian.loewner-band", "hessian.self-concordance")
BATCHES: tuple[tuple[str, dict[str, int], int], ...] = (
    ("hessian.loewner-band", {"n": 16, "d": 4}, 20_000),
    ("path.peak", {}, 200_000),
    ("path.peak-gain", {}, 200_000),
    ("gain.occurs", {}, 200_000),
    ("gain.weaker-teacher", {}, 200_000),
)
"""Raw coordinates first, then the canonical frame; the first part of a claim with several is compared."""

INSTANCES, LOOPED = 16, 200
LARGEST = 1e300

Reader = Callable[[], Any]


def one_claim(claim_id: str) -> Claim:
    """The claim of that id."""
    return select((claim_id,))[0]


def claim_batch(claim: Claim, sizes: dict[str, int], count: int) -> Instance:
    """Instances of the claim's first regime, the same ones for the same count."""
    regime = claim.domain.regimes[0]
    layout = claim.domain.layout(regime, sizes)
    return claim.domain.decode(regime, layout, sample_integers(np.random.default_rng(0), layout, count))


def _double(value: Any) -> float:
    """Each part is compared by itself, as a finite double."""
    return min(max(float(value), -LARGEST), LARGEST)


def in_balls(claim: Claim, instance: Instance, bits: int) -> Callable[[], Any]:
    """A call that reads the sides at so many bits and gives their differences."""

    def read() -> Any:
        with ball(bits) as num:
            parts = claim.parts(num, instance.lift(num)).values()
            return tuple(_double(difference(part)[0].mid()) for part in parts)

    return read


def _in_mpmath(claim: Claim, instance: Instance, bits: int) -> Callable[[], Any]:
    def read() -> Any:
        num = mp(bits)
        pairs = claim.parts(num, instance.lift(num)).values()
        return tuple(_double(pair[1] - pair[0]) for pair in pairs)

    return read


def certification_section(bench: Bench) -> list[Row]:
    """The sides of hessian.loewner-band, 64 atoms in d = 8, at 50 and 200 digits."""
    claim = one_claim("hessian.loewner-band")
    instance = claim_batch(claim, {"n": ATOMS, "d": DIMENSION}, 1).row(0)
    rows: list[Row] = []
    for digits, bits in BITS_OF_DIGITS.items():
        ours, other = in_balls(claim, instance, bits), _in_mpmath(claim, instance, bits)
        rows += compare(bench, f"certification, {digits} digits", SIZE, ours, {"mpmath": other}, None, Output(1, "readings"))
    return rows + verdicts(bench)


def verdicts(bench: Bench) -> list[Row]:
    """Whole verdicts of the judge (premises, sides, exact equality), against one reading of the sides in mpmath."""
    rows: list[Row] = []
    for claim_id in JUDGED:
        claim = one_claim(claim_id)
        batch = claim_batch(claim, {"n": ATOMS, "d": DIMENSION}, INSTANCES)
        instances = [batch.row(index) for index in range(INSTANCES)]
        others = {"mpmath, 50 digits, sides only": _each(_in_mpmath, claim, instances, BITS_OF_DIGITS[50])}
        output = Output(INSTANCES, "verdicts")
        rows += compare(bench, f"verdict on {claim_id}", SIZE, _each(_judged, claim, instances), others, None, output)
    return rows


def _each(reader: Callable[..., Reader], claim: Claim, instances: list[Instance], *more: int) -> Reader:
    """A call that reads every instance, and gives all their numbers."""
    calls = [reader(claim, instance, *more) for instance in instances]
    return lambda: tuple(number for call in calls for number in call())


def _judged(claim: Claim, instance: Instance) -> Callable[[], Any]:
    return lambda: tuple(_double(part.margin.ball().mid()) for part in judge(claim, instance).parts.values())


def margins_section(bench: Bench) -> list[Row]:
    """Batched float64 margins, against one instance at a time on a few, against the whole batch unchunked on many."""
    rows: list[Row] = []
    for claim_id, sizes, count in BATCHES:
        claim, name = one_claim(claim_id), f"margins of {claim_id}"
        batch = claim_batch(claim, sizes, count)
        few = batch.part(0, LOOPED)
        for part, others in ((few, {"loop": _looped(claim, few)}), (batch, {"unchunked": _unchunked(claim, batch)})):
            many = LOOPED if part is few else count
            size = ", ".join([f"{many} instances", *(f"{size} = {value}" for size, value in sizes.items())])
            rows += compare(bench, name, size, _batched(claim, part), others, None, Output(many, "instances"))
    return rows


def _first(claim: Claim, instance: Instance) -> Any:
    """The margin of the claim's first part, as `margins` gives it."""
    return plain_margin(next(iter(claim.searched_parts(float64, instance.lift(float64)).values())))


def _unchunked(claim: Claim, batch: Instance) -> Callable[[], Any]:
    def read() -> Any:
        with np.errstate(all="ignore"):
            return np.nan_to_num(_first(claim, batch))

    return read


def _batched(claim: Claim, batch: Instance) -> Callable[[], Any]:
    def read() -> Any:
        with np.errstate(all="ignore"):
            return np.nan_to_num(next(iter(margins(claim, batch).values())))

    return read


def _looped(claim: Claim, batch: Instance) -> Callable[[], Any]:
    count = next(iter(batch.values())).shape[0]
    singles = [batch.row(index) for index in range(count)]

    def read() -> Any:
        with np.errstate(all="ignore"):
            return np.nan_to_num(np.array([float(_first(claim, single)) for single in singles]))

    return read
