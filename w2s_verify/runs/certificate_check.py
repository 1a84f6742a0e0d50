"""Whether a certificate is true: everything in it recomputed from its instance, and one opinion independent of Arb."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any

from w2s_verify.arithmetic import Enclosure
from w2s_verify.claims.claim import Claim, ClaimError
from w2s_verify.claims.instance import Instance
from w2s_verify.claims.judge import Contradiction, Judgement, Verdict, judge
from w2s_verify.claims.second_opinion import Opinion
from w2s_verify.claims.sources import own_file, read_source
from w2s_verify.claims.written import shown
from w2s_verify.hunts.target import Target
from w2s_verify.runs.certificate_form import (
    CertificateError,
    RepeatedNameError,
    check_form,
    enclosure_from,
    read_certificate,
)
from w2s_verify.runs.certificates import file_digest, opinion_on_refuted, read_exactly, recomputed, sources_of, statement_digest

FILE_CHANGED = "the claim's file has changed since"
OTHER_STATEMENT = "the claim's source in it does not give the statement whose digest it gives"


class Status(StrEnum):
    """What a check says of a certificate."""

    VALID = "VALID"
    STALE = "STALE"
    INVALID = "INVALID"


@dataclass(frozen=True)
class Check:
    """A status with its reasons; ``verdict`` is the one recomputed now, where one could be; ``notes`` say what it rests on."""

    status: Status
    reasons: tuple[str, ...] = field(default_factory=tuple)
    verdict: str = ""
    notes: tuple[str, ...] = field(default_factory=tuple)


def check_file(path: Path) -> Check:
    """Check the certificate in a file.

    Raises
    ------
    CertificateError
        There is no such file, or it is not JSON.
    """
    try:
        data = read_certificate(path)
    except RepeatedNameError as error:
        return Check(Status.INVALID, (str(error),))
    return check(data, path.parent)


def check(data: Any, folder: Path | None = None) -> Check:
    """Recompute a certificate that lies in that folder: digest, claim, domain, judgement in balls, mpmath's opinion.

    STALE where the statement has changed since, or where the recomputation differs and the claim's file or the package has
    changed since; the verdict is then the one of now. A user's claim file is sought beside the certificate, then in the current
    folder, one of the right content before any other. Where it is another than the source that the certificate holds, or is not
    there, that source must itself give what the certificate says.
    """
    try:
        check_form(data)
        own, sources = own_file(data["claim"]["named"]), data["sources"]
        if sources["file"] != ("" if own is None else file_digest(sources["text"])) or (own is None and sources["text"]):
            raise CertificateError("the claim's source in it is not the one whose digest it gives")
    except CertificateError as error:
        return Check(Status.INVALID, (str(error),))
    target = _target(data)
    if own is None:
        return _against(data, target)
    places = [place / own for place in (folder, Path()) if place is not None]
    there = [place for place in places if place.is_file()]
    same = [place for place in there if file_digest_of(place) == sources["file"]]
    if not same:
        with copied(data) as copy:
            by_copy = _against(data, copy)
        if not there:
            note = f"{own} is not here: judged by the source that the certificate holds"
            return replace(by_copy, notes=(note, *by_copy.notes))
        if by_copy.status is Status.INVALID:
            return replace(by_copy, notes=("judged by the source that the certificate holds", *by_copy.notes))
    return _against(data, replace(target, named=str((same or there)[0])))


def source_fault(data: Mapping[str, Any]) -> str:
    """Why the source that a certificate holds is not that of its statement; nothing where it is, or where it holds none."""
    if not data["sources"]["text"]:
        return ""
    with copied(data) as target:
        try:
            return "" if _has_statement(data, target.claim()) else OTHER_STATEMENT
        except ClaimError as error:
            return f"cannot find the claim: {error}"


def _target(data: Mapping[str, Any]) -> Target:
    return Target.from_json({name: value for name, value in data["claim"].items() if name != "id"})


@contextmanager
def copied(data: Mapping[str, Any]) -> Iterator[Target]:
    """The target in the source that the certificate holds, written to a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "claim.py"
        written.write_bytes(data["sources"]["text"].encode())
        yield replace(_target(data), named=str(written))


def _against(data: Mapping[str, Any], target: Target) -> Check:
    """Everything recomputed from that target."""
    changed: tuple[str, ...] = ()
    try:
        changed = _changes(data, target)
        claim = target.claim()
    except (ClaimError, CertificateError) as error:
        return _differing(changed, (f"cannot find the claim: {error}",), "")
    return _checked(data, claim, changed)


def _has_statement(data: Mapping[str, Any], claim: Claim) -> bool:
    return bool(data["digest_of_statement"] == statement_digest(claim) and data["statement"] == claim.statement)


def _checked(data: Mapping[str, Any], claim: Claim, changed: tuple[str, ...]) -> Check:
    try:
        instance = read_exactly(claim, data["instance"])
        judgement = judge(claim, instance)
        verdict = str(judgement.verdict)
        if not _has_statement(data, claim):
            if data["sources"]["text"] and FILE_CHANGED not in changed:
                return Check(Status.INVALID, (OTHER_STATEMENT,), verdict)
            return Check(Status.STALE, ("the statement has changed since", *changed), verdict)
        beyond = claim.domain.beyond(instance)
        reasons = _differences(data, claim, instance, judgement)
        reasons += _second(claim, instance, judgement)
    except CertificateError as error:
        return _differing(changed, (str(error),), "")
    except Exception as error:  # whatever a formula raises at an instance that is none of its domain
        return _differing(changed, (f"the instance cannot be judged: {type(error).__name__}: {error}",), "")
    if reasons:
        return _differing(changed, tuple(reasons), verdict)
    unharmed = tuple(f"{change}; all that the certificate says is unchanged" for change in changed)
    return Check(Status.VALID, (), verdict, (*unharmed, *filter(None, [beyond])))


def _differing(changed: tuple[str, ...], reasons: tuple[str, ...], verdict: str) -> Check:
    """What differs is the certificate's fault only where nothing has changed since."""
    return Check(Status.STALE if changed else Status.INVALID, (*changed, *reasons), verdict)


def _changes(data: Mapping[str, Any], target: Target) -> tuple[str, ...]:
    """What has changed since the certificate was written, in words."""
    now = sources_of(target)
    said = {"file": FILE_CHANGED, "package": "the package has changed since"}
    return tuple(change for name, change in said.items() if data["sources"][name] != now[name])


def file_digest_of(path: Path) -> str:
    """The digest of a file that is there; nothing for one that is not UTF-8."""
    try:
        return file_digest(read_source(path).decode("utf-8"))
    except UnicodeDecodeError:
        return ""


def _differences(data: Mapping[str, Any], claim: Claim, instance: Instance, judgement: Judgement) -> list[str]:
    """Where the certificate and the recomputation exclude each other."""
    now = recomputed(claim, instance, judgement)
    pairs = [("id", data["claim"]["id"], claim.id), *((name, data[name], now[name]) for name in ("verdict", "bits"))]
    reasons = [f"{name} is {mine} and not {shown(written)}" for name, written, mine in pairs if written != mine]
    if judgement.verdict is not Verdict.REFUTED:
        reasons.append(f"the instance does not refute the claim: {judgement.verdict}")
    for section in ("premises", "sides", "margins"):
        if set(data[section]) != set(now[section]):
            reasons.append(f"{section}: must be those of {', '.join(sorted(now[section])) or 'none'}")
            continue
        for name, mine in now[section].items():
            reasons += _overlaps(f"{section}, {name}", data[section][name], mine)
    return reasons


def _overlaps(what: str, written: Mapping[str, Any], mine: Mapping[str, Any]) -> list[str]:
    """Enclosures must overlap and be as narrow; words must be equal."""
    if "relation" in mine:
        said = [f"{what}: must be {mine['relation']}"] if written["relation"] != mine["relation"] else []
        return said + [r for end in ("smaller", "larger") for r in _overlaps(f"{what}, {end}", written[end], mine[end])]
    old, new = (enclosure_from(what, {end: one[end] for end in ("midpoint", "radius")}) for one in (written, mine))
    verdicts = written.get("verdict"), mine.get("verdict")
    reasons = [f"{what}: the verdict is {verdicts[1]} and not {verdicts[0]}"] if verdicts[0] != verdicts[1] else []
    if old.upper < new.lower or new.upper < old.lower:
        reasons.append(f"{what}: {old} in the certificate and {new}, recomputed, exclude each other")
    elif _radius(old) > 2 * _radius(new) + abs(new.upper) / 2**64:
        reasons.append(f"{what}: {old} in the certificate is wider than recomputed")
    return reasons


def _radius(enclosure: Enclosure) -> Fraction:
    return Fraction(enclosure.upper - enclosure.lower) / 2


def _second(claim: Claim, instance: Instance, judgement: Judgement) -> list[str]:
    """The opinion that is independent of Arb, on a counterexample."""
    if judgement.verdict is not Verdict.REFUTED:
        return []
    try:
        opinion = opinion_on_refuted(claim, instance, judgement)
    except Contradiction as found:
        return [f"mpmath disagrees: {found}"]
    return [] if opinion is Opinion.CONFIRMED else ["mpmath's opinion is not sharp enough to confirm the sides"]
