"""Certificates: a counterexample as JSON that anyone can check, without trusting the search that found it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from w2s_verify.arithmetic import Enclosure, ball
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, ends, judge
from w2s_verify.claims.second_opinion import Opinion, second_opinion
from w2s_verify.hunts.target import Target
from w2s_verify.records import instance_json
from w2s_verify.runs.provenance import versions

SCHEMA = "w2s-verify/certificate/1"
FIELDS = {"schema", "claim", "statement", "digest_of_statement", "instance", "verdict", "bits", "premises", "sides", "margins"}
FIELDS |= {"seed", "versions", "digest"}
LARGEST_EXPONENT = 2**22


class CertificateError(ValueError):
    """A file that is no certificate."""


class Status(StrEnum):
    """What a check says of a certificate."""

    VALID = "VALID"
    STALE = "STALE"
    INVALID = "INVALID"


@dataclass(frozen=True)
class Check:
    """A status with its reasons; ``verdict`` is the one recomputed now, where one could be."""

    status: Status
    reasons: tuple[str, ...] = field(default_factory=tuple)
    verdict: str = ""


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, without the field ``digest``."""
    kept = {name: value for name, value in data.items() if name != "digest"}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def statement_digest(claim: Claim) -> str:
    """SHA-256 of the statement: its text and the source of its premises, sides, margin and equality."""
    return hashlib.sha256(claim.source_text().encode()).hexdigest()


def enclosure_json(enclosure: Enclosure) -> dict[str, list[int]]:
    """midpoint ± radius as (mantissa, exponent) pairs of integers."""
    return {"midpoint": list(enclosure.midpoint), "radius": list(enclosure.radius)}


def enclosure_from(data: Mapping[str, Any]) -> Enclosure:
    """The enclosure that ``enclosure_json`` wrote.

    Raises
    ------
    CertificateError
        Anything but pairs of integers.
    """
    try:
        pairs = [data[name] for name in ("midpoint", "radius")]
        if any(type(entry) is not int for pair in pairs for entry in pair):
            raise ValueError
        (mantissa, exponent), (wide, narrow) = pairs
    except (KeyError, TypeError, ValueError) as error:
        raise CertificateError(f"enclosure = {data!r}: must be midpoint and radius, each two integers") from error
    if max(abs(exponent), abs(narrow)) > LARGEST_EXPONENT or wide < 0 or (mantissa == 0 and exponent) or (wide == 0 and narrow):
        raise CertificateError(f"enclosure = {data!r}: not in normal form")
    return Enclosure((mantissa, exponent), (wide, narrow))


def certificate(target: Target, instance: Instance, *, seed: int) -> dict[str, Any]:
    """The certificate of a counterexample, judged here and now.

    Raises
    ------
    CertificateError
        The instance does not refute the target.
    """
    claim = target.claim()
    judgement = judge(claim, instance)
    if judgement.verdict != "REFUTED":
        raise CertificateError(f"{claim.id}: verdict {judgement.verdict}: only a counterexample has a certificate")
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "claim": {"id": claim.id, **target.to_json()},
        "statement": claim.statement,
        "digest_of_statement": statement_digest(claim),
        "instance": instance_json(instance),
        **recomputed(claim, instance, judgement),
        "seed": seed,
        "versions": dict(versions()),
    }
    return {**data, "digest": digest_of(data)}


def recomputed(claim: Claim, instance: Instance, judgement: Judgement) -> dict[str, Any]:
    """What a judgement says, with both sides of every part at the judgement's bits."""
    sides = {}
    with ball(judgement.bits) as num:
        for name, part in claim.parts(num, instance.lift(num)).items():
            smaller, larger = (enclosure_json(Enclosure.of(end)) for end in ends(part))
            sides[name] = {"smaller": smaller, "larger": larger}
    return {
        "verdict": str(judgement.verdict),
        "bits": judgement.bits,
        "premises": {name: enclosure_json(value) for name, value in judgement.premises.items()},
        "sides": sides,
        "margins": {
            name: {"verdict": str(part.verdict), **enclosure_json(part.margin)} for name, part in judgement.parts.items()
        },
    }


def read_certificate(path: Path) -> dict[str, Any]:
    """The JSON object of a file.

    Raises
    ------
    CertificateError
        Unreadable, not JSON, not an object.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CertificateError(f"certificate = {path}: cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise CertificateError(f"certificate = {path}: not JSON ({error})") from error
    if not isinstance(data, dict):
        raise CertificateError(f"certificate = {path}: must be a JSON object")
    return data


def check_file(path: Path) -> Check:
    """Check the certificate in a file; unreadable ones are INVALID."""
    try:
        return check(read_certificate(path))
    except CertificateError as error:
        return Check(Status.INVALID, (str(error),))


def check_form(data: Mapping[str, Any]) -> str:
    """What is wrong with a certificate's form: its schema, its fields, its digest; empty where nothing is."""
    if data.get("schema") != SCHEMA:
        return f"schema must be {SCHEMA!r}"
    if set(data) != FIELDS:
        return f"fields {sorted(set(data) ^ FIELDS)} are missing or unknown"
    try:
        digest = digest_of(data)
    except ValueError:
        return "nan or infinity in it"
    return "" if data["digest"] == digest else "the digest is not that of the file: it was edited"


def check(data: Mapping[str, Any]) -> Check:
    """Recompute a certificate: the digest, the claim, the judgement in balls, and mpmath's opinion.

    STALE where the statement has changed since, with the verdict that it has now.
    """
    wrong = check_form(data)
    if wrong:
        return Check(Status.INVALID, (wrong,))
    try:
        target = Target.from_json({name: value for name, value in data["claim"].items() if name != "id"})
        claim, instance = target.claim(), Instance(**data["instance"])
    except (ClaimError, TypeError, ValueError, KeyError, AttributeError) as error:
        return Check(Status.INVALID, (f"the claim or the instance cannot be read: {error}",))
    try:
        judgement = judge(claim, instance)
    except (ClaimError, Contradiction, ArithmeticError, TypeError, ValueError, AttributeError) as error:
        return Check(Status.INVALID, (f"cannot be judged: {error}",))
    if data["digest_of_statement"] != statement_digest(claim) or data["statement"] != claim.statement:
        return Check(Status.STALE, ("the statement has changed since",), str(judgement.verdict))
    reasons = _differences(data, claim, instance, judgement)
    if judgement.verdict is Verdict.REFUTED:
        reasons += _second(claim, instance, judgement)
    else:
        reasons.append(f"the instance does not refute the claim: {judgement.verdict}")
    return Check(Status.INVALID if reasons else Status.VALID, tuple(reasons), str(judgement.verdict))


def _differences(data: Mapping[str, Any], claim: Claim, instance: Instance, judgement: Judgement) -> list[str]:
    """Where the certificate and the recomputation exclude each other."""
    now = recomputed(claim, instance, judgement)
    reasons = [f"id = {data['claim']['id']!r}: the claim is {claim.id!r}"] if data["claim"]["id"] != claim.id else []
    if not isinstance(data["seed"], int) or not isinstance(data["versions"], dict):
        reasons.append("seed and versions must be an integer and an object")
    reasons += [f"{name} = {data[name]!r}: is {now[name]!r}" for name in ("verdict", "bits") if data[name] != now[name]]
    for section in ("premises", "sides", "margins"):
        if not isinstance(data[section], dict) or set(data[section]) != set(now[section]):
            reasons.append(f"{section}: other names than {sorted(now[section])}")
            continue
        for name, mine in now[section].items():
            reasons += _overlaps(f"{section}[{name!r}]", data[section][name], mine)
    return reasons


def _overlaps(what: str, written: Any, mine: Mapping[str, Any]) -> list[str]:
    """Enclosures must overlap; words must be equal."""
    if not isinstance(written, dict) or set(written) != set(mine):
        return [f"{what}: must have {sorted(mine)}"]
    if "midpoint" not in mine:
        return [reason for end in mine for reason in _overlaps(f"{what}.{end}", written[end], mine[end])]
    try:
        old, new = enclosure_from(written), enclosure_from(mine)
    except CertificateError as error:
        return [f"{what}: {error}"]
    reasons = [f"{what}: verdict {written['verdict']}"] if written.get("verdict") != mine.get("verdict") else []
    if old.upper < new.lower or new.upper < old.lower:
        reasons.append(f"{what}: {old} and {new}, recomputed, exclude each other")
    elif dyadic_width(old) > 2 * dyadic_width(new) + abs(new.upper) / 2**64:
        reasons.append(f"{what}: {old} is wider than recomputed")
    return reasons


def dyadic_width(enclosure: Enclosure) -> Any:
    """The radius as a fraction."""
    return (enclosure.upper - enclosure.lower) / 2


def _second(claim: Claim, instance: Instance, judgement: Judgement) -> list[str]:
    """The opinion that is independent of Arb."""
    try:
        opinion = second_opinion(claim, instance, judgement)
    except Contradiction as found:
        return [f"mpmath disagrees: {found}"]
    return [] if opinion is Opinion.CONFIRMED else ["mpmath's opinion is not sharp enough to confirm the sides"]
