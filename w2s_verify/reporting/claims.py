"""The catalogue and one claim, as data and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from w2s_verify.claims.claim import Claim
from w2s_verify.claims.domain import Axis, Regime
from w2s_verify.claims.measured import Measurement
from w2s_verify.claims.tags import TAGS
from w2s_verify.records import CLAIMS_SCHEMA
from w2s_verify.reporting.sheet import Sheet

SECTIONS = ("Standing", "Source", "Assumes", "Proof", "Equality", "Nearest true", "Not checked")


def claims_json(claims: Sequence[Claim], measured: Sequence[Measurement] = ()) -> dict[str, Any]:
    """The catalogue as JSON-ready data; what is only measured comes last, with the same first keys."""
    entries = [*(claim_json(claim) for claim in claims), *(measurement_json(one) for one in measured)]
    return {"schema": CLAIMS_SCHEMA, "claims": entries}


def measurement_json(one: Measurement) -> dict[str, Any]:
    """A measured entry as JSON-ready data."""
    return {**_head(one), "mutants": [], "sections": {"Standing": one.standing}, "how": one.how}


def _head(one: Claim | Measurement) -> dict[str, Any]:
    """What every entry of the ledger says first."""
    return {"id": one.id, "kind": one.kind, "tags": list(one.tags), "statement": one.statement, "standing": one.standing}


def claim_json(claim: Claim) -> dict[str, Any]:
    """One claim as JSON-ready data."""
    return {
        **_head(claim),
        "mutants": [mutant.name for mutant in claim.mutants],
        "expects": claim.expects,
        "strict": claim.strict,
        "any_law": claim.any_law,
        "rests_on": list(claim.rests_on),
        "serves": list(claim.serves),
        "sections": {name: claim.text[name] for name in SECTIONS if name in claim.text},
        "domain": {
            "sizes": {name: list(bounds) for name, bounds in claim.domain.sizes.items()},
            "axes": [_axis_json(axis) for axis in claim.domain.axes],
            "regimes": [_regime_json(regime) for regime in claim.domain.regimes],
        },
    }


def _axis_json(axis: Axis) -> dict[str, Any]:
    return {
        "name": axis.name,
        "shape": list(axis.shape),
        "integers": [axis.low, axis.high],
        "exponents": list(axis.exponents),
    }


def _regime_json(regime: Regime) -> dict[str, Any]:
    narrowed = {**regime.sizes, **regime.axes}
    exponents = {name: list(bounds) for name, bounds in regime.exponents.items()}
    return {
        "name": regime.name,
        "share": regime.share,
        "bounds": {name: list(bounds) for name, bounds in narrowed.items()},
        "exponents": exponents,
        "coupled": regime.couple is not None,
        "undecided": regime.undecided,
    }


COLUMNS = ("claim", "kind", "tags", "standing", "statement")


def claims_sheets(claims: Sequence[Claim], measured: Sequence[Measurement] = ()) -> list[Sheet]:
    """The ledger: a table for each sentence of the source, a line for each claim under every tag that it has."""
    entries: list[Claim | Measurement] = [*claims, *measured]
    untagged = [one for one in entries if not set(one.tags) & set(TAGS)]
    tagged = [(f"{tag}: {said}", [one for one in entries if tag in one.tags]) for tag, said in TAGS.items()]
    return [_ledger(title, found) for title, found in [*tagged, ("no sentence of the source", untagged)] if found]


def _ledger(title: str, entries: Sequence[Claim | Measurement]) -> Sheet:
    rows = tuple((one.id, one.kind, " ".join(one.tags), one.standing.split(".")[0], one.statement) for one in entries)
    return Sheet(title, COLUMNS, rows)


def measurement_sheet(one: Measurement) -> Sheet:
    """One measured entry in full."""
    said = (("statement", one.statement), ("kind", one.kind), ("tags", " ".join(one.tags)), ("standing", one.standing))
    return Sheet(one.id, ("", "what"), (*said, ("how", one.how)))


def claim_sheets(claim: Claim) -> list[Sheet]:
    """One claim in full: what it says, the axes and the regimes of its domain, its false neighbours."""
    said = [("statement", claim.statement), ("kind", claim.kind + (", strict" if claim.strict else ""))]
    said += [("tags", " ".join(claim.tags))] * bool(claim.tags)
    said += [(name.lower(), claim.text[name]) for name in SECTIONS if name in claim.text]
    said += [("rests on", ", ".join(claim.rests_on))] * bool(claim.rests_on)
    said += [("drops", ", ".join(claim.serves))] * bool(claim.serves)
    said += [("declared", claim.expects), ("any law", "yes: it also runs on data" if claim.any_law else "no")]
    axes = tuple(
        (axis.name, " × ".join(map(str, axis.shape)) or "1", _range(axis.low, axis.high), _range(*axis.exponents, "2^"))
        for axis in claim.domain.axes
    )
    sizes = ", ".join(f"{name} from {low} to {high}" for name, (low, high) in claim.domain.sizes.items())
    sheets = [
        Sheet(claim.id, ("", "what"), tuple(said)),
        Sheet("domain", ("axis", "shape", "integers", "times"), axes, caption=sizes),
        Sheet("regimes", ("regime", "share", "narrowed to"), tuple(_regime_row(regime) for regime in claim.domain.regimes)),
    ]
    if claim.mutants:
        mutants = tuple((mutant.name, mutant.says, "yes" if mutant.near else "no") for mutant in claim.mutants)
        sheets.append(Sheet("false neighbours", ("mutant", "says", "within 1e-3"), mutants))
    return sheets


def _regime_row(regime: Regime) -> tuple[str, str, str]:
    narrowed = [f"{name} in {_range(*bounds)}" for name, bounds in {**regime.sizes, **regime.axes}.items()]
    narrowed += [f"{name} times {_range(*bounds, '2^')}" for name, bounds in regime.exponents.items()]
    narrowed += ["fields coupled"] * (regime.couple is not None)
    narrowed += ["UNDECIDED is declared here"] * regime.undecided
    return regime.name, str(regime.share), "; ".join(narrowed)


def _range(low: int, high: int, prefix: str = "") -> str:
    return f"{prefix}{low}" if low == high else f"{prefix}{low} … {prefix}{high}"
