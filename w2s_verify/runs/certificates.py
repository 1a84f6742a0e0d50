"""Certificates: a counterexample as JSON that anyone can check, without trusting the search that found it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from w2s_verify.arithmetic import Arithmetic, Enclosure, ball
from w2s_verify.claims.claim import Agree, Below, Claim, Part
from w2s_verify.claims.instance import At, Instance
from w2s_verify.claims.judge import Judgement, Verdict, ends, judge
from w2s_verify.claims.second_opinion import Opinion, second_opinion
from w2s_verify.claims.sources import own_file, package_digest, read_source
from w2s_verify.hunts.target import Target
from w2s_verify.records import instance_json
from w2s_verify.runs.certificate_form import SCHEMA, CertificateError, digest_of, enclosure_json
from w2s_verify.runs.judging import InstanceError, read_instance
from w2s_verify.runs.provenance import versions


def statement_digest(claim: Claim) -> str:
    """SHA-256 of the statement: its text and the source of its premises, sides, margin and equality."""
    return hashlib.sha256(claim.source_text().encode()).hexdigest()


def sources_of(target: Target) -> dict[str, str]:
    """Digests of the package and of a user's claim file, and that file's text, so that the certificate can go anywhere.

    Raises
    ------
    CertificateError
        The file is not UTF-8.
    """
    path = own_file(target.named)
    source = b"" if path is None else read_source(path)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CertificateError(f"claim file = {path}: must be UTF-8, so that a certificate can hold it") from error
    return {"package": package_digest(), "file": "" if path is None else file_digest(text), "text": text}


def file_digest(text: str) -> str:
    """SHA-256 of a claim file's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def certificate(target: Target, instance: Instance, *, seed: int) -> dict[str, Any]:
    """The certificate of a counterexample, judged here and now.

    Raises
    ------
    CertificateError
        The instance does not refute the target, or is not one of its domain.
    """
    claim = target.claim()
    read_exactly(claim, instance_json(instance))
    judgement = judge(claim, instance)
    if judgement.verdict != "REFUTED":
        raise CertificateError(f"{claim.id}: verdict {judgement.verdict}: only a counterexample has a certificate")
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "claim": {"id": claim.id, **target.to_json()},
        "statement": claim.statement,
        "digest_of_statement": statement_digest(claim),
        "sources": sources_of(target),
        "instance": instance_json(instance),
        **recomputed(claim, instance, judgement),
        "seed": seed,
        "versions": dict(versions()),
    }
    return {**data, "digest": digest_of(data)}


def read_exactly(claim: Claim, values: dict[str, Any]) -> Instance:
    """The instance of those values, with exactly the fields of the claim's domain, each of its shape and within its rules.

    Raises
    ------
    CertificateError
        It is none.
    """
    try:
        return read_instance(claim, json.dumps(values))
    except InstanceError as error:
        raise CertificateError(str(error)) from error


def opinion_on_refuted(claim: Claim, instance: Instance, judgement: Judgement) -> Opinion:
    """mpmath's opinion on the parts that are refuted: another part may be an equality that nobody declared.

    Raises
    ------
    Contradiction
        mpmath has other sides.
    """
    refuted = [name for name, part in judgement.parts.items() if part.verdict is Verdict.REFUTED]

    def sides(num: Arithmetic, at: At) -> Mapping[str, Part]:
        parts = claim.parts(num, at)
        return {name: parts[name] for name in refuted}

    return second_opinion(replace(claim, sides=sides, from_law=None, margin=None, equality=None), instance, judgement)


def relation(part: Part) -> str:
    """How a part's smaller side is to stand to its larger side."""
    return "=" if isinstance(part, Agree) else "<" if isinstance(part, Below) else "<="


def recomputed(claim: Claim, instance: Instance, judgement: Judgement) -> dict[str, Any]:
    """What a judgement says, with both sides of every part at the judgement's bits."""
    sides = {}
    with ball(judgement.bits) as num:
        for name, part in claim.parts(num, instance.lift(num)).items():
            smaller, larger = (enclosure_json(Enclosure.of(end)) for end in ends(part))
            sides[name] = {"relation": relation(part), "smaller": smaller, "larger": larger}
    return {
        "verdict": str(judgement.verdict),
        "bits": judgement.bits,
        "premises": {name: enclosure_json(value) for name, value in judgement.premises.items()},
        "sides": sides,
        "margins": {
            name: {"verdict": str(part.verdict), **enclosure_json(part.margin)} for name, part in judgement.parts.items()
        },
    }
