"""``w2s-verify show``: a certificate for a person."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.reporting.certificate import FORMATS
from w2s_verify.runs.certificate_form import CertificateError, check_form, read_certificate


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="For whom.")
def show(file: Path, form: str) -> int:
    """Print a certificate: as text, as a LaTeX remark, or as a Python program that judges it again."""
    data = read_certificate(file)
    try:
        check_form(data)
    except CertificateError as error:
        raise CertificateError(f"certificate = {file}: {error}") from error
    click.echo(FORMATS[form](data))
    return 0
