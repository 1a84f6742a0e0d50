"""The command ``w2s-verify``: its subcommands, and what becomes of errors and of Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from w2s_verify import __version__
from w2s_verify.claims.claim import ClaimError
from w2s_verify.claims.domain import DomainError
from w2s_verify.cli.bench import bench
from w2s_verify.cli.check import check
from w2s_verify.cli.claims import claims
from w2s_verify.cli.curve import curve
from w2s_verify.cli.exits import BAD_INPUT, INTERRUPTED
from w2s_verify.cli.hunt import hunt
from w2s_verify.cli.judge import judge
from w2s_verify.cli.mutants import mutants
from w2s_verify.cli.necessity import necessity
from w2s_verify.cli.new import new
from w2s_verify.cli.phase import phase
from w2s_verify.cli.report import report
from w2s_verify.cli.rivals import rivals
from w2s_verify.cli.sharpen import sharpen
from w2s_verify.cli.show import show
from w2s_verify.cli.simulate import simulate
from w2s_verify.cli.soak import soak
from w2s_verify.cli.study import study
from w2s_verify.cli.verify import verify
from w2s_verify.runs.budget import BudgetError
from w2s_verify.runs.certificate_form import CertificateError
from w2s_verify.runs.data import DataError
from w2s_verify.runs.judging import InstanceError
from w2s_verify.runs.kernel_patch import PatchError
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.mutants import UnmutatedCopyError
from w2s_verify.runs.new import NewError
from w2s_verify.runs.shards import ClusterError

COMMANDS = (
    claims,
    verify,
    judge,
    hunt,
    check,
    show,
    mutants,
    rivals,
    curve,
    soak,
    sharpen,
    necessity,
    simulate,
    study,
    phase,
    report,
    bench,
    new,
)
BAD = (
    BudgetError,
    CertificateError,
    PatchError,
    UnmutatedCopyError,
    ClaimError,
    ClusterError,
    DataError,
    DomainError,
    InstanceError,
    MeasuringError,
    NewError,
)
"""Errors that are the input's fault: one line, no traceback."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="w2s-verify")
def program() -> None:
    """Verify statements of a theory of machine learning, decided in ball arithmetic.

    Exit codes: 0 as declared, 1 not as declared, 2 bad input or usage, 3 undecided beyond what a claim declares,
    130 interrupted.
    """


for _command in COMMANDS:
    program.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    try:
        return program.main(list(arguments), prog_name="w2s-verify", standalone_mode=False, obj=list(arguments)) or 0
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.format_message())
        return BAD_INPUT
    except click.ClickException as error:
        return _complain(error.format_message().replace(" is not a valid integer range", ": must be a whole number"))
    except BAD as error:
        return _complain(str(error))
    except (KeyboardInterrupt, click.Abort):
        click.echo("w2s-verify: interrupted; nothing was finished", err=True)
        return INTERRUPTED


def _complain(message: str) -> int:
    click.echo(f"w2s-verify: {' '.join(message.split())}", err=True)
    return BAD_INPUT


def main() -> None:
    """Run the command line of this process, and exit with its code."""
    sys.exit(run(sys.argv[1:]))
