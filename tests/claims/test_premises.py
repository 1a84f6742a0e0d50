"""Every premise of a claim on the gain is shown to be needed, or said to be no premise of the mathematics."""

import numpy as np
import pytest
from flint import arb

from w2s_verify.arithmetic import ball
from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim, Positive
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import judge
from w2s_verify.claims.statistical import Statistical

TOPICS = ("gain", "path", "robust", "step", "neighbour", "capacity", "preconditioned", "gradient", "inevitable")
"""The topics whose claims have premises with content, but for the clocks and the Hessian."""
CLAIMS = [
    c for c in catalogue() if c.topic in TOPICS and c.premises and c.expects == "HOLDS" and not isinstance(c, Statistical)
]
BOUNDARIES = [claim for claim in catalogue() if claim.serves]

MEANING = {
    "student": ("student", "a", "b"),
    "teacher": ("teacher", "p", "q", "r"),
    "truth": ("truth", "truth_norm"),
    "moved": ("moved",),
    "delta": ("delta",),
    "atoms span": ("points",),
    "point": ("kept", "learned"),
    "plane": ("teacher", "p", "q", "r"),
    "line": ("p", "q", "r", "line"),
    "student errs": ("b",),
    "errors apart": ("r",),
    "truth out of the plane": ("r",),
    "errors": ("error",),
    "definite": ("factor",),
    "mirrors": ("mirrors",),
}
"""Premises without which a side has no meaning, and the fields that are 0 then: a cosine, cotangent or plane is not there."""

PARALLEL = {
    "student's error": {"student": [1, 0], "teacher": [1, 1], "truth": [1, 0]},
    "teacher's error": {"student": [1, 1], "teacher": [1, 0], "truth": [1, 0]},
    "not right": {"student": [0, 1], "teacher": [1, 1], "truth": [1, 0]},
    "moved": {"student": [1, 0], "delta": [-1, 0], "time": 1},
}
"""The same, where the vectors that leave no meaning are not zero."""

SCOPE = {
    "kept": "w = kept w₀ + learned v with kept > 0 is what a point of the path is",
    "learned": "learned ≥ 0 likewise; the identities of the arc hold for every sign",
    "further": "the second of two points is the further one",
    "time": "the flow is followed forward",
    "clock": "time 0 is the start, where nothing is gained yet",
    "start": "any start at that distance of the teacher; its cosine is not read",
    "level": "which multiple of the teacher the risk is compared with; the bound is not claimed for its opposite",
    "norm": "a point of the teacher's ray, at any distance beyond the stated one",
    "p ≥ 0": "a probability",
    "p ≤ 1": "a probability",
    "sequence 1": "the size of an error; its sign is a choice of direction",
    "sequence 3": "the size of an error",
    "sequence 5": "the size of an error",
    "sequence 7": "the size of an error",
    "louder": "a factor that lengthens the teacher",
    "d": "an integer dimension, 3 at least: the errors of a plane are ±1 and have no density",
    "k": "a ratio of tangents of acute angles",
    "k at most 1": "beyond 1 gain is certain, and the incomplete beta has no meaning",
    "moment": "s² of a law",
    "ridge": "a penalty",
    "step": "a short step, for the remainder's constant; hunts find no counterexample beyond it",
}
"""Premises that say what the instance is: nothing is claimed of others, and nothing false is known of them."""


def _witness(claim: Claim) -> Instance:
    return claim.mutants[0].instance()


def _premises(claim: Claim) -> list[str]:
    with ball(64) as num:
        return list(claim.premise_values(num, _witness(claim).lift(num)))


PAIRS = [(claim, premise) for claim in CLAIMS for premise in _premises(claim)]


def _dropped_by_mutants(claim: Claim, premise: str) -> bool:
    """A mutant drops it by name, or replaces the premises and has a witness beyond it."""
    return any(
        mutant.drop == premise or (mutant.premises is not None and _fails(claim, premise, mutant.instance()))
        for mutant in claim.mutants
    )


def _fails(claim: Claim, premise: str, instance: Instance) -> bool:
    with ball(64) as num:
        value = claim.premise_values(num, instance.lift(num))[premise]
        return bool(value.value.upper() <= 0 if isinstance(value, Positive) else arb(value).upper() < 0)


def _served(claim: Claim, premise: str) -> bool:
    return any(f"{claim.id}: {premise}" in boundary.serves for boundary in BOUNDARIES)


@pytest.mark.parametrize(("claim", "premise"), PAIRS, ids=lambda value: getattr(value, "id", value))
def test_a_premise_is_needed_or_no_premise(claim: Claim, premise: str) -> None:
    """A mutant without it, a boundary statement, no meaning without it, or part of what an instance is."""
    assert _dropped_by_mutants(claim, premise) or _served(claim, premise) or premise in {*MEANING, *PARALLEL, *SCOPE}


@pytest.mark.parametrize(
    ("claim", "premise"),
    [pair for pair in PAIRS if pair[1] in {*MEANING, *PARALLEL}],
    ids=lambda value: getattr(value, "id", value),
)
def test_nothing_is_said_where_a_side_has_no_meaning(claim: Claim, premise: str) -> None:
    """With the fields at 0 the claim without that premise is not certified: a side is not finite, or another premise fails."""
    if _dropped_by_mutants(claim, premise) or _served(claim, premise):
        return
    fields = dict(_witness(claim))
    fields |= {name: np.zeros_like(fields[name]) for name in MEANING.get(premise, ()) if name in fields}
    fields |= PARALLEL.get(premise, {})
    try:
        verdict = judge(claim.without(premise), Instance(**fields), cap=256).verdict
    except ValueError:
        return
    assert verdict in ("UNDECIDED", "VACUOUS")


@pytest.mark.parametrize("boundary", BOUNDARIES, ids=lambda claim: claim.id)
def test_what_a_boundary_serves_is_there_and_named(boundary: Claim) -> None:
    """Each premise is one of the claim's, and the docstring names the claim as true neighbour or as served."""
    known = {claim.id: claim for claim in catalogue()}
    for served in boundary.serves:
        claim_id, premise = served.split(": ")
        assert premise in _premises(known[claim_id])
        assert claim_id in boundary.doc
