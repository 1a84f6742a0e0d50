"""``w2s-verify judge``: one exact instance."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from w2s_verify.claims.judge import Contradiction, Verdict
from w2s_verify.cli.exits import AS_DECLARED, NOT_AS_DECLARED, STILL_UNDECIDED
from w2s_verify.reporting.judgement import judgement_sheet
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.data import read_data
from w2s_verify.runs.judging import InstanceError, judge_instance, read_instance
from w2s_verify.runs.plan import find_one


@click.command()
@click.argument("name", metavar="ID|FILE.py")
@click.argument("instance", metavar="INSTANCE_JSON")
@click.option("--data", "data_name", metavar="FILE", help="Hold the law at the rows of a .csv or .npy file.")
def judge(name: str, instance: str, data_name: str | None) -> int:
    """Judge one exact instance; INSTANCE_JSON may also be a file ending in .json, or - for stdin."""
    _, claim = find_one(name)
    if data_name is not None:
        claim = read_data(data_name).held_by(claim)
    exact = read_instance(claim, _text(instance))
    try:
        judgement = judge_instance(claim, exact)
    except Contradiction as found:
        click.echo(f"{claim.id} contradicts itself: {found}")
        return NOT_AS_DECLARED
    show(judgement_sheet(claim, judgement))
    beyond = claim.domain.beyond(exact)
    if beyond:
        click.echo(f"note: {beyond}")
    if judgement.verdict is Verdict.UNDECIDED:
        return STILL_UNDECIDED
    unexpected = judgement.verdict is Verdict.REFUTED and claim.expects != Verdict.REFUTED
    return NOT_AS_DECLARED if unexpected else AS_DECLARED


def _text(instance: str) -> str:
    if instance == "-":
        return sys.stdin.read()
    if not instance.endswith(".json"):
        return instance
    try:
        return Path(instance).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InstanceError(f"instance = {instance}: cannot be read ({error})") from error
