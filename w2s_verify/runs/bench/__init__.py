"""How fast the kernels are on this machine, beside the peers one would pick and beside the machine's own limit."""

from w2s_verify.runs.bench.growth import growth_fits
from w2s_verify.runs.bench.record import BenchRecord, Growth, Row
from w2s_verify.runs.bench.run import SECTIONS, run_bench
from w2s_verify.runs.bench.sections import Bench
from w2s_verify.runs.bench.targets import TARGETS, Reading, Target, readings

__all__ = [
    "SECTIONS",
    "TARGETS",
    "Bench",
    "BenchRecord",
    "Growth",
    "Reading",
    "Row",
    "Target",
    "growth_fits",
    "readings",
    "run_bench",
]
