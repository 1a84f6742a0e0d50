"""``w2s-verify check``: is a certificate true?"""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, NOT_AS_DECLARED, STILL_UNDECIDED
from w2s_verify.runs.certificate_check import Status, check_file

CODES = {Status.VALID: AS_DECLARED, Status.STALE: STILL_UNDECIDED, Status.INVALID: NOT_AS_DECLARED}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> int:
    """Recompute a certificate: VALID (exit 0), STALE (exit 3) or INVALID (exit 1); a file that is no JSON exits with 2.

    STALE: the statement has changed since, or the values differ and the claim's file or the package has changed since.

    A certificate of your own claim holds the claim's file. It is sought beside the certificate, then in the current folder;
    where it is in neither, or is another there, the copy in the certificate is run, and must give what the certificate says.
    It is a program: check only what you would run.
    """
    found = check_file(file)
    recomputed = f"; the verdict is now {found.verdict}" if found.verdict else ""
    click.echo(f"{found.status}: {file}{recomputed}")
    for reason in (*found.reasons, *found.notes):
        click.echo(f"  {reason}")
    return CODES[found.status]
