"""How fast the kernels are on this machine, beside the peers one would pick and beside the machine's own limit."""

from w2s_verify.runs.bench.growth import growth_fits
from w2s_verify.runs.bench.record import BenchRecord, Growth, Row
from w2s_verify.runs.bench.run import SECTIONS, run_bench
from w2s_verify.runs.bench.sections import Bench

__all__ = ["SECTIONS", "Bench", "BenchRecord", "Growth", "Row", "growth_fits", "run_bench"]
