"""``w2s-verify verify``: claims at their quotas, without pytest."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

import click

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.cli.exits import INTERRUPTED, exit_code
from w2s_verify.cli.interrupt import interruptible
from w2s_verify.cli.options import json_option, seed_option
from w2s_verify.cli.progress import progress
from w2s_verify.records import ClaimRecord, RunRecord, write_json
from w2s_verify.reporting.ledger import coverage, defects, ledger, regimes
from w2s_verify.reporting.lemmas import shaken_lines
from w2s_verify.reporting.sheet import show
from w2s_verify.runs.data import read_data
from w2s_verify.runs.plan import plan
from w2s_verify.runs.provenance import provenance
from w2s_verify.runs.verify import QUOTAS, Interrupted, Job, verify_jobs


@click.command()
@click.argument("names", metavar="[ID|TOPIC|FILE.py]...", nargs=-1)
@click.option("--profile", type=click.Choice(list(QUOTAS)), default="dev", show_default=True, help="Instances a claim.")
@seed_option
@json_option
@click.option(
    "--data",
    "data_name",
    metavar="FILE",
    help="Check the claims for any law on the rows of a .csv or .npy file, and print the law's defect.",
)
@click.option("--coverage", "show_coverage", is_flag=True, help="Also print what each axis reached (always, on data).")
def verify(
    names: tuple[str, ...], profile: str, seed: int, json_path: Path | None, data_name: str | None, show_coverage: bool
) -> int:
    """Verify claims (all of them for no name) and print the ledger."""
    jobs = plan(names, profile, None if data_name is None else read_data(data_name))
    interrupted = False
    try:
        with progress(jobs) as shown, interruptible(shown) as heard:
            records = verify_jobs(jobs, run_seed=seed, heard=heard)
    except Interrupted as stopped:
        records, interrupted = stopped.finished, len(stopped.finished) < len(jobs)
    _show(records, f"w2s-verify, profile {profile}, seed {seed}", show_coverage or data_name is not None)
    if json_path is not None:
        run = provenance(command="verify", profile=profile, seed=seed, data=data_name, interrupted=interrupted)
        write_json(json_path, RunRecord(run, records).to_json())
    if interrupted:
        options = ["--profile", profile, "--seed", str(seed), *(["--data", data_name] if data_name is not None else [])]
        _say_how_to_go_on(jobs, len(records), options, json_path)
        return INTERRUPTED
    return exit_code(records)


def _show(records: Sequence[ClaimRecord], title: str, show_coverage: bool) -> None:
    show(ledger(records, title))
    if any(record.defect for record in records):
        show(defects(records))
    for record in records if show_coverage else ():
        show(regimes(record))
        show(coverage(record))
    for record in records:
        if not record.as_declared:
            click.echo(f"\n{record.failure}")
    for line in shaken_lines(catalogue(), records):
        click.echo(line)


def _say_how_to_go_on(jobs: Sequence[Job], done: int, options: Sequence[str], written: Path | None) -> None:
    kept = f", written to {written}" if written is not None else ""
    rest = shlex.join([*(job.named for job in jobs[done:]), *options])
    click.echo(
        f"w2s-verify: interrupted; {done} of {len(jobs)} claims are finished{kept}; go on with\n  w2s-verify verify {rest}",
        err=True,
    )
