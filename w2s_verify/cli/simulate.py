"""``w2s-verify simulate``: many teachers of one family, start norms over decades."""

from __future__ import annotations

from pathlib import Path

import click

from w2s_verify.cli.exits import AS_DECLARED, INTERRUPTED
from w2s_verify.cli.interrupt import interruptible, say_how_to_go_on
from w2s_verify.cli.options import figure_folder_option
from w2s_verify.cli.progress import counted
from w2s_verify.reporting.files import can_draw, open_folder, save_figure, save_record
from w2s_verify.reporting.sheet import show
from w2s_verify.reporting.simulation import simulation_figure, simulation_sheet
from w2s_verify.runs.measuring.intervals import MeasuringError
from w2s_verify.runs.measuring.laws import LABELS, LAWS
from w2s_verify.runs.measuring.simulation import run_teachers, summed_up
from w2s_verify.runs.measuring.simulation_record import Settings
from w2s_verify.runs.measuring.unfinished import forget, keep, kept
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
@click.option("--seed", type=click.IntRange(min=0), required=True)
@figure_folder_option
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
    open_folder(out)
    before = kept(out, settings)
    done = 0 if before is None else before.teachers
    with counted(teachers, "teachers", done) as shown, interruptible(shown) as heard:
        finished = run_teachers(settings, heard, before)
    found = summed_up(settings, finished)
    show(simulation_sheet(found))
    interrupted = found.finished < teachers
    run = provenance(command="simulate", seed=seed, interrupted=interrupted)
    written = [save_record(out, "simulation.json", {"run": run, **found.to_json()})]
    if can_draw():
        written.append(save_figure(out, "simulation.png", simulation_figure(found)))
    click.echo(f"wrote {', '.join(map(str, written))}")
    if interrupted:
        keep(out, settings, finished)
        say_how_to_go_on(f"{found.finished} of {teachers} teachers are finished", out)
        return INTERRUPTED
    forget(out)
    return AS_DECLARED
