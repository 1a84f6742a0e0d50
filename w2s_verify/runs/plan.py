"""What a run is asked to do: names of claims, a profile and perhaps a data set, as a list of jobs."""

from __future__ import annotations

from pathlib import Path

from w2s_verify.claims.catalogue import select
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.from_file import load_claim
from w2s_verify.runs.data import DataSet
from w2s_verify.runs.verify import Job, quota_of

DATA_QUOTA = 10
"""Distinct certified instances of a claim on a data set."""


def find(name: str) -> list[tuple[str, Claim]]:
    """The claims that one name means, each with how to name it: a file ``.py``, an id, a topic.

    Raises
    ------
    ClaimError
        No such claim, topic or file; a file that cannot be read.
    """
    if name.endswith(".py"):
        return [(name, load_claim(Path(name)))]
    return [(claim.id, claim) for claim in select((name,))]


def find_all(names: tuple[str, ...]) -> list[tuple[str, Claim]]:
    """The claims that the names mean, each once; the whole catalogue for no name."""
    if not names:
        return [(claim.id, claim) for claim in select(())]
    return list(dict(pair for name in names for pair in find(name)).items())


def find_one(name: str) -> tuple[str, Claim]:
    """The one claim of an id or a file.

    Raises
    ------
    ClaimError
        The name means none, or a topic of several.
    """
    found = find(name)
    if len(found) > 1:
        raise ClaimError(f"claim = {name!r}: is a topic of {len(found)} claims; name one of {', '.join(n for n, _ in found)}")
    return found[0]


def plan(names: tuple[str, ...], profile: str, data: DataSet | None = None) -> list[Job]:
    """One job for each claim; on data only the claims stated for any law, ten instances each.

    Raises
    ------
    ClaimError
        A name means nothing; data is given and none of the claims is stated for any law.
    """
    found = find_all(names)
    if data is None:
        return [Job(claim, quota_of(claim, profile), named) for named, claim in found]
    stated = [(named, claim) for named, claim in found if claim.any_law]
    if not stated:
        raise ClaimError(f"data = {data.name}: none of the {len(found)} selected claims is stated for any law")
    return [data_job(claim, data, named) for named, claim in stated]


def data_job(claim: Claim, data: DataSet, named: str = "") -> Job:
    """One claim with its law held at the data set's rows."""
    return Job(data.held_by(claim), DATA_QUOTA, named or claim.id, data.name)
