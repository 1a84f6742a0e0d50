from pathlib import Path

import numpy as np
import pytest

from w2s_verify.claims.catalogue import catalogue
from w2s_verify.claims.claim import ClaimError
from w2s_verify.claims.statistical import Statistical
from w2s_verify.hunts import Target, hunt
from w2s_verify.hunts.engines import ENGINES
from w2s_verify.hunts.engines.corners import _edges
from w2s_verify.hunts.shard import ShardResult, run_shard

MUTANTS = [(claim.id, mutant.name) for claim in catalogue() for mutant in claim.mutants]
HEAD = "from w2s_verify.claims import Agree, Axis, Below, Claim, Domain, Mutant, Positive, Regime\n"
THIN = {
    "interior": """'''|σ''| ≤ 0.096225, false by 5e-7 of its size near ±1.317.'''
DOMAIN = Domain((Axis("t", -(2**40), 2**40, exponent=-34),))
def sides(num, at):
    s = num.sigmoid(at.t)
    return {"bound": (num.absolute(s * (1 - s) * (1 - 2 * s)), num.ratio(96225044, 10**9))}
CLAIM = Claim(id="own.interior", domain=DOMAIN, sides=sides)
""",
    "corner": """'''False only where all of three integers in 0 … 127 are 127: a corner of volume 5e-7.'''
DOMAIN = Domain(tuple(Axis(name, 0, 127) for name in "abc"))
def sides(num, at): return {"sum": (at.a + at.b + at.c, num.ratio(761, 2))}
CLAIM = Claim(id="own.corner", domain=DOMAIN, sides=sides)
""",
    "strict": """'''x² > 0, false at 0 with equality only.'''
def sides(num, at): return {"positive": Below(0, at.x * at.x)}
def equality(at): return at.x == 0
CLAIM = Claim(id="own.strict", domain=Domain((Axis("x", -(2**20), 2**20),)), sides=sides, equality=equality)
""",
    "no_batches": """'''A formula that branches on a number: read row by row.'''
def sides(num, at): return {"cube": (at.x * at.x * at.x if at.x > 0 else 0 * at.x, 10**6 + 0 * at.x)}
CLAIM = Claim(id="own.no-batches", domain=Domain((Axis("x", -999, 999),)), sides=sides)
""",
}


@pytest.fixture
def thin(tmp_path: Path):
    def written(name: str) -> Target:
        path = tmp_path / f"{name}_claim.py"
        doc, _, rest = THIN[name].partition("\n")
        path.write_text(f"{doc}\n{HEAD}{rest}", encoding="utf-8")
        return Target(str(path))

    return written


@pytest.mark.parametrize(("named", "mutant"), MUTANTS)
def test_every_mutant_of_the_catalogue_is_killed(named, mutant):
    found = hunt(Target(named, mutant=mutant), evaluations=20_000, first_only=True)
    assert found.hits, found.counts


EVERY = [claim for claim in catalogue() if not isinstance(claim, Statistical)]


@pytest.mark.parametrize("claim", EVERY, ids=lambda claim: claim.id)
def test_corners_lie_within_the_bounds_of_their_regime(claim):
    rng = np.random.default_rng(0)
    for regime in claim.domain.regimes:
        layout = claim.domain.layout(regime, claim.domain.size_choices(regime)[0])
        edges = _edges(layout, rng, 64)
        assert ((layout.low <= edges) & (edges <= layout.high)).all()


@pytest.mark.parametrize("name", THIN)
def test_thin_sets_fall(thin, name):
    assert hunt(thin(name), evaluations=60_000, first_only=True).hits


@pytest.mark.parametrize("engine", ["gradient", "evolution"])
def test_engines_that_climb_find_the_interior_violation_alone(thin, engine):
    found = hunt(thin("interior"), seed=1, evaluations=60_000, engines=("corners", engine), first_only=True)
    assert [hit.engine for hit in found.hits] == [engine]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_budget_of_evaluations_is_kept_and_the_seed_decides(engine):
    def outcome(seed):
        found = hunt(Target("logistic.secant"), seed=seed, evaluations=300, engines=(engine,))
        return found.evaluations, found.best, found.by_regime, found.counts, found.hits

    assert outcome(3) == outcome(3)
    assert outcome(3)[0] <= 300
    assert not outcome(4)[4]


def test_a_result_survives_json(thin):
    results = []

    def runner(shards):
        results.extend(run_shard(shard) for shard in shards)
        return results

    hunt(thin("corner"), evaluations=500, runner=runner)
    assert [ShardResult.from_json(result.to_json()) for result in results] == results


def test_a_time_budget_stops_at_a_round(thin):
    ticks = iter(range(10**6))
    found = hunt(Target("logistic.secant"), seconds=30, clock=lambda: float(next(ticks)))
    replayed = hunt(Target("logistic.secant"), evaluations=found.budgeted)
    assert (found.evaluations, found.best, found.rounds) == (replayed.evaluations, replayed.best, replayed.rounds)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (Target("logistic.secant", mutant="chord-shrnk"), "nearest: chord-shrunk"),
        (Target("path.peak", drop="Z"), "no such premise"),
        (Target("path.peak", drop="X", mutant="x-dropped"), "one of them"),
        (Target("logistic.secant", parameter="nothing"), "no such parameter"),
        (Target("nothing.here"), "no such id or topic"),
    ],
)
def test_a_bad_target_is_named(target, said):
    with pytest.raises(ClaimError, match=said):
        target.claim()


def test_a_budget_is_needed():
    with pytest.raises(ValueError, match="one of them must be given"):
        hunt(Target("logistic.secant"))
    with pytest.raises(ValueError, match="must be among"):
        hunt(Target("logistic.secant"), evaluations=9, engines=("nothing",))
