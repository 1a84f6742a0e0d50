"""``w2s-verify claims``: the catalogue, or one claim in full."""

from __future__ import annotations

import json

import click

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import Claim
from w2s_verify.claims.measured import Measurement, measurements
from w2s_verify.reporting.claims import claim_sheets, claims_json, claims_sheets, measurement_sheet
from w2s_verify.reporting.lemmas import lemma_sheet
from w2s_verify.reporting.sheet import Sheet, show
from w2s_verify.runs.plan import find, find_all


@click.command()
@click.argument("name", metavar="[ID|TOPIC|FILE.py]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.option("--graph", is_flag=True, help="Show which claim rests on which (of a topic: its claims and their neighbours).")
def claims(name: str | None, as_json: bool, graph: bool) -> None:
    """List the claims by the source's sentences, or show one in full: statement, standing, source, proof, domain."""
    measured = measurements(name)
    found = [] if name is not None and measured and not _is_claimed(name) else _found(name)
    if as_json:
        click.echo(json.dumps(claims_json(found, measured), indent=1, ensure_ascii=False))
        return
    if graph:
        known = {claim.id: claim for claim in [*(claim for _, claim in find_all(())), *found]}
        show(lemma_sheet(list(known.values()), () if name is None else [claim.id for claim in found]))
        return
    for sheet in _sheets(name, found, measured):
        show(sheet)


def _is_claimed(name: str) -> bool:
    """Whether the catalogue has a claim or topic of this name."""
    return any(name in (claim.id, claim.topic) for claim in catalogue())


def _found(name: str | None) -> list[Claim]:
    return [claim for _, claim in (find_all(()) if name is None else find(name))]


def _sheets(name: str | None, found: list[Claim], measured: list[Measurement]) -> list[Sheet]:
    """One claim or measurement in full, or the ledger of several."""
    if name is not None and len(found) + len(measured) == 1:
        return claim_sheets(found[0]) if found else [measurement_sheet(measured[0])]
    return claims_sheets(found, measured)
