"""``w2s-verify bench``: kernels beside their peers and beside the machine's own limits."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.claims.catalogue import nearest
from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.options import json_option, out_option
from w2s_verify.records import write_json
from w2s_verify.reporting.sheet import show


@click.command()
@click.option("--quick", is_flag=True, help="Short races: about a minute in place of ten.")
@click.option("--peers", metavar="NAMES", help="Peers to race, with commas; those not installed are named.  [default: all]")
@json_option
@out_option("Write table and figures here; records from the first section on.")
def bench(quick: bool, peers: str | None, json_path: Path | None, out: Path | None) -> int:
    """Benchmark the numerical kernels on one core, paired with their peers in one run."""
    try:
        from w2s_verify.reporting.bench import bench_sheets, write_bench_report
        from w2s_verify.runs.bench import BenchRecord, run_bench
        from w2s_verify.runs.bench.peers import OPTIONAL
    except ModuleNotFoundError as error:
        raise click.UsageError(f"bench needs {error.name}: pip install 'w2s-verify[bench]'") from error
    names = tuple(OPTIONAL) if peers is None else tuple(name.strip() for name in peers.split(",") if name.strip())
    unknown = [name for name in names if name not in OPTIONAL]
    if unknown:
        close = nearest(unknown[0], list(OPTIONAL))
        raise click.UsageError(f"--peers = {unknown[0]!r}: must be among {', '.join(OPTIONAL)}{close}")

    def keep(so_far: BenchRecord) -> None:
        """What is measured is on disk after every section."""
        if json_path is not None:
            write_json(json_path, so_far.to_json())
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            write_json(out / "records.json", so_far.to_json())

    record = run_bench(quick, names, lambda what: click.echo(f"w2s-verify: {what}", err=True), keep=keep)
    keep(record)
    for sheet in bench_sheets(record):
        show(sheet)
    if out is not None:
        for path in write_bench_report(record, out):
            click.echo(f"written {path}")
    if record.interrupted:
        click.echo(f"w2s-verify: interrupted; {len(record.rows)} rows are kept", err=True)
        return INTERRUPTED
    return AS_DECLARED
