from w2s_verify.claims.domain import Axis, Domain
from w2s_verify.hunts import Target
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.hunts.schedule import GRADIENTS, LATER, Standing, plan_round


def _budgets(entries):
    domain = Domain((Axis("x", -9, 9, (entries,)),))
    shards = plan_round(Target("own"), 0, 1, domain, tuple(ENGINES), Standing(), None)
    return {shard.engine: shard.budget for shard in shards}


def test_the_gradient_engines_shards_grow_with_the_entries_and_no_others():
    small, large = _budgets(2), _budgets(100)
    assert small == LATER
    assert large == {**LATER, "gradient": 100 * GRADIENTS}
