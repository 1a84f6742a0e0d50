"""``w2s-verify simulate``: many teachers of one family, start norms over decades."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import out_option, required_seed_option
from w2s_verify.cli.progress import counted
from w2s_verify.cli.written import write_measured
from w2s_verify.reporting.files import finished_in
from w2s_verify.reporting.sheet import show
from w2s_verify.reporting.simulation import simulation_figure, simulation_sheet
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.laws import LABELS, LAWS
from w2s_verify.runs.measuring.simulation import keys_of
from w2s_verify.runs.measuring.simulation import simulate as run_simulation
from w2s_verify.runs.measuring.simulation_record import Settings
from w2s_verify.runs.provenance import provenance


def _norms(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise MeasuringError(f"--norms = {text!r}: must be numbers with commas between them") from error


@click.command()
@click.option("--law", default="gaussian", show_default=True, help=f"One of {', '.join(LAWS)}.")
@click.option("--norms", default="0.05,1,20", show_default=True, help="Start norms of the student.")
@click.option("--teachers", type=int, default=50, show_default=True, help="Teachers, each with its own student.")
@click.option("--labels", default="soft", show_default=True, help=f"One of {', '.join(LABELS)}.")
@click.option("--flow", "flow", is_flag=True, help="Gradient flow (what is done unless a step is given).")
@click.option("--gd", type=float, metavar="ETA", help="Gradient steps of this size.")
@click.option("--sgd", type=float, metavar="ETA", help="Stochastic steps of this size, 32 fresh examples each.")
@click.option("--dimension", type=int, default=100, show_default=True)
@click.option("--noise", type=float, default=1.0, show_default=True, help="Length of a copy's error beside the truth's.")
@click.option("--truth-norm", type=float, default=1.0, show_default=True)
@click.option("--horizon", type=float, default=1000.0, show_default=True, help="Time at which trajectories end.")
@required_seed_option
@out_option("Folder for JSON and figure.", required=True)
def simulate(
    law: str,
    norms: str,
    teachers: int,
    labels: str,
    flow: bool,
    gd: float | None,
    sgd: float | None,
    dimension: int,
    noise: float,
    truth_norm: float,
    horizon: float,
    seed: int,
    out: Path,
) -> int:
    """Measure cosine and accuracy against time; MEASURED numbers with intervals, beside closed forms where they exist."""
    if (gd is not None) + (sgd is not None) + flow > 1:
        raise click.UsageError("--flow, --gd and --sgd exclude one another")
    method = "gd" if gd is not None else "sgd" if sgd is not None else "flow"
    eta = gd if gd is not None else sgd if sgd is not None else 0.0
    settings = Settings(
        law=law,
        norms=_norms(norms),
        teachers=teachers,
        labels=labels,
        method=method,
        eta=eta,
        seed=seed,
        dimension=dimension,
        noise=noise,
        truth_norm=truth_norm,
        horizon=horizon,
    )
    finished = finished_in(out)
    with counted(teachers, "teachers") as shown, interruptible(shown) as heard:
        found = run_simulation(settings, heard, finished)
    show(simulation_sheet(found))
    interrupted = found.finished < teachers
    run = provenance(command="simulate", seed=seed, interrupted=interrupted)
    write_measured(out, "simulation", {"run": run, **found.to_json()}, lambda: simulation_figure(found))
    if interrupted:
        say_how_to_go_on(f"{found.finished} of {teachers} teachers are finished and", out)
        return INTERRUPTED
    finished.forget(keys_of(settings).values())
    return AS_DECLARED
