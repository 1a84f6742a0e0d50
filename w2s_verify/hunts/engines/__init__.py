"""Engines: each a function of a probe. None knows a statement."""

from w2s_verify.hunts.engines.corners import corners
from w2s_verify.hunts.engines.evolution import evolution
from w2s_verify.hunts.engines.gradient import gradient
from w2s_verify.hunts.engines.judged import judged
from w2s_verify.hunts.engines.sampling import sampling
from w2s_verify.hunts.engines.structured import structured

ENGINES = {engine.__name__: engine for engine in (corners, sampling, gradient, evolution, structured, judged)}
"""By name, in the order in which a round asks them."""

__all__ = ["ENGINES", "corners", "evolution", "gradient", "judged", "sampling", "structured"]
