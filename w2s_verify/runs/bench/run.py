"""The whole benchmark: peaks, sections, growth, accuracy. Returns a record, prints nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from w2s_verify.kernels.accuracy import accuracy_table
from w2s_verify.runs.bench.claim_sections import certification_section, margins_section
from w2s_verify.runs.bench.closed_forms import path_section, spectrum_section
from w2s_verify.runs.bench.growth import SWEEPS, growth_fits
from w2s_verify.runs.bench.machine import machine, peaks, versions
from w2s_verify.runs.bench.peers import OPTIONAL, load_peers
from w2s_verify.runs.bench.record import BenchRecord
from w2s_verify.runs.bench.search_sections import hunts_section, strategies_section
from w2s_verify.runs.bench.sections import (
    Bench,
    Section,
    hessian_section,
    pairs_section,
    product_section,
    risk_section,
)
from w2s_verify.runs.bench.timing import one_core

SECTIONS: tuple[Section, ...] = (
    risk_section,
    hessian_section,
    product_section,
    pairs_section,
    path_section,
    spectrum_section,
    certification_section,
    margins_section,
    hunts_section,
    strategies_section,
)
"""Each is given a `Bench` and returns rows. Add one here to have it timed, tabulated and reported."""

QUICK_SECONDS, FULL_SECONDS = 0.4, 8.0
"""Of one race: five rounds are run in any case."""


def run_bench(
    quick: bool = False,
    peers: tuple[str, ...] = tuple(OPTIONAL),
    progress: Callable[[str], None] = lambda _: None,
    sections: tuple[Section, ...] = SECTIONS,
    keep: Callable[[BenchRecord], None] = lambda _: None,
) -> BenchRecord:
    """Benchmark the kernels on one core, beside peers and the machine's own peaks.

    ratio = median over rounds of peer's time / ours; share of peak = necessary work / our time / measured peak
    Shapes  none
    Units   seconds, operations a second, bytes a second
    Domain  quick: about a minute on one core; otherwise under ten. `keep` is given what there is after every section;
            Ctrl-C ends the run with every row whose race was over, marked as interrupted
    Error   ratios repeat within a few per cent on an idle core
    Raises  ValueError: a name that is no peer; AssertionError: a peer's result differs from ours
    Source  none
    """
    start = perf_counter()
    found, missing = load_peers(peers)
    seconds = QUICK_SECONDS if quick else FULL_SECONDS
    progress("peaks of this machine")
    with one_core():
        best = peaks(seconds)
    record = BenchRecord(machine(), versions(), best, missing, quick, 0.0, (), (), (), interrupted=True)
    bench = Bench(found, best, seconds, quick, progress)
    try:
        with one_core():
            for section in sections:
                record = replace(record, rows=record.rows + tuple(section(bench)), seconds=perf_counter() - start)
                bench.found.clear()
                keep(record)
            for sweep in SWEEPS:
                record = replace(record, growth=record.growth + growth_fits(seconds / 2, progress, (sweep,)))
        progress("accuracy")
        record = replace(record, accuracy=accuracy_table(10 if quick else 40), interrupted=False)
    except KeyboardInterrupt:
        record = replace(record, rows=record.rows + tuple(bench.found))
    return replace(record, seconds=perf_counter() - start)
