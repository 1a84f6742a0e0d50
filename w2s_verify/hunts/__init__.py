"""Floor 5: the search for counterexamples."""

from w2s_verify.hunts.hunt import Hunt, hunt
from w2s_verify.hunts.probe import Probe
from w2s_verify.hunts.shard import Best, Hit, Shard, ShardResult
from w2s_verify.hunts.target import Target

__all__ = ["Best", "Hit", "Hunt", "Probe", "Shard", "ShardResult", "Target", "hunt"]
