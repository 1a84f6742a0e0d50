"""``w2s-verify new``: a claim file to start from."""

from __future__ import annotations

import click

from w2s_verify.runs.new import write_claim


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Write NAME.py, a claim of your own that runs and holds as written; nothing is overwritten."""
    path = write_claim(name)
    click.echo(f"wrote {path}; run it with\n  w2s-verify verify {path}\n  pytest {path}")
