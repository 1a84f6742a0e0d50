"""``w2s-verify claims``: the catalogue, or one claim in full."""

from __future__ import annotations

import json

import click

from w2s_verify.reporting.claims import claim_sheets, claims_json, claims_sheet
from w2s_verify.reporting.lemmas import lemma_sheet
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.plan import find, find_all


@click.command()
@click.argument("name", metavar="[ID|TOPIC|FILE.py]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.option("--graph", is_flag=True, help="Show which claim rests on which.")
def claims(name: str | None, as_json: bool, graph: bool) -> None:
    """List the claims, or show one in full: statement, standing, source, assumptions, proof, domain."""
    found = [claim for _, claim in (find_all(()) if name is None else find(name))]
    if as_json:
        click.echo(json.dumps(claims_json(found), indent=1, ensure_ascii=False))
        return
    if graph:
        show(lemma_sheet([claim for _, claim in find_all(())]))
        return
    one = name is not None and len(found) == 1
    for sheet in claim_sheets(found[0]) if one else [claims_sheet(found)]:
        show(sheet)
