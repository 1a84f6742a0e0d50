"""The parts of the report, in the order in which they are run and listed."""

from w2s_verify.reporting.parts.judged import MUTANTS, VERIFY
from w2s_verify.reporting.parts.measured import BEYOND, DATA, PAIRS, PHASE, PROBABILITY, SIMULATE, SPECTRUM
from w2s_verify.reporting.parts.part import Asked, Done, Part

PARTS: dict[str, Part] = {
    "simulate": SIMULATE,
    "probability": PROBABILITY,
    "pairs": PAIRS,
    "phase": PHASE,
    "spectrum": SPECTRUM,
    "data": DATA,
    "mutants": MUTANTS,
    "verify": VERIFY,
    "beyond": BEYOND,
}

__all__ = ["PARTS", "Asked", "Done", "Part"]
