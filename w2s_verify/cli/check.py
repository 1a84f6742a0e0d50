"""``w2s-verify check``: is a certificate true?"""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, NOT_AS_DECLARED, STILL_UNDECIDED
from w2s_verify.runs.certificates import Status, check_file

CODES = {Status.VALID: AS_DECLARED, Status.STALE: STILL_UNDECIDED, Status.INVALID: NOT_AS_DECLARED}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Recompute a certificate: VALID (exit 0), STALE (the statement changed since, exit 3) or INVALID (exit 1)."""
    found = check_file(file)
    recomputed = f"; the verdict is now {found.verdict}" if found.verdict else ""
    click.echo(f"{found.status}: {file}{recomputed}")
    for reason in found.reasons:
        click.echo(f"  {reason}")
    return CODES[found.status]
