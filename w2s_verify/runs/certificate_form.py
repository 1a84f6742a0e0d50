"""The form of a certificate: which fields it has, what kind of value each holds, and the digest of all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from w2s_verify.arithmetic import Enclosure
from w2s_verify.claims.written import shown
from w2s_verify.runs.judging import InstanceError, array_of

SCHEMA = "w2s-verify/certificate/2"
KINDS: Mapping[str, tuple[type, str]] = {
    "schema": (str, "text"),
    "claim": (dict, "an object"),
    "statement": (str, "text"),
    "digest_of_statement": (str, "text"),
    "sources": (dict, "an object"),
    "instance": (dict, "an object"),
    "verdict": (str, "text"),
    "bits": (int, "a whole number"),
    "premises": (dict, "an object"),
    "sides": (dict, "an object"),
    "margins": (dict, "an object"),
    "seed": (int, "a whole number"),
    "versions": (dict, "an object"),
    "digest": (str, "text"),
}
CLAIM_TEXTS = ("id", "named", "mutant", "drop", "parameter")
SOURCES = ("package", "file", "text")
RELATIONS = ("<=", "<", "=")
"""What a part says of its smaller and its larger side."""
LARGEST_EXPONENT = 2**22


class CertificateError(ValueError):
    """A file that is no certificate."""


class RepeatedNameError(CertificateError):
    """A name that stands twice in one object: readers differ in which of the two values they take."""


def read_certificate(path: Path) -> Any:
    """The JSON in a file.

    Raises
    ------
    CertificateError
        There is no such file, it cannot be read, it is not JSON.
    RepeatedNameError
        An object has the same name twice.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except RepeatedNameError as error:
        raise RepeatedNameError(f"certificate = {path}: {error}") from error
    except OSError as error:
        reason = f"cannot be read, {error.strerror}" if path.exists() else "no such file"
        raise CertificateError(f"certificate = {path}: {reason}") from error
    except (ValueError, RecursionError) as error:
        raise CertificateError(f"certificate = {path}: is not JSON") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose names are all different."""
    names = [name for name, _ in pairs]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise RepeatedNameError(f"{shown(twice[0])} stands {names.count(twice[0])} times in one object: it was edited")
    return dict(pairs)


def digest_of(data: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, without the field ``digest``."""
    kept = {name: value for name, value in data.items() if name != "digest"}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def check_form(data: Any) -> None:
    """Every field is there with a value of its kind, and the digest is that of the others.

    Raises
    ------
    CertificateError
        What is wrong, in words.
    """
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise CertificateError(f"must be a JSON object whose schema is {SCHEMA}")
    _check_unicode(data)
    _names("the certificate", data, KINDS)
    for name, (kind, said) in KINDS.items():
        if type(data[name]) is not kind:
            raise CertificateError(f"{name}: must be {said}")
    if not 1 <= data["bits"] <= LARGEST_EXPONENT:
        raise CertificateError(f"bits: must be between 1 and {LARGEST_EXPONENT}")
    _check_claim(data["claim"])
    _names("sources", data["sources"], SOURCES)
    _texts("sources", data["sources"], SOURCES)
    _texts("versions", data["versions"], data["versions"])
    for name, value in data["premises"].items():
        enclosure_from(f"premise {name}", value)
    for name, sides in data["sides"].items():
        _names(f"the sides of {name}", sides, ("relation", "smaller", "larger"))
        if sides["relation"] not in RELATIONS:
            raise CertificateError(f"the sides of {name}: relation must be one of {' '.join(RELATIONS)}")
        for end in ("smaller", "larger"):
            enclosure_from(f"the {end} side of {name}", sides[end])
    for name, margin in data["margins"].items():
        _names(f"the margin of {name}", margin, ("verdict", "midpoint", "radius"))
        enclosure_from(f"the margin of {name}", {end: margin[end] for end in ("midpoint", "radius")})
    _check_digest(data)
    for name, value in data["instance"].items():
        try:
            array_of(name, value)
        except InstanceError as error:
            raise CertificateError(f"instance: {error}") from error


def _check_unicode(data: Mapping[str, Any]) -> None:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise CertificateError("a text in it has half of a surrogate pair, which is no character") from error


def _check_claim(claim: Mapping[str, Any]) -> None:
    _names("claim", claim, (*CLAIM_TEXTS, "value"))
    _texts("claim", claim, CLAIM_TEXTS)
    value = claim["value"]
    if not isinstance(value, list) or len(value) != 2 or any(type(entry) is not int for entry in value) or value[1] < 1:
        raise CertificateError("claim: value must be two whole numbers, the second of them positive")


def _check_digest(data: Mapping[str, Any]) -> None:
    try:
        digest = digest_of(data)
    except ValueError as error:
        raise CertificateError("a number in it is nan or infinite") from error
    if data["digest"] != digest:
        raise CertificateError("the digest is not that of the other fields: it was edited")


def _names(what: str, data: Any, wanted: Iterable[str]) -> None:
    """An object with exactly the wanted fields."""
    if not isinstance(data, dict):
        raise CertificateError(f"{what}: must be an object")
    lacking, unknown = set(wanted) - set(data), set(data) - set(wanted)
    if lacking or unknown:
        said = [f"lacks {', '.join(sorted(lacking))}"] * bool(lacking)
        said += [f"has the unknown field {', '.join(sorted(unknown))}"] * bool(unknown)
        raise CertificateError(f"{what}: {' and '.join(said)}")


def _texts(what: str, data: Mapping[str, Any], names: Iterable[str]) -> None:
    for name in names:
        if not isinstance(data[name], str):
            raise CertificateError(f"{what}: {name} must be text")


def enclosure_json(enclosure: Enclosure) -> dict[str, list[int]]:
    """midpoint ± radius as (mantissa, exponent) pairs of integers."""
    return {"midpoint": list(enclosure.midpoint), "radius": list(enclosure.radius)}


def enclosure_from(what: str, data: Any) -> Enclosure:
    """The enclosure that ``enclosure_json`` wrote; ``what`` it encloses, in words.

    Raises
    ------
    CertificateError
        Anything but pairs of integers in normal form.
    """
    _names(what, data, ("midpoint", "radius"))
    for end in ("midpoint", "radius"):
        pair = data[end]
        if not isinstance(pair, list) or len(pair) != 2 or any(type(entry) is not int for entry in pair):
            raise CertificateError(f"{what}: {end} must be two whole numbers, mantissa and exponent")
    (mantissa, exponent), (wide, narrow) = data["midpoint"], data["radius"]
    if max(abs(exponent), abs(narrow)) > LARGEST_EXPONENT or wide < 0 or (mantissa == 0 and exponent) or (wide == 0 and narrow):
        raise CertificateError(f"{what}: midpoint and radius are not in normal form")
    return Enclosure((mantissa, exponent), (wide, narrow))
