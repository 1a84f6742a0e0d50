"""``w2s-verify show``: a certificate for a person."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, NOT_AS_DECLARED
from w2s_verify.reporting.certificate import FORMATS
from w2s_verify.runs.certificate_check import Status, source_fault
from w2s_verify.runs.certificate_form import CertificateError, check_form, read_certificate


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="For whom.")
def show(file: Path, form: str) -> int:
    """Print what a certificate says: as text, as a LaTeX remark, or as a Python program that judges it again.

    The form and the digest are examined, nothing is recomputed: that is what check does. The program holds the claim's file of
    a certificate of your own claim; where that file does not give the statement that the certificate says, no program is
    printed (INVALID, exit 1). To know, the file is run.
    """
    data = read_certificate(file)
    try:
        check_form(data)
    except CertificateError as error:
        raise CertificateError(f"certificate = {file}: {error}") from error
    fault = source_fault(data) if form == "python" else ""
    if fault:
        click.echo(f"{Status.INVALID}: {file}\n  {fault}")
        return NOT_AS_DECLARED
    click.echo(FORMATS[form](data))
    return AS_DECLARED
